import * as z from 'zod';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import {
  MunicipalPaperId,
  MunicipalPaperView,
  paperReaders,
  paperWriters,
  Strategy,
  StrategyId,
  StrategyView,
} from '../../shared/domain/municipal-paper.ts';
import { PaperGraph } from '../../shared/domain/paper-graph.ts';
import {
  EditPaper,
  PaperPath,
  RecordPaper,
  RecordRouteOutcome,
  StrategyPath,
  SupersedePaper,
  SupplyNumber,
} from '../../shared/domain/paper-requests.ts';
import { IndicatorId } from '../../shared/domain/result.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';
import { PaperDetail, PaperLine, StrategyDetail } from './views.ts';

const MOST_INDICATORS = 10;
const indicatorIds = z
  .string()
  .max(MOST_INDICATORS * 81)
  .transform((listed) => [...new Set(listed.split(','))])
  .pipe(z.array(IndicatorId).max(MOST_INDICATORS, { error: `Bitte höchstens ${MOST_INDICATORS} Kennzahlen.` }))
  .meta({ title: 'Kennzahlen, je deren Einheit Beträge angegeben werden', description: 'Kennungen, mit Komma getrennt' });

const year = z
  .string()
  .regex(/^\d{4}$/, { error: 'Bitte geben Sie das Jahr mit vier Ziffern an.' })
  .meta({ title: 'Jahr der Nummer' });

export const listPapers = defineRoute({
  id: 'listPapers',
  area: 'papers',
  method: 'GET',
  path: '/alliances/{allianceId}/papers',
  title: 'Drucksachen nach Jahr, Nummer und Fassung; zuletzt die, deren Nummer nachgereicht wird',
  access: { roles: paperReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      kind: MunicipalPaperView.shape.kind.optional(),
      year: year.optional(),
      strategyId: StrategyId.optional(),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(PaperLine) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const recordPaper = defineRoute({
  id: 'recordPaper',
  area: 'papers',
  method: 'POST',
  path: '/alliances/{allianceId}/papers',
  title: 'Drucksache aufnehmen; ohne Nummer, wenn diese nachgereicht wird',
  access: { roles: paperWriters },
  request: { params: AlliancePath, body: RecordPaper },
  success: { status: 201, body: MunicipalPaperView },
  failures: ['paperSectionMissing', 'paperNumberTaken', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['PaperRecorded'],
});

export const getPaper = defineRoute({
  id: 'getPaper',
  area: 'papers',
  method: 'GET',
  path: '/alliances/{allianceId}/papers/{paperId}',
  title: 'Eine Drucksache mit Stand der Beratung, Summen, Fassungen und Befunden',
  access: { roles: paperReaders },
  request: { params: PaperPath, query: z.strictObject({ unitIndicatorIds: indicatorIds.optional() }) },
  success: { status: 200, body: PaperDetail },
  failures: ['municipalPaperNotFound', 'indicatorNotFound'],
  table: 'read',
});

export const editPaper = defineRoute({
  id: 'editPaper',
  area: 'papers',
  method: 'PUT',
  path: '/alliances/{allianceId}/papers/{paperId}',
  title: 'Drucksache ändern; sobald ein Gremium sie behandelt hat, nur noch Angaben über sie',
  access: { roles: paperWriters },
  request: { params: PaperPath, body: EditPaper },
  ifMatch: true,
  success: { status: 200, body: MunicipalPaperView },
  failures: ['municipalPaperNotFound', 'paperStepNotAllowed', 'paperSectionMissing', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['PaperEdited'],
});

export const supplyNumber = defineRoute({
  id: 'supplyNumber',
  area: 'papers',
  method: 'POST',
  path: '/alliances/{allianceId}/papers/{paperId}/number',
  title: 'Nummer einer Drucksache nachreichen',
  access: { roles: paperWriters },
  request: { params: PaperPath, body: SupplyNumber },
  ifMatch: true,
  success: { status: 200, body: MunicipalPaperView },
  failures: ['municipalPaperNotFound', 'paperStepNotAllowed', 'paperNumberTaken'],
  table: 'write',
  emits: ['PaperNumberSupplied'],
});

export const recordRouteOutcome = defineRoute({
  id: 'recordRouteOutcome',
  area: 'papers',
  method: 'POST',
  path: '/alliances/{allianceId}/papers/{paperId}/route',
  title: 'Festhalten, was ein Gremium des Beratungsgangs aus der Drucksache gemacht hat',
  access: { roles: paperWriters },
  request: { params: PaperPath, body: RecordRouteOutcome },
  ifMatch: true,
  success: { status: 200, body: MunicipalPaperView },
  failures: ['municipalPaperNotFound', 'paperStepNotAllowed', 'linkedRecordUnknown', 'statusInFuture'],
  table: 'write',
  emits: ['PaperRouteOutcomeRecorded'],
});

export const supersedePaper = defineRoute({
  id: 'supersedePaper',
  area: 'papers',
  method: 'POST',
  path: '/alliances/{allianceId}/papers/{paperId}/revisions',
  title: 'Neufassung mit Grund anlegen; die frühere Fassung bleibt lesbar',
  access: { roles: paperWriters },
  request: { params: PaperPath, body: SupersedePaper },
  success: { status: 201, body: MunicipalPaperView },
  failures: ['municipalPaperNotFound', 'paperStepNotAllowed', 'paperSectionMissing', 'paperNumberTaken', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['PaperRevised'],
});

export const getPaperJournal = defineRoute({
  id: 'getPaperJournal',
  area: 'papers',
  method: 'GET',
  path: '/alliances/{allianceId}/papers/{paperId}/journal',
  title: 'Journal einer Drucksache',
  access: { roles: paperReaders },
  request: { params: PaperPath },
  success: { status: 200, body: JournalView },
  failures: ['municipalPaperNotFound'],
  table: 'read',
});

export const getPaperGraph = defineRoute({
  id: 'getPaperGraph',
  area: 'papers',
  method: 'GET',
  path: '/alliances/{allianceId}/paper-graph',
  title: 'Drucksachen, die mit einer zusammenhängen, in beide Richtungen; nicht erfasste nur mit ihrer Nummer',
  access: { roles: paperReaders },
  request: { params: AlliancePath, query: z.strictObject({ from: MunicipalPaperId }) },
  success: { status: 200, body: PaperGraph },
  failures: ['municipalPaperNotFound'],
  table: 'read',
});

export const listStrategies = defineRoute({
  id: 'listStrategies',
  area: 'papers',
  method: 'GET',
  path: '/alliances/{allianceId}/strategies',
  title: 'Strategien nach Titel',
  access: { roles: paperReaders },
  request: { params: AlliancePath, query: z.strictObject(pageQuery) },
  success: { status: 200, body: pageOf(StrategyView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const recordStrategy = defineRoute({
  id: 'recordStrategy',
  area: 'papers',
  method: 'POST',
  path: '/alliances/{allianceId}/strategies',
  title: 'Strategie aufnehmen',
  access: { roles: paperWriters },
  request: { params: AlliancePath, body: Strategy },
  success: { status: 201, body: StrategyView },
  failures: ['linkedRecordUnknown'],
  table: 'write',
  emits: ['StrategyRecorded'],
});

export const getStrategy = defineRoute({
  id: 'getStrategy',
  area: 'papers',
  method: 'GET',
  path: '/alliances/{allianceId}/strategies/{strategyId}',
  title: 'Eine Strategie: was sie aufzählt und was sie davon behauptet, wie lange sie gilt, ob ihr Gremium tagt',
  access: { roles: paperReaders },
  request: { params: StrategyPath },
  success: { status: 200, body: StrategyDetail },
  failures: ['strategyNotFound'],
  table: 'read',
});

export const editStrategy = defineRoute({
  id: 'editStrategy',
  area: 'papers',
  method: 'PUT',
  path: '/alliances/{allianceId}/strategies/{strategyId}',
  title: 'Strategie ändern',
  access: { roles: paperWriters },
  request: { params: StrategyPath, body: Strategy },
  ifMatch: true,
  success: { status: 200, body: StrategyView },
  failures: ['strategyNotFound', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['StrategyEdited'],
});

export const getStrategyJournal = defineRoute({
  id: 'getStrategyJournal',
  area: 'papers',
  method: 'GET',
  path: '/alliances/{allianceId}/strategies/{strategyId}/journal',
  title: 'Journal einer Strategie',
  access: { roles: paperReaders },
  request: { params: StrategyPath },
  success: { status: 200, body: JournalView },
  failures: ['strategyNotFound'],
  table: 'read',
});

export const paperRoutes = [
  listPapers,
  recordPaper,
  getPaper,
  editPaper,
  supplyNumber,
  recordRouteOutcome,
  supersedePaper,
  getPaperJournal,
  getPaperGraph,
  listStrategies,
  recordStrategy,
  getStrategy,
  editStrategy,
  getStrategyJournal,
] as const;
