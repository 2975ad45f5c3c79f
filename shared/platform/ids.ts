import { randomUUID } from 'node:crypto';

/** A new record's id: random, so that date and title never become a key. Tests set their own. */
export const ids: { next: () => string } = { next: () => randomUUID() };
