import { eventKindNames, ownershipNames } from '../../../../shared/domain/alliance-event.ts';
import type { Cell } from '../../../../shared/domain/answer-document.ts';
import { qualifierNames, subjectNames } from '../../../../shared/domain/attendance.ts';
import { dimensionNames, positionNames } from '../../../../shared/domain/breakdown.ts';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { FigureQuery } from '../../../../shared/domain/figure-block.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { occasionNames } from '../../../../shared/domain/posting.ts';
import { officeNames } from '../../../../shared/domain/regions.ts';
import { proposalKindNames } from '../../../../shared/domain/result.ts';
import type { Inquiry } from '../contract.ts';
import { type Desk, may } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Badge, type Tone } from '../ui.tsx';
import { thousands } from '../words.ts';
import { amountInWords } from './results-words.tsx';

export const inquiryTones = {
  RECEIVED: 'info',
  ASSIGNED: 'info',
  COLLECTING: 'info',
  DRAFT: 'info',
  FIGURES_FROZEN: 'warning',
  CO_SIGNED: 'warning',
  APPROVED: 'warning',
  SENT: 'warning',
  ISSUED: 'success',
} as const satisfies Record<Inquiry['status'], Tone>;

type Deadline = Pick<Inquiry, 'dueOn' | 'deadlineState'>;

const deadlines = {
  OPEN: ['info', 'läuft'],
  DUE_SOON: ['warning', 'endet bald'],
  OVERDUE: ['danger', 'überschritten'],
  OVERDUE_NOTIFIED: ['warning', 'überschritten, Landtag unterrichtet'],
  ANSWERED_IN_TIME: ['success', 'eingehalten'],
  ANSWERED_LATE: ['warning', 'verspätet beantwortet'],
  NOT_RUNNING: ['info', 'läuft noch nicht'],
} as const satisfies Record<Inquiry['deadlineState'], readonly [Tone, string]>;

/** The last day and how it stands, in words too. */
export function DeadlineWords({ dueOn, deadlineState }: Deadline) {
  const [tone, words] = deadlines[deadlineState];
  return (
    <span class="deadline">
      {dueOn !== null && <span class="nowrap">{formatDay(dueOn)}</span>} <Badge tone={tone}>{words}</Badge>
    </span>
  );
}

/** Who took a step: the reader, a person, or the first start, which took over what was printed. */
export const handInWords = (subject: string, reader: string): string =>
  subject === reader ? 'Sie' : subject === 'takeover' ? 'Übernahme' : subject;

export const unitInWords = (unitId: string): string => unitId.replace(/^(\d+)([a-z])$/, '$1\u00a0$2');

function countInWords({ value, qualifier, suppressed }: Extract<Cell, { kind: 'count' }>): string {
  if (suppressed) return '<\u00a05';
  if (value === null) return 'nicht bekannt';
  return qualifier === 'EXACT' ? thousands(value) : `${qualifierNames[qualifier]}\u00a0${thousands(value)}`;
}

export function cellInWords(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'day':
      return formatDay(cell.day);
    case 'euro':
      return formatEuro(cell.cents);
    case 'count':
      return countInWords(cell);
    case 'quantity':
      return cell.value === null ? amountInWords(cell) : `${amountInWords(cell)}\u00a0${cell.unit}`;
    case 'empty':
      return '';
  }
}

export const queryKindNames = {
  EXPENDITURE: 'Ausgaben, gegliedert',
  EVENTS: 'Veranstaltungen als Liste',
  ATTENDANCE: 'Teilnehmende und andere Zählungen',
  APPROPRIATIONS: 'Ansätze im Haushalt',
  STATED_TOTALS: 'Mitgeteilte Gesamtausgaben',
  RECONCILIATION: 'Abgleich von Einzelbeträgen und Gesamtsumme',
  INITIATIVES: 'Initiativen als Liste',
  PROPOSALS: 'Vorschläge nach Konferenzen',
  MEASURES: 'Maßnahmen nach Konferenzen',
  FREE_TABLE: 'Freie Tabelle',
} as const satisfies Record<FigureQuery['kind'], string>;
export type QueryKind = FigureQuery['kind'];

export const measureDetailNames = { COUNT: 'Anzahl je Konferenz', LIST: 'jede Maßnahme mit ihrem Stand' } as const;

export const heldNames = { HELD: 'durchgeführte', PLANNED: 'geplante', ALL: 'durchgeführte und geplante' } as const;

const filterWords: Readonly<Record<string, (value: string) => string>> = {
  section: (value) => positionNames[value as keyof typeof positionNames] ?? value,
  kind: (value) => eventKindNames[value as keyof typeof eventKindNames] ?? value,
  kinds: (value) =>
    value
      .split(',')
      .map((one) => eventKindNames[one as keyof typeof eventKindNames] ?? one)
      .join(', '),
  theme: (value) => `Thema ${value}`,
  office: (value) => (value === 'NONE' ? 'kein Amt' : (officeNames[value as keyof typeof officeNames] ?? value)),
  occasion: (value) => occasionNames[value as keyof typeof occasionNames] ?? value,
  fiscalYear: (value) => (value === 'UNKNOWN' ? 'Haushaltsjahr nicht bekannt' : `Haushaltsjahr ${value}`),
  ownership: (value) => `Trägerschaft: ${ownershipNames[value as keyof typeof ownershipNames] ?? value}`,
  from: (value) => `ab ${formatDay(value)}`,
  to: (value) => `bis ${formatDay(value)}`,
  fieldOfAction: (value) => `Handlungsfeld ${value}`,
  proposalKind: (value) => proposalKindNames[value as keyof typeof proposalKindNames] ?? value,
};
type Themes = readonly { readonly id: string; readonly label: string }[];

const filtersInWords = (filter: Readonly<Record<string, unknown>>, themes: Themes): string =>
  Object.entries(filterWords)
    .filter(([name]) => filter[name] !== undefined)
    .map(([name, say]) => say(themes.find(({ id }) => name === 'theme' && id === filter[name])?.label ?? String(filter[name])))
    .join('; ');

/** A stored query as a clerk would say it. */
export function queryInWords(query: FigureQuery, themes: Themes = []): string {
  const only = 'filter' in query ? filtersInWords(query.filter, themes) : '';
  const about = only === '' ? '' : ` (${only})`;
  if (query.kind === 'EXPENDITURE') return `Ausgaben nach ${query.groupBy.map((one) => dimensionNames[one]).join(', ')}${about}`;
  if (query.kind === 'EVENTS') return `${heldNames[query.held]} Veranstaltungen${about}`;
  if (query.kind === 'ATTENDANCE') return `Zählung: ${subjectNames[query.subject]}${about}`;
  if (query.kind === 'MEASURES') return `Maßnahmen: ${measureDetailNames[query.detail]}${about}`;
  return `${queryKindNames[query.kind]}${about}`;
}

/** The room of the register that asks the same, when there is one open to the reader. */
export function queryHref(desk: Desk, query: FigureQuery, asOf: string | null): string | undefined {
  const on = asOf ?? undefined;
  if (query.kind === 'EXPENDITURE' && may(desk, 'getExpenditureBreakdown'))
    return hrefOf(desk.alliance, 'ausgabenaufstellung', { groupBy: query.groupBy.join(','), ...query.filter, asOf: on });
  if (query.kind === 'EVENTS' && may(desk, 'listAllianceEvents')) {
    const { kinds: _, ownership: __, ...filter } = query.filter;
    return hrefOf(desk.alliance, 'veranstaltungen', filter);
  }
  if (/^(?:APPROPRIATIONS|STATED_TOTALS|RECONCILIATION)$/.test(query.kind) && may(desk, 'listBudgetStatements'))
    return hrefOf(desk.alliance, 'haushalt');
  if ((query.kind === 'PROPOSALS' || query.kind === 'MEASURES') && may(desk, 'listProposals')) return hrefOf(desk.alliance, 'ergebnisse');
  return query.kind === 'INITIATIVES' && may(desk, 'listInitiatives') ? hrefOf(desk.alliance, 'initiativen') : undefined;
}
