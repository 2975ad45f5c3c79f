import * as z from 'zod';
import type { Person } from './participant.ts';
import { sameAddressForm } from './participant.ts';
import type { ColumnMapping, ParsedRow } from './participant-list.ts';
import { ListedPerson } from './participant-list.ts';
import type { RegistrationStatus } from './registration.ts';
import { LARGEST_PARTY } from './registration.ts';
import { fold } from './text.ts';

/*
 * What importing a row does. The same row always means the same registration, so that a second import of a list finds
 * what the first one made.
 * Peculiar: an address that is registered stays. It is how a person is found again and what mails go to; another address
 * is another registration.
 */

/** Rows of one request; each may become a party of its own. */
export const LARGEST_IMPORT = 250;

export const ImportRow = z.strictObject({
  /** As a spreadsheet numbers it; the largest has 2^20 rows. */
  line: z.int().min(1).max(1_048_576),
  /** Heads; companions have no name of their own in a list. */
  partySize: z.int().min(1).max(LARGEST_PARTY),
  person: ListedPerson,
});
export type ImportRow = z.output<typeof ImportRow>;

/** KNOWN: registered in another way under the same address. ERASED: the person was forgotten and stays so. */
export const importOutcomes = ['NEW', 'UNCHANGED', 'CHANGED', 'KNOWN', 'ERASED'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

/** What tells one row from another at one event: the sender's own id, else the address, else name and organisation. */
export function identityOf({ externalId, email, givenName, familyName, organisation }: ListedPerson): string {
  if (externalId !== null) return `id|${externalId}`;
  if (email !== null) return `mail|${sameAddressForm(email)}`;
  return `name|${fold(`${familyName} ${givenName ?? ''}`)}|${fold(organisation ?? '')}`;
}

/** Rows that nothing tells from an earlier one are faults: imported, the second would change the first. */
export function withoutTwins(rows: readonly ParsedRow[], { columns }: ColumnMapping): ParsedRow[] {
  const lines = new Map<string, number>();
  const column = columns.fullName ?? columns.familyName;
  return rows.map((row) => {
    if (!row.ok || !column) return row;
    const identity = identityOf(row.person);
    const before = lines.get(identity);
    if (before === undefined) {
      lines.set(identity, row.line);
      return row;
    }
    const detail = `Diese Person steht schon in Zeile ${before}. Sind es zwei, geben Sie ihnen eine Spalte „Kennung“ oder je eine E-Mail-Adresse.`;
    return { line: row.line, ok: false, faults: [{ column: column.column, heading: column.heading, detail }] };
  });
}

/** The registration that a row's identity leads to; without a person it was erased. */
export type KnownParty = { readonly status: RegistrationStatus; readonly heads: number; readonly person: Person | undefined };
export type RowDecision = { readonly outcome: ImportOutcome; readonly changed: readonly string[]; readonly note: string | null };

const comparedFields = {
  title: 'Titel',
  givenName: 'Vorname',
  familyName: 'Nachname',
  organisation: 'Organisation',
  function: 'Funktion',
} as const satisfies Partial<Record<keyof Person, string>>;

const notes = {
  known: 'Mit dieser E-Mail-Adresse besteht schon eine Anmeldung; sie bleibt, wie sie ist.',
  erased: 'Die Angaben zu dieser Person wurden gelöscht und werden nicht wieder angelegt.',
  withdrawn: 'Diese Anmeldung ist abgesagt und bleibt es.',
  address:
    'Die E-Mail-Adresse bleibt, wie sie angemeldet ist. Für eine andere sagen Sie die Anmeldung ab und melden Sie die Person neu an.',
  size: (heads: number) =>
    `Die Anmeldung bleibt bei ${heads === 1 ? 'einer Person' : `${heads} Personen`}. Mehr oder weniger Personen melden Sie unter „Angemeldete“ an oder ab.`,
} as const;

/** @param own what the row's identity leads to @param isElsewhere whether its address is registered otherwise */
export function decideRow({ person, partySize }: ImportRow, own: KnownParty | undefined, isElsewhere: boolean): RowDecision {
  if (!own) return isElsewhere ? { outcome: 'KNOWN', changed: [], note: notes.known } : { outcome: 'NEW', changed: [], note: null };
  const before = own.person;
  if (!before) return { outcome: 'ERASED', changed: [], note: notes.erased };
  if (own.status === 'WITHDRAWN') return { outcome: 'UNCHANGED', changed: [], note: notes.withdrawn };
  const fields = Object.entries(comparedFields) as [keyof typeof comparedFields, string][];
  const addsAddress = before.email === null && person.email !== null && !isElsewhere;
  const changed = [
    ...fields.filter(([field]) => before[field] !== person[field]).map(([, name]) => name),
    ...(addsAddress ? ['E-Mail'] : []),
  ];
  const hasOtherAddress = !addsAddress && before.email !== person.email;
  const note = hasOtherAddress ? notes.address : own.heads === partySize ? null : notes.size(own.heads);
  return { outcome: changed.length > 0 ? 'CHANGED' : 'UNCHANGED', changed, note };
}

/** The sealed fields after a row; what a list cannot say stays as it was. */
export function personAfter({ externalId: _mark, ...listed }: ListedPerson, before?: Person): Person {
  return { ...listed, email: before?.email ?? listed.email, answers: before?.answers ?? [] };
}
