import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body, Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, fault, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Alert, Link, P } from '../ui.tsx';
import { eventHref, offerOf, RegistrationRoom, Waiting } from './registration-frame.tsx';

type Offer = Success<'getRegistrationOffer'>;
type Companion = Body<'registerByOffice'>['companions'][number];

const consentWords = {
  LIST: 'Name in der Liste der Teilnehmenden',
  PHOTO: 'erkennbar auf Fotos',
  NEWSLETTER: 'Newsletter des Bündnisses',
} as const;

/** As many as were counted; named as far as a line names them: `Vorname; Nachname`. */
function readCompanions(entries: Entries): Companion[] {
  const size = entries.numberOrNull('/companions') ?? 0;
  const lines = entries
    .text('/companion-names')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > size) throw fault('/companion-names', `Hier stehen ${lines.length} Namen, angegeben sind ${size} weitere Personen.`);
  return Array.from({ length: size }, (_, index) => {
    const [given = '', family] = (lines[index] ?? '').split(';').map((part) => part.trim());
    if (family === undefined) return { title: null, givenName: null, familyName: given === '' ? null : given };
    return { title: null, givenName: given === '' ? null : given, familyName: family === '' ? null : family };
  });
}

function readParty(entries: Entries, { questions, consents, notice }: Offer): Body<'registerByOffice'> {
  return {
    title: entries.textOrNull('/title'),
    givenName: entries.text('/givenName'),
    familyName: entries.text('/familyName'),
    email: entries.textOrNull('/email'),
    organisation: entries.textOrNull('/organisation'),
    function: entries.textOrNull('/function'),
    companions: readCompanions(entries),
    answers: questions.map(({ id }) => ({ questionId: id, answer: entries.text(`/answers/${id}`) })).filter(({ answer }) => answer !== ''),
    needs: entries.textOrNull('/needs'),
    consents: consents.filter((kind) => entries.has(`/consents/${kind}`)),
    noticeVersion: notice.version,
  };
}

type AskedOne = Pick<Offer['questions'][number], 'id' | 'label' | 'kind' | 'choices' | 'required'>;

/** @param value as it was answered before */
export function Question({ question, value }: { question: AskedOne; value?: string | undefined }) {
  const { id, label, kind, required } = question;
  const choices = kind === 'YES_NO' ? ['Ja', 'Nein'] : question.choices;
  const named = { name: `/answers/${id}`, label, required, value };
  return kind === 'TEXT' ? (
    <Field {...named} />
  ) : (
    <Select {...named} none="bitte wählen" options={choices.map((choice) => [choice, choice] as const)} />
  );
}

function Companions({ largestParty }: { largestParty: number }) {
  const [some, setSome] = useState(false);
  return (
    <Group legend="Weitere Personen">
      <Field
        name="/companions"
        label="Wie viele kommen mit"
        inputMode="numeric"
        reads="number"
        hint={`Höchstens ${largestParty - 1}. Leer: niemand`}
        onInput={(typed) => setSome(typed.trim() !== '' && typed.trim() !== '0')}
      />
      {some && (
        <TextArea name="/companion-names" label="Ihre Namen" hint="Je Zeile: Vorname; Nachname. Wer keinen Namen nennt, zählt trotzdem." />
      )}
    </Group>
  );
}

function Register({ eventId, offer }: { eventId: string; offer: Offer }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const { status } = await call('registerByOffice', alliance, { params: { eventId }, body: readParty(entries, offer), key });
    go(hrefOf(alliance, `veranstaltungen/${eventId}/angemeldete`, { neu: status }));
  };
  const { capacity, registered, reserved, waiting } = offer.places;
  const isFull = capacity !== null && (waiting > 0 || registered + reserved >= capacity);
  return (
    <Form submitLabel="Anmelden" cancelHref={eventHref(alliance, eventId, 'angemeldete')} onSubmit={submit}>
      {isFull && (
        <Alert tone="warning" title="Alle Plätze sind vergeben">
          <P>Die Anmeldung kommt auf die Warteliste. Bitte sagen Sie das der Person am Telefon.</P>
        </Alert>
      )}
      <Group legend="Wer sich anmeldet">
        <Row>
          <Field name="/givenName" label="Vorname" required />
          <Field name="/familyName" label="Nachname" required />
          <Field name="/title" label="Titel" />
        </Row>
        <Row>
          <Field name="/email" label="E-Mail" hint="Leer: keine Bestätigung, keine Eintrittskarte" />
          <Field name="/organisation" label="Organisation" />
          <Field name="/function" label="Funktion" />
        </Row>
      </Group>
      {offer.largestParty > 1 && <Companions largestParty={offer.largestParty} />}
      {(offer.questions.length > 0 || offer.asksNeeds) && (
        <Group legend="Was die Veranstaltung fragt">
          {offer.questions.map((question) => (
            <Question question={question} key={question.id} />
          ))}
          {offer.asksNeeds && <TextArea name="/needs" label="Besondere Bedarfe" rows={2} hint="Nur was die Person selbst nennt" />}
        </Group>
      )}
      <Group legend="Datenschutz">
        <details class="more">
          <summary>Hinweis nach Artikel 13 DSGVO, Fassung {offer.notice.version}</summary>
          <p class="kern-body notice">{offer.notice.text}</p>
        </details>
        <P>Bitte weisen Sie die Person darauf hin, wo sie den Hinweis findet, oder lesen Sie ihn vor.</P>
        {offer.consents.length > 0 && (
          <Choices
            legend="Einwilligungen"
            name="/consents"
            type="checkbox"
            options={offer.consents.map((kind) => [kind, consentWords[kind]] as const)}
            hint="Nur ankreuzen, wenn die Person ausdrücklich Ja gesagt hat"
          />
        )}
      </Group>
    </Form>
  );
}

export default function PhoneRoom({ path }: RoomProps) {
  const { alliance } = useDesk();
  const [, eventId = ''] = path;
  const { data, problem } = useLoaded(eventId, async () => ({ offer: await offerOf(alliance, eventId) }));
  return (
    <RegistrationRoom eventId={eventId} room="angemeldete" title="Am Telefon anmelden">
      {() => {
        if (!data) return <Waiting problem={problem} />;
        if (data.offer) return <Register eventId={eventId} offer={data.offer} />;
        return (
          <P>
            Für diese Veranstaltung ist noch keine Anmeldung eingerichtet.{' '}
            <Link href={eventHref(alliance, eventId, 'anmeldung')}>Anmeldung einrichten</Link>
          </P>
        );
      }}
    </RegistrationRoom>
  );
}
