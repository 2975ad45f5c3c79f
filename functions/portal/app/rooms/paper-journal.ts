import { financeRowNames, paperKindNames, paperSectionNames, referenceNames } from '../../../../shared/domain/municipal-paper.ts';
import { call } from '../api.ts';
import { routeRoleNames } from './paper-words.tsx';

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
