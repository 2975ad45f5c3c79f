import { area, pair } from '../../shared/http/endpoint.ts';
import { fundEntryStore, fundStore, grantStore } from '../../shared/store/fund-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { organisationStore } from '../../shared/store/organisation-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import * as confirm from './confirm-fund-entry.ts';
import type { FundDeps } from './deps.ts';
import * as edit from './edit-fund.ts';
import * as enter from './enter-fund-entry.ts';
import * as get from './get-fund.ts';
import * as book from './get-fund-book.ts';
import * as getEntry from './get-fund-entry.ts';
import * as journals from './journals.ts';
import * as listEntries from './list-fund-entries.ts';
import * as list from './list-funds.ts';
import * as record from './record-fund.ts';
import * as reverse from './reverse-fund-entry.ts';
import * as routes from './routes.ts';
import * as withdraw from './withdraw-fund-entry.ts';

const open = (): FundDeps => {
  const table = liveTable();
  return {
    funds: fundStore(table),
    entries: fundEntryStore(table),
    grants: grantStore(table),
    organisations: organisationStore(table),
    ledger: ledgerStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listFunds, list.work),
  pair(routes.recordFund, record.work),
  pair(routes.getFund, get.work),
  pair(routes.editFund, edit.work),
  pair(routes.getFundJournal, journals.ofFund),
  pair(routes.getFundBook, book.work),
  pair(routes.listFundEntries, listEntries.work),
  pair(routes.enterFundEntry, enter.work),
  pair(routes.getFundEntry, getEntry.work),
  pair(routes.confirmFundEntry, confirm.work),
  pair(routes.withdrawFundEntry, withdraw.work),
  pair(routes.reverseFundEntry, reverse.work),
  pair(routes.getFundEntryJournal, journals.ofEntry),
]);
