import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { call, Problem } from '../api.ts';
import type { Body, Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, fault, Group, Row } from '../form.tsx';
import { Button, P, Section, Trouble } from '../ui.tsx';
import { offerOf, Waiting } from './registration-frame.tsx';
import { Question } from './registration-phone.tsx';

type Party = Success<'getRegistration'>;
type Head = Body<'changeRegistration'>['heads'][number];
type Questions = Success<'getRegistrationOffer'>['questions'];

const at = (head: number, field: string): string => `/heads/${head}/${field}`;

function readHead(entries: Entries, ticketId: string, head: number): Head {
  const name = { title: entries.textOrNull(at(head, 'title')), givenName: entries.textOrNull(at(head, 'givenName')) };
  const familyName = entries.textOrNull(at(head, 'familyName'));
  if (familyName === null && (name.title ?? name.givenName) !== null)
    throw fault(at(head, 'familyName'), 'Bitte geben Sie auch den Nachnamen an.');
  return { ticketId, ...name, familyName };
}

const readParty = (entries: Entries, { heads }: Party, questions: Questions): Body<'changeRegistration'> => ({
  heads: heads.map(({ ticketId }, head) => readHead(entries, ticketId, head)),
  email: entries.textOrNull('/email'),
  organisation: entries.textOrNull('/organisation'),
  function: entries.textOrNull('/function'),
  answers: questions.map(({ id }) => ({ questionId: id, answer: entries.text(`/answers/${id}`) })).filter(({ answer }) => answer !== ''),
});

const Name = ({ head, at: index }: { head: Party['heads'][number]; at: number }) => (
  <Row>
    <Field name={at(index, 'givenName')} label="Vorname" value={head.givenName} />
    <Field name={at(index, 'familyName')} label="Nachname" required={index === 0} value={head.familyName} />
    <Field name={at(index, 'title')} label="Titel" value={head.title} />
  </Row>
);

type Props = {
  readonly eventId: string;
  readonly registrationId: string;
  readonly onDone: (sentence: string) => void;
  readonly onKeep: () => void;
};

/** Once more to the address that is stored, not to one that is typed and not saved. */
function Resend({ eventId, party, onDone }: { eventId: string; party: Party; onDone: Props['onDone'] }) {
  const { alliance } = useDesk();
  const [key] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = () => {
    setBusy(true);
    call('resendConfirmation', alliance, { params: { eventId, registrationId: party.id }, body: {}, key })
      .then(
        () => onDone('Die Bestätigung wird noch einmal gesendet'),
        (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' })),
      )
      .finally(() => setBusy(false));
  };
  if (party.email === null) return <P muted>Ohne E-Mail-Adresse lässt sich keine Bestätigung senden.</P>;
  return (
    <>
      {problem && <Trouble problem={problem} />}
      <P>An {party.email}, mit den Eintrittskarten und dem Link zur Anmeldung.</P>
      <div class="form-actions">
        <Button busy={busy} onClick={() => !busy && send()}>
          Bestätigung erneut senden
        </Button>
      </div>
    </>
  );
}

function Fields({ party, questions }: { party: Party; questions: Questions }) {
  const [lead, ...others] = party.heads;
  return (
    <>
      <Group legend="Wer sich angemeldet hat">
        {lead && <Name head={lead} at={0} />}
        <Row>
          <Field name="/organisation" label="Organisation" value={party.organisation} />
          <Field name="/function" label="Funktion" value={party.function} />
        </Row>
        <Field
          name="/email"
          label="E-Mail"
          value={party.email}
          hint="Wer die frühere Bestätigung bekommen hat, behält den Link zur Anmeldung. Ging sie an eine fremde Person, sagen Sie diese Anmeldung bitte ab und melden Sie neu an."
        />
      </Group>
      {others.length > 0 && (
        <Group legend="Weitere Personen">
          {others.map((head, index) => (
            <Name head={head} at={index + 1} key={head.ticketId} />
          ))}
        </Group>
      )}
      {questions.length > 0 && (
        <Group legend="Was die Veranstaltung fragt">
          {questions.map((question) => (
            <Question
              // An answer that was never given stays open: a wrong name is put right without it.
              question={{ ...question, required: question.required && party.answers.length > 0 }}
              value={party.answers.find(({ questionId }) => questionId === question.id)?.answer}
              key={question.id}
            />
          ))}
        </Group>
      )}
    </>
  );
}

/** What is wrong in one registration is put right, for everybody in it (Art. 16 DSGVO). */
export function CorrectParty({ eventId, registrationId, onDone, onKeep }: Props) {
  const { alliance } = useDesk();
  const params = { eventId, registrationId };
  const { data, problem, reload } = useLoaded(registrationId, async () => {
    const [party, offer] = await Promise.all([call('getRegistration', alliance, { params }), offerOf(alliance, eventId)]);
    return { party, questions: offer?.questions ?? [] };
  });
  // The form stands above the list in which it was asked for.
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus(), [data === undefined]);
  if (!data) return <Waiting problem={problem} />;
  const { party, questions } = data;
  const submit = async (entries: Entries) => {
    await call('changeRegistration', alliance, { params, version: party.version, body: readParty(entries, party, questions) });
    onDone('Die Angaben sind berichtigt');
  };
  return (
    <div tabIndex={-1} ref={box}>
      <Section title="Angaben berichtigen">
        <Form
          submitLabel="Berichtigung speichern"
          cancel={{ label: 'Nichts ändern', onClick: onKeep }}
          onSubmit={submit}
          onReload={reload}
          key={party.version}
        >
          <Fields party={party} questions={questions} />
        </Form>
      </Section>
      <Section title="Bestätigung">
        <Resend eventId={eventId} party={party} onDone={onDone} />
      </Section>
    </div>
  );
}
