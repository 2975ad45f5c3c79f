import { useRef, useState } from 'preact/hooks';
import type { Presence } from '../../../../shared/domain/meeting.ts';
import { presenceGroupNames } from '../../../../shared/domain/meeting.ts';
import { call, Problem } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending } from '../form.tsx';
import { go } from '../place.ts';
import { Button, optionsOf, P } from '../ui.tsx';
import { count } from '../words.ts';
import { Waiting } from './body-frame.tsx';
import { type Names, useNames } from './body-words.tsx';
import { type Meeting, MeetingRoom } from './meeting-frame.tsx';
import { ABSENT, type Line, linesOf, type Mark, markOf, PresenceLine, presenceOf } from './meeting-presence-lines.tsx';
import { meetingHref } from './meeting-words.tsx';
import { chosenPerson, PersonChoice } from './person-choice.tsx';
import { RowActions, useRows } from './row-list.tsx';

type Guest = { readonly key: string; readonly known: Presence | undefined };
const guestGroups = optionsOf(presenceGroupNames).filter(([group]) => group !== 'VOTING');

function GuestFields({ rows, names }: { rows: ReturnType<typeof useRows<Guest>>; names: Names }) {
  return (
    <>
      {rows.rows.map(({ key, known }, index) => (
        <fieldset class="card-fields" key={key}>
          <legend class="kern-label">Weitere Person {index + 1}</legend>
          <PersonChoice names={names} at={`/guests/${index}`} value={known?.personId ?? ''} />
          <Row>
            <Select name={`/guests/${index}/group`} label="Gruppe" required value={known?.group ?? 'GUEST'} options={guestGroups} />
            <Field name={`/guests/${index}/faction`} label="Stelle oder Organisation" value={known?.faction} />
            <Field name={`/guests/${index}/function`} label="Funktion in der Sitzung" value={known?.function} />
          </Row>
          <Row>
            <Field name={`/guests/${index}/arrivedAt`} label="Gekommen" type="time" value={known?.arrivedAt} />
            <Field name={`/guests/${index}/leftAt`} label="Gegangen" type="time" value={known?.leftAt} />
          </Row>
          <div class="question-foot">
            <span />
            <RowActions rows={rows} index={index} name={`Weitere Person ${index + 1}`} />
          </div>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => rows.add({ key: crypto.randomUUID(), known: undefined })}>Weitere Person hinzufügen</Button>
      </div>
    </>
  );
}

const readGuest = (entries: Entries, at: string, personId: Presence['personId'], known: Presence | undefined): Presence => ({
  personId,
  group: entries.text(`${at}/group`) as Presence['group'],
  seatId: null,
  substituteForPersonId: null,
  isChair: known?.isChair ?? false,
  faction: entries.textOrNull(`${at}/faction`),
  function: entries.textOrNull(`${at}/function`),
  arrivedAt: entries.textOrNull(`${at}/arrivedAt`),
  leftAt: entries.textOrNull(`${at}/leftAt`),
});

/** What the API finds wrong in the list it was sent, said at the line or row it came from. */
function atTheirLines({ title, detail, status, code, faults }: Problem, places: readonly string[]): Problem {
  const errors = faults.map((fault) => {
    const [, index, field = ''] = /^\/presence\/(\d{1,6})(?:\/(\w+))?$/.exec(fault.pointer) ?? [];
    const place = index === undefined ? undefined : places[Number(index)];
    return place === undefined ? fault : { ...fault, pointer: `${place}/${field}` };
  });
  return new Problem({ title, detail, status, code, errors });
}

const inWords = (lines: readonly Line[], marks: Readonly<Record<string, Mark>>, guests: number): string => {
  const there = lines.filter(({ key }) => (marks[key] ?? ABSENT).is !== 'ABSENT');
  const groups = optionsOf(presenceGroupNames)
    .map(([group, name]) => [there.filter((line) => line.group === group).length, name] as const)
    .filter(([number]) => number > 0)
    .map(([number, name]) => `${number} ${name}`);
  return [count(there.length + guests, 'Person', 'Personen'), ...groups, guests === 0 ? '' : `${guests} weitere`]
    .filter(Boolean)
    .join(' · ');
};

type RecordProps = {
  readonly meeting: Meeting;
  readonly lines: readonly Line[];
  readonly chair: string | undefined;
  readonly names: Names;
};

function Record({ meeting, lines, chair: likelyChair, names, reload }: RecordProps & { reload: () => void }) {
  const { alliance } = useDesk();
  const before = meeting.presence;
  const [marks, setMarks] = useState<Readonly<Record<string, Mark>>>(() =>
    Object.fromEntries(lines.map((line) => [line.key, markOf(line, before)])),
  );
  const [chair, setChair] = useState(() => {
    const had = before.find(({ isChair }) => isChair);
    return lines.find(({ personId }) => personId === (had ? (had.substituteForPersonId ?? had.personId) : likelyChair))?.key;
  });
  const taken = lines.map((line) => presenceOf(line, markOf(line, before), false, before)?.personId);
  const guests = useRows<Guest>(
    before.filter(({ personId }) => !taken.includes(personId)).map((known) => ({ key: known.personId, known })),
  );
  const recorded = useRef({});
  const back = meetingHref(alliance, meeting.bodyId, meeting.id);

  const submit = async (entries: Entries, { key }: Sending) => {
    const seated = lines.flatMap((line): [string, Presence][] => {
      const one = presenceOf(line, marks[line.key] ?? ABSENT, chair === line.key, before);
      return one ? [[`/lines/${line.key}`, one]] : [];
    });
    const others: [string, Presence][] = [];
    for (const [index, { known }] of guests.rows.entries()) {
      const at = `/guests/${index}`;
      others.push([at, readGuest(entries, at, await chosenPerson(entries, alliance, recorded, at), known)]);
    }
    const all = [...seated, ...others];
    const body = {
      actualStart: entries.text('/actualStart'),
      actualEnd: entries.text('/actualEnd'),
      presence: all.map(([, one]) => one),
    };
    try {
      await call('recordPresence', alliance, { params: { meetingId: meeting.id }, version: meeting.version, key, body });
    } catch (error) {
      throw error instanceof Problem
        ? atTheirLines(
            error,
            all.map(([place]) => place),
          )
        : error;
    }
    go(back);
  };
  const leaderName = (line: Line): string => {
    const { is, substitute } = marks[line.key] ?? ABSENT;
    return is === 'SUBSTITUTED' && substitute !== '' ? `${names.of(substitute)} (i. V.)` : names.of(line.personId);
  };
  const everybody = () =>
    setMarks((now) => Object.fromEntries(lines.map(({ key }) => [key, { ...(now[key] ?? ABSENT), is: 'THERE' as const }])));
  return (
    <Form submitLabel="Anwesenheit festhalten" cancelHref={back} onSubmit={submit} onReload={reload}>
      <Group legend="Zeiten">
        <Row>
          <Field
            name="/actualStart"
            label="Tatsächlicher Beginn"
            type="time"
            required
            value={meeting.actualStart ?? meeting.plannedStart}
            {...(meeting.plannedStart === null ? {} : { hint: `Einladung: ${meeting.plannedStart} Uhr` })}
          />
          <Field name="/actualEnd" label="Ende" type="time" required value={meeting.actualEnd} />
        </Row>
      </Group>
      <Group legend="Mitglieder am Tag der Sitzung">
        <div class="tick-actions">
          <Button kind="tertiary" onClick={everybody}>
            Alle als anwesend markieren
          </Button>
          <span role="status">{inWords(lines, marks, guests.rows.length)}</span>
        </div>
        {lines.length === 0 && <P>Für diesen Tag ist keine Besetzung festgehalten.</P>}
        <div class="mark-lines">
          {lines.map((line) => (
            <PresenceLine
              key={line.key}
              line={line}
              mark={marks[line.key] ?? ABSENT}
              names={names}
              onMark={(mark) => setMarks((now) => ({ ...now, [line.key]: mark }))}
            />
          ))}
        </div>
      </Group>
      <Row>
        <Select
          name="/chair"
          label="Sitzungsleitung"
          none="nicht angegeben"
          value={chair ?? ''}
          options={lines.filter(({ key }) => (marks[key] ?? ABSENT).is !== 'ABSENT').map((line) => [line.key, leaderName(line)])}
          onChange={setChair}
        />
      </Row>
      <Group legend="Weitere Anwesende">
        <GuestFields rows={guests} names={names} />
      </Group>
    </Form>
  );
}

function OnTheDay({ meeting, reload }: { meeting: Meeting; reload: () => void }) {
  const { alliance } = useDesk();
  const names = useNames();
  const { data, problem } = useLoaded(meeting.bodyId, () =>
    call('getComposition', alliance, { params: { bodyId: meeting.bodyId }, query: { on: meeting.plannedOn } }),
  );
  if (!data || names.loading) return <Waiting problem={problem} />;
  const chair = data.roles.find(({ kind }) => kind === 'CHAIR')?.personId;
  return <Record key={meeting.version} meeting={meeting} lines={linesOf(data)} chair={chair} names={names} reload={reload} />;
}

export default function PresenceRoom({ path }: RoomProps) {
  return (
    <MeetingRoom path={path} title="Anwesenheit">
      {({ meeting, reload }) => <OnTheDay meeting={meeting} reload={reload} />}
    </MeetingRoom>
  );
}
