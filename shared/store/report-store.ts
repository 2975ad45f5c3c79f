import * as z from 'zod';
import { Failure } from '../domain/failures.ts';
import type { Authorship, Change, JournalEntry, Versioned } from '../domain/journal.ts';
import type { ReadReport, ReportId } from '../domain/report.ts';
import { Report, ReportDocument } from '../domain/report.ts';
import { bodyParent } from './keys.ts';
import { packStore } from './pack-store.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** What is frozen: the document as it will be rendered for ever. */
const ReportPack = z.strictObject({ schemaVersion: z.literal(1), document: ReportDocument });

/** A report is frozen once, when it is recorded. */
const PACK_VERSION = 1;

const packOf = (alliance: string, id: string, version: number) => ({ alliance, type: 'REPORT' as const, id, version });

/** Reports by the end of their period, found under their body; their pages are frozen beside them. */
export function reportStore(table: Table) {
  const packs = packStore(table);
  const records = recordStore(table, {
    type: 'REPORT',
    schema: Report,
    notFound: 'reportNotFound',
    listOrder: ({ to, bodyId, period }) => `${to}#${bodyId}#${period}`,
    parent: (alliance, { bodyId }) => bodyParent(alliance, bodyId),
  });

  /** @throws Error when the stored pages are not those that were frozen */
  async function documentOf(alliance: string, { id, state }: Versioned<Report>): Promise<ReportDocument> {
    return (await packs.read(packOf(alliance, id, state.packVersion), ReportPack, state.packHash)).document;
  }

  return {
    ...records,
    documentOf,
    /** @throws reportNotFound */
    async readingOf(alliance: string, reportId: ReportId): Promise<ReadReport> {
      const report = await records.get(alliance, reportId);
      return { document: await documentOf(alliance, report), status: report.state.status };
    },
    /**
     * Records the report and its pages in one transaction, under the one id that body and period have.
     * @param change the report, given the hash of its pages
     * @returns undefined when there is one already
     */
    async freeze(
      alliance: string,
      document: ReportDocument,
      change: (pack: Pick<Report, 'packHash' | 'packVersion'>) => Change<Report>,
      by: Authorship,
    ): Promise<JournalEntry<Report> | undefined> {
      const { writes, packHash } = packs.freezing(
        packOf(alliance, document.reportId, PACK_VERSION),
        { schemaVersion: 1, document },
        'Der Bericht ist zu umfangreich. Bitte wählen Sie einen kürzeren Zeitraum.',
      );
      try {
        return await records.create(alliance, document.reportId, change({ packHash, packVersion: PACK_VERSION }), by, writes);
      } catch (error) {
        if (error instanceof Failure && error.code === 'recordChangedMeanwhile' && (await records.find(alliance, document.reportId)))
          return undefined;
        throw error;
      }
    },
  };
}
export type ReportStore = ReturnType<typeof reportStore>;
