import * as z from 'zod';
import type { JournalEntry } from '../domain/journal.ts';

/** A record's journal as readers see it, oldest entry first. */
export const JournalView = z.strictObject({
  entries: z.array(
    z.strictObject({
      version: z.int(),
      recordedAt: z.string(),
      event: z.string(),
      subject: z.string(),
      role: z.string(),
      office: z.string().nullable(),
      correlationId: z.string(),
      data: z.record(z.string(), z.unknown()),
      after: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const toJournalView = (entries: readonly JournalEntry<object>[]): z.output<typeof JournalView> => ({
  entries: entries.map(({ version, recordedAt, event, by, correlationId, after }) => ({
    version,
    recordedAt,
    event: event.name,
    ...by,
    correlationId,
    data: { ...event.data },
    after: { ...after },
  })),
});
