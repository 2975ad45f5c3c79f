import type { Outcome } from '../../../../shared/domain/meeting.ts';
import type { PaperStanding } from '../../../../shared/domain/paper-rules.ts';
import { paperStandingNames } from '../../../../shared/domain/paper-rules.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { type Desk, everyPage, may } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Badge, type SelectOption, type Tone } from '../ui.tsx';
import { outcomeInWords } from './meeting-words.tsx';

export type Paper = Success<'getPaper'>;
export type PaperLine = Success<'listPapers'>['items'][number];
export type StrategyLine = Success<'listStrategies'>['items'][number];

export const paperHref = (alliance: string, ...rest: readonly string[]): string => hrefOf(alliance, ['drucksachen', ...rest].join('/'));
export const strategyHref = (alliance: string, ...rest: readonly string[]): string => paperHref(alliance, 'strategien', ...rest);

const standingTones = {
  OPEN: 'info',
  IN_ROUTE: 'warning',
  APPROVED: 'success',
  REFUSED: 'danger',
  NOTED: 'success',
} as const satisfies Record<PaperStanding, Tone>;
/** No council deals with a mere document: it has no standing. */
export const PaperBadge = ({ of: { kind, standing } }: { of: Pick<PaperLine, 'kind' | 'standing'> }) =>
  kind === 'DOCUMENT' && standing === 'OPEN' ? null : <Badge tone={standingTones[standing]}>{paperStandingNames[standing]}</Badge>;

export const routeRoleNames = { DECISION: 'entscheidet', INFORMATION: 'zur Kenntnis' } as const;

/** What one body made of a paper. */
export const routeOutcomeInWords = (outcome: Outcome | null): string =>
  outcome === null ? 'kein Ergebnis festgehalten' : outcomeInWords({ outcome } as Parameters<typeof outcomeInWords>[0], []);

export const papersOf = (alliance: string): Promise<PaperLine[]> => everyPage((page) => call('listPapers', alliance, { query: page }));
export const strategiesOf = (alliance: string): Promise<StrategyLine[]> =>
  everyPage((page) => call('listStrategies', alliance, { query: page }));

export const paperOptions = (papers: readonly PaperLine[]): SelectOption[] =>
  papers.map(({ id, label, title }) => [id, `${label} ${title}`] as const);
/** Indicators by what they count, for whoever may read them. */
export async function indicatorOptions(desk: Desk): Promise<SelectOption[]> {
  if (!may(desk, 'listIndicators')) return [];
  const indicators = await everyPage((page) => call('listIndicators', desk.alliance, { query: page }));
  return indicators.map(({ id, label, unit }) => [id, label === unit ? label : `${label} (${unit})`] as const);
}
export const strategyName = ({ shortName, title }: Pick<StrategyLine, 'shortName' | 'title'>): string => shortName ?? title;
