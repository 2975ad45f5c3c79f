import { precisionNames } from '../../../../shared/domain/due.ts';
import { worthNames } from '../../../../shared/domain/quantity.ts';
import { linkBasisNames, measureStatusNames, proposalKindNames, responsibilityNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';

/** The journals of results, as a clerk reads them. */
export const resultHappened: Readonly<Record<string, string>> = {
  ProposalRecorded: 'Vorschlag aufgenommen',
  ProposalEdited: 'Vorschlag geändert',
  ProposalDoubleJudged: 'Mit einem anderen Vorschlag verglichen',
  MeasureRecorded: 'Maßnahme aufgenommen',
  MeasureEdited: 'Maßnahme geändert',
  MeasureStatusStated: 'Neuer Stand angegeben',
  IndicatorRecorded: 'Kennzahl aufgenommen',
  IndicatorEdited: 'Kennzahl geändert',
  IndicatorValueStated: 'Neuer Wert angegeben',
};

export const resultFields: Readonly<Record<string, string>> = {
  bodyId: 'Gremium',
  eventId: 'Konferenz',
  order: 'Reihenfolge',
  fieldOfAction: 'Handlungsfeld',
  deadlines: 'Fristen',
  doubles: 'Vergleiche',
  group: 'Abschnitt',
  label: 'Bezeichnung',
  responsible: 'Beteiligte Stellen',
  funding: 'Genannte Mittel',
  schedule: 'Zeitplan',
  places: 'Orte',
  answers: 'Vorschläge',
  card: 'Vorhabenkarte',
  personRegisters: 'Verzeichnisse mit Angaben über Menschen',
  statuses: 'Stände',
  unit: 'Einheit',
  area: 'Gebiet',
  target: 'Ziel',
  values: 'Werte',
};

export const resultCodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  basis: linkBasisNames,
  role: responsibilityNames,
  worth: worthNames,
  precision: precisionNames,
};
export const resultKinds: Readonly<Record<string, string>> = proposalKindNames;
export const resultStatuses: Readonly<Record<string, string>> = measureStatusNames;

export const resultJournalTitles: Readonly<Record<string, string>> = {
  vorschlaege: 'Journal des Vorschlags',
  massnahmen: 'Journal der Maßnahme',
};

export const resultJournalOf = (kind: string, alliance: string, id: string) =>
  kind === 'vorschlaege'
    ? call('getProposalJournal', alliance, { params: { proposalId: id } })
    : call('getMeasureJournal', alliance, { params: { measureId: id } });
