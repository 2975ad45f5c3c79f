import { useRef, useState } from 'preact/hooks';
import { qualifierNames } from '../../../../shared/domain/attendance.ts';
import { berlinInstant } from '../../../../shared/domain/calendar.ts';
import { fold } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { AllianceEvent, Body, Success } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, fault, Row, Select, type Sending } from '../form.tsx';
import { Alert, Button, FilterInput, Link, optionsOf, P, Section } from '../ui.tsx';
import { count, daysOf, todayInBerlin } from '../words.ts';
import { FiguresBeside } from './participants-figures.tsx';
import { Anew, eventHref, offerOf, RegistrationRoom, Waiting } from './registration-frame.tsx';

type DoorList = Success<'getDoorList'>;
type Head = DoorList['heads'][number];
type Scan = Body<'recordScans'>['entries'][number];

/** Scans of one request. */
const BATCH = 500;

/** Who can still be ticked: registered, and not in yet. */
const isOpen = ({ status, present }: Head): boolean => status === 'VALID' && !present;
const labelOf = ({ name, organisation }: Head): string => [name ?? 'ohne Namen', organisation].filter(Boolean).join(', ');

function Ticks({
  heads,
  ticked,
  onTick,
}: {
  heads: readonly Head[];
  ticked: ReadonlySet<string>;
  onTick: (ids: ReadonlySet<string>) => void;
}) {
  const [search, setSearch] = useState('');
  const needle = fold(search);
  const shown = heads.filter((head) => fold(labelOf(head)).includes(needle));
  const toggle = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    onTick(next);
  };
  return (
    <>
      <search class="filters">
        <FilterInput label="Suche (Name, Organisation)" type="search" value={search} onChange={setSearch} />
      </search>
      <div class="tick-actions">
        <Button kind="tertiary" onClick={() => onTick(new Set([...ticked, ...shown.map(({ ticketId }) => ticketId)]))}>
          {needle === '' ? 'Alle ankreuzen' : 'Alle gefundenen ankreuzen'}
        </Button>
        {ticked.size > 0 && (
          <Button kind="tertiary" onClick={() => onTick(new Set())}>
            Keine ankreuzen
          </Button>
        )}
        <span class="kern-body count" role="status">
          {ticked.size} von {heads.length} angekreuzt
        </span>
      </div>
      <fieldset class="kern-fieldset">
        <legend class="kern-sr-only">Wer auf der Papierliste steht</legend>
        <div class="ticks">
          {shown.map((head) => (
            <div class="kern-form-check" key={head.ticketId}>
              <input
                id={`head-${head.ticketId}`}
                class="kern-form-check__checkbox"
                type="checkbox"
                checked={ticked.has(head.ticketId)}
                onChange={() => toggle(head.ticketId)}
              />
              <label class="kern-label" for={`head-${head.ticketId}`}>
                {labelOf(head)}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      {shown.length === 0 && <P>Niemand passt zu Ihrer Suche.</P>}
    </>
  );
}

/** On paper stands a day; the time is the event's beginning. */
function paperTime({ dates }: AllianceEvent, day: string): string {
  const at = berlinInstant(day, dates.from === day && dates.startTime !== null ? dates.startTime : '12:00');
  if (at === undefined) throw fault('/day', 'Bitte geben Sie den Tag an, an dem die Liste ausgelegen hat.');
  return at;
}

function Presence({ event, list, onDone }: { event: AllianceEvent; list: DoorList; onDone: (sentence: string) => void }) {
  const { alliance } = useDesk();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const deviceId = useRef(crypto.randomUUID());
  // One id per tick for as long as it is not recorded: sent again after a lost answer it is the same scan.
  const scanIds = useRef(new Map<string, string>());
  const open = list.heads.filter(isOpen);
  const submit = async (entries: Entries) => {
    if (ticked.size === 0) throw fault('/ticks', 'Bitte kreuzen Sie an, wer da war.');
    const scannedAt = paperTime(event, entries.text('/day'));
    const scans = [...ticked].map((ticketId): Scan => {
      const scanId = scanIds.current.get(ticketId) ?? crypto.randomUUID();
      scanIds.current.set(ticketId, scanId);
      return { kind: 'CHECK_IN', source: 'PAPER', ticketId, scanId, door: entries.text('/door'), scannedAt };
    });
    let present = 0;
    for (let at = 0; at < scans.length; at += BATCH) {
      const body = { deviceId: deviceId.current, sentAt: new Date().toISOString(), entries: scans.slice(at, at + BATCH) };
      const { results } = await call('recordScans', alliance, { params: { eventId: event.id }, body, key: crypto.randomUUID() });
      present += results.filter(({ outcome }) => outcome === 'PRESENT').length;
    }
    const others = scans.length - present;
    onDone(
      `${count(present, 'Person ist', 'Personen sind')} als anwesend vermerkt${others > 0 ? `; ${others} waren es schon oder sind abgesagt` : ''}`,
    );
  };
  if (open.length === 0) return <P>Alle, die angemeldet sind, sind schon als anwesend vermerkt, oder es ist niemand angemeldet.</P>;
  return (
    <Form submitLabel="Anwesenheit festhalten" onSubmit={submit}>
      <Row>
        <Field name="/day" label="Tag der Liste" type="date" required value={notLater(event.dates.from)} max={todayInBerlin()} />
        <Select name="/door" label="Eingang" required value={list.doors[0]} options={list.doors.map((door) => [door, door] as const)} />
      </Row>
      <Ticks heads={open} ticked={ticked} onTick={setTicked} />
    </Form>
  );
}

const hasNotBegun = ({ dates }: AllianceEvent): boolean => dates.from !== null && dates.from > todayInBerlin();
/** The event's day, as long as it is not still to come. */
const notLater = (day: string | null): string => (day === null || day > todayInBerlin() ? todayInBerlin() : day);

function OnlyCounted({ event, onDone }: { event: AllianceEvent; onDone: (sentence: string) => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    if (entries.text('/asOf') > todayInBerlin())
      throw fault('/asOf', 'Der Stand liegt in der Zukunft. Bitte nennen Sie den Tag, an dem gezählt wurde.');
    const body: Body<'stateAttendance'> = {
      eventIds: [event.id],
      subject: 'PERSONS',
      value: entries.numberOrNull('/value'),
      qualifier: entries.text('/qualifier') as keyof typeof qualifierNames,
      basis: 'COUNTED',
      asOf: entries.textOrNull('/asOf'),
      source: entries.text('/source'),
      printed: null,
    };
    await call('stateAttendance', alliance, { body, key });
    onDone('Die gezählte Zahl ist als Angabe festgehalten');
  };
  return (
    <Form submitLabel="Zahl festhalten" onSubmit={submit}>
      <P>
        Wenn es keine Namen gibt, nur Striche oder eine Schätzung. Die Zahl steht dann neben der Zählung der Liste und ersetzt sie nicht.
      </P>
      <Row>
        <Select name="/qualifier" label="Genauigkeit" required value="EXACT" options={optionsOf(qualifierNames)} />
        <Field name="/value" label="Gezählt" required inputMode="numeric" reads="number" />
        <Field name="/asOf" label="Stand" type="date" value={notLater(event.dates.to)} max={todayInBerlin()} />
      </Row>
      <Field name="/source" label="Quelle" required value="Papierliste" />
    </Form>
  );
}

function Afterwards({ event }: { event: AllianceEvent }) {
  const desk = useDesk();
  const { alliance } = desk;
  const eventId = event.id;
  const [done, setDone] = useState({ sentence: '', turn: 0 });
  const { data, problem, reload } = useLoaded(eventId, async () => {
    const params = { eventId };
    const offer = await offerOf(alliance, eventId);
    const [list, figures, { counts }] = await Promise.all([
      offer ? call('getDoorList', alliance, { params, query: { names: 'true' } }) : undefined,
      may(desk, 'listAttendanceFigures')
        ? everyPage((page) => call('listAttendanceFigures', alliance, { query: { eventId, ...page } }))
        : [],
      call('getDoorCounts', alliance, { params }),
    ]);
    return { list, figures, counts };
  });
  if (!data) return <Waiting problem={problem} />;
  const forget = () => setDone({ ...done, sentence: '' });
  const finish = (sentence: string) => {
    setDone({ sentence, turn: done.turn + 1 });
    reload();
  };
  return (
    <>
      {done.sentence !== '' && <Alert tone="success" title={done.sentence} focused={done.turn} />}
      {hasNotBegun(event) && (
        <Alert tone="warning" title="Diese Veranstaltung hat noch nicht begonnen" live={false}>
          <P>
            Sie ist für {daysOf(event.dates)} angesetzt. Bitte prüfen Sie, ob Sie in der richtigen Veranstaltung sind, bevor Sie jemanden
            als anwesend vermerken oder eine Zahl festhalten.
          </P>
        </Alert>
      )}
      <Section title="Was bisher bekannt ist">
        <FiguresBeside event={event} figures={data.figures} counts={data.counts} />
      </Section>
      <Section title="Von der Papierliste übertragen">
        {data.list ? (
          <Anew onSend={forget}>
            <Presence event={event} list={data.list} onDone={finish} key={done.turn} />
          </Anew>
        ) : (
          <P>
            Ankreuzen können Sie, sobald es eine Liste gibt.{' '}
            <Link href={eventHref(alliance, eventId, 'anmeldung')}>Anmeldung einrichten</Link>
          </P>
        )}
      </Section>
      {may(desk, 'stateAttendance') && (
        <Section title="Nur eine Zahl festhalten">
          <Anew onSend={forget}>
            <OnlyCounted event={event} onDone={finish} key={done.turn} />
          </Anew>
        </Section>
      )}
    </>
  );
}

export default function PresenceRoom({ path }: RoomProps) {
  const [, eventId = ''] = path;
  return (
    <RegistrationRoom eventId={eventId} room="anwesenheit">
      {(event) => <Afterwards event={event} />}
    </RegistrationRoom>
  );
}
