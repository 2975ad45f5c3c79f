import { formatDay } from '../../../../shared/domain/calendar.ts';
import { addDays } from '../../../../shared/domain/holidays.ts';
import type { PrivacyStatus } from '../../../../shared/domain/privacy.ts';
import type { RetentionStatus } from '../../../../shared/domain/retention.ts';
import type { Success } from '../contract.ts';
import { hrefOf } from '../place.ts';
import { Badge, type Tone } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';

export type Case = Success<'getPrivacyCase'>;
export type Found = Case['found'][number];
export type Retention = Success<'listRetention'>['items'][number];

export const statusTones: Readonly<Record<PrivacyStatus, Tone>> = { OPEN: 'info', DONE: 'success', REFUSED: 'warning' };
export const retentionTones: Readonly<Record<RetentionStatus, Tone>> = {
  DUE: 'warning',
  OFFERED: 'info',
  WAIVED: 'info',
  ERASED: 'success',
};

export const privacyHref = (alliance: string, ...path: readonly string[]): string => hrefOf(alliance, ['datenschutz', ...path].join('/'));

/** What was done just before the list of retention is shown, as its address says it. */
export const retentionDone = {
  fristen: 'Die Fristen sind festgelegt',
  sperre: 'Die Sperre ist festgehalten',
  frei: 'Die Veranstaltung ist nicht gesperrt',
  entschieden: 'Die Entscheidung ist festgehalten',
} as const;
export const retentionHref = (alliance: string, done: keyof typeof retentionDone): string =>
  hrefOf(alliance, 'datenschutz/aufbewahrung', { neu: done });

const SOON_DAYS = 7;

/** The day of the answer, with a word where it is near or past. */
export function DueDay({ dueOn, status }: Pick<Case, 'dueOn' | 'status'>) {
  const today = todayInBerlin();
  const day = formatDay(dueOn);
  const isOpen = status === 'OPEN';
  const late = isOpen && dueOn < today;
  const soon = isOpen && !late && addDays(today, SOON_DAYS) >= dueOn;
  return (
    <>
      {day}
      {late && (
        <>
          {' '}
          <Badge tone="danger">überfällig</Badge>
        </>
      )}
      {soon && (
        <>
          {' '}
          <Badge tone="warning">bald fällig</Badge>
        </>
      )}
    </>
  );
}
