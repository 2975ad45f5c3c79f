import { financeRowNames, paperKindNames, paperSectionNames, referenceNames } from '../../../../shared/domain/municipal-paper.ts';
import { call } from '../api.ts';
import { type Desk, may } from '../desk.ts';
import { bodiesOf, bodyOptions } from './body-words.tsx';
import { optionsByName, organisationsOf } from './fund-words.tsx';
import { indicatorOptions, papersOf, routeRoleNames, strategiesOf, strategyName } from './paper-words.tsx';

/** The journals of papers and strategies, as a clerk reads them. */
export const paperHappened: Readonly<Record<string, string>> = {
  PaperRecorded: 'Drucksache aufgenommen',
  PaperEdited: 'Drucksache geändert',
  PaperNumberSupplied: 'Nummer nachgereicht',
  PaperRouteOutcomeRecorded: 'Ergebnis eines Gremiums festgehalten',
  PaperRevised: 'Neufassung angelegt',
  StrategyRecorded: 'Strategie aufgenommen',
  StrategyEdited: 'Strategie geändert',
};

export const paperFields: Readonly<Record<string, string>> = {
  numberPending: 'Nummer wird nachgereicht',
  revision: 'Neufassung',
  supersedes: 'Ersetzt',
  revisionReason: 'Grund der Neufassung',
  datedOn: 'Datum',
  signedBy: 'Gezeichnet',
  department: 'Stelle',
  agendaNumber: 'TOP',
  sections: 'Teile',
  route: 'Beratungsgang',
  references: 'Bezüge',
  annexes: 'Anlagen',
  annexStatements: 'Angaben zu den Anlagen',
  amounts: 'Beantragte Beträge',
  financeTable: 'Finanzielle Auswirkungen',
  limits: 'Wertgrenzen',
  cover: 'Deckung',
  strategyId: 'Strategie',
  paperId: 'Drucksache',
  guidelines: 'Leitlinien',
  priorities: 'Prioritäten',
  fields: 'Handlungsfelder',
  crossCuttingThemes: 'Querschnittsthemen',
  phases: 'Phasen',
  validYears: 'Gilt Jahre',
  reviewOn: 'Bilanz am',
  indicatorRules: 'Regeln für Kennzahlen',
  followUp: 'Begleitung',
};

/** What bodies call otherwise. */
export const strategyFields: Readonly<Record<string, string>> = { validFrom: 'Gilt ab', claims: 'Zahlen im Text' };

export const paperKindWords: Readonly<Record<string, string>> = {
  ...paperKindNames,
  ...paperSectionNames,
  ...financeRowNames,
  ...referenceNames,
};

export const paperRoleWords: Readonly<Record<string, string>> = routeRoleNames;

export const paperJournalTitles: Readonly<Record<string, string>> = {
  drucksachen: 'Journal der Drucksache',
  strategien: 'Journal der Strategie',
};

export const paperJournalOf = (kind: string, alliance: string, id: string) =>
  kind === 'drucksachen'
    ? call('getPaperJournal', alliance, { params: { paperId: id } })
    : call('getStrategyJournal', alliance, { params: { strategyId: id } });

/** Of everything a paper or a strategy can name, as far as the reader may list it. */
export async function namesInPapers(desk: Desk): Promise<(readonly [id: string, name: string])[]> {
  const { alliance } = desk;
  const [papers, strategies, bodies, indicators, organisations] = await Promise.all([
    papersOf(alliance),
    strategiesOf(alliance),
    may(desk, 'listBodies') ? bodiesOf(alliance) : [],
    indicatorOptions(desk),
    may(desk, 'listOrganisations') ? organisationsOf(alliance) : [],
  ]);
  return [
    ...papers.map(({ id, label }) => [id, label] as const),
    ...strategies.map((one) => [one.id, strategyName(one)] as const),
    ...[...bodyOptions(bodies), ...indicators, ...optionsByName(organisations)],
  ];
}
