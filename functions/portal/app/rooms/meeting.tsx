import { formatDay } from '../../../../shared/domain/calendar.ts';
import { meetingFormNames } from '../../../../shared/domain/meeting.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Alert, Facts, Link, LinkButton, P, Section } from '../ui.tsx';
import { count, todayInBerlin } from '../words.ts';
import { useNames } from './body-words.tsx';
import { CommitmentTable } from './commitment-table.tsx';
import { Checklist } from './meeting-checklist.tsx';
import { type Meeting, MeetingRoom } from './meeting-frame.tsx';
import { Agenda, AgendaChanges, Decisions, MinutesText, PresenceTable } from './meeting-parts.tsx';
import { NextStep } from './meeting-steps.tsx';
import { daysInWords, meetingHref, minutesInWords, presenceCounts } from './meeting-words.tsx';

/** „17:30 Uhr geplant, 17:41 Uhr tatsächlich“ */
function timesOf({ plannedStart, actualStart, actualEnd }: Meeting): string | null {
  if (actualStart === null) return plannedStart === null ? null : `Beginn ${plannedStart} Uhr`;
  const planned = plannedStart === null ? '' : ` (Einladung: ${plannedStart} Uhr)`;
  return `${actualStart} bis ${actualEnd ?? '?'} Uhr${planned}`;
}

function lateInWords(minutes: number | null): string | null {
  if (minutes === null) return null;
  if (minutes === 0) return 'pünktlich';
  return minutes > 0 ? `${minutesInWords(minutes)} später` : `${minutesInWords(-minutes)} früher`;
}

const Head = ({ meeting }: { meeting: Meeting }) => (
  <Facts
    items={[
      ['Zeit', timesOf(meeting)],
      ['Beginn', lateInWords(meeting.facts.startDelayMinutes)],
      ['Dauer', meeting.facts.durationMinutes === null ? null : minutesInWords(meeting.facts.durationMinutes)],
      ['Ort', meeting.place],
      ['Form', [meetingFormNames[meeting.form], meeting.legalBasis].filter(Boolean).join(', ')],
      ['Plätze im Raum', meeting.capacity === null ? null : String(meeting.capacity)],
    ]}
  />
);

const Paperwork = ({ meeting }: { meeting: Meeting }) => (
  <Facts
    items={[
      ['Eingeladen', meeting.invitedOn && formatDay(meeting.invitedOn)],
      ['Vorlauf', meeting.facts.leadDays === null ? null : daysInWords(meeting.facts.leadDays)],
      ['Anwesend', meeting.status === 'HELD' && presenceCounts(meeting)],
      [
        'Niederschrift',
        meeting.minutes.datedOn &&
          `vom ${formatDay(meeting.minutes.datedOn)}, ${daysInWords(meeting.facts.daysToMinutes ?? 0)} nach der Sitzung`,
      ],
      ['Grund', meeting.statusReason],
      ['Fundstelle', meeting.source],
    ]}
  />
);

const hasPaperwork = ({ invitedOn, statusReason, source, status }: Meeting): boolean =>
  invitedOn !== null || statusReason !== null || source !== null || status === 'HELD';

const Findings = ({ meeting }: { meeting: Meeting }) =>
  meeting.facts.findings.length > 0 && (
    <Alert tone="warning" title={count(meeting.facts.findings.length, 'Auffälligkeit', 'Auffälligkeiten')} live={false}>
      <ul class="kern-list kern-list--bullet">
        {meeting.facts.findings.map(({ place, rule, message }) => (
          <li key={`${place} ${rule}`}>{message}</li>
        ))}
      </ul>
    </Alert>
  );

function Commitments({ meeting }: { meeting: Meeting }) {
  const desk = useDesk();
  const { data, reload } = useLoaded(meeting.id, () =>
    everyPage((page) => call('listCommitments', desk.alliance, { query: { ...page, bodyId: meeting.bodyId } })),
  );
  const here = (data ?? []).filter(({ meetingId }) => meetingId === meeting.id);
  const isHeld = meeting.status === 'HELD';
  if (here.length === 0 && !isHeld) return null;
  return (
    <Section
      title="Zusagen aus dieser Sitzung"
      actions={
        isHeld &&
        may(desk, 'recordCommitment') && (
          <Link href={hrefOf(desk.alliance, 'zusagen/neu', { gremium: meeting.bodyId, sitzung: meeting.id })}>Zusage aufnehmen</Link>
        )
      }
    >
      {here.length === 0 ? (
        <P>Aus dieser Sitzung ist keine Zusage festgehalten.</P>
      ) : (
        <CommitmentTable items={here} reload={reload} isOneMeeting />
      )}
    </Section>
  );
}

function Body({ meeting, reload }: { meeting: Meeting; reload: () => void }) {
  const desk = useDesk();
  const names = useNames();
  const isHeld = meeting.status === 'HELD';
  const stepHref = (step: string) => meetingHref(desk.alliance, meeting.bodyId, meeting.id, step);
  const mayChange = isHeld && meeting.minutes.status !== 'APPROVED';
  return (
    <>
      <NextStep meeting={meeting} reload={reload} />
      <Findings meeting={meeting} />
      <div class="columns head-columns">
        <Section title="Sitzung">
          <Head meeting={meeting} />
        </Section>
        {hasPaperwork(meeting) && (
          <Section title="Unterlagen">
            <Paperwork meeting={meeting} />
          </Section>
        )}
      </div>
      <Section title="Tagesordnung">
        <Agenda meeting={meeting} />
        <AgendaChanges meeting={meeting} />
      </Section>
      <Checklist meeting={meeting} reload={reload} />
      {isHeld && (
        <>
          <Section
            title="Beschlüsse und Anträge"
            actions={mayChange && may(desk, 'recordDecisions') && <Link href={stepHref('beschluesse')}>Beschlüsse festhalten</Link>}
          >
            <Decisions meeting={meeting} />
          </Section>
          <Section
            title="Anwesenheit"
            actions={mayChange && may(desk, 'recordPresence') && <Link href={stepHref('anwesenheit')}>Anwesenheit berichtigen</Link>}
          >
            <PresenceTable meeting={meeting} names={names} />
          </Section>
          <Section
            title="Niederschrift"
            actions={
              may(desk, 'draftMinutes') &&
              meeting.minutes.status !== 'NONE' && <Link href={stepHref('niederschrift')}>Niederschrift ändern</Link>
            }
          >
            <MinutesText meeting={meeting} />
          </Section>
        </>
      )}
      <Commitments meeting={meeting} />
    </>
  );
}

const planned: ReadonlySet<Meeting['status']> = new Set(['PLANNED', 'INVITED']);

export default function MeetingViewRoom({ path }: RoomProps) {
  const desk = useDesk();
  const actions = (meeting: Meeting) => {
    const href = (step: string) => meetingHref(desk.alliance, meeting.bodyId, meeting.id, step);
    const isOpen = meeting.status !== 'CANCELLED' && meeting.minutes.status !== 'APPROVED';
    const isHeldNow = meeting.status === 'INVITED' && meeting.plannedOn <= todayInBerlin();
    return (
      <>
        {may(desk, 'getMeetingJournal') && (
          <LinkButton kind="tertiary" href={href('journal')}>
            Journal
          </LinkButton>
        )}
        {may(desk, 'cancelMeeting') && planned.has(meeting.status) && (
          <LinkButton kind="tertiary" href={href('absagen')}>
            Absagen
          </LinkButton>
        )}
        {may(desk, 'editMeeting') && isOpen && <LinkButton href={href('bearbeiten')}>Plan und Tagesordnung</LinkButton>}
        {may(desk, 'recordPresence') && isHeldNow && (
          <LinkButton kind="primary" href={href('anwesenheit')}>
            Anwesenheit festhalten
          </LinkButton>
        )}
        {may(desk, 'draftMinutes') && meeting.status === 'HELD' && meeting.minutes.status === 'NONE' && (
          <LinkButton kind="primary" href={href('niederschrift')}>
            Niederschrift schreiben
          </LinkButton>
        )}
      </>
    );
  };
  return (
    <MeetingRoom path={path} actions={actions}>
      {({ meeting, reload }) => <Body meeting={meeting} reload={reload} />}
    </MeetingRoom>
  );
}
