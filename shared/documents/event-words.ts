import type { AllianceEvent, EventDates } from '../domain/alliance-event.ts';
import { formatDayLong } from '../domain/calendar.ts';
import type { Period } from '../domain/retention.ts';

const clockOf = ({ startTime, endTime }: EventDates): string => {
  if (startTime === null) return '';
  return endTime === null ? `, ${startTime} Uhr` : `, ${startTime} bis ${endTime} Uhr`;
};

/** `23. November 2026, 09:30 bis 16:00 Uhr`; over several days each clock time stands beside its day. */
export function whenInWords(dates: EventDates): string {
  const { from, to, startTime, endTime, wording } = dates;
  if (from === null || to === null) return wording ?? 'Der Termin steht noch nicht fest';
  if (from === to) return `${formatDayLong(from)}${clockOf(dates)}`;
  const start = startTime === null ? '' : `, ${startTime} Uhr,`;
  const end = endTime === null ? '' : `, ${endTime} Uhr`;
  return `${formatDayLong(from)}${start} bis ${formatDayLong(to)}${end}`;
}

/** `14 Tage`, `1 Monat und 3 Tage`; null for no time at all. */
export function periodInWords({ months, days }: Pick<Period, 'months' | 'days'>): string | null {
  const parts = [
    ...(months === 0 ? [] : [months === 1 ? '1 Monat' : `${months} Monate`]),
    ...(days === 0 ? [] : [days === 1 ? '1 Tag' : `${days} Tage`]),
  ];
  return parts.length === 0 ? null : parts.join(' und ');
}

/** House and town, as one says it; null while no place is known. */
export const whereInWords = ({ place }: Pick<AllianceEvent, 'place'>): string | null => {
  if (place === null) return null;
  return place.facility === null ? place.name : `${place.facility}, ${place.name}`;
};
