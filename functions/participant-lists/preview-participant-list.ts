import { sameAddressForm } from '../../shared/domain/participant.ts';
import type { KnownParty } from '../../shared/domain/participant-import.ts';
import { decideRow, importOutcomes } from '../../shared/domain/participant-import.ts';
import type { ColumnMapping } from '../../shared/domain/participant-list.ts';
import type { Seats } from '../../shared/domain/seats.ts';
import { freeSeats } from '../../shared/domain/seats.ts';
import type { SuccessOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventParent } from '../../shared/store/keys.ts';
import type { ParticipantListDeps } from './deps.ts';
import { rowIds } from './identities.ts';
import { eventTakingLists } from './reach.ts';
import { readList } from './read-list.ts';
import type { previewParticipantList } from './routes.ts';

type Preview = SuccessOf<typeof previewParticipantList>;

/** Everybody who is registered, in a few queries; what changes meanwhile, the import itself decides. */
async function everyParty({ registrations, people }: ParticipantListDeps, alliance: string, eventId: string) {
  const [all, persons] = await Promise.all([
    registrations.all(alliance, eventParent(alliance, eventId)),
    people.ofEvent(alliance, eventId),
  ]);
  const parties = new Map<string, KnownParty>();
  const addresses = new Map<string, string>();
  for (const { id, state } of all) {
    const person = persons.get(state.tickets[0] ?? '');
    parties.set(id, { status: state.status, heads: state.tickets.length, person });
    if (state.status !== 'WITHDRAWN' && person?.email) addresses.set(sameAddressForm(person.email), id);
  }
  return { parties, addresses };
}

const LONGEST_NAME = 200;

/** The cells that name somebody, together. */
function nameIn(cells: readonly string[], { columns: { title, givenName, familyName, fullName } }: ColumnMapping): string | null {
  const parts = [title, givenName, familyName, fullName].map((column) => (column ? (cells[column.index] ?? '').trim() : ''));
  return (
    parts
      .filter((part) => part !== '')
      .join(' ')
      .slice(0, LONGEST_NAME) || null
  );
}

/** Whoever fits whole gets places, in the order of the list; that is where moving up leads as well. */
function waitingIn(rows: Preview['rows'], seats: Seats): Preview['waiting'] {
  const free = freeSeats(seats);
  let left = free ?? Number.POSITIVE_INFINITY;
  let waiting = 0;
  for (const { outcome, row } of rows) {
    if (outcome !== 'NEW' || row === null) continue;
    if (row.partySize > left) waiting += 1;
    else left -= row.partySize;
  }
  return { rows: waiting, free };
}

export const work: Work<typeof previewParticipantList, ParticipantListDeps> = async ({ params, body, actor }, deps) => {
  const { alliance } = actor;
  const { eventId } = params;
  await eventTakingLists(deps, actor, eventId);
  const { table, mapping, rows } = await readList(body);
  const cells = new Map(table.rows.map((row) => [row.line, row.cells]));
  const { parties, addresses } = await everyParty(deps, alliance, eventId);
  const shown = await Promise.all(
    rows.map(async (row): Promise<Preview['rows'][number]> => {
      const name = nameIn(cells.get(row.line) ?? [], mapping);
      if (!row.ok) return { line: row.line, name, outcome: 'FAULTY', changed: [], note: null, faults: [...row.faults], row: null };
      const { line, person, partySize } = row;
      const { registrationId } = await rowIds(deps.keys, alliance, eventId, person);
      const registeredAs = person.email === null ? undefined : addresses.get(sameAddressForm(person.email));
      const isElsewhere = registeredAs !== undefined && registeredAs !== registrationId;
      const sent = { line, partySize, person };
      const { outcome, changed, note } = decideRow(sent, parties.get(registrationId), isElsewhere);
      return { line, name, outcome, changed: [...changed], note, faults: [], row: sent };
    }),
  );
  const totals = Object.fromEntries(
    [...importOutcomes, 'FAULTY' as const].map((outcome) => [outcome, shown.filter((row) => row.outcome === outcome).length]),
  ) as Preview['totals'];
  const named = ({ column, heading }: (typeof mapping.unknown)[number]) => ({ column, heading });
  return ok({
    rows: shown,
    totals,
    waiting: waitingIn(shown, await deps.seats.seatsOf(alliance, eventId)),
    unknownColumns: mapping.unknown.map(named),
    ignoredColumns: mapping.ignored.map(named),
    hasEmail: mapping.hasEmail,
  });
};
