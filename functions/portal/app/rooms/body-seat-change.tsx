import { useRef, useState } from 'preact/hooks';
import type { SeatHolding } from '../../../../shared/domain/alliance-body.ts';
import { call } from '../api.ts';
import type { Body as Request } from '../contract.ts';
import { useDesk } from '../desk.ts';
import { Choices, type Entries, Field, Form, Row, Select, type Sending } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import type { SelectOption } from '../ui.tsx';
import type { Seat } from './body-changes.tsx';
import { holderName } from './body-holdings.tsx';
import { bodyHref, type Names } from './body-words.tsx';
import { chosenPerson, PersonChoice } from './person-choice.tsx';

const turns = {
  FOLLOWS: 'Jemand folgt nach',
  VACANT: 'Der Sitz wird frei (n. n.)',
  BESIDE: 'Jemand kommt hinzu, zwei teilen sich den Sitz',
  DEPUTY: 'Jemand wird Stellvertretung',
  NO_DEPUTY: 'Die Stellvertretung endet',
} as const;
type Turn = keyof typeof turns;
const withoutPerson: ReadonlySet<Turn> = new Set(['VACANT', 'NO_DEPUTY']);

/** Those whose holding has no end yet. */
const standing = (seat: Seat, as: SeatHolding['as']): SeatHolding[] => seat.holdings.filter((one) => one.as === as && one.to === null);

function turnOptions(seat: Seat): SelectOption[] {
  const hasDeputy = standing(seat, 'DEPUTY').length > 0;
  const isHeld = standing(seat, 'HOLDER').some(({ personId }) => personId !== null);
  const offered: Record<Turn, boolean> = { FOLLOWS: true, VACANT: isHeld, BESIDE: isHeld, DEPUTY: true, NO_DEPUTY: hasDeputy };
  return (Object.keys(turns) as Turn[]).filter((turn) => offered[turn]).map((turn) => [turn, turns[turn]]);
}

const readTurn = (entries: Entries, turn: Turn, personId: SeatHolding['personId']): Request<'changeHolding'> => {
  const dated = entries.text('/dated') !== 'UNKNOWN';
  return {
    personId,
    from: dated ? entries.textOrNull('/from') : null,
    dated,
    as: turn === 'DEPUTY' || turn === 'NO_DEPUTY' ? 'DEPUTY' : 'HOLDER',
    wording: entries.textOrNull('/wording'),
    followsPersonId: entries.textOrNull('/followsPersonId') as SeatHolding['personId'],
    isBeside: turn === 'BESIDE',
  };
};

/** Who follows from when. A day nobody knows is said so and never made up. */
export function HoldingForm({ bodyId, seat, names, reload }: { bodyId: string; seat: Seat; names: Names; reload: () => void }) {
  const { alliance } = useDesk();
  const [turn, setTurn] = useState<Turn>('FOLLOWS');
  const [isDated, setDated] = useState(true);
  const recorded = useRef({});
  const together = standing(seat, turn === 'DEPUTY' || turn === 'NO_DEPUTY' ? 'DEPUTY' : 'HOLDER').filter(
    ({ personId }) => personId !== null,
  );
  const submit = async (entries: Entries, { key }: Sending) => {
    const personId = withoutPerson.has(turn) ? null : await chosenPerson(entries, alliance, recorded);
    const body = readTurn(entries, turn, personId);
    await call('changeHolding', alliance, { params: { seatId: seat.id }, version: seat.version, key, body });
    go(body.from === null ? bodyHref(alliance, bodyId) : hrefOf(alliance, `gremien/${bodyId}`, { am: body.from }));
  };
  return (
    <Form submitLabel="Wechsel festhalten" cancelHref={bodyHref(alliance, bodyId)} onSubmit={submit} onReload={reload}>
      <Select
        name="/as"
        label="Was ändert sich"
        required
        value={turn}
        options={turnOptions(seat)}
        onChange={(chosen) => setTurn(chosen as Turn)}
      />
      {!withoutPerson.has(turn) && <PersonChoice key={turn} names={names} label="Wer" />}
      {together.length > 1 && turn !== 'BESIDE' && (
        <Select
          name="/followsPersonId"
          label="Anstelle von"
          none="allen, die den Sitz haben"
          options={together.map((holding) => [holding.personId ?? '', holderName(holding, names)])}
        />
      )}
      <Choices
        legend="Wann"
        name="/dated"
        type="radio"
        value="DAY"
        options={[
          ['DAY', 'ab einem Tag'],
          ['UNKNOWN', 'Tag unbekannt, nur die Reihenfolge ist bekannt'],
        ]}
        onChange={(chosen) => setDated(chosen === 'DAY')}
      />
      {isDated && (
        <Row>
          <Field name="/from" label="Erster Tag" type="date" required hint="Die Besetzung davor endet am Tag vorher" />
        </Row>
      )}
      <Field name="/wording" label="Wortlaut der Quelle" />
    </Form>
  );
}
