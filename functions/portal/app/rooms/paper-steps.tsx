import { useState } from 'preact/hooks';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { Outcome } from '../../../../shared/domain/meeting.ts';
import { outcomeNames } from '../../../../shared/domain/meeting.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, fault, Row, Select, type Sending } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, P, Room, type SelectOption, Trouble } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { meetingInWords } from './meeting-words.tsx';
import { useMeetingsOf } from './paper-parts.tsx';
import { type Paper, paperHref } from './paper-words.tsx';

type StepProps = { readonly paper: Paper; readonly reload: () => void };

function NumberForm({ paper, reload }: StepProps) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { number: entries.text('/number') };
    await call('supplyNumber', alliance, { params: { paperId: paper.id }, version: paper.version, key, body });
    go(paperHref(alliance, paper.id));
  };
  return (
    <Form submitLabel="Nummer festhalten" cancelHref={paperHref(alliance, paper.id)} onSubmit={submit} onReload={reload}>
      <Field name="/number" label="Nummer" required hint="Zum Beispiel 0025/2021" />
    </Form>
  );
}

/** Bodies that only take note decide nothing. */
const outcomesOf = (role: 'DECISION' | 'INFORMATION'): SelectOption[] =>
  (role === 'INFORMATION'
    ? (['NOTED', 'ADJOURNED', 'NOT_VOTED'] as const)
    : (['UNANIMOUS', 'MAJORITY', 'NOTED', 'ADJOURNED', 'NOT_VOTED'] as const)
  ).map((kind) => [kind, outcomeNames[kind]] as const);

function readOutcome(entries: Entries): Outcome {
  const kind = entries.text('/outcome/kind') as Exclude<Outcome['kind'], 'SUPERSEDED'>;
  if (kind !== 'MAJORITY') return { kind };
  const votes = (name: string): number => {
    const value = entries.numberOrNull(`/outcome/${name}`);
    if (value === null) throw fault(`/outcome/${name}`, 'Bitte geben Sie die Stimmen an, auch wenn es keine sind: 0.');
    return value;
  };
  return { kind, yes: votes('yes'), no: votes('no'), abstain: entries.numberOrNull('/outcome/abstain') };
}

const Votes = ({ outcome }: { outcome: Outcome | null }) => {
  const known = outcome?.kind === 'MAJORITY' ? outcome : undefined;
  const typed = (value: number | null | undefined): string => String(value ?? '');
  return (
    <Row>
      <Field name="/outcome/yes" label="Ja" required inputMode="numeric" reads="number" value={typed(known?.yes)} />
      <Field name="/outcome/no" label="Nein" required inputMode="numeric" reads="number" value={typed(known?.no)} />
      <Field name="/outcome/abstain" label="Enthaltung" inputMode="numeric" reads="number" value={typed(known?.abstain)} />
    </Row>
  );
};

function StationFields({ station }: { station: Paper['route'][number] }) {
  const [kind, setKind] = useState<string>(station.outcome?.kind ?? '');
  const [meetingId, setMeetingId] = useState<string>(station.meetingId ?? '');
  const meetings = useMeetingsOf(station.bodyId).filter(({ plannedOn }) => plannedOn <= todayInBerlin());
  const meetingDay = meetings.find(({ id }) => id === meetingId)?.plannedOn;
  return (
    <>
      <Row>
        {meetings.length > 0 && (
          <Select
            name="/meetingId"
            label="Sitzung"
            none="keine im Register"
            value={meetingId}
            options={meetings.map((one) => [one.id, `${formatDay(one.plannedOn)}, ${meetingInWords(one)}`] as const)}
            onChange={setMeetingId}
          />
        )}
        <Field
          name="/on"
          label="Behandelt am"
          type="date"
          required
          max={todayInBerlin()}
          value={meetingDay ?? station.on}
          key={meetingDay ?? ''}
        />
      </Row>
      <Select
        name="/outcome/kind"
        label="Ergebnis"
        required
        none="bitte wählen"
        value={kind}
        options={outcomesOf(station.role)}
        onChange={setKind}
        {...(station.role === 'INFORMATION'
          ? { hint: 'Dieses Gremium erhält die Drucksache zur Kenntnis und beschließt nicht über sie' }
          : {})}
      />
      {kind === 'MAJORITY' && <Votes outcome={station.outcome} />}
    </>
  );
}

function OutcomeForm({ paper, reload, wanted }: StepProps & { wanted: string | undefined }) {
  const { alliance } = useDesk();
  const open = paper.route.findIndex(({ outcome }) => outcome === null);
  const [place, setPlace] = useState(wanted === undefined ? Math.max(open, 0) : Number(wanted));
  const station = paper.route[place];
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { place, on: entries.text('/on'), meetingId: entries.textOrNull('/meetingId'), outcome: readOutcome(entries) };
    await call('recordRouteOutcome', alliance, { params: { paperId: paper.id }, version: paper.version, key, body });
    go(paperHref(alliance, paper.id));
  };
  return (
    <Form submitLabel="Ergebnis festhalten" cancelHref={paperHref(alliance, paper.id)} onSubmit={submit} onReload={reload}>
      <Select
        name="/place"
        label="Gremium"
        required
        value={String(place)}
        options={paper.route.map(
          ({ label, outcome }, index) => [String(index), `${index + 1}. ${label}${outcome === null ? '' : ' (festgehalten)'}`] as const,
        )}
        onChange={(chosen) => setPlace(Number(chosen))}
      />
      {station && station.outcome !== null && <P muted>Was Sie festhalten, ersetzt das bisherige Ergebnis; im Journal bleibt es stehen.</P>}
      {station && <StationFields station={station} key={place} />}
    </Form>
  );
}

export default function PaperStepRoom({ path, query }: RoomProps) {
  const { alliance } = useDesk();
  const [, paperId = '', step] = path;
  const { data, problem, reload } = useLoaded(paperId, () => call('getPaper', alliance, { params: { paperId } }));
  const isNumber = step === 'nummer';
  return (
    <Room title={isNumber ? 'Nummer nachreichen' : 'Ergebnis festhalten'} {...(data ? { lead: `${data.label} ${data.title}` } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data &&
        (isNumber ? (
          <NumberForm paper={data} reload={reload} key={data.version} />
        ) : (
          <OutcomeForm paper={data} reload={reload} wanted={query.stelle} key={data.version} />
        ))}
    </Room>
  );
}
