import { formatDay } from '../../../../shared/domain/calendar.ts';
import { meetingFormNames, minutesStatusNames } from '../../../../shared/domain/meeting.ts';
import { call, save } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { Link, LinkButton, P, Section, Table } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { BodyRoom, Waiting } from './body-frame.tsx';
import { type Body, bodyHref } from './body-words.tsx';
import { Downloads } from './downloads.tsx';
import { MeetingBadge, meetingHref, meetingInWords } from './meeting-words.tsx';

type Meeting = Success<'listMeetings'>['items'][number];

function Meetings({ caption, meetings }: { caption: string; meetings: readonly Meeting[] }) {
  const { alliance } = useDesk();
  return (
    <Table<Meeting>
      caption={caption}
      rows={meetings}
      keyOf={({ id }) => id}
      columns={[
        {
          title: 'Tag',
          nowrap: true,
          cell: ({ plannedOn, plannedStart }) => `${formatDay(plannedOn)}${plannedStart === null ? '' : `, ${plannedStart} Uhr`}`,
        },
        {
          title: 'Sitzung',
          heads: true,
          cell: (meeting) => <Link href={meetingHref(alliance, meeting.bodyId, meeting.id)}>{meetingInWords(meeting)}</Link>,
        },
        {
          title: 'Ort',
          cell: ({ place, form }) => [place, form === 'IN_PERSON' ? '' : meetingFormNames[form]].filter(Boolean).join(', ') || '–',
        },
        { title: 'Stand', nowrap: true, cell: (meeting) => <MeetingBadge {...meeting} /> },
        {
          title: 'Niederschrift',
          nowrap: true,
          cell: ({ minutes, status }) => (status === 'HELD' ? minutesStatusNames[minutes.status] : '–'),
        },
      ]}
    />
  );
}

function All({ body }: { body: Body }) {
  const { alliance } = useDesk();
  const { data, problem } = useLoaded(body.id, () =>
    everyPage((page) => call('listMeetings', alliance, { query: { ...page, bodyId: body.id as Meeting['bodyId'] } })),
  );
  if (!data) return <Waiting problem={problem} />;
  const today = todayInBerlin();
  const ahead = data.filter(({ plannedOn, status }) => plannedOn >= today && status !== 'HELD').toReversed();
  const past = data.filter((meeting) => !ahead.includes(meeting));
  const subscription = body.isPublic ? `${location.origin}/gremien/${alliance}/${body.id}/termine.ics` : undefined;
  return (
    <>
      {data.length > 0 && (
        <Downloads
          formats={{ ics: 'Kalender' }}
          fetchAs={() => save('getBodyCalendar', alliance, { params: { bodyId: body.id } }, 'sitzungen.ics')}
        />
      )}
      {subscription !== undefined && (
        <P muted>
          Öffentlicher Kalender zum Abonnieren: <span class="code">{subscription}</span>
        </P>
      )}
      <Section title="Kommende Sitzungen">
        {ahead.length === 0 ? <P>Zurzeit ist keine Sitzung geplant.</P> : <Meetings caption="Kommende Sitzungen" meetings={ahead} />}
      </Section>
      {past.length > 0 && (
        <Section title="Bisherige Sitzungen">
          <Meetings caption="Bisherige Sitzungen" meetings={past} />
        </Section>
      )}
    </>
  );
}

export default function MeetingsRoom({ path }: RoomProps) {
  const desk = useDesk();
  const bodyId = path[1] ?? '';
  return (
    <BodyRoom
      bodyId={bodyId}
      tab="sitzungen"
      actions={
        may(desk, 'planMeeting') && (
          <LinkButton kind="primary" href={bodyHref(desk.alliance, bodyId, 'sitzungen', 'neu')}>
            Sitzung planen
          </LinkButton>
        )
      }
    >
      {(body) => <All body={body} />}
    </BodyRoom>
  );
}
