import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { AgendaItem, Decision, Presence } from '../../../../shared/domain/meeting.ts';
import { minutesStatusNames, presenceGroupNames } from '../../../../shared/domain/meeting.ts';
import { Alert, Badge, P, Table } from '../ui.tsx';
import { count } from '../words.ts';
import type { Names } from './body-words.tsx';
import type { Meeting } from './meeting-frame.tsx';
import { decisionKindNames, minutesTones, outcomeInWords, paperInWords, paperKindNames } from './meeting-words.tsx';

type AgendaChange = Meeting['facts']['agendaChanges'][number];

export const Agenda = ({ meeting: { agenda } }: { meeting: Meeting }) => {
  if (agenda.length === 0) return <P>Noch steht kein Punkt auf der Tagesordnung.</P>;
  return (
    <Table<AgendaItem>
      caption="Tagesordnung"
      rows={agenda}
      keyOf={({ id }) => id}
      columns={[
        { title: 'TOP', nowrap: true, cell: ({ label }) => label },
        {
          title: 'Gegenstand',
          heads: true,
          cell: ({ title, isPublic }) => (
            <>
              {title}
              {!isPublic && <span class="flags">nicht öffentlich</span>}
            </>
          ),
        },
        { title: 'Vorlage', cell: ({ paper }) => (paper === null ? '–' : paperInWords(paper)) },
      ]}
    />
  );
};

const fieldNames = {
  label: 'Nummer',
  title: 'Gegenstand',
  position: 'Stelle',
  isPublic: 'Behandlung',
  paperNumber: 'Drucksache',
  paperKind: 'Art der Vorlage',
  annexes: 'Anlagen',
  paperWording: 'Wortlaut',
} as const satisfies Record<AgendaChange['differences'][number]['field'], string>;

const saidOf = (value: string | null): string => paperKindNames[value as keyof typeof paperKindNames] ?? value ?? 'leer';

/** One line per difference, so that a clerk finds the number that followed. */
function changesInWords({ kind, label, title, differences }: AgendaChange): string[] {
  if (kind === 'ADDED') return [`TOP ${label}: ${title}, neu auf der Tagesordnung`];
  if (kind === 'REMOVED') return [`TOP ${label}: ${title}, von der Tagesordnung genommen`];
  return differences.map(({ field, invited, standing }) => `TOP ${label}, ${fieldNames[field]}: ${saidOf(invited)} → ${saidOf(standing)}`);
}

/** What stands now against what was sent with the invitation. */
export const AgendaChanges = ({ meeting: { facts, invitedOn } }: { meeting: Meeting }) =>
  invitedOn === null ? null : (
    <div class="beside">
      {facts.agendaChanges.length === 0 ? (
        <P muted>Seit der Einladung vom {formatDay(invitedOn)} ist nichts geändert.</P>
      ) : (
        <Alert tone="info" title={`Seit der Einladung vom ${formatDay(invitedOn)} geändert`} live={false}>
          <ul class="kern-list kern-list--bullet">
            {facts.agendaChanges.flatMap(changesInWords).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  );

/** The wording of the minutes, where it is not the outcome once more. */
const saysMore = (decision: Decision, decisions: readonly Decision[]): boolean =>
  decision.wording !== null && decision.wording.toLowerCase() !== outcomeInWords(decision, decisions).toLowerCase();

export function Decisions({ meeting: { decisions, agenda } }: { meeting: Meeting }) {
  if (decisions.length === 0) return <P>Noch ist kein Ergebnis festgehalten.</P>;
  const labelOf = (itemId: string): string => agenda.find(({ id }) => id === itemId)?.label ?? '–';
  return (
    <Table<Decision>
      caption="Beschlüsse, Anträge und Kenntnisnahmen"
      rows={decisions}
      keyOf={({ id }) => id}
      columns={[
        { title: 'TOP', nowrap: true, cell: ({ agendaItemId }) => labelOf(agendaItemId) },
        {
          title: 'Gegenstand',
          heads: true,
          cell: ({ subject, movedBy }) => (
            <>
              {subject}
              {movedBy !== null && <span class="flags">Antrag von {movedBy}</span>}
            </>
          ),
        },
        { title: 'Art', nowrap: true, cell: ({ kind }) => decisionKindNames[kind] },
        {
          title: 'Ergebnis',
          cell: (decision) => (
            <>
              {outcomeInWords(decision, decisions)}
              {saysMore(decision, decisions) && <span class="flags">„{decision.wording}“</span>}
            </>
          ),
        },
      ]}
    />
  );
}

function spanOf({ arrivedAt, leftAt }: Presence): string {
  const parts = [arrivedAt === null ? '' : `ab ${arrivedAt}`, leftAt === null ? '' : `bis ${leftAt}`].filter(Boolean);
  return parts.length === 0 ? 'ganze Sitzung' : `${parts.join(' ')} Uhr`;
}

const factionsInWords = ({ facts }: Meeting): string =>
  facts.votingByFaction.map(({ faction, count: number }) => `${faction ?? 'ohne Angabe'} ${number}`).join(', ');

/** Who was there by group; a substitute names whom they stand in for. */
export function PresenceTable({ meeting, names }: { meeting: Meeting; names: Names }) {
  const order = Object.keys(presenceGroupNames);
  const { substitutes, votingByFaction } = meeting.facts;
  return (
    <>
      {votingByFaction.length > 0 && (
        <P>
          Stimmberechtigt nach Fraktion oder Stelle: {factionsInWords(meeting)}
          {substitutes > 0 && `; davon ${count(substitutes, 'Vertretung', 'Vertretungen')} (i. V.)`}
        </P>
      )}
      <Table<Presence>
        caption="Anwesende nach Gruppe"
        rows={meeting.presence.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group))}
        keyOf={({ personId }) => personId}
        columns={[
          {
            title: 'Person',
            heads: true,
            cell: ({ personId, substituteForPersonId, isChair, function: role }) => (
              <>
                {names.of(personId)}
                {isChair && (
                  <>
                    {' '}
                    <Badge tone="info">Sitzungsleitung</Badge>
                  </>
                )}
                <span class="flags">
                  {[substituteForPersonId === null ? '' : `i. V. für ${names.of(substituteForPersonId)}`, role ?? '']
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </>
            ),
          },
          { title: 'Gruppe', nowrap: true, cell: ({ group }) => presenceGroupNames[group] },
          { title: 'Fraktion oder Stelle', cell: ({ faction }) => faction ?? '–' },
          { title: 'Anwesend', nowrap: true, cell: spanOf },
        ]}
      />
    </>
  );
}

export function MinutesText({ meeting: { minutes, agenda } }: { meeting: Meeting }) {
  if (minutes.status === 'NONE') return <P>Noch gibt es keine Niederschrift.</P>;
  const textOf = (itemId: string) => minutes.passages.find(({ agendaItemId }) => agendaItemId === itemId)?.text;
  return (
    <>
      <P>
        <Badge tone={minutesTones[minutes.status]}>{minutesStatusNames[minutes.status]}</Badge>
        {minutes.approvedOn !== null && ` am ${formatDay(minutes.approvedOn)}`}
        {minutes.reopenedBecause !== null && ` · geändert, weil: ${minutes.reopenedBecause}`}
      </P>
      <dl class="minutes">
        {agenda
          .filter(({ id }) => textOf(id) !== undefined)
          .map(({ id, label, title }) => (
            <div key={id}>
              <dt>
                TOP {label}: {title}
              </dt>
              <dd class="notice">{textOf(id)}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
