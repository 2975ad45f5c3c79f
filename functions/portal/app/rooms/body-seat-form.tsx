import { useRef } from 'preact/hooks';
import { seatGroupNames, seatSideNames } from '../../../../shared/domain/alliance-body.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body as Request } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, Group, Row, Select, type Sending } from '../form.tsx';
import { go } from '../place.ts';
import { optionsOf, P, Section } from '../ui.tsx';
import type { Seat } from './body-changes.tsx';
import { BodyTask, Waiting } from './body-frame.tsx';
import { holderName, seatLabel, spanInWords } from './body-holdings.tsx';
import { HoldingForm } from './body-seat-change.tsx';
import { type Body, bodiesOf, bodyHref, bodyOptions, type Names, useNames } from './body-words.tsx';
import { chosenPerson, PersonChoice } from './person-choice.tsx';

type Facts = Request<'editSeat'>;

const readFacts = (entries: Entries): Facts => ({
  order: entries.numberOrNull('/order') ?? 0,
  label: entries.textOrNull('/label'),
  side: entries.text('/side') as Facts['side'],
  group: entries.text('/group') as Facts['group'],
  isYouthDelegate: entries.has('/more/isYouthDelegate'),
  delegatedFromBodyId: entries.textOrNull('/delegatedFromBodyId') as Facts['delegatedFromBodyId'],
  validFrom: entries.textOrNull('/validFrom'),
  validTo: entries.textOrNull('/validTo'),
  source: entries.textOrNull('/source'),
});

function SeatFields({ seat, order, bodies }: { seat?: Seat; order: number; bodies: readonly Body[] }) {
  return (
    <Group legend="Sitz">
      <Row>
        <Field name="/label" label="Organisation, Fachbereich oder Fraktion" value={seat?.label} />
        <Field
          name="/order"
          label="Reihenfolge"
          required
          inputMode="numeric"
          reads="number"
          value={String(seat?.order ?? order)}
          hint="Stelle in der Liste"
        />
      </Row>
      <Row>
        <Select name="/side" label="Seite" required value={seat?.side ?? 'NONE'} options={optionsOf(seatSideNames)} />
        <Select name="/group" label="Gruppe" required value={seat?.group ?? 'VOTING'} options={optionsOf(seatGroupNames)} />
        <Select
          name="/delegatedFromBodyId"
          label="Entsandt von"
          none="niemandem"
          value={seat?.delegatedFromBodyId}
          options={bodyOptions(bodies)}
        />
      </Row>
      <Choices
        legend="Besonderheit"
        name="/more"
        type="checkbox"
        values={seat?.isYouthDelegate ? ['isYouthDelegate'] : []}
        options={[['isYouthDelegate', 'Sitz der Jugend']]}
      />
      <Row>
        <Field name="/validFrom" label="Besteht seit" type="date" value={seat?.validFrom} />
        <Field name="/validTo" label="Bestand bis" type="date" value={seat?.validTo} />
        <Field name="/source" label="Fundstelle" value={seat?.source} />
      </Row>
    </Group>
  );
}

const VACANT = 'n.n.';
const NOT_STATED = 'keine';
type Known = { readonly body: Body; readonly bodies: readonly Body[]; readonly names: Names };

function NewSeat({ body, bodies, names, order }: Known & { order: number }) {
  const { alliance } = useDesk();
  const recorded = useRef({});
  const submit = async (entries: Entries, { key }: Sending) => {
    const chosen = entries.text('/personId');
    const from = entries.textOrNull('/holdings/0/from');
    const holding = { from, to: null, dated: true, as: 'HOLDER', wording: null } as const;
    const personId = chosen === VACANT || chosen === NOT_STATED ? null : await chosenPerson(entries, alliance, recorded);
    const holdings = chosen === NOT_STATED ? [] : [{ ...holding, personId }];
    await call('recordSeat', alliance, { key, body: { ...readFacts(entries), bodyId: body.id, holdings } });
    go(bodyHref(alliance, body.id));
  };
  return (
    <Form submitLabel="Sitz aufnehmen" cancelHref={bodyHref(alliance, body.id)} onSubmit={submit}>
      <SeatFields order={order} bodies={bodies} />
      <Group legend="Besetzung">
        <PersonChoice
          names={names}
          label="Besetzt mit"
          first={[
            [NOT_STATED, 'keine Angabe'],
            [VACANT, 'n. n. (unbesetzt)'],
          ]}
        />
        <Row>
          <Field name="/holdings/0/from" label="Seit" type="date" hint="Leer: seit es den Sitz gibt" />
        </Row>
      </Group>
    </Form>
  );
}

function EditSeat({ body, bodies, seat, reload }: { body: Body; bodies: readonly Body[]; seat: Seat; reload: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('editSeat', alliance, { params: { seatId: seat.id }, version: seat.version, key, body: readFacts(entries) });
    go(bodyHref(alliance, body.id));
  };
  return (
    <details class="more section">
      <summary>Angaben zum Sitz ändern</summary>
      <Form submitLabel="Angaben speichern" onSubmit={submit} onReload={reload}>
        <SeatFields seat={seat} order={seat.order} bodies={bodies} />
      </Form>
    </details>
  );
}

const Held = ({ seat, names }: { seat: Seat; names: Names }) =>
  seat.holdings.length === 0 ? (
    <P>Bisher ist nicht angegeben, wer diesen Sitz hat.</P>
  ) : (
    <ol class="bare turns">
      {seat.holdings.map((holding, index) => (
        <li class="turn" key={index}>
          <span class="turn-day">{holding.as === 'DEPUTY' ? 'Stellvertretung' : `${index + 1}.`}</span>
          <span>
            {holderName(holding, names)}
            <span class="flags">
              {[spanInWords(holding), holding.wording === null ? '' : `„${holding.wording}“`].filter(Boolean).join(', ')}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );

function Seats({ body, seatId }: { body: Body; seatId: string }) {
  const { alliance } = useDesk();
  const names = useNames();
  const { data, problem, reload } = useLoaded(body.id, async () => {
    const [{ seats }, bodies] = await Promise.all([call('listBodySeats', alliance, { params: { bodyId: body.id } }), bodiesOf(alliance)]);
    return { seats, bodies: bodies.filter(({ id }) => id !== body.id) };
  });
  if (!data || names.loading) return <Waiting problem={problem} />;
  if (seatId === 'neu')
    return <NewSeat body={body} bodies={data.bodies} names={names} order={Math.max(0, ...data.seats.map(({ order }) => order)) + 1} />;
  const seat = data.seats.find(({ id }) => id === seatId);
  if (!seat) return <P>Diesen Sitz gibt es nicht.</P>;
  return (
    <>
      <div class="columns">
        <Section title={seatLabel(seat, data.seats)}>
          <HoldingForm key={seat.version} bodyId={body.id} seat={seat} names={names} reload={reload} />
        </Section>
        <Section title="Bisher">
          <Held seat={seat} names={names} />
        </Section>
      </div>
      <EditSeat key={`facts ${seat.version}`} body={body} bodies={data.bodies} seat={seat} reload={reload} />
    </>
  );
}

export default function SeatRoom({ path }: RoomProps) {
  const [, bodyId = '', , seatId = ''] = path;
  return (
    <BodyTask bodyId={bodyId} title={seatId === 'neu' ? 'Sitz aufnehmen' : 'Wechsel auf einem Sitz'}>
      {(body) => <Seats body={body} seatId={seatId} />}
    </BodyTask>
  );
}
