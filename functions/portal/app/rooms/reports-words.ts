import { reportStatusNames } from '../../../../shared/domain/report.ts';
import type { Success } from '../contract.ts';
import { hrefOf } from '../place.ts';
import type { Tone } from '../ui.tsx';

export type ReportRecord = Success<'listReports'>['items'][number];

export const reportHref = (alliance: string, ...rest: readonly string[]): string => hrefOf(alliance, ['berichte', ...rest].join('/'));

export const reportTones = { COMPILED: 'info', PUBLISHED: 'success' } as const satisfies Record<ReportRecord['status'], Tone>;
export const reportStatus = (status: ReportRecord['status']): string => reportStatusNames[status];

/** „2016“, „2. Halbjahr 2016“, „4. Quartal 2016“ */
export function periodInWords(key: string): string {
  const [, year = key, half, quarter] = /^(\d{4})(?:-h([12])|-q([1-4]))?$/.exec(key) ?? [];
  if (half !== undefined) return `${half}. Halbjahr ${year}`;
  return quarter === undefined ? year : `${quarter}. Quartal ${year}`;
}
