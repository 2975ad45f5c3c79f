import * as z from 'zod';
import { nameOn } from '../domain/alliance.ts';
import type { Day } from '../domain/calendar.ts';
import type { FundBook } from '../domain/fund-book.ts';
import { fundBook } from '../domain/fund-book.ts';
import type { ReadFundReport } from '../domain/fund-report.ts';
import { FundReport, FundReportDocument, fundReportIdOf } from '../domain/fund-report.ts';
import { composeFundReport } from '../domain/fund-report-text.ts';
import { reviewFund } from '../domain/grant-review.ts';
import type { Authorship, Change, JournalEntry, Versioned } from '../domain/journal.ts';
import { allianceStore } from './alliance-store.ts';
import { fundEntryStore, fundStore, grantStore } from './fund-store.ts';
import { fundParent } from './keys.ts';
import { ledgerStore } from './ledger-store.ts';
import { organisationStore } from './organisation-store.ts';
import { hashOf, packStore } from './pack-store.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** What is frozen: the document as it will be rendered for ever. */
const FundReportPack = z.strictObject({ schemaVersion: z.literal(1), document: FundReportDocument });

export type FundReportPlace = { readonly alliance: string; readonly fundId: string; readonly fiscalYear: number };

/** The yearly reports on funds, found under their fund: composed from what stands, or as they were frozen. */
export function fundReportStore(table: Table) {
  const packs = packStore(table);
  const stores = {
    alliances: allianceStore(table),
    funds: fundStore(table),
    entries: fundEntryStore(table),
    grants: grantStore(table),
    organisations: organisationStore(table),
    ledger: ledgerStore(table),
  };
  const records = recordStore(table, {
    type: 'FUND_REPORT',
    schema: FundReport,
    notFound: 'fundReportNotFound',
    listOrder: ({ fiscalYear, fundId }) => `${fiscalYear}#${fundId}`,
    parent: (alliance, { fundId }) => fundParent(alliance, fundId),
  });
  const packOf = (alliance: string, id: string, version: number) => ({ alliance, type: 'FUND_REPORT' as const, id, version });

  /** The report from everything that counts now. @throws fundNotFound */
  async function compose(
    { alliance, fundId, fiscalYear }: FundReportPlace,
    today: Day,
  ): Promise<{ document: FundReportDocument; book: FundBook }> {
    const fund = await stores.funds.get(alliance, fundId);
    const [record, entries, grants, organisations, sums] = await Promise.all([
      stores.alliances.find(alliance, alliance),
      stores.entries.ofYear(alliance, fundId, fiscalYear),
      stores.grants.ofFund(alliance, fundId),
      stores.organisations.all(alliance),
      stores.ledger.fundSums(alliance, fundId),
    ]);
    const book = fundBook({ fund, fiscalYear, sums, entries, grants, asOf: null, knownAt: null }, 'MAINTAINED_SUMS');
    const review = reviewFund({ fund, fiscalYear, grants, organisations, on: today });
    const allianceName = record ? nameOn(record.state, today) : alliance;
    const document = composeFundReport({ alliance, allianceName, fund, book, review, grants, organisations, entries, asOf: today }, hashOf);
    return { document, book };
  }

  /** @throws Error when the stored pages are not those that were frozen */
  async function documentOf(alliance: string, { id, state }: Versioned<FundReport>): Promise<FundReportDocument> {
    return (await packs.read(packOf(alliance, id, state.packVersion), FundReportPack, state.packHash)).document;
  }

  /** @throws fundNotFound */
  async function readingOf(place: FundReportPlace, today: Day): Promise<ReadFundReport & { report: Versioned<FundReport> | undefined }> {
    const report = await records.find(place.alliance, fundReportIdOf(place.fundId, place.fiscalYear));
    if (report === undefined) return { document: (await compose(place, today)).document, status: 'LIVE', issuedOn: null, report };
    const { status, issuedOn } = report.state;
    return { document: await documentOf(place.alliance, report), status, issuedOn, report };
  }

  return {
    get: records.get,
    find: records.find,
    update: records.update,
    compose,
    readingOf,
    /**
     * Records the report and its pages in one transaction: for the first time, or over the version that was read.
     * @param change the report, given the hash of its pages
     * @throws recordChangedMeanwhile when somebody else froze or issued it meanwhile
     */
    async freeze(
      alliance: string,
      { document, before }: { readonly document: FundReportDocument; readonly before: Versioned<FundReport> | undefined },
      change: (pack: Pick<FundReport, 'packHash' | 'packVersion'>) => Change<FundReport>,
      by: Authorship,
    ): Promise<JournalEntry<FundReport>> {
      const id = fundReportIdOf(document.fundId, document.fiscalYear);
      const packVersion = (before?.state.packVersion ?? 0) + 1;
      const { writes, packHash } = packs.freezing(
        packOf(alliance, id, packVersion),
        { schemaVersion: 1, document },
        'Der Bericht ist zu umfangreich, um ihn festzuhalten.',
      );
      const changed = change({ packHash, packVersion });
      return before === undefined
        ? await records.create(alliance, id, changed, by, writes)
        : await records.update(alliance, before, before.version, changed, by, writes);
    },
  };
}
export type FundReportStore = ReturnType<typeof fundReportStore>;
