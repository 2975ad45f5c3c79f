import { yearOf } from '../../../../shared/domain/calendar.ts';
import type { FundTier } from '../../../../shared/domain/fund.ts';
import { fundAccountNames } from '../../../../shared/domain/fund.ts';
import { tiersFor } from '../../../../shared/domain/fund-tier.ts';
import { grantStatusNames } from '../../../../shared/domain/grant.ts';
import { proofStateNames } from '../../../../shared/domain/grant-standing.ts';
import { quoted } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { everyPage } from '../desk.ts';
import { hrefOf, type Query } from '../place.ts';
import { Alert, Badge, P, type SelectOption, type Tone } from '../ui.tsx';
import { euro, todayInBerlin } from '../words.ts';

export type Fund = Success<'getFund'>;
export type FundLine = Success<'listFunds'>['items'][number];
export type FundEntry = Success<'getFundEntry'>;
export type Book = Success<'getFundBook'>;
export type GrantLine = Success<'listGrants'>['items'][number];
export type GrantDetail = Success<'getGrant'>;
export type Organisation = Success<'listOrganisations'>['items'][number];

export const fundHref = (alliance: string, rest: readonly string[] = [], query: Query = {}): string =>
  hrefOf(alliance, ['foerderung', ...rest].join('/'), query);
export const grantHref = (alliance: string, id: string, ...rest: readonly string[]): string =>
  fundHref(alliance, ['zuwendungen', id, ...rest]);
export const organisationHref = (alliance: string, ...rest: readonly string[]): string =>
  hrefOf(alliance, ['organisationen', ...rest].join('/'));

export const fundsOf = (alliance: string): Promise<FundLine[]> => everyPage((page) => call('listFunds', alliance, { query: page }));
export const organisationsOf = (alliance: string): Promise<Organisation[]> =>
  everyPage((page) => call('listOrganisations', alliance, { query: page }));
export const optionsByName = (records: readonly { readonly id: string; readonly name: string }[]): SelectOption[] =>
  records.map(({ id, name }) => [id, name]);

/** A fund with every year that something was asked for, granted or moved in. */
export async function fundOf(alliance: string, id: string): Promise<Fund> {
  const [fund, grants] = await Promise.all([
    call('getFund', alliance, { params: { fundId: id } }),
    everyPage<GrantLine>((page) => call('listGrants', alliance, { query: { fundId: id as Fund['id'], ...page } })),
  ]);
  return { ...fund, years: [...new Set([...fund.years, ...grants.map(({ fiscalYear }) => fiscalYear)])] };
}

/** Nothing booked is not the same as nothing there. */
export const isUnmoved = ({ accounts }: Book): boolean => accounts.every(({ bookings }) => bookings === 0);

/** The year that was asked for, else this one if anything moved in it, else the last in which something did. */
export function yearShown({ years }: Pick<Fund, 'years'>, asked: string | undefined): number {
  if (asked !== undefined && /^\d{4}$/.test(asked)) return Number(asked);
  const now = yearOf(todayInBerlin());
  return years.length === 0 || years.includes(now) ? now : Math.max(...years);
}

/** A movement belongs to the year of its day, the one before or the one after: today where that fits, else the last day of its year. */
export function valueDayFor(fiscalYear: number): string {
  const today = todayInBerlin();
  return Math.abs(yearOf(today) - fiscalYear) <= 1 ? today : `${fiscalYear}-12-31`;
}
export const valueDayHint = (fiscalYear: number): string =>
  `Zwischen ${fiscalYear - 1} und ${fiscalYear + 1}, für das Haushaltsjahr ${fiscalYear}`;

/** Every year that something moved in, this one and the one shown. */
export const yearOptions = ({ years }: Pick<Fund, 'years'>, shown: number): SelectOption[] =>
  [...new Set([...years, yearOf(todayInBerlin()), shown])].toSorted((a, b) => b - a).map((year) => [String(year), String(year)]);

const grantTones = {
  APPLIED: 'info',
  GRANTED: 'success',
  REFUSED: 'danger',
  WITHDRAWN: 'warning',
  RETURNED: 'warning',
  CLOSED: 'success',
} as const satisfies Record<GrantLine['status'], Tone>;
export const GrantBadge = ({ status }: Pick<GrantLine, 'status'>) => <Badge tone={grantTones[status]}>{grantStatusNames[status]}</Badge>;

const proofTones = {
  NOT_EXPECTED: 'info',
  DUE_DAY_UNKNOWN: 'warning',
  OUTSTANDING: 'info',
  OVERDUE: 'danger',
  RECEIVED: 'warning',
  CHECKED: 'success',
} as const satisfies Record<GrantLine['proof']['state'], Tone>;
export const ProofBadge = ({ state }: Pick<GrantLine['proof'], 'state'>) => (
  <Badge tone={proofTones[state]}>{proofStateNames[state]}</Badge>
);

export const entryStatusNames = { DRAFT: 'wartet auf Bestätigung', CONFIRMED: 'bestätigt', WITHDRAWN: 'zurückgezogen' } as const;
const entryTones = { DRAFT: 'warning', CONFIRMED: 'success', WITHDRAWN: 'info' } as const satisfies Record<FundEntry['status'], Tone>;
export const EntryBadge = ({ status }: Pick<FundEntry, 'status'>) => <Badge tone={entryTones[status]}>{entryStatusNames[status]}</Badge>;

export const accountOf = ({ account, reverses }: Pick<FundEntry, 'account' | 'reverses'>): string =>
  reverses === null ? fundAccountNames[account] : `Storno: ${fundAccountNames[account]}`;

export const deciderNames = { OFFICE: 'Verwaltung', RESOLUTION: 'Gremium' } as const satisfies Record<FundTier['decidedBy'], string>;

/** „durch Verwaltung“, „durch Gremium“; what was decided without a tier says so. */
export function decidedBy(fund: Pick<Fund, 'tiers'> | undefined, { decision }: Pick<GrantLine, 'decision'>): string {
  if (decision === null) return '';
  const tier = fund?.tiers.find(({ id }) => id === decision.tierId);
  return tier ? `durch ${deciderNames[tier.decidedBy]}` : 'Entscheidung nicht bekannt';
}

/** Who decides over an amount, and whether a paper is needed. */
export function deciderInWords(tiers: readonly FundTier[], cents: number): string {
  const [tier, ...more] = tiersFor(tiers, cents);
  if (!tier) return `Für ${euro(cents)} hat der Fonds keine Wertgrenze. Bitte lassen Sie sie zuerst klären.`;
  if (more.length > 0)
    return `Über ${euro(cents)} sagen ${[tier, ...more].map(({ label }) => quoted(label)).join(' und ')} Verschiedenes. Bitte lassen Sie zuerst die Wertgrenzen klären.`;
  const who = tier.decider ?? deciderNames[tier.decidedBy];
  return tier.decidedBy === 'OFFICE'
    ? `Über ${euro(cents)} entscheidet: ${who}. Eine Drucksache ist nicht nötig.`
    : `Über ${euro(cents)} entscheidet: ${who}. Nötig ist eine Beschlussdrucksache, der ein Gremium zugestimmt hat.`;
}
export const needsPaper = (tiers: readonly FundTier[], cents: number): boolean => {
  const [tier, ...more] = tiersFor(tiers, cents);
  return tier?.decidedBy === 'RESOLUTION' && more.length === 0;
};

export const OwnHand = ({ children }: { children: string }) => (
  <Alert tone="warning" title="Hier braucht es eine andere Person" live={false}>
    <P>{children}</P>
  </Alert>
);

/** Minor things in one line. */
export const joined = (...parts: readonly (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ');
