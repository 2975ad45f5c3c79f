import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/calendar.ts';
import { isFailure } from '../domain/failures.ts';
import { mailKey } from './keys.ts';
import type { Table, Write } from './table.ts';
import { commit, getItem } from './table.ts';

/** One mail of one registration. @property reason what it follows from: equal reasons are one mail */
export type MailOf = { readonly alliance: string; readonly registrationId: string; readonly reason: string };

/** That a mail is owed for this reason, for the transaction of what owes it; unmet when it is owed already. */
export const mailOwedWrite = ({ alliance, registrationId, reason }: MailOf): Write => ({
  put: { item: { ...mailKey(alliance, registrationId, reason) }, condition: 'attribute_not_exists(pk)' },
  refusal: 'alreadyAnswered',
});

/**
 * Which mails went out: no address, no text. A mail is noted before it is sent and marked after, so that one delivered
 * again sends nothing, and one that was cut off in between is sent again rather than never.
 */
export function mailStore(table: Table) {
  return {
    /** @returns false when this mail was sent */
    async begin({ alliance, registrationId, reason }: MailOf, now: Instant): Promise<boolean> {
      const key = mailKey(alliance, registrationId, reason);
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

    async sent({ alliance, registrationId, reason }: MailOf, now: Instant): Promise<void> {
      const key = mailKey(alliance, registrationId, reason);
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
