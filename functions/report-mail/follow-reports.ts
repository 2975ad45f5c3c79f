import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { letterHtml, letterText } from '../../shared/documents/mail-letter.ts';
import { reportLetter } from '../../shared/documents/mail-report.ts';
import type { JournalEntry, RecordType } from '../../shared/domain/journal.ts';
import { ReportId } from '../../shared/domain/report.ts';
import { clock } from '../../shared/platform/clock.ts';
import { log } from '../../shared/platform/logger.ts';
import { settings } from '../../shared/platform/settings.ts';
import { toJournalEntry } from '../../shared/store/record-store.ts';
import type { ReportMailDeps } from './deps.ts';

const REPORT: RecordType = 'REPORT';
/** Events of a report, and whether its list is told. Named so that a new one is not overlooked. */
const isTold: Readonly<Record<string, boolean>> = { ReportCompiled: true, ReportPublished: false };

const isOfReport = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.Keys?.pk?.S?.split('#')[1] === REPORT;

/** One mail per report, to the address the body gave; without one nobody is told. */
async function tellList({ alliance, recordId, event }: JournalEntry<object>, deps: ReportMailDeps): Promise<void> {
  const { reportAddress } = await deps.bodies.mailOf(alliance, String(event.data.bodyId));
  if (reportAddress === null) return;
  const mail = { alliance, reportId: recordId };
  if (!(await deps.mails.begin(mail, clock.now()))) return;
  const { document } = await deps.reports.readingOf(alliance, ReportId.parse(recordId));
  const letter = reportLetter(document, `${settings.publicAddress()}/#/${alliance}/berichte/${recordId}`);
  await deps.mailer.send({
    to: reportAddress,
    subject: letter.subject,
    text: letterText(letter, document.allianceName),
    html: letterHtml(letter, document.allianceName),
    attachments: [],
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  await deps.mails.sent(mail, clock.now());
  log.info('REPORT_MAIL_SENT', { alliance, reportId: recordId });
}

/** @throws Error for an event that this consumer has not heard of */
async function followEntry(record: DynamoDBRecord, deps: ReportMailDeps): Promise<void> {
  if (!isOfReport(record)) return;
  const entry = toJournalEntry(unmarshall((record.dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>));
  const told = Object.hasOwn(isTold, entry.event.name) ? isTold[entry.event.name] : undefined;
  if (told === undefined) throw new Error(`no way to follow ${entry.event.name}`);
  if (told) await tellList(entry, deps);
}

/** At the first record that fails it stops and asks for the rest again; what was sent is not sent again. */
export async function followReports({ Records }: DynamoDBStreamEvent, deps: ReportMailDeps): Promise<DynamoDBBatchResponse> {
  for (const record of Records) {
    const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
    try {
      await followEntry(record, deps);
    } catch (error) {
      log.error('REPORT_NOT_FOLLOWED', { sequenceNumber }, error);
      return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
