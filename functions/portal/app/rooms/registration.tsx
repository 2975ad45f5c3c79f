import { useState } from 'preact/hooks';
import { berlinInstant, endOfBerlinDay } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body, Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, fault, Group, Row, TextArea } from '../form.tsx';
import { Alert, Link, LinkButton, P } from '../ui.tsx';
import { count } from '../words.ts';
import { Anew, offerOf, RegistrationRoom, Waiting } from './registration-frame.tsx';
import { QuestionFields, readQuestions, usedQuestions } from './registration-questions.tsx';

type Offer = Success<'getRegistrationOffer'>;
type Periods = Success<'getRetentionSettings'>['periods'];

const lengthIn = (period: Periods[keyof Periods] | undefined): string =>
  period === undefined
    ? '[Frist]'
    : [period.months > 0 && count(period.months, 'Monat', 'Monate'), period.days > 0 && count(period.days, 'Tag', 'Tage')]
        .filter(Boolean)
        .join(' und ') || '0 Tage';

/** Without the right to read the periods in force, the office fills them in. */
const draftOfNotice = (
  periods: Periods | undefined,
) => `Verantwortlich für Ihre Angaben ist [Name und Anschrift der Stelle]. Fragen zum Datenschutz richten Sie bitte an [Kontakt der oder des Datenschutzbeauftragten].

Wir verwenden Ihre Angaben, um die Veranstaltung vorzubereiten und durchzuführen (Artikel 6 Absatz 1 Buchstabe e DSGVO in Verbindung mit § 3 NDSG). Nötig sind nur Ihr Name und Ihre E-Mail-Adresse. Ihre Angaben sehen die Mitarbeiterinnen und Mitarbeiter, die diese Veranstaltung betreuen, sowie die Dienstleister, die unsere Technik und den Versand der E-Mails betreiben.

In die Liste der Teilnehmenden, auf erkennbare Fotos und in den Verteiler des Newsletters kommen Sie nur mit Ihrer Einwilligung. Sie können jede Einwilligung jederzeit und einzeln widerrufen, über den Link in Ihrer Bestätigung oder formlos bei uns.

Wir löschen Ihre Anmeldung ${lengthIn(periods?.REGISTRATION)} und Angaben zu besonderen Bedarfen ${lengthIn(periods?.SPECIAL_NEEDS)} nach der Veranstaltung. Anwesenheitslisten bewahren wir ${lengthIn(periods?.PRESENCE)} auf, länger nur, wenn sie als Beleg für Ausgaben gebraucht werden.

Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Widerspruch. Sie können sich außerdem bei der oder dem Landesbeauftragten für den Datenschutz Niedersachsen beschweren.`;

const consentOptions = [
  ['LIST', 'Name in der Liste der Teilnehmenden, die alle Teilnehmenden erhalten'],
  ['PHOTO', 'erkennbar auf Fotos der Veranstaltung'],
  ['NEWSLETTER', 'Newsletter des Bündnisses'],
] as const;

const dayIn = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });
const timeIn = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', timeStyle: 'short' });

/** What a day without a time means: its first moment, or its last. */
type Edge = 'BEGIN' | 'END';
const edgeHints: Readonly<Record<Edge, string>> = { BEGIN: 'Leer: ab 0 Uhr', END: 'Leer: bis zum Ende des Tages, 24 Uhr' };

/** A day and a clock time in Europe/Berlin. */
function InstantFields({ name, label, value, edge }: { name: string; label: string; value: string | null | undefined; edge: Edge }) {
  const at = value ? new Date(value) : undefined;
  const isWholeDay = edge === 'END' && at !== undefined && at.getTime() === Date.parse(endOfBerlinDay(dayIn.format(at)));
  return (
    <>
      <Field name={name} label={`${label}: Tag`} type="date" value={at && dayIn.format(at)} />
      <Field
        name={`${name}-time`}
        label={`${label}: Uhrzeit`}
        type="time"
        value={at && !isWholeDay ? timeIn.format(at) : ''}
        hint={edgeHints[edge]}
      />
    </>
  );
}

function readInstant(entries: Entries, name: string, edge: Edge): string | null {
  const [day, time] = [entries.text(name), entries.text(`${name}-time`)];
  if (day === '' && time !== '') throw fault(name, 'Zu der Uhrzeit fehlt der Tag.');
  if (day === '') return null;
  if (time === '' && edge === 'END') return endOfBerlinDay(day);
  const at = berlinInstant(day, time || '00:00');
  if (at === undefined) throw fault(name, 'Diese Uhrzeit gibt es an dem Tag wegen der Umstellung auf Sommerzeit nicht.');
  return at;
}

const linesOf = (entries: Entries, name: string): string[] =>
  entries
    .text(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function readOffer(entries: Entries, questionIds: readonly string[]): Body<'stateRegistrationOffer'> {
  const noticeText = entries.text('/noticeText');
  if (/\[[^[\]]*\]/.test(noticeText))
    throw fault('/noticeText', 'Im Text stehen noch Platzhalter in eckigen Klammern. Bitte füllen Sie sie aus.');
  return {
    isOpen: entries.has('/state/isOpen'),
    isPublic: entries.has('/state/isPublic'),
    opensAt: readInstant(entries, '/opensAt', 'BEGIN'),
    closesAt: readInstant(entries, '/closesAt', 'END'),
    capacity: entries.numberOrNull('/capacity'),
    largestParty: entries.numberOrNull('/largestParty') ?? 1,
    description: entries.textOrNull('/description'),
    contact: entries.text('/contact'),
    questions: readQuestions(entries, questionIds),
    asksNeeds: entries.has('/asks/needs'),
    consents: consentOptions.map(([kind]) => kind).filter((kind) => entries.has(`/consents/${kind}`)),
    doors: linesOf(entries, '/doors'),
    noticeText,
  };
}

function Times({ offer }: { offer: Offer | undefined }) {
  const open = [...(offer?.isOpen ? ['isOpen'] : []), ...((offer?.isPublic ?? true) ? ['isPublic'] : [])];
  return (
    <Group legend="Wann und für wen">
      <Choices
        legend="Anmeldung"
        name="/state"
        type="checkbox"
        values={open}
        options={[
          ['isOpen', 'Anmeldungen werden angenommen'],
          ['isPublic', 'Die Veranstaltung hat eine öffentliche Seite'],
        ]}
        hint="Ohne Häkchen bei „angenommen“ bleibt das Formular geschlossen, auch wenn die Zeit läuft. Sie selbst können jederzeit anmelden."
      />
      <Row>
        <InstantFields name="/opensAt" label="Beginn" edge="BEGIN" value={offer?.opensAt} />
      </Row>
      <Row>
        <InstantFields name="/closesAt" label="Ende" edge="END" value={offer?.closesAt} />
      </Row>
    </Group>
  );
}

function Places({ offer }: { offer: Offer | undefined }) {
  return (
    <Group legend="Plätze und Eingänge">
      <Row>
        <Field
          name="/capacity"
          label="Plätze"
          inputMode="numeric"
          reads="number"
          value={offer?.capacity?.toString()}
          hint="Leer: ohne Grenze. Sind alle vergeben, gibt es eine Warteliste."
        />
        <Field
          name="/largestParty"
          label="Größte Gruppe"
          inputMode="numeric"
          reads="number"
          required
          value={String(offer?.largestParty ?? 5)}
          hint="So viele Personen höchstens auf einmal, bis 25"
        />
      </Row>
      {offer && (
        <P muted>
          Vergeben: {count(offer.places.registered, 'Platz', 'Plätze')}, für Einladungen freigehalten: {offer.places.reserved}, auf der
          Warteliste: {offer.places.waiting}.
        </P>
      )}
      <TextArea
        name="/doors"
        label="Eingänge"
        required
        rows={2}
        value={offer ? offer.doors.join('\n') : 'Haupteingang'}
        hint="Je Zeile einer. Am Einlass wird nach Eingängen getrennt gezählt."
      />
    </Group>
  );
}

type AskedProps = {
  readonly offer: Offer | undefined;
  readonly periods: Periods | undefined;
  readonly ids: readonly string[];
  readonly onIds: (ids: readonly string[]) => void;
};

function Asked({ offer, periods, ids, onIds }: AskedProps) {
  const erased = periods === undefined ? 'nach der eingestellten Frist' : `${lengthIn(periods.SPECIAL_NEEDS)} danach`;
  return (
    <Group legend="Was auf der Seite steht und gefragt wird">
      <TextArea
        name="/description"
        label="Beschreibung"
        rows={4}
        value={offer?.description}
        hint="Worum es geht, in wenigen Sätzen. Titel, Zeit und Ort stehen schon auf der Seite."
      />
      <Field
        name="/contact"
        label="Ansprechstelle"
        required
        value={offer?.contact}
        hint="Stelle mit Telefon oder E-Mail-Adresse, zum Beispiel „Geschäftsstelle des Bündnisses, 0511 120-0“"
      />
      <P>
        Gefragt wird immer nach Name und E-Mail-Adresse; Organisation, Funktion und Titel sind optional. Fragen Sie darüber hinaus nur, was
        Sie für diese Veranstaltung brauchen.
      </P>
      <QuestionFields known={offer?.questions ?? []} ids={ids} onIds={onIds} />
      <Choices
        legend="Besondere Bedarfe"
        name="/asks"
        type="checkbox"
        values={offer?.asksNeeds ? ['needs'] : []}
        options={[['needs', 'Nach besonderen Bedarfen fragen (Rollstuhl, Gebärdensprache, Unverträglichkeiten)']]}
        hint={`Diese Angaben sieht nur das Team der Veranstaltung, und sie werden ${erased} gelöscht. Jeder Abruf wird festgehalten.`}
      />
      <Choices
        legend="Einwilligungen, um die gebeten wird"
        name="/consents"
        type="checkbox"
        values={offer?.consents ?? []}
        options={consentOptions}
        hint="Jede ist freiwillig und lässt sich einzeln widerrufen."
      />
    </Group>
  );
}

type SetUpProps = {
  readonly eventId: string;
  readonly offer: Offer | undefined;
  readonly periods: Periods | undefined;
  readonly reload: () => void;
};

function SetUp({ eventId, offer, periods, reload }: SetUpProps) {
  const { alliance } = useDesk();
  const [ids, setIds] = useState<readonly string[]>(() => usedQuestions(offer?.questions ?? []));
  const [turn, setTurn] = useState(0);
  const [isSaved, setSaved] = useState(false);
  const submit = async (entries: Entries) => {
    const body = readOffer(entries, ids);
    await call('stateRegistrationOffer', alliance, { params: { eventId }, version: offer?.version ?? 0, body });
    setTurn(turn + 1);
    setSaved(true);
    reload();
  };
  return (
    <>
      {isSaved && (
        <Alert tone="success" title="Die Anmeldung ist eingerichtet" focused={turn}>
          <P>
            <Link href={`/termine/${alliance}/${eventId}`}>Öffentliche Seite ansehen</Link>
          </P>
        </Alert>
      )}
      <Anew onSend={() => setSaved(false)}>
        <Form submitLabel={offer ? 'Änderungen speichern' : 'Anmeldung einrichten'} onSubmit={submit} onReload={reload}>
          <Times offer={offer} />
          <Places offer={offer} />
          <Asked offer={offer} periods={periods} ids={ids} onIds={setIds} />
          <Group legend="Datenschutz">
            <TextArea
              name="/noticeText"
              label="Hinweis nach Artikel 13 DSGVO"
              required
              rows={14}
              value={offer?.notice.text ?? draftOfNotice(periods)}
              hint={
                offer
                  ? `Fassung ${offer.notice.version}. Ein geänderter Text ist eine neue Fassung; bei jeder Anmeldung bleibt vermerkt, welche gezeigt wurde.`
                  : 'Ein Entwurf. Bitte stimmen Sie ihn mit der oder dem Datenschutzbeauftragten ab, und füllen Sie die eckigen Klammern aus.'
              }
            />
          </Group>
        </Form>
      </Anew>
    </>
  );
}

export default function SetUpRoom({ path }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const [, eventId = ''] = path;
  // Loaded anew only when asked for: what somebody is typing stays.
  const { data, problem, reload } = useLoaded(eventId, async () => {
    const [offer, settings] = await Promise.all([
      offerOf(alliance, eventId),
      may(desk, 'getRetentionSettings') ? call('getRetentionSettings', alliance, {}) : undefined,
    ]);
    return { offer, periods: settings?.periods };
  });
  return (
    <RegistrationRoom
      eventId={eventId}
      room="anmeldung"
      actions={data?.offer?.isPublic && <LinkButton href={`/termine/${alliance}/${eventId}`}>Öffentliche Seite ansehen</LinkButton>}
    >
      {() => (data ? <SetUp eventId={eventId} offer={data.offer} periods={data.periods} reload={reload} /> : <Waiting problem={problem} />)}
    </RegistrationRoom>
  );
}
