import { importParticipants } from '../../functions/participant-lists/routes.ts';
import { LARGEST_IMPORT } from '../../shared/domain/participant-import.ts';
import type { Answered } from './api.ts';
import { as, call } from './api.ts';

/** A list of invented people as the portal sends it back row by row. */
export const listRow = (number: number) => ({
  line: number + 2,
  partySize: 1,
  person: {
    title: null,
    givenName: 'Erika',
    familyName: `Muster-${number}`,
    email: `person${number}@example.org`,
    organisation: `Beispielverein ${number % 40}`,
    function: null,
    externalId: String(number),
  },
});

type Rows = readonly ReturnType<typeof listRow>[];

/** Imports rows in requests of the largest size, one after the other. @returns what the register says became of each */
export async function importRows(eventId: string, rows: Rows, ask: (rows: Rows) => Promise<Answered> = sendRows(eventId)) {
  const results: { line: number; outcome: string; status: string | null }[] = [];
  for (let from = 0; from < rows.length; from += LARGEST_IMPORT) {
    const { status, body, text } = await ask(rows.slice(from, from + LARGEST_IMPORT));
    if (status !== 200) throw new Error(`the import answered ${status}: ${text}`);
    results.push(...body.results);
  }
  return results;
}

export const sendRows = (eventId: string) => (rows: Rows) =>
  call(importParticipants, as('OFFICE_EDITOR'), { params: { eventId }, body: { rows } });
