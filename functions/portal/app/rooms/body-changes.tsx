import type { SeatHolding } from '../../../../shared/domain/alliance-body.ts';
import { bodyRoleNames } from '../../../../shared/domain/alliance-body.ts';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { addDays } from '../../../../shared/domain/holidays.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Badge, Link, P, Section } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { holderName, seatLabel } from './body-holdings.tsx';
import type { Names } from './body-words.tsx';

export type Seat = Success<'listBodySeats'>['seats'][number];
export type Role = Success<'listBodySeats'>['roles'][number];

/** Something that is different from a day on; without a day only the order is known. */
type Change = { readonly on: string | null; readonly where: string; readonly what: string };

function nowHeld(holding: SeatHolding, before: SeatHolding | undefined, names: Names): string {
  const who = holderName(holding, names);
  if (holding.as === 'DEPUTY') return `Stellvertretung: ${who}`;
  return before ? `${holderName(before, names)} → ${who}` : who;
}

/** Every start of a holding but the first, and every end that nobody follows. */
function seatChanges(seat: Seat, seats: readonly Seat[], names: Names): Change[] {
  const where = seatLabel(seat, seats);
  return seat.holdings.flatMap((holding, index): Change[] => {
    const before = seat.holdings.slice(0, index).findLast(({ as }) => as === holding.as);
    const isFollowed = seat.holdings.slice(index + 1).some(({ as }) => as === holding.as);
    const isStart = before !== undefined || holding.from !== null || !holding.dated;
    const started: Change[] = isStart ? [{ on: holding.from, where, what: nowHeld(holding, before, names) }] : [];
    const ended: Change[] =
      holding.to === null || isFollowed ? [] : [{ on: addDays(holding.to, 1), where, what: `${holderName(holding, names)} endet` }];
    return [...started, ...ended];
  });
}

function roleChanges({ kind, personId, from, to }: Role, names: Names): Change[] {
  const where = bodyRoleNames[kind];
  const who = names.of(personId);
  const started: Change[] = from === null ? [] : [{ on: from, where, what: who }];
  return to === null ? started : [...started, { on: addDays(to, 1), where, what: `${who} endet` }];
}

const inOrder = (a: Change, b: Change): number => ((a.on ?? '') < (b.on ?? '') ? 1 : -1);

/** Coming and past changes; every day leads to the composition of that day. */
export function Changes({ bodyId, on, names }: { bodyId: string; on: string; names: Names }) {
  const { alliance } = useDesk();
  const { data } = useLoaded(bodyId, () => call('listBodySeats', alliance, { params: { bodyId } }));
  if (!data) return null;
  const changes = [
    ...data.seats.flatMap((seat) => seatChanges(seat, data.seats, names)),
    ...data.roles.flatMap((role) => roleChanges(role, names)),
  ];
  const today = todayInBerlin();
  return (
    <Section title="Wechsel">
      {changes.length === 0 ? (
        <P>Bisher ist kein Wechsel festgehalten.</P>
      ) : (
        <ol class="bare turns">
          {changes.toSorted(inOrder).map((change, index) => (
            <li class="turn" key={index}>
              <span class="turn-day">
                {change.on === null ? (
                  'Tag unbekannt'
                ) : (
                  <Link href={hrefOf(alliance, `gremien/${bodyId}`, { am: change.on })}>{formatDay(change.on)}</Link>
                )}
              </span>
              <span>
                {change.what}
                <span class="flags">{change.where}</span>
                {change.on !== null && change.on > today && <Badge tone="info">künftig</Badge>}
                {change.on === on && <span class="kern-sr-only"> (gewählter Tag)</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
