import { useState } from 'preact/hooks';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { type Due, precisionNames } from '../../../../shared/domain/due.ts';
import { type DueReading, readDue } from '../../../../shared/domain/due-reading.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body as Request } from '../contract.ts';
import { everyPage, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Room } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { Waiting } from './body-frame.tsx';
import { type Body, bodiesOf, bodyOptions } from './body-words.tsx';
import { intervalInWords } from './commitment-table.tsx';
import { meetingInWords } from './meeting-words.tsx';

type Recorded = Request<'recordCommitment'>;

/** What the register understood of the words, said before anything is saved. */
function readingInWords(wording: string, saidOn: string): string {
  if (wording.trim() === '') return 'Ohne Wortlaut gelten die Tage, die Sie angeben.';
  const reading: DueReading | undefined = saidOn === '' ? undefined : readDue(wording, saidOn);
  if (!reading) return 'Der Wortlaut lässt sich nicht als Zeitraum lesen. Er bleibt stehen; geben Sie Tage an, wenn Sie sie kennen.';
  const { due, question } = reading;
  const days = intervalInWords(due);
  const late = due.to === null ? 'wird nicht überfällig, solange das Ende offen ist' : `überfällig ab dem Tag nach ${formatDay(due.to)}`;
  return [`Gelesen als: ${precisionNames[due.precision]}${days === '' ? '' : `, ${days}`}; ${late}.`, question ?? '']
    .filter(Boolean)
    .join(' ');
}

/** Days that are given count as they are; a wording alone is read by the register, as it is shown here. */
function readDueOf(entries: Entries): Due {
  const wording = entries.textOrNull('/due/wording');
  const [from, to] = [entries.textOrNull('/due/from'), entries.textOrNull('/due/to')];
  if (from === null && to === null) return { wording, precision: 'UNKNOWN', from, to };
  return { wording, precision: to !== null && (from ?? to) === to ? 'DAY' : 'RANGE', from, to };
}

function Deadline({ saidOn }: { saidOn: string }) {
  const [wording, setWording] = useState('');
  return (
    <Group legend="Frist">
      <Field
        name="/due/wording"
        label="Wortlaut"
        hint="So, wie es gesagt wurde, zum Beispiel „im März“ oder „nach der Sommerpause“"
        onInput={setWording}
      />
      <p class="kern-body derived" role="status">
        {readingInWords(wording, saidOn)}
      </p>
      <Row>
        <Field name="/due/from" label="Frühestens" type="date" hint="Nur, wenn ein Tag genannt ist" />
        <Field name="/due/to" label="Spätestens" type="date" hint="Danach ist die Zusage überfällig" />
      </Row>
    </Group>
  );
}

function Fields({ bodies, query }: { bodies: readonly Body[]; query: RoomProps['query'] }) {
  const { alliance } = useDesk();
  const [bodyId, setBody] = useState(query.gremium ?? (bodies.length === 1 ? (bodies[0]?.id ?? '') : ''));
  const [meetingId, setMeeting] = useState(query.sitzung ?? '');
  const meetings =
    useLoaded(bodyId, async () =>
      bodyId === '' ? [] : await everyPage((page) => call('listMeetings', alliance, { query: { ...page, bodyId: bodyId as Body['id'] } })),
    ).data ?? [];
  const meeting = meetings.find(({ id }) => id === meetingId);
  const [typedDay, setDay] = useState<string>();
  const saidOn = typedDay ?? meeting?.plannedOn ?? todayInBerlin();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body: Recorded = {
      bodyId: entries.text('/bodyId') as Recorded['bodyId'],
      meetingId: entries.textOrNull('/meetingId') as Recorded['meetingId'],
      agendaItemId: entries.textOrNull('/agendaItemId'),
      title: entries.text('/title'),
      owner: entries.textOrNull('/owner'),
      saidOn: entries.text('/saidOn'),
      due: readDueOf(entries),
      source: entries.textOrNull('/source'),
    };
    await call('recordCommitment', alliance, { key, body });
    go(hrefOf(alliance, 'zusagen', { gremium: body.bodyId }));
  };
  return (
    <Form submitLabel="Zusage aufnehmen" cancelHref={hrefOf(alliance, 'zusagen', { gremium: query.gremium })} onSubmit={submit}>
      <Row>
        <Select
          name="/bodyId"
          label="Gremium"
          required
          none="bitte wählen"
          value={bodyId}
          options={bodyOptions(bodies)}
          onChange={(chosen) => {
            setBody(chosen);
            setMeeting('');
          }}
        />
        <Select
          name="/meetingId"
          label="Sitzung"
          none="außerhalb einer Sitzung"
          value={meetingId}
          options={meetings.map((one) => [one.id, `${formatDay(one.plannedOn)}: ${meetingInWords(one)}`])}
          onChange={setMeeting}
        />
        {meeting && (
          <Select
            name="/agendaItemId"
            label="Zu TOP"
            none="ohne Punkt"
            options={meeting.agenda.map(({ id, label, title }) => [id, `${label} ${title}`])}
          />
        )}
      </Row>
      <TextArea name="/title" label="Was ist zugesagt" required rows={2} />
      <Row>
        <Field name="/owner" label="Wer hat zugesagt" hint="Stelle oder Funktion, nie ein Name" />
        <Field
          name="/saidOn"
          label="Zugesagt am"
          type="date"
          required
          value={saidOn}
          max={todayInBerlin()}
          onInput={setDay}
          key={meetingId}
        />
      </Row>
      <Deadline saidOn={saidOn} />
      <Field name="/source" label="Fundstelle" />
    </Form>
  );
}

export default function CommitmentFormRoom({ query }: RoomProps) {
  const { alliance } = useDesk();
  const { data, problem } = useLoaded(alliance, () => bodiesOf(alliance));
  return (
    <Room title="Zusage aufnehmen" lead="Eine Zusage ist kein Beschluss: Jemand hat in der Sitzung gesagt, dass etwas geschieht">
      {data ? <Fields bodies={data} query={query} /> : <Waiting problem={problem} />}
    </Room>
  );
}
