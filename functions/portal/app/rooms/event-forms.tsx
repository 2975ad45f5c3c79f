import { useState } from 'preact/hooks';
import { eventKindNames, isSeries, ownershipNames } from '../../../../shared/domain/alliance-event.ts';
import { basisNames, qualifierNames, subjectNames } from '../../../../shared/domain/attendance.ts';
import { formatDay, isDay } from '../../../../shared/domain/calendar.ts';
import { districts, districtsOn, officeNames, officeOf } from '../../../../shared/domain/regions.ts';
import { germanOrder } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { AllianceEvent, Body } from '../contract.ts';
import { allianceOf, eventsOf, forgetEvents, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Alert, Loading, optionsOf, P, Room, type SelectOption, Trouble } from '../ui.tsx';
import { datesInWords, daysOf, officeOptions, todayInBerlin } from '../words.ts';

type Registration = Body<'registerAllianceEvent'>;
type Dates = AllianceEvent['dates'];

const readDates = (entries: Entries): Dates => {
  const from = entries.textOrNull('/dates/from');
  return {
    from,
    to: entries.textOrNull('/dates/to') ?? from,
    startTime: entries.textOrNull('/dates/startTime'),
    endTime: entries.textOrNull('/dates/endTime'),
    wording: entries.textOrNull('/dates/wording'),
  };
};

const readPlace = (entries: Entries): Registration['place'] =>
  entries.text('/place/name') === '' && entries.text('/place/districtKey') === ''
    ? null
    : {
        name: entries.text('/place/name'),
        districtKey: entries.textOrNull('/place/districtKey'),
        facility: entries.textOrNull('/place/facility'),
      };

const linesOf = (entries: Entries, name: string): string[][] =>
  entries
    .text(name)
    .split('\n')
    .map((line) => line.split(';').map((part) => part.trim()))
    .filter(([first]) => first);

const readOverride = (entries: Entries): Registration['officeOverride'] => {
  const chosen = entries.text('/officeOverride/office');
  if (chosen === '') return null;
  return { office: chosen === 'NONE' ? null : (chosen as keyof typeof officeNames), reason: entries.text('/officeOverride/reason') };
};

/** What stands in the form; what the form does not show stays as it was. */
const readDescription = (entries: Entries, before: AllianceEvent | undefined): Omit<Registration, 'dates'> => ({
  title: entries.text('/title'),
  kind: entries.text('/kind') as Registration['kind'],
  theme: entries.textOrNull('/theme'),
  ownership: entries.text('/ownership') as Registration['ownership'],
  ownershipReason: entries.textOrNull('/ownershipReason'),
  place: readPlace(entries),
  organisers: linesOf(entries, '/organisers').map(([name = '', role]) => ({ name, role: role || 'Veranstalter' })),
  guests: linesOf(entries, '/guests').map(
    ([guest = '']) => before?.guests.find((known) => known.function === guest) ?? { function: guest, role: 'VISITOR' },
  ),
  facts: before?.facts ?? [],
  followsEventId: entries.textOrNull('/followsEventId'),
  campaignId: entries.textOrNull('/campaignId'),
  officeOverride: readOverride(entries),
  note: entries.textOrNull('/note'),
  source: entries.textOrNull('/source'),
});

function DateFields({ dates, onFrom }: { dates?: Dates | undefined; onFrom: (day: string) => void }) {
  return (
    <Group legend="Wann">
      <Row>
        <Field name="/dates/from" label="Beginn" type="date" value={dates?.from} onInput={onFrom} />
        <Field name="/dates/to" label="Ende" type="date" value={dates?.to} hint="Leer: derselbe Tag" />
        <Field name="/dates/startTime" label="Uhrzeit von" type="time" value={dates?.startTime} />
        <Field name="/dates/endTime" label="Uhrzeit bis" type="time" value={dates?.endTime} />
      </Row>
      <Field
        name="/dates/wording"
        label="Wortlaut der Zeitangabe"
        value={dates?.wording}
        hint="Wenn kein Tag bekannt ist, zum Beispiel „Frühjahr 2016“"
      />
    </Group>
  );
}

const districtOptions = (day: string): SelectOption[] =>
  (isDay(day) ? [...districtsOn(day)] : [...districts])
    .toSorted((a, b) => germanOrder.compare(a.name, b.name))
    .map(({ key, name }) => [key, name]);

function officeSentence(district: string, day: string): string {
  if (district === '') return 'Ohne Landkreis ist kein Amt zuständig (anderes Land, online, unbekannt).';
  const known = districtOptions(day).some(([key]) => key === district);
  return known
    ? `Zuständig wird: ${officeNames[officeOf(district, isDay(day) ? day : undefined)]}`
    : `Diesen Kreis gab es am ${formatDay(day)} nicht.`;
}

/** The district by its name on that day, with the office that follows from it shown before anything is saved. */
function PlaceFields({ place, day }: { place: AllianceEvent['place'] | undefined; day: string }) {
  const [district, setDistrict] = useState(place?.districtKey ?? '');
  return (
    <Group legend="Wo">
      <Row>
        <Field name="/place/name" label="Ort" value={place?.name} />
        <Field name="/place/facility" label="Einrichtung" value={place?.facility} />
      </Row>
      <Select
        name="/place/districtKey"
        label="Landkreis oder kreisfreie Stadt"
        value={district}
        none="keiner in Niedersachsen"
        options={districtOptions(day)}
        hint={isDay(day) ? `Kreise am ${formatDay(day)}` : 'Ohne Tag: alle Kreise, die es gab'}
        onChange={setDistrict}
      />
      <p class="kern-body derived" role="status">
        {officeSentence(district, day)}
      </p>
    </Group>
  );
}

const eventOptions = (events: readonly AllianceEvent[], except: string | undefined): SelectOption[] =>
  events.filter(({ id }) => id !== except).map(({ id, title, dates }) => [id, `${daysOf(dates)}: ${title}`]);

type Choosable = { readonly themes: readonly SelectOption[]; readonly events: readonly AllianceEvent[] };

function Description({ event, choices }: { event?: AllianceEvent | undefined; choices: Choosable }) {
  const [ownership, setOwnership] = useState<string>(event?.ownership ?? 'OWN');
  return (
    <Group legend="Was">
      <Field name="/title" label="Titel" required value={event?.title} />
      <Row>
        <Select name="/kind" label="Art" required value={event?.kind} none="bitte wählen" options={optionsOf(eventKindNames)} />
        <Select name="/theme" label="Thema" value={event?.theme} none="ohne Thema" options={choices.themes} />
        <Select
          name="/ownership"
          label="Trägerschaft"
          required
          value={ownership}
          options={optionsOf(ownershipNames)}
          onChange={setOwnership}
        />
      </Row>
      {ownership !== 'OWN' && <Field name="/ownershipReason" label="Begründung der Trägerschaft" required value={event?.ownershipReason} />}
      {ownership === 'OWN' && event?.ownershipReason != null && (
        <Field name="/ownershipReason" label="Begründung der Trägerschaft" value={event.ownershipReason} />
      )}
    </Group>
  );
}

function Further({ event, choices }: { event?: AllianceEvent | undefined; choices: Choosable }) {
  const organisers = event?.organisers.map(({ name, role }) => `${name}; ${role}`).join('\n');
  const guests = event?.guests.map((guest) => guest.function).join('\n');
  return (
    <Group legend="Weiteres">
      <Row>
        <Select
          name="/followsEventId"
          label="Folgt auf"
          value={event?.followsEventId}
          none="keine"
          options={eventOptions(choices.events, event?.id)}
        />
        <Select
          name="/campaignId"
          label="Gehört zur Reihe"
          value={event?.campaignId}
          none="keine"
          options={eventOptions(choices.events.filter(isSeries as (one: AllianceEvent) => boolean), event?.id)}
        />
      </Row>
      <TextArea name="/organisers" label="Veranstalter" value={organisers} hint="Je Zeile einer: Name; Rolle" />
      <TextArea name="/guests" label="Gäste nach Funktion" value={guests} hint="Je Zeile eine Funktion, nie ein Name" rows={2} />
      <Row>
        <Select
          name="/officeOverride/office"
          label="Abweichend zuständiges Amt"
          value={event?.officeOverride ? (event.officeOverride.office ?? 'NONE') : undefined}
          none="keine Abweichung"
          options={officeOptions}
        />
        <Field name="/officeOverride/reason" label="Begründung der Abweichung" value={event?.officeOverride?.reason} />
      </Row>
      <TextArea name="/note" label="Anmerkung" value={event?.note} />
      <Field name="/source" label="Fundstelle" value={event?.source} />
    </Group>
  );
}

const detail = (alliance: string, id: string): string => hrefOf(alliance, `veranstaltungen/${id}`);

function Register({ choices }: { choices: Choosable }) {
  const { alliance } = useDesk();
  const [day, setDay] = useState('');
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { ...readDescription(entries, undefined), dates: readDates(entries) };
    const { id } = await call('registerAllianceEvent', alliance, { body, key });
    forgetEvents(alliance);
    go(detail(alliance, id));
  };
  return (
    <Form submitLabel="Registrieren" cancelHref={hrefOf(alliance, 'veranstaltungen')} onSubmit={submit}>
      <Description choices={choices} />
      <DateFields onFrom={setDay} />
      <PlaceFields place={undefined} day={day} />
      <Further choices={choices} />
    </Form>
  );
}

type ChangeProps = {
  readonly event: AllianceEvent;
  readonly choices: Choosable;
  readonly reload: () => void;
  /** What another room proposes; somebody looks at it before it is said. */
  readonly query: RoomProps['query'];
};

function useChange(event: AllianceEvent) {
  const { alliance } = useDesk();
  return {
    alliance,
    cancelHref: detail(alliance, event.id),
    named: { params: { eventId: event.id }, version: event.version },
    done: () => {
      forgetEvents(alliance);
      go(detail(alliance, event.id));
    },
  };
}

function Edit({ event, choices, reload }: ChangeProps) {
  const { alliance, cancelHref, named, done } = useChange(event);
  const submit = async (entries: Entries) => {
    await call('editAllianceEvent', alliance, { ...named, body: readDescription(entries, event) });
    done();
  };
  return (
    <Form submitLabel="Änderungen speichern" cancelHref={cancelHref} onSubmit={submit} onReload={reload}>
      <P>Tag und Uhrzeit ändern Sie über „Verlegen“; dort bleibt der frühere Termin vermerkt.</P>
      <Description event={event} choices={choices} />
      <PlaceFields place={event.place} day={event.dates.from ?? ''} />
      <Further event={event} choices={choices} />
    </Form>
  );
}

function Move({ event, reload }: ChangeProps) {
  const { alliance, cancelHref, named, done } = useChange(event);
  const [day, setDay] = useState(event.dates.from ?? '');
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('moveAllianceEvent', alliance, {
      ...named,
      key,
      body: { dates: readDates(entries), place: readPlace(entries), reason: entries.text('/reason') },
    });
    done();
  };
  return (
    <Form submitLabel="Verlegen" cancelHref={cancelHref} onSubmit={submit} onReload={reload}>
      <P>Bisher: {datesInWords(event.dates)}. Der bisherige Termin bleibt an der Veranstaltung sichtbar.</P>
      <DateFields dates={event.dates} onFrom={setDay} />
      <PlaceFields place={event.place} day={day} />
      <TextArea name="/reason" label="Grund der Verlegung" required rows={2} />
    </Form>
  );
}

function Confirm({ event, reload }: ChangeProps) {
  const { alliance, cancelHref, named, done } = useChange(event);
  const submit = async (_: Entries, { key }: Sending) => {
    await call('confirmAllianceEvent', alliance, { ...named, key, body: {} });
    done();
  };
  return (
    <Form submitLabel="Durchführung bestätigen" cancelHref={cancelHref} onSubmit={submit} onReload={reload}>
      <P>Bestätigt wird, dass die Veranstaltung stattgefunden hat: {datesInWords(event.dates)}. Ab dann zählt sie als durchgeführt.</P>
    </Form>
  );
}

function Cancel({ event, reload }: ChangeProps) {
  const { alliance, cancelHref, named, done } = useChange(event);
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('cancelAllianceEvent', alliance, { ...named, key, body: { reason: entries.text('/reason') } });
    done();
  };
  return (
    <Form submitLabel="Absagen" cancelHref={cancelHref} onSubmit={submit} onReload={reload}>
      <P>
        Eine Absage lässt sich nicht zurücknehmen. Die Veranstaltung und ihre Ausgaben bleiben im Register; als durchgeführt zählt sie
        nicht.
      </P>
      <TextArea name="/reason" label="Grund der Absage" required rows={2} />
    </Form>
  );
}

function State({ event, query }: ChangeProps) {
  const { alliance, cancelHref, done } = useChange(event);
  const submit = async (entries: Entries, { key }: Sending) => {
    const body: Body<'stateAttendance'> = {
      eventIds: [event.id],
      subject: entries.text('/subject') as keyof typeof subjectNames,
      value: entries.numberOrNull('/value'),
      qualifier: entries.text('/qualifier') as keyof typeof qualifierNames,
      basis: entries.text('/basis') as keyof typeof basisNames,
      asOf: entries.textOrNull('/asOf'),
      source: entries.text('/source'),
      printed: entries.textOrNull('/printed'),
    };
    await call('stateAttendance', alliance, { body, key });
    done();
  };
  return (
    <Form submitLabel="Angabe festhalten" cancelHref={cancelHref} onSubmit={submit}>
      <P>Frühere Angaben bleiben stehen. Was niemand weiß, ist „nicht bekannt“ und nicht 0.</P>
      <Choices legend="Was gezählt wird" name="/subject" type="radio" options={optionsOf(subjectNames)} value="PERSONS" />
      <Row>
        <Select name="/qualifier" label="Genauigkeit" required value="EXACT" options={optionsOf(qualifierNames)} />
        <Field name="/value" label="Anzahl" inputMode="numeric" reads="number" value={query.anzahl} hint="Leer bei „nicht bekannt“" />
        <Select name="/basis" label="Grundlage" required value={query.grundlage ?? 'COUNTED'} options={optionsOf(basisNames)} />
        <Field name="/asOf" label="Stand" type="date" value={todayInBerlin()} />
      </Row>
      <Field name="/source" label="Quelle" required value={query.quelle} />
      <Field name="/printed" label="Wortlaut" hint="Wie es in der Quelle steht, zum Beispiel „mehr als 500“" />
    </Form>
  );
}

const tasks = {
  bearbeiten: { title: 'Veranstaltung bearbeiten', Task: Edit },
  verlegen: { title: 'Veranstaltung verlegen', Task: Move },
  bestaetigen: { title: 'Durchführung bestätigen', Task: Confirm },
  absagen: { title: 'Veranstaltung absagen', Task: Cancel },
  teilnehmende: { title: 'Angabe zu Teilnehmenden festhalten', Task: State },
} as const;

export default function EventFormRoom({ path, query }: RoomProps) {
  const { alliance } = useDesk();
  const [, id = '', action = ''] = path;
  const isNew = id === 'neu';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const [known, events, event] = await Promise.all([
      allianceOf(alliance),
      eventsOf(alliance),
      isNew ? undefined : call('getAllianceEvent', alliance, { params: { eventId: id } }),
    ]);
    return { choices: { themes: known.themes.map((theme) => [theme.id, theme.label] as const), events }, event };
  });
  const task = Object.hasOwn(tasks, action) ? tasks[action as keyof typeof tasks] : undefined;
  const title = isNew ? 'Veranstaltung registrieren' : (task?.title ?? 'Diese Seite gibt es nicht');
  return (
    <Room title={title} {...(data?.event ? { lead: data.event.title } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && isNew && <Register choices={data.choices} />}
      {data?.event && task && (
        <task.Task event={data.event} choices={data.choices} query={query} reload={reload} key={data.event.version} />
      )}
      {!isNew && !task && <Alert tone="warning" title="Bitte wählen Sie einen Bereich in der Leiste oben." />}
    </Room>
  );
}
