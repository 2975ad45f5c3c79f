import { fundAccountNames } from '../../../../shared/domain/fund.ts';
import { coFundingStatusNames, genderRemarkNames, grantStatusNames } from '../../../../shared/domain/grant.ts';
import { organisationRoleNames } from '../../../../shared/domain/organisation.ts';
import { call } from '../api.ts';
import { deciderNames, entryStatusNames } from './fund-words.tsx';

/** The journals of funds, grants and organisations, as a clerk reads them. */
export const fundHappened: Readonly<Record<string, string>> = {
  FundRecorded: 'Fonds angelegt',
  FundEdited: 'Fonds geändert',
  FundEntryEntered: 'Buchung erfasst',
  FundEntryConfirmed: 'Buchung bestätigt',
  FundEntryWithdrawn: 'Buchung zurückgezogen',
  GrantApplied: 'Antrag aufgenommen',
  GrantEdited: 'Zuwendung geändert',
  GrantDecided: 'Zuwendung bewilligt',
  GrantDecisionReversed: 'Bewilligung storniert',
  GrantRefused: 'Antrag abgelehnt',
  GrantWithdrawn: 'Antrag zurückgezogen',
  GrantReservationLifted: 'Vorbehalt entfallen',
  GrantReturnEntered: 'Rückgabe erfasst',
  GrantSettled: 'Neuer Stand der Zuwendung',
  GrantProofStated: 'Verwendungsnachweis festgehalten',
  GrantTargetsStated: 'Ziele festgehalten',
  GrantTakenOver: 'Aus einem früheren Dokument übernommen',
  OrganisationRecorded: 'Organisation aufgenommen',
  OrganisationEdited: 'Organisation geändert',
};

export const fundFields: Readonly<Record<string, string>> = {
  name: 'Name',
  instrumentOf: 'Instrument von',
  product: 'Produkt',
  partialBudget: 'Teilhaushalt',
  permanentFundingPossible: 'Dauerförderung möglich',
  applicationPeriod: 'Antragszeitraum',
  tiers: 'Wertgrenzen',
  checklist: 'Voraussetzungen',
  proofWithinDays: 'Nachweis nach Tagen',
  legalBasis: 'Rechtsgrundlage',
  fundId: 'Fonds',
  fiscalYear: 'Haushaltsjahr',
  account: 'Konto',
  amountCents: 'Betrag',
  grantId: 'Zuwendung',
  organisationId: 'Organisation',
  cause: 'Ursache',
  causeYear: 'Jahr der Ursache',
  valueDay: 'Wirksam am',
  confirmedBy: 'Bestätigt von',
  reverses: 'Storniert',
  no: 'Nummer',
  partnerOrganisationIds: 'Partner',
  initiativeId: 'Initiative',
  project: 'Projekt',
  purpose: 'Zweck',
  targetGroup: 'Zielgruppe',
  fieldsOfAction: 'Handlungsfelder',
  appliedOn: 'Beantragt am',
  requestedCents: 'Beantragt',
  projectEndsOn: 'Ende des Projekts',
  genderRemark: 'Richtet sich an',
  tags: 'Merkmale',
  coFunding: 'Mittel anderer',
  targets: 'Ziele',
  decision: 'Entscheidung',
  proofOfUse: 'Verwendungsnachweis',
  relatedGrantIds: 'Verwandte Zuwendungen',
  spellings: 'Andere Schreibweisen',
  dissolvedYear: 'Aufgelöst im Jahr',
};

export const fundCodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: fundAccountNames,
  decidedBy: deciderNames,
  genderRemark: genderRemarkNames,
};
export const fundKinds: Readonly<Record<string, string>> = organisationRoleNames;
export const fundStatuses: Readonly<Record<string, string>> = { ...entryStatusNames, ...coFundingStatusNames, ...grantStatusNames };

export const fundJournalTitles: Readonly<Record<string, string>> = {
  foerderung: 'Journal des Fonds',
  buchungen: 'Journal der Buchung',
  zuwendungen: 'Journal der Zuwendung',
  organisationen: 'Journal der Organisation',
};

export function fundJournalOf(kind: string, alliance: string, id: string) {
  if (kind === 'buchungen') return call('getFundEntryJournal', alliance, { params: { entryId: id } });
  if (kind === 'zuwendungen') return call('getGrantJournal', alliance, { params: { grantId: id } });
  if (kind === 'organisationen') return call('getOrganisationJournal', alliance, { params: { organisationId: id } });
  return call('getFundJournal', alliance, { params: { fundId: id } });
}
