import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { Due } from '../../../../shared/domain/due.ts';
import { precisionNames } from '../../../../shared/domain/due.ts';
import type { Reach } from '../../../../shared/domain/indicator.ts';
import { reachNames } from '../../../../shared/domain/indicator.ts';
import type { StatedValue, Worth } from '../../../../shared/domain/quantity.ts';
import { worthNames } from '../../../../shared/domain/quantity.ts';
import type { Indicator, Measure, MeasureStatus } from '../../../../shared/domain/result.ts';
import { areaKindNames, measureStatusNames } from '../../../../shared/domain/result.ts';
import { hrefOf } from '../place.ts';
import { Badge, type Tone } from '../ui.tsx';
import { euro } from '../words.ts';
import type { IndicatorLine } from './results-known.ts';

export const resultsHref = (alliance: string, ...rest: readonly string[]): string => hrefOf(alliance, ['ergebnisse', ...rest].join('/'));
export const proposalHref = (alliance: string, id: string, ...rest: readonly string[]): string =>
  resultsHref(alliance, 'vorschlaege', id, ...rest);
export const measureHref = (alliance: string, id: string, ...rest: readonly string[]): string =>
  resultsHref(alliance, 'massnahmen', id, ...rest);
export const indicatorHref = (alliance: string, id: string, ...rest: readonly string[]): string =>
  resultsHref(alliance, 'kennzahlen', id, ...rest);

const measureTones = {
  PROPOSED: 'info',
  UNDER_EXAMINATION: 'warning',
  ANNOUNCED: 'info',
  RUNNING: 'success',
  DONE: 'success',
  DROPPED: 'danger',
} as const satisfies Record<MeasureStatus, Tone>;

export const StatusBadge = ({ status }: { status: MeasureStatus }) => (
  <Badge tone={measureTones[status]}>{measureStatusNames[status]}</Badge>
);

const decimals = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 3 });
export const numberInWords = (value: number): string => decimals.format(value);

const prefixOf = (worth: Worth): string => (worth === 'EXACT' ? '' : `${worthNames[worth]}\u00a0`);

/** „mehr als 1.900“, „2 bis 3“, „nicht bekannt“. */
export function amountInWords({ value, upTo, worth }: Pick<StatedValue, 'value' | 'upTo' | 'worth'>): string {
  if (value === null) return worthNames.UNKNOWN;
  return `${prefixOf(worth)}${numberInWords(value)}${upTo === null ? '' : ` bis ${numberInWords(upTo)}`}`;
}

/** Of a number one can have a part; of a range one can only be inside or outside. */
function goalSaid(target: StatedValue | null, unit: string): string {
  if (target === null || target.value === null) return ` ${unit}`;
  return target.upTo === null ? ` von ${amountInWords(target)}` : ` ${unit}, Ziel ${amountInWords(target)}`;
}

/** „2.137 von 10.000, 21,4 %, Stand 06.02.2017“; without a target „1.873 Plätze, Stand 06.02.2017“ */
export function againstTarget({ current, target, share, unit }: IndicatorLine): string {
  if (!current) return target?.value.value == null ? 'noch kein Wert' : `noch kein Wert, Ziel ${amountInWords(target.value)}`;
  const asOf = current.asOf === null ? 'ohne Stand' : `Stand ${formatDay(current.asOf)}`;
  return [`${amountInWords(current)}${goalSaid(target?.value ?? null, unit)}`, share && shareInWords(share), asOf]
    .filter(Boolean)
    .join(', ');
}

export const shareInWords = ({ text, worth }: NonNullable<IndicatorLine['share']>): string => `${prefixOf(worth)}${text}`;

const reachTones = { BELOW: 'info', REACHED: 'success', EXCEEDED: 'success', UNKNOWN: 'warning' } as const satisfies Record<Reach, Tone>;

/** Where it stands to its target; a target whose time is over says so. */
export const ReachBadge = ({ reach, isTargetOverdue }: Pick<IndicatorLine, 'reach' | 'isTargetOverdue'>) => {
  if (reach === null) return null;
  if (isTargetOverdue) return <Badge tone="danger">{reach === 'UNKNOWN' ? 'Ziel überfällig' : 'nicht erreicht, Frist vorbei'}</Badge>;
  return <Badge tone={reachTones[reach]}>{reachNames[reach]}</Badge>;
};

export const areaInWords = ({ kind, name }: Indicator['area']): string =>
  name === areaKindNames[kind] ? name : `${name} (${areaKindNames[kind]})`;

/** The days that a wording means. */
export function intervalOf({ from, to }: Pick<Due, 'from' | 'to'>): string {
  if (from === null && to === null) return '';
  if (from === null) return `bis ${formatDay(to ?? '')}`;
  if (to === null) return `ab ${formatDay(from)}`;
  return from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;
}
/** Nobody said when. */
export const isUnknownDue = ({ precision, wording }: Due): boolean => precision === 'UNKNOWN' && wording === null;

export function dueInWords(due: Due): string {
  const days = intervalOf(due);
  if (due.wording === null) return days || precisionNames[due.precision];
  return days === '' ? `„${due.wording}“` : `„${due.wording}“ (${days})`;
}

function yearsOf({ fromYear, toYear }: Measure['funding'][number]): string {
  if (fromYear === null && toYear === null) return '';
  if (fromYear === toYear) return `, ${fromYear}`;
  if (toYear === null) return `, ab ${fromYear}`;
  return fromYear === null ? `, bis ${toYear}` : `, ${fromYear} bis ${toYear}`;
}

/** „bis zu 960.000,00 € jährlich, ab 2017“ */
export const fundingInWords = (funding: Measure['funding'][number]): string =>
  `${prefixOf(funding.worth)}${euro(funding.amountCents)}${funding.per === 'YEAR' ? ' jährlich' : ' einmalig'}${yearsOf(funding)}`;

/** „Landesaufnahmebehörde Niedersachsen“: who is responsible, else the first who is named at all. */
export const responsibleOf = ({ responsible }: Pick<Measure, 'responsible'>): string =>
  (responsible.some(({ role }) => role === 'RESPONSIBLE')
    ? responsible.filter(({ role }) => role === 'RESPONSIBLE')
    : responsible.slice(0, 1)
  )
    .map(({ name }) => name)
    .join(', ') || '–';
