import type { Authorship, JournalEntry } from '../../shared/domain/journal.ts';
import { clock } from '../../shared/platform/clock.ts';

/** What follows from an entry is the register's own doing, under the call that caused the entry. */
export const following = ({ correlationId }: JournalEntry<object>): Authorship => ({
  subject: 'registration-mail',
  role: 'SYSTEM',
  office: null,
  at: clock.now(),
  correlationId,
});
