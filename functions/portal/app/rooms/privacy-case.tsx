import { useState } from 'preact/hooks';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import type { PrivacyOutcome } from '../../../../shared/domain/privacy.ts';
import { outcomeNames, privacyKindNames, privacyStatusNames } from '../../../../shared/domain/privacy.ts';
import { call, Problem, save } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Form, fault, Select, type Sending } from '../form.tsx';
import { Alert, Badge, Button, Facts, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count, daysOf } from '../words.ts';
import { chosenOf, Participants, participationInWords } from './privacy-open.tsx';
import { type Case, DueDay, type Found, statusTones } from './privacy-words.tsx';

type Chosen = ReturnType<typeof chosenOf>;
type CaseProps = { readonly one: Case; readonly reload: () => void };

const cancelledOf = ({ isCancelled, cancelledAt }: Found): string =>
  isCancelled ? ['abgemeldet', cancelledAt === null ? '' : formatInstant(cancelledAt)].filter(Boolean).join(' ') : '';

const stateOf = (one: Found): string =>
  [one.isErased ? 'gelöscht' : '', cancelledOf(one), one.isMasked ? 'Name wird nicht genannt' : '', one.heldBecause ?? '']
    .filter(Boolean)
    .join(', ') || '–';

function Participations({ one }: { one: Case }) {
  if (one.status !== 'OPEN') return <P>Der Vorgang ist abgeschlossen; Namen werden nicht mehr gezeigt.</P>;
  if (one.found.length === 0)
    return <P>Zu den Angaben ist nichts gespeichert. Teilen Sie das der Person mit und schließen Sie das Anliegen ab.</P>;
  return (
    <Table<Found>
      caption="Teilnahmen der Person"
      rows={one.found}
      keyOf={({ ticketId }) => ticketId}
      columns={[
        { title: 'Name', heads: true, cell: ({ name }) => name ?? '–' },
        { title: 'Organisation', cell: ({ organisation }) => organisation ?? '–' },
        { title: 'Veranstaltung', cell: ({ eventTitle }) => eventTitle },
        { title: 'Tag', nowrap: true, cell: ({ dates }) => daysOf(dates) },
        { title: 'Stand', cell: stateOf },
      ]}
    />
  );
}

function Files({ one }: { one: Case }) {
  const { alliance } = useDesk();
  const [problem, setProblem] = useState<Problem>();
  const fetchIt = (row: 'getPrivacyExport' | 'getPrivacyExportPdf', otherwise: string) => () =>
    void save(row, alliance, { params: { caseId: one.id } }, otherwise).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' })),
    );
  return (
    <Section title="Auskunft">
      <P>Alle Angaben über alle Veranstaltungen, mit Empfängern, Einwilligungen und Fristen. Bitte nur an die Person selbst geben.</P>
      <div class="actions">
        <Button onClick={fetchIt('getPrivacyExportPdf', 'auskunft.pdf')}>Auskunft als PDF</Button>
        <Button onClick={fetchIt('getPrivacyExport', 'auskunft.json')}>Auskunft als JSON</Button>
      </div>
      {problem && <Trouble problem={problem} />}
    </Section>
  );
}

/** What cannot be undone is asked once more, with what and for whom. */
function ConfirmErasing({ chosen, onErase, onKeep, reload }: ConfirmProps) {
  return (
    <Alert tone="warning" title={`Angaben zu ${count(chosen.length, 'Teilnahme', 'Teilnahmen')} endgültig löschen?`} focused live={false}>
      <Form
        submitLabel="Endgültig löschen"
        cancel={{ label: 'Angaben behalten', onClick: onKeep }}
        onSubmit={(_: Entries, { key }: Sending) => onErase(key)}
        onReload={reload}
      >
        <ul class="kern-list kern-list--bullet">
          {chosen.map((found) => (
            <li key={found.ticketId}>{participationInWords(found)}</li>
          ))}
        </ul>
        <P>
          Gelöscht werden Name, E-Mail, Organisation, Funktion, Antworten und Bedarfe, auch in allen Sicherungen. Das lässt sich nicht
          zurücknehmen.
        </P>
      </Form>
    </Alert>
  );
}
type ConfirmProps = {
  readonly chosen: readonly Found[];
  readonly onErase: (key: string) => Promise<void>;
  readonly onKeep: () => void;
  readonly reload: () => void;
};

/** Masking is done at once; erasing after it was confirmed. */
function Carry({
  one,
  reload,
  onDone,
  row,
  title,
  text,
  button,
  done,
}: CaseProps & {
  onDone: (sentence: string) => void;
  row: 'objectToListing' | 'eraseParticipants';
  title: string;
  text: string;
  button: string;
  done: string;
}) {
  const { alliance } = useDesk();
  const [asked, setAsked] = useState<Chosen>();
  const left = one.found.filter(({ isErased, isMasked }) => (row === 'eraseParticipants' ? !isErased : !isMasked));
  if (left.length === 0) return null;
  const submit = async (entries: Entries, { key }: Sending) => {
    const participants = chosenOf(entries, left);
    if (participants.length === 0) throw fault('/participants/0/ticketId', 'Bitte kreuzen Sie mindestens eine Teilnahme an.');
    if (row === 'eraseParticipants') setAsked(participants);
    else await carryOut(participants, key);
  };
  const carryOut = async (participants: Chosen, key: string) => {
    await call(row, alliance, { params: { caseId: one.id }, version: one.version, key, body: { participants } });
    setAsked(undefined);
    onDone(`${done}: ${count(participants.length, 'Teilnahme', 'Teilnahmen')}`);
  };
  return (
    <Section title={title}>
      {asked && (
        <ConfirmErasing
          chosen={left.filter(({ ticketId }) => asked.some((wanted) => wanted.ticketId === ticketId))}
          onErase={(key) => carryOut(asked, key)}
          onKeep={() => setAsked(undefined)}
          reload={reload}
          key={asked.map(({ ticketId }) => ticketId).join(' ')}
        />
      )}
      <Form submitLabel={button} onSubmit={submit} onReload={reload} key={one.version}>
        <P>{text}</P>
        <Participants legend="Teilnahmen" found={left} />
      </Form>
    </Section>
  );
}

const carried = {
  OBJECTION: {
    row: 'objectToListing',
    title: 'Namen nicht mehr nennen',
    text: 'Der Name steht danach in keiner Liste, keiner Ausgabe und auf keinem Schild. Gezählt wird die Person weiter.',
    button: 'Namen nicht mehr nennen',
    done: 'Der Name wird nicht mehr genannt',
  },
  ERASURE: {
    row: 'eraseParticipants',
    title: 'Angaben löschen',
    text: 'Name, E-Mail, Organisation, Antworten und Bedarfe sind danach nicht wiederherzustellen. Anwesenheit und Zahlen bleiben.',
    button: 'Angekreuzte löschen',
    done: 'Die Angaben sind gelöscht',
  },
} as const;

function Close({ one, reload }: CaseProps) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const outcome = entries.text('/outcome') as PrivacyOutcome;
    await call('closePrivacyCase', alliance, { params: { caseId: one.id }, version: one.version, key, body: { outcome } });
    reload();
  };
  return (
    <Section title="Abschließen">
      <Form submitLabel="Anliegen abschließen" onSubmit={submit} onReload={reload} key={one.version}>
        <Select
          name="/outcome"
          label="Ergebnis"
          required
          none="bitte wählen"
          options={one.possibleOutcomes.map((outcome) => [outcome, outcomeNames[outcome]] as const)}
        />
      </Form>
    </Section>
  );
}

const Note = ({ title, children }: { title: string; children: string }) => (
  <Section title={title}>
    <P>{children}</P>
  </Section>
);

function Body({ one, reload }: CaseProps) {
  const desk = useDesk();
  const [done, setDone] = useState('');
  const onDone = (sentence: string) => {
    setDone(sentence);
    reload();
  };
  const step = one.kind === 'OBJECTION' || one.kind === 'ERASURE' ? carried[one.kind] : undefined;
  return (
    <>
      {done !== '' && <Alert tone="success" title={done} />}
      <Facts
        items={[
          ['Eingegangen', formatDay(one.receivedOn)],
          ['Frist', <DueDay {...one} key="due" />],
          [
            'Stand',
            <Badge tone={statusTones[one.status]} key="status">
              {privacyStatusNames[one.status]}
            </Badge>,
          ],
          ['Ergebnis', one.outcome === null ? null : outcomeNames[one.outcome]],
          ['Teilnahmen', String(one.participants.length)],
          ['Davon gelöscht', one.erased === 0 ? null : String(one.erased)],
          ['Davon nicht mehr genannt', one.masked === 0 ? null : String(one.masked)],
        ]}
      />
      <Section title="Teilnahmen">
        <Participations one={one} />
      </Section>
      {one.status === 'OPEN' && (
        <>
          <Files one={one} />
          {step && may(desk, step.row) && <Carry one={one} reload={reload} onDone={onDone} {...step} />}
          {step && !may(desk, step.row) && <Note title={step.title}>Ausgeführt wird dieser Schritt von der Geschäftsstelle.</Note>}
          {one.kind === 'RECTIFICATION' && (
            <Note title="Berichtigen">
              Berichtigt wird bei der Veranstaltung unter „Angemeldete“, oder von der Person selbst über den Link ihrer Bestätigung.
            </Note>
          )}
          <Close one={one} reload={reload} />
        </>
      )}
    </>
  );
}

export default function PrivacyCaseRoom({ path }: RoomProps) {
  const { alliance } = useDesk();
  const caseId = path[1] ?? '';
  const { data, problem, reload } = useLoaded(caseId, () => call('getPrivacyCase', alliance, { params: { caseId } }));
  return (
    <Room title={data ? privacyKindNames[data.kind] : 'Anliegen'}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && <Body one={data} reload={reload} />}
    </Room>
  );
}
