import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { indicatorRecorded } from '../../events/indicator-recorded.ts';
import { paperRecorded } from '../../events/paper-recorded.ts';
import { strategyRecorded } from '../../events/strategy-recorded.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { MunicipalPaper, MunicipalPaperId, Strategy, StrategyId } from '../../shared/domain/municipal-paper.ts';
import { Indicator, IndicatorId } from '../../shared/domain/result.ts';
import { municipalPaperStore, strategyStore } from '../../shared/store/municipal-paper-store.ts';
import { indicatorStore } from '../../shared/store/result-store.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ImportStep } from './import-steps.ts';
import { apart } from './import-steps.ts';

const ReferencePapers = z.strictObject({ alliance: z.string(), papers: z.array(MunicipalPaper.extend({ id: MunicipalPaperId })) });
const ReferenceStrategies = z.strictObject({
  alliance: z.string(),
  strategies: z.array(Strategy.extend({ id: StrategyId })),
  /** Figures that a paper names beside its strategy: inhabitants, votes, posts. */
  indicators: z.array(Indicator.extend({ id: IndicatorId })),
});

const read = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`reference/${file}`, import.meta.url), 'utf8')) as unknown;

/** Papers as printed, with what is missing in them, and the strategies that they carry. */
export async function paperSteps(table: Table, by: Authorship): Promise<ImportStep[]> {
  const { alliance, papers } = ReferencePapers.parse(await read('lip-papers.json'));
  const { strategies, indicators } = ReferenceStrategies.parse(await read('lip-strategy.json'));
  const [paperRecords, strategyRecords, indicatorRecords] = [municipalPaperStore(table), strategyStore(table), indicatorStore(table)];
  return [
    {
      what: 'Drucksachen',
      writes: papers.map(apart).map(([id, state]) => () => {
        const { kind, number, revision } = state;
        return paperRecords.create(alliance, id, { state, event: paperRecorded({ kind, number, revision }) }, by);
      }),
    },
    {
      what: 'Strategien',
      writes: strategies.map(apart).map(([id, state]) => () => {
        return strategyRecords.create(alliance, id, { state, event: strategyRecorded({ paperId: state.paperId }) }, by);
      }),
    },
    {
      what: 'Kennzahlen',
      writes: indicators.map(apart).map(([id, state]) => () => {
        const { bodyId, measureId, proposalId } = state;
        return indicatorRecords.create(alliance, id, { state, event: indicatorRecorded({ bodyId, measureId, proposalId }) }, by);
      }),
    },
  ];
}
