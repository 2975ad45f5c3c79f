import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceBodyId, BodyPath, bodyReaders, bodyWorkers } from '../../shared/domain/alliance-body.ts';
import { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import { day } from '../../shared/domain/calendar.ts';
import { StatedValue } from '../../shared/domain/quantity.ts';
import {
  double,
  IndicatorId,
  IndicatorView,
  indicatorFields,
  MeasureId,
  MeasureView,
  measureStatuses,
  ProposalId,
  ProposalView,
  proposalFields,
  proposalKinds,
  proposalReaders,
  ResultsRelease,
  ResultsReleaseView,
  StatedStatus,
  sentMeasureFields,
} from '../../shared/domain/result.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';
import {
  DoubleSuggestions,
  IndicatorLine,
  IndicatorTotal,
  MeasureDetail,
  MeasureLine,
  ProposalDetail,
  ResultMatrix,
  ResultsPreview,
} from './views.ts';

const proposalWriters = [...bodyWorkers, 'REGIONAL_EDITOR'] as const satisfies Role[];
const releasers = ['GROUP_MANAGER', 'OFFICE_LEAD'] as const satisfies Role[];

const ProposalPath = AlliancePath.extend({ proposalId: ProposalId });
const MeasurePath = AlliancePath.extend({ measureId: MeasureId });
const IndicatorPath = AlliancePath.extend({ indicatorId: IndicatorId });
const yes = (title: string) => z.enum(['true', 'false']).optional().meta({ title });
const originQuery = { eventId: AllianceEventId.optional(), bodyId: AllianceBodyId.optional() };

export const listProposals = defineRoute({
  id: 'listProposals',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/proposals',
  title: 'Vorschläge, Hemmnisse und gute Beispiele nach Konferenz und Nummer',
  access: { roles: proposalReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      ...originQuery,
      kind: z.enum(proposalKinds).optional(),
      open: yes('Nur ohne (true) oder nur mit (false) Maßnahme'),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(ProposalView) },
  failures: ['bodyNotFound', 'cursorInvalid'],
  table: 'read',
});

export const recordProposal = defineRoute({
  id: 'recordProposal',
  area: 'results',
  method: 'POST',
  path: '/alliances/{allianceId}/proposals',
  title: 'Vorschlag, Hemmnis oder gutes Beispiel aufnehmen',
  access: { roles: proposalWriters },
  request: { params: AlliancePath, body: z.strictObject(proposalFields) },
  success: { status: 201, body: ProposalView },
  failures: ['bodyNotFound', 'conferenceUnknown'],
  table: 'write',
  emits: ['ProposalRecorded'],
});

export const getProposal = defineRoute({
  id: 'getProposal',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/proposals/{proposalId}',
  title: 'Ein Vorschlag mit den Maßnahmen, die ihm folgen, und seinen Kennzahlen',
  access: { roles: proposalReaders },
  request: { params: ProposalPath },
  success: { status: 200, body: ProposalDetail },
  failures: ['proposalNotFound'],
  table: 'read',
});

export const editProposal = defineRoute({
  id: 'editProposal',
  area: 'results',
  method: 'PUT',
  path: '/alliances/{allianceId}/proposals/{proposalId}',
  title: 'Vorschlag ändern',
  access: { roles: proposalWriters },
  request: { params: ProposalPath, body: z.strictObject(proposalFields) },
  ifMatch: true,
  success: { status: 200, body: ProposalView },
  failures: ['proposalNotFound', 'bodyNotFound', 'conferenceUnknown'],
  table: 'write',
  emits: ['ProposalEdited'],
});

export const judgeDouble = defineRoute({
  id: 'judgeDouble',
  area: 'results',
  method: 'POST',
  path: '/alliances/{allianceId}/proposals/{proposalId}/doubles',
  title: 'Festhalten, ob zwei Vorschläge dasselbe meinen; beide bleiben mit ihrer Herkunft stehen',
  access: { roles: proposalWriters },
  request: { params: ProposalPath, body: double.omit({ proposalId: true }).extend({ otherProposalId: ProposalId }) },
  ifMatch: true,
  success: { status: 200, body: ProposalView },
  failures: ['proposalNotFound', 'linkedRecordUnknown', 'tooManyFacts'],
  table: 'write',
  emits: ['ProposalDoubleJudged'],
});

export const listDoubleSuggestions = defineRoute({
  id: 'listDoubleSuggestions',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/proposal-doubles',
  title: 'Vorschläge, die dasselbe meinen könnten; nur ein Hinweis, nichts wird zusammengeführt',
  access: { roles: proposalReaders },
  request: { params: AlliancePath },
  success: { status: 200, body: DoubleSuggestions },
  failures: [],
  table: 'read',
});

export const getProposalJournal = defineRoute({
  id: 'getProposalJournal',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/proposals/{proposalId}/journal',
  title: 'Journal eines Vorschlags',
  access: { roles: proposalReaders },
  request: { params: ProposalPath },
  success: { status: 200, body: JournalView },
  failures: ['proposalNotFound'],
  table: 'read',
});

export const listMeasures = defineRoute({
  id: 'listMeasures',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/measures',
  title: 'Maßnahmen nach Konferenz und Reihenfolge, mit ihrem Stand an einem Tag',
  access: { roles: bodyReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      ...originQuery,
      status: z.enum(measureStatuses).optional(),
      on: day('Stand am').optional(),
      silentSince: day('Ohne Nachricht seit').optional(),
      open: yes('Nur ohne (true) oder nur mit (false) Vorschlag'),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(MeasureLine) },
  failures: ['bodyNotFound', 'cursorInvalid'],
  table: 'read',
});

export const recordMeasure = defineRoute({
  id: 'recordMeasure',
  area: 'results',
  method: 'POST',
  path: '/alliances/{allianceId}/measures',
  title: 'Maßnahme mit ihrem ersten Stand aufnehmen',
  access: { roles: bodyWorkers },
  request: { params: AlliancePath, body: z.strictObject({ ...sentMeasureFields, status: StatedStatus }) },
  success: { status: 201, body: MeasureView },
  failures: ['bodyNotFound', 'conferenceUnknown', 'linkedRecordUnknown', 'statusInFuture'],
  table: 'write',
  emits: ['MeasureRecorded'],
});

export const getMeasure = defineRoute({
  id: 'getMeasure',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/measures/{measureId}',
  title: 'Eine Maßnahme mit Vorschlägen, Kennzahlen und Befunden',
  access: { roles: bodyReaders },
  request: { params: MeasurePath },
  success: { status: 200, body: MeasureDetail },
  failures: ['measureNotFound'],
  table: 'read',
});

export const editMeasure = defineRoute({
  id: 'editMeasure',
  area: 'results',
  method: 'PUT',
  path: '/alliances/{allianceId}/measures/{measureId}',
  title: 'Maßnahme ändern; Stände werden nicht geändert, sondern ergänzt',
  access: { roles: bodyWorkers },
  request: { params: MeasurePath, body: z.strictObject(sentMeasureFields) },
  ifMatch: true,
  success: { status: 200, body: MeasureView },
  failures: ['measureNotFound', 'bodyNotFound', 'conferenceUnknown', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['MeasureEdited'],
});

export const stateMeasureStatus = defineRoute({
  id: 'stateMeasureStatus',
  area: 'results',
  method: 'POST',
  path: '/alliances/{allianceId}/measures/{measureId}/statuses',
  title: 'Stand einer Maßnahme zu einem Tag angeben',
  access: { roles: bodyWorkers },
  request: { params: MeasurePath, body: StatedStatus },
  ifMatch: true,
  success: { status: 200, body: MeasureView },
  failures: ['measureNotFound', 'statusInFuture', 'tooManyFacts'],
  table: 'write',
  emits: ['MeasureStatusStated'],
});

export const getMeasureJournal = defineRoute({
  id: 'getMeasureJournal',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/measures/{measureId}/journal',
  title: 'Journal einer Maßnahme',
  access: { roles: bodyReaders },
  request: { params: MeasurePath },
  success: { status: 200, body: JournalView },
  failures: ['measureNotFound'],
  table: 'read',
});

export const listIndicators = defineRoute({
  id: 'listIndicators',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/indicators',
  title: 'Kennzahlen mit Ziel, letztem Wert und Tendenz',
  access: { roles: bodyReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({ bodyId: AllianceBodyId.optional(), measureId: MeasureId.optional(), ...pageQuery }),
  },
  /** `totals`: of everything the filter names, not only of this page; null without a filter. */
  success: { status: 200, body: pageOf(IndicatorLine).extend({ totals: z.array(IndicatorTotal).nullable() }) },
  failures: ['bodyNotFound', 'measureNotFound', 'cursorInvalid'],
  table: 'read',
});

export const recordIndicator = defineRoute({
  id: 'recordIndicator',
  area: 'results',
  method: 'POST',
  path: '/alliances/{allianceId}/indicators',
  title: 'Kennzahl aufnehmen, auf Wunsch mit ihrem ersten Wert',
  access: { roles: bodyWorkers },
  request: {
    params: AlliancePath,
    body: z.strictObject({ ...indicatorFields, value: StatedValue.nullable().meta({ title: 'Erster Wert' }) }),
  },
  success: { status: 201, body: IndicatorView },
  failures: ['bodyNotFound', 'linkedRecordUnknown', 'statusInFuture'],
  table: 'write',
  emits: ['IndicatorRecorded'],
});

export const editIndicator = defineRoute({
  id: 'editIndicator',
  area: 'results',
  method: 'PUT',
  path: '/alliances/{allianceId}/indicators/{indicatorId}',
  title: 'Kennzahl ändern; Werte werden nicht geändert, sondern ergänzt',
  access: { roles: bodyWorkers },
  request: { params: IndicatorPath, body: z.strictObject(indicatorFields) },
  ifMatch: true,
  success: { status: 200, body: IndicatorView },
  failures: ['indicatorNotFound', 'bodyNotFound', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['IndicatorEdited'],
});

export const stateIndicatorValue = defineRoute({
  id: 'stateIndicatorValue',
  area: 'results',
  method: 'POST',
  path: '/alliances/{allianceId}/indicators/{indicatorId}/values',
  title: 'Wert einer Kennzahl zu einem Tag angeben',
  access: { roles: bodyWorkers },
  request: { params: IndicatorPath, body: StatedValue },
  ifMatch: true,
  success: { status: 200, body: IndicatorView },
  failures: ['indicatorNotFound', 'statusInFuture', 'tooManyFacts'],
  table: 'write',
  emits: ['IndicatorValueStated'],
});

export const getIndicatorJournal = defineRoute({
  id: 'getIndicatorJournal',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/indicators/{indicatorId}/journal',
  title: 'Journal einer Kennzahl',
  access: { roles: bodyReaders },
  request: { params: IndicatorPath },
  success: { status: 200, body: JournalView },
  failures: ['indicatorNotFound'],
  table: 'read',
});

export const getResultMatrix = defineRoute({
  id: 'getResultMatrix',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/result-matrix',
  title: 'Vorschläge und Maßnahmen nebeneinander, mit offenen Enden auf beiden Seiten',
  access: { roles: bodyReaders },
  request: { params: AlliancePath, query: z.strictObject(originQuery) },
  success: { status: 200, body: ResultMatrix },
  failures: ['bodyNotFound'],
  table: 'read',
});

export const releaseResults = defineRoute({
  id: 'releaseResults',
  area: 'results',
  method: 'POST',
  path: '/alliances/{allianceId}/bodies/{bodyId}/results-releases',
  title: 'Ergebnisse eines Gremiums für seinen Bericht freigeben',
  access: { roles: releasers },
  request: { params: BodyPath, body: ResultsRelease.omit({ bodyId: true }) },
  success: { status: 201, body: ResultsReleaseView },
  failures: ['bodyNotFound', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['ResultsReleased'],
});

export const listResultsReleases = defineRoute({
  id: 'listResultsReleases',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies/{bodyId}/results-releases',
  title: 'Freigaben der Ergebnisse eines Gremiums, die jüngste zuerst',
  access: { roles: bodyReaders },
  request: { params: BodyPath, query: z.strictObject(pageQuery) },
  success: { status: 200, body: pageOf(ResultsReleaseView) },
  failures: ['bodyNotFound', 'cursorInvalid'],
  table: 'read',
});

export const getResultsPreview = defineRoute({
  id: 'getResultsPreview',
  area: 'results',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies/{bodyId}/results-preview',
  title: 'Was eine Freigabe jetzt gegenüber der letzten hinzufügen oder ändern würde',
  access: { roles: bodyReaders },
  request: { params: BodyPath },
  success: { status: 200, body: ResultsPreview },
  failures: ['bodyNotFound'],
  table: 'read',
});

export const resultRoutes = [
  listProposals,
  recordProposal,
  getProposal,
  editProposal,
  judgeDouble,
  listDoubleSuggestions,
  getProposalJournal,
  listMeasures,
  recordMeasure,
  getMeasure,
  editMeasure,
  stateMeasureStatus,
  getMeasureJournal,
  listIndicators,
  recordIndicator,
  editIndicator,
  stateIndicatorValue,
  getIndicatorJournal,
  getResultMatrix,
  releaseResults,
  listResultsReleases,
  getResultsPreview,
] as const;
