import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { openMailer } from '../../shared/platform/mailer.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { mailStore } from '../../shared/store/mail-store.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import type { ReportMailDeps } from './deps.ts';
import { followReports } from './follow-reports.ts';

const open = (): ReportMailDeps => {
  const table = liveTable();
  return { bodies: bodyStore(table), reports: reportStore(table), mails: mailStore(table), mailer: openMailer() };
};

let live: ReportMailDeps | undefined;

export const handler = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  live ??= open();
  return await followReports(event, live);
};
