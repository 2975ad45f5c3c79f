import type { Mailer } from '../../shared/platform/mailer.ts';
import type { BodyStore } from '../../shared/store/body-store.ts';
import type { MailStore } from '../../shared/store/mail-store.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';

export type ReportMailDeps = {
  readonly bodies: Pick<BodyStore, 'mailOf'>;
  readonly reports: Pick<ReportStore, 'readingOf'>;
  readonly mails: MailStore;
  readonly mailer: Mailer;
};
