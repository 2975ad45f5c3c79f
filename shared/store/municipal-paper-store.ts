import type { Authorship, Change, JournalEntry, Versioned } from '../domain/journal.ts';
import { MunicipalPaper, Strategy } from '../domain/municipal-paper.ts';
import { readPaperName } from '../domain/paper-number.ts';
import { paperNumberKey } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table, Write } from './table.ts';

/** `2021#00108#1`: by year, serial and version; without a number at the end. */
const byNumber = ({ number, revision }: MunicipalPaper): string => {
  const [serial = '', year = ''] = (number ?? '').replace(/^[A-Z]-/, '').split(/[/-]/);
  return number === null ? '9999' : `${year}#${serial.padStart(5, '0')}#${String(revision).padStart(2, '0')}`;
};

/** Nobody else's from now on; a paper whose number follows takes none. */
function taking(alliance: string, id: string, { number, revision }: MunicipalPaper): Write[] {
  if (number === null) return [];
  const item = { ...paperNumberKey(alliance, readPaperName(number).key, revision), paperId: id };
  return [{ put: { item, condition: 'attribute_not_exists(pk)' }, refusal: 'paperNumberTaken' }];
}

/** Papers of a council by year and number; every version is a paper of its own, and each number and version is one paper's. */
export const municipalPaperStore = (table: Table) => {
  const records = recordStore(table, { type: 'PAPER', schema: MunicipalPaper, notFound: 'municipalPaperNotFound', listOrder: byNumber });
  return {
    ...records,
    /** @throws paperNumberTaken, recordChangedMeanwhile when the id is taken */
    create: (alliance: string, id: string, change: Change<MunicipalPaper>, by: Authorship): Promise<JournalEntry<MunicipalPaper>> =>
      records.create(alliance, id, change, by, taking(alliance, id, change.state)),
    /** Number and version of a paper are given once. @throws paperNumberTaken, recordChangedMeanwhile */
    update: (
      alliance: string,
      read: Versioned<MunicipalPaper>,
      expectedVersion: number,
      change: Change<MunicipalPaper>,
      by: Authorship,
    ): Promise<JournalEntry<MunicipalPaper>> =>
      records.update(
        alliance,
        read,
        expectedVersion,
        change,
        by,
        read.state.number === null ? taking(alliance, read.id, change.state) : [],
      ),
  };
};
export type MunicipalPaperStore = ReturnType<typeof municipalPaperStore>;

/** Strategies by title. */
export const strategyStore = (table: Table) =>
  recordStore(table, { type: 'STRATEGY', schema: Strategy, notFound: 'strategyNotFound', listOrder: ({ title }) => title.slice(0, 60) });
export type StrategyStore = ReturnType<typeof strategyStore>;
