import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { AgendaItem, Decision, Meeting } from '../../../../shared/domain/meeting.ts';
import { meetingStatusNames, outcomeNames, presenceGroupNames, presenceGroups } from '../../../../shared/domain/meeting.ts';
import type { MeetingFacts } from '../../../../shared/domain/meeting-facts.ts';
import { hrefOf } from '../place.ts';
import { Badge, type Tone } from '../ui.tsx';
import { count } from '../words.ts';

export const meetingHref = (alliance: string, bodyId: string, ...rest: readonly string[]): string =>
  hrefOf(alliance, ['gremien', bodyId, 'sitzungen', ...rest].join('/'));

const statusTones = { PLANNED: 'info', INVITED: 'info', HELD: 'success', CANCELLED: 'danger' } as const satisfies Record<
  Meeting['status'],
  Tone
>;
export const MeetingBadge = ({ status }: Pick<Meeting, 'status'>) => <Badge tone={statusTones[status]}>{meetingStatusNames[status]}</Badge>;

export const minutesTones = { NONE: 'info', DRAFT: 'warning', APPROVED: 'success' } as const satisfies Record<
  Meeting['minutes']['status'],
  Tone
>;

export const paperKindNames = { DECISION: 'zur Entscheidung', INFORMATION: 'zur Information', OTHER: 'sonstige' } as const;
export const decisionKindNames = { MOTION: 'Antrag', RESOLUTION: 'Beschluss', NOTICE: 'Kenntnisnahme' } as const satisfies Record<
  Decision['kind'],
  string
>;

/** „37. Sitzung“, or its title where it has no number. */
export const meetingInWords = ({ number, title }: Pick<Meeting, 'number' | 'title'>): string =>
  number === null || title.includes(String(number)) ? title : `${number}. ${title}`;

const weekday = new Intl.DateTimeFormat('de-DE', { weekday: 'long', timeZone: 'UTC' });
export const dayWithName = (day: string): string => `${weekday.format(new Date(`${day}T00:00:00Z`))}, ${formatDay(day)}`;

/** „Drs. 0108/2021, zur Entscheidung, 2 Anlagen“; a number that follows later says so. */
export function paperInWords(paper: NonNullable<AgendaItem['paper']>): string {
  const number = paper.number === null ? '' : `Drs. ${paper.number}`;
  const parts = [
    number || (paper.numberPending ? 'Nummer wird nachgereicht' : ''),
    paperKindNames[paper.kind],
    paper.annexes ? count(paper.annexes, 'Anlage', 'Anlagen') : '',
    paper.wording ? `„${paper.wording}“` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

const abstentions = (abstain: number | null): string =>
  abstain === null ? 'Enthaltungen nicht festgehalten' : count(abstain, 'Enthaltung', 'Enthaltungen');

/** What became of a motion, as minutes say it. */
export function outcomeInWords({ outcome }: Decision, decisions: readonly Decision[]): string {
  if (outcome.kind === 'MAJORITY') {
    const { yes, no, abstain } = outcome;
    return `mit ${yes} gegen ${count(no, 'Stimme', 'Stimmen')}, ${abstentions(abstain)}`;
  }
  if (outcome.kind !== 'SUPERSEDED') return outcomeNames[outcome.kind];
  const by = decisions.find(({ id }) => id === outcome.byId)?.subject;
  return by === undefined ? outcomeNames.SUPERSEDED : `erledigt durch: ${by}`;
}

export const minutesInWords = (minutes: number): string => count(minutes, 'Minute', 'Minuten');
export const daysInWords = (days: number): string => count(days, 'Tag', 'Tage');

/** „10 stimmberechtigt, 9 beratend, 8 Verwaltung: 27 Personen“ */
export function presenceCounts({ facts: { present } }: { readonly facts: { readonly present: MeetingFacts['present'] } }): string {
  const groups = presenceGroups.filter((group) => present[group] > 0).map((group) => `${present[group]} ${presenceGroupNames[group]}`);
  return groups.length === 0 ? 'niemand' : `${groups.join(', ')}: ${count(present.total, 'Person', 'Personen')}`;
}
