import { useState } from 'preact/hooks';
import type { Decision } from '../../../../shared/domain/meeting.ts';
import { outcomeNames } from '../../../../shared/domain/meeting.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { useDesk } from '../desk.ts';
import { type Entries, Field, Form, fault, Row, Select, type Sending, useFault } from '../form.tsx';
import { go } from '../place.ts';
import { Button, optionsOf, P, type SelectOption } from '../ui.tsx';
import { count } from '../words.ts';
import { type Meeting, MeetingRoom } from './meeting-frame.tsx';
import { decisionKindNames, meetingHref } from './meeting-words.tsx';
import { newRowId, RowActions, useRows } from './row-list.tsx';

type DecisionRow = { readonly id: string; readonly known: Decision | undefined };
type Outcome = Decision['outcome'];

const voted: ReadonlySet<string> = new Set(['UNANIMOUS', 'MAJORITY']);

function readOutcome(entries: Entries, at: string): Outcome {
  const kind = entries.text(`${at}/kind`) as Outcome['kind'];
  if (kind === 'SUPERSEDED') return { kind, byId: entries.text(`${at}/byId`) };
  if (kind !== 'MAJORITY') return { kind };
  const votes = (name: string): number => {
    const value = entries.numberOrNull(`${at}/${name}`);
    if (value === null) throw fault(`${at}/${name}`, 'Bitte geben Sie die Stimmen an, auch wenn es keine sind: 0.');
    return value;
  };
  return { kind, yes: votes('yes'), no: votes('no'), abstain: entries.numberOrNull(`${at}/abstain`) };
}

const readDecisions = (entries: Entries, rows: readonly DecisionRow[]): Decision[] =>
  rows.map(({ id }, index) => {
    const at = `/decisions/${index}`;
    return {
      id,
      agendaItemId: entries.text(`${at}/agendaItemId`),
      kind: entries.text(`${at}/kind`) as Decision['kind'],
      subject: entries.text(`${at}/subject`),
      movedBy: entries.textOrNull(`${at}/movedBy`),
      outcome: readOutcome(entries, `${at}/outcome`),
      wording: entries.textOrNull(`${at}/wording`),
    };
  });

/** What is to be said about the votes before anything is sent. */
function votesInWords(votes: Readonly<Record<string, string>>, present: number): string {
  const sum = ['yes', 'no', 'abstain'].reduce((total, name) => total + (Number(votes[name]) || 0), 0);
  const of = `${count(present, 'Anwesende oder Anwesender', 'Anwesende')} mit Stimme`;
  if (sum > present) return `${sum} Stimmen sind mehr als ${of}. Bitte prüfen Sie die Zahlen.`;
  return sum === present ? `${sum} Stimmen bei ${of}.` : `${sum} von ${present} Stimmen angegeben.`;
}

function Votes({ at, outcome, present }: { at: string; outcome: Outcome | undefined; present: number }) {
  const known = outcome?.kind === 'MAJORITY' ? outcome : undefined;
  const first = { yes: String(known?.yes ?? ''), no: String(known?.no ?? ''), abstain: String(known?.abstain ?? '') };
  const [votes, setVotes] = useState<Readonly<Record<string, string>>>(first);
  const field = (name: keyof typeof first, label: string, required: boolean) => (
    <Field
      name={`${at}/${name}`}
      label={label}
      required={required}
      inputMode="numeric"
      reads="number"
      value={first[name]}
      onInput={(value) => setVotes((now) => ({ ...now, [name]: value }))}
    />
  );
  return (
    <>
      <Row>
        {field('yes', 'Ja', true)}
        {field('no', 'Nein', true)}
        {field('abstain', 'Enthaltung', false)}
      </Row>
      <p class="kern-body derived" role="status">
        {votesInWords(votes, present)}
      </p>
    </>
  );
}

/** What the API says of an outcome as a whole stands at it, not at one of its fields. */
function OutcomeFault({ at }: { at: string }) {
  const detail = useFault(at);
  return detail === undefined ? null : (
    <p class="kern-error">
      <span class="kern-icon kern-icon--danger" aria-hidden="true" />
      <span class="kern-body">{detail}</span>
    </p>
  );
}

type RowProps = {
  readonly row: DecisionRow;
  readonly at: string;
  readonly meeting: Meeting;
  readonly others: readonly SelectOption[];
  readonly firstItem: string;
};

function DecisionFields({ row: { known }, at, meeting, others, firstItem }: RowProps) {
  const [outcome, setOutcome] = useState<string>(known?.outcome.kind ?? '');
  return (
    <>
      <Row>
        <Select
          name={`${at}/agendaItemId`}
          label="Zu TOP"
          required
          value={known?.agendaItemId ?? firstItem}
          options={meeting.agenda.map(({ id, label, title }) => [id, `${label} ${title}`])}
        />
        <Select name={`${at}/kind`} label="Art" required value={known?.kind ?? 'RESOLUTION'} options={optionsOf(decisionKindNames)} />
      </Row>
      <Row>
        <Field name={`${at}/subject`} label="Gegenstand" required value={known?.subject} />
        <Field name={`${at}/movedBy`} label="Antrag von" value={known?.movedBy} hint="Fraktion oder Stelle" />
      </Row>
      <Row>
        <Select
          name={`${at}/outcome/kind`}
          label="Ergebnis"
          required
          none="bitte wählen"
          value={outcome}
          options={optionsOf(outcomeNames)}
          onChange={setOutcome}
        />
        <Field name={`${at}/wording`} label="Wortlaut des Ergebnisses" value={known?.wording} />
      </Row>
      <OutcomeFault at={`${at}/outcome`} />
      {outcome === 'MAJORITY' && <Votes at={`${at}/outcome`} outcome={known?.outcome} present={meeting.facts.votingPresent} />}
      {outcome === 'SUPERSEDED' && (
        <Select
          name={`${at}/outcome/byId`}
          label="Erledigt durch"
          required
          none="bitte wählen"
          value={known?.outcome.kind === 'SUPERSEDED' ? known.outcome.byId : null}
          options={others}
          hint="Ein Antrag, über den abgestimmt wurde"
        />
      )}
    </>
  );
}

const MOST = 100;

function Editor({ meeting, reload }: { meeting: Meeting; reload: () => void }) {
  const { alliance } = useDesk();
  const fresh = (): DecisionRow => ({ id: newRowId('ergebnis'), known: undefined });
  const rows = useRows<DecisionRow>(
    meeting.decisions.length === 0 ? [fresh()] : meeting.decisions.map((known) => ({ id: known.id, known })),
  );
  const back = meetingHref(alliance, meeting.bodyId, meeting.id);
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { decisions: readDecisions(entries, rows.rows) };
    await call('recordDecisions', alliance, { params: { meetingId: meeting.id }, version: meeting.version, key, body });
    go(back);
  };
  const nameOf = (index: number) => `Ergebnis ${index + 1}`;
  const othersOf = (id: string): SelectOption[] =>
    rows.rows
      .map((row, index): [DecisionRow, string] => [row, row.known?.subject ?? nameOf(index)])
      .filter(([row]) => row.id !== id && (row.known === undefined || voted.has(row.known.outcome.kind)))
      .map(([row, name]) => [row.id, name]);
  return (
    <Form submitLabel="Beschlüsse festhalten" cancelHref={back} onSubmit={submit} onReload={reload}>
      <P muted>
        In der Reihenfolge der Sitzung. Anwesend mit Stimme: {meeting.facts.votingPresent}. „Zur Kenntnis genommen“ ist keine Zustimmung.
      </P>
      {rows.rows.map((row, index) => (
        <fieldset class="card-fields" key={row.id}>
          <legend class="kern-label">{nameOf(index)}</legend>
          <DecisionFields
            row={row}
            at={`/decisions/${index}`}
            meeting={meeting}
            others={othersOf(row.id)}
            firstItem={meeting.agenda[0]?.id ?? ''}
          />
          <div class="question-foot">
            <span />
            <RowActions rows={rows} index={index} name={nameOf(index)} />
          </div>
        </fieldset>
      ))}
      {rows.rows.length < MOST && (
        <div>
          <Button onClick={() => rows.add(fresh())}>Ergebnis hinzufügen</Button>
        </div>
      )}
    </Form>
  );
}

export default function DecisionsRoom({ path }: RoomProps) {
  return (
    <MeetingRoom path={path} title="Beschlüsse und Anträge">
      {({ meeting, reload }) =>
        meeting.agenda.length === 0 ? (
          <P>Bitte nehmen Sie zuerst die Tagesordnung auf.</P>
        ) : (
          <Editor key={meeting.version} meeting={meeting} reload={reload} />
        )
      }
    </MeetingRoom>
  );
}
