import type { Outcome } from '../../../../shared/domain/meeting.ts';
import type { PaperStanding } from '../../../../shared/domain/paper-rules.ts';
import { paperStandingNames } from '../../../../shared/domain/paper-rules.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { everyPage } from '../desk.ts';
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
export const PaperBadge = ({ standing }: { standing: PaperStanding }) => (
  <Badge tone={standingTones[standing]}>{paperStandingNames[standing]}</Badge>
);

export const routeRoleNames = { DECISION: 'entscheidet', INFORMATION: 'zur Kenntnis' } as const;

/** What one body made of a paper. */
export const routeOutcomeInWords = (outcome: Outcome | null): string =>
  outcome === null ? 'kein Ergebnis festgehalten' : outcomeInWords({ outcome } as Parameters<typeof outcomeInWords>[0], []);

export const papersOf = (alliance: string): Promise<PaperLine[]> => everyPage((page) => call('listPapers', alliance, { query: page }));
export const strategiesOf = (alliance: string): Promise<StrategyLine[]> =>
  everyPage((page) => call('listStrategies', alliance, { query: page }));

export const paperOptions = (papers: readonly PaperLine[]): SelectOption[] =>
  papers.map(({ id, label, title }) => [id, `${label} ${title}`] as const);
export const strategyName = ({ shortName, title }: Pick<StrategyLine, 'shortName' | 'title'>): string => shortName ?? title;
