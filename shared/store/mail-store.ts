import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/calendar.ts';
import { isFailure } from '../domain/failures.ts';
import type { Key } from './keys.ts';
import { doorKey, mailKey, reportMailKey } from './keys.ts';
import type { Table, Write } from './table.ts';
import { commit, getItem } from './table.ts';

/** A mail of a registration. @property reason what it follows from: equal reasons are one mail */
type PartyMailOf = { readonly alliance: string; readonly registrationId: string; readonly reason: string };
/** The one mail to somebody who was entered at the door and has no registration. */
type WalkInMailOf = { readonly alliance: string; readonly eventId: string; readonly ticketId: string };
/** The one mail to the list of a body about a report. */
type ReportMailOf = { readonly alliance: string; readonly reportId: string };
type MailOf = PartyMailOf | WalkInMailOf | ReportMailOf;

function keyOf(mail: MailOf): Key {
  if ('ticketId' in mail) return doorKey(mail.alliance, mail.eventId, 'MAIL', mail.ticketId);
  if ('reportId' in mail) return reportMailKey(mail.alliance, mail.reportId);
  return mailKey(mail.alliance, mail.registrationId, mail.reason);
}

/** That a mail is owed for this reason, for the transaction of what owes it; unmet when it is owed already. */
export const mailOwedWrite = (mail: PartyMailOf): Write => ({
  put: { item: { ...keyOf(mail) }, condition: 'attribute_not_exists(pk)' },
  refusal: 'alreadyAnswered',
});

/**
 * Which mails went out: no address, no text. A mail is noted before it is sent and marked after, so that one delivered
 * again sends nothing, and one that was cut off in between is sent again rather than never.
 */
export function mailStore(table: Table) {
  return {
    /** @returns false when this mail was sent */
    async begin(mail: MailOf, now: Instant): Promise<boolean> {
      const key = keyOf(mail);
      const commitId = randomUUID();
      const put: Write = {
        put: { item: { ...key, begunAt: now, sentAt: null, commitId }, condition: 'attribute_not_exists(pk)' },
        refusal: 'recordChangedMeanwhile',
      };
      try {
        await commit(table, [put], { key, commitId });
        return true;
      } catch (error) {
        if (!isFailure(error, 'recordChangedMeanwhile')) throw error;
        return (await getItem(table, key))?.sentAt === null;
      }
    },

    async sent(mail: MailOf, now: Instant): Promise<void> {
      const key = keyOf(mail);
      const commitId = randomUUID();
      const update: Write = {
        update: {
          key,
          expression: 'SET sentAt = :now, commitId = :commit',
          condition: 'attribute_exists(pk)',
          values: { ':now': now, ':commit': commitId },
        },
        refusal: 'recordChangedMeanwhile',
      };
      await commit(table, [update], { key, commitId });
    },
  };
}
export type MailStore = ReturnType<typeof mailStore>;
