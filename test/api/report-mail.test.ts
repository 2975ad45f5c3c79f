import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import { sendReportMail } from '../../functions/consumers.ts';
import { handler } from '../../functions/report-mail/handler.ts';
import { runReports } from '../../functions/report-run/run-reports.ts';
import { publishReport } from '../../functions/reports/routes.ts';
import { dummyCredentials } from '../../infra/local/engine.ts';
import type { MailCapture } from '../../infra/local/mail-capture.ts';
import { startMailCapture } from '../../infra/local/mail-capture.ts';
import { JOURNAL_PREFIX } from '../../shared/store/keys.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { as, call, openRegister } from '../support/api.ts';
import { addBody, addRelease, fillAlliance, runDeps } from '../support/report-registers.ts';
import { everyItem } from '../support/scan.ts';

/** What follows from a report: one mail to the list of its body, with a link and nothing of what the report says. */

let table: Table;
let mails: MailCapture;
beforeAll(async () => {
  table = await openRegister();
  mails = await startMailCapture({ port: 0 });
  Object.assign(process.env, { ...dummyCredentials, AWS_ENDPOINT_URL_SESV2: mails.endpoint });
  await fillAlliance(table);
  await addBody(table, 'ag-liste', {}, 'liste@example.org');
  await addBody(table, 'ag-ohne-liste');
  await addRelease(table, 'ag-liste');
  await runReports(runDeps(table), ['npa'], '2017-01-06T04:10:00.000Z', 'test');
});
afterAll(async () => {
  await mails.stop();
});

function toRecord(item: Item): DynamoDBRecord {
  const image = marshall(item, { removeUndefinedValues: true }) as Record<string, AttributeValue>;
  return { dynamodb: { Keys: { pk: image.pk, sk: image.sk }, NewImage: image, SequenceNumber: `${item.pk}|${item.sk}` } } as DynamoDBRecord;
}
const journal = async (): Promise<Item[]> => (await everyItem(table)).filter(({ sk }) => String(sk).startsWith(JOURNAL_PREFIX));
const deliver = async (change: (item: Item) => Item = (item) => item) =>
  await handler({ Records: (await journal()).map((item) => toRecord(change(item))) });

test('one mail per report to the list of the body, without the contents; no list, no mail', async () => {
  expect(sendReportMail.trigger).toEqual({ kind: 'stream', sortKeyPrefix: JOURNAL_PREFIX });
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  expect(mails.mails().map(({ to }) => to)).toEqual(['liste@example.org']);
  const [mail] = mails.mails();
  expect(mail?.subject).toBe('Ergebnisbericht über das Jahr 2016: Gremium ag-liste');
  expect(mail?.text).toContain('https://register.example.org/#/npa/berichte/ag-liste--2016');
  expect(mail?.text).not.toContain('Nichts zu berichten');
  expect(mail?.attachments).toEqual([]);
});

test('handed over once more, and after the publication, nobody is told again', async () => {
  await call(publishReport, as('OFFICE_LEAD'), { params: { reportId: 'ag-liste--2016' }, version: 1, body: {} });
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  expect(mails.mails()).toHaveLength(1);
});

test('an event of a report that nobody wrote a way for is not passed over', async () => {
  const renamed = (item: Item): Item => ({ ...item, event: { ...(item.event as object), name: 'ReportShredded' } });
  const { batchItemFailures } = await deliver(renamed);
  expect(batchItemFailures[0]?.itemIdentifier).toContain('npa#REPORT#');
});
