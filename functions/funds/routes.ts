import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { day, instant } from '../../shared/domain/calendar.ts';
import { Fund, FundEntryId, FundEntryView, FundId, FundView, fundDeciders, fundReaders, fundWriters } from '../../shared/domain/fund.ts';
import { FundBook } from '../../shared/domain/fund-book.ts';
import { EnterFundEntry, entryStatuses, fiscalYearText, ReverseFundEntry } from '../../shared/domain/fund-rules.ts';
import { TierFault } from '../../shared/domain/fund-tier.ts';
import { text } from '../../shared/domain/text.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const FundPath = AlliancePath.extend({ fundId: FundId });
const EntryPath = AlliancePath.extend({ entryId: FundEntryId });
const journalReaders = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'AUTHORISER', 'BUDGET_OFFICER', 'AUDITOR'] as const satisfies Role[];

/** A fund with the years it has movements in, and what is wrong with its tiers. */
const FundDetail = FundView.extend({ years: z.array(z.int()), findings: z.array(TierFault) });

export const listFunds = defineRoute({
  id: 'listFunds',
  area: 'funds',
  method: 'GET',
  path: '/alliances/{allianceId}/funds',
  title: 'Fonds nach Namen',
  access: { roles: fundReaders },
  request: { params: AlliancePath, query: z.strictObject(pageQuery) },
  success: { status: 200, body: pageOf(FundView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const recordFund = defineRoute({
  id: 'recordFund',
  area: 'funds',
  method: 'POST',
  path: '/alliances/{allianceId}/funds',
  title: 'Fonds anlegen',
  access: { roles: fundWriters },
  request: { params: AlliancePath, body: Fund },
  success: { status: 201, body: FundView },
  failures: [],
  table: 'write',
  emits: ['FundRecorded'],
});

export const getFund = defineRoute({
  id: 'getFund',
  area: 'funds',
  method: 'GET',
  path: '/alliances/{allianceId}/funds/{fundId}',
  title: 'Ein Fonds mit seinen Jahren und den Fehlern seiner Wertgrenzen',
  access: { roles: fundReaders },
  request: { params: FundPath },
  success: { status: 200, body: FundDetail },
  failures: ['fundNotFound'],
  table: 'read',
});

export const editFund = defineRoute({
  id: 'editFund',
  area: 'funds',
  method: 'PUT',
  path: '/alliances/{allianceId}/funds/{fundId}',
  title: 'Fonds ändern',
  access: { roles: fundWriters },
  request: { params: FundPath, body: Fund },
  ifMatch: true,
  success: { status: 200, body: FundView },
  failures: ['fundNotFound'],
  table: 'write',
  emits: ['FundEdited'],
});

export const getFundJournal = defineRoute({
  id: 'getFundJournal',
  area: 'funds',
  method: 'GET',
  path: '/alliances/{allianceId}/funds/{fundId}/journal',
  title: 'Journal eines Fonds',
  access: { roles: journalReaders },
  request: { params: FundPath },
  success: { status: 200, body: JournalView },
  failures: ['fundNotFound'],
  table: 'read',
});

export const getFundBook = defineRoute({
  id: 'getFundBook',
  area: 'funds',
  method: 'GET',
  path: '/alliances/{allianceId}/funds/{fundId}/book',
  title: 'Das Buch eines Fonds für ein Jahr, auf Wunsch zu einem Tag und zu einem früheren Kenntnisstand',
  access: { roles: fundReaders },
  request: {
    params: FundPath,
    query: z.strictObject({
      fiscalYear: fiscalYearText,
      asOf: day('Stand').optional(),
      knownAt: instant('Kenntnisstand').optional(),
    }),
  },
  success: { status: 200, body: FundBook },
  failures: ['fundNotFound', 'knownAtInFuture'],
  table: 'read',
});

export const listFundEntries = defineRoute({
  id: 'listFundEntries',
  area: 'funds',
  method: 'GET',
  path: '/alliances/{allianceId}/fund-entries',
  title: 'Buchungen der Fonds nach Jahr und Tag',
  access: { roles: fundReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      fundId: FundId.optional(),
      fiscalYear: fiscalYearText.optional(),
      status: z.enum(entryStatuses).optional(),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(FundEntryView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const enterFundEntry = defineRoute({
  id: 'enterFundEntry',
  area: 'funds',
  method: 'POST',
  path: '/alliances/{allianceId}/fund-entries',
  title: 'Buchung eines Fonds erfassen; sie zählt erst, wenn eine andere Person sie bestätigt',
  access: { roles: fundWriters },
  request: { params: AlliancePath, body: EnterFundEntry },
  success: { status: 201, body: FundEntryView },
  failures: ['linkedRecordUnknown', 'grantStepNotAllowed', 'grantReserved', 'grantExceeded', 'fiscalYearImplausible', 'valueDateInFuture'],
  table: 'write',
  emits: ['FundEntryEntered'],
});

export const getFundEntry = defineRoute({
  id: 'getFundEntry',
  area: 'funds',
  method: 'GET',
  path: '/alliances/{allianceId}/fund-entries/{entryId}',
  title: 'Eine Buchung eines Fonds',
  access: { roles: fundReaders },
  request: { params: EntryPath },
  success: { status: 200, body: FundEntryView },
  failures: ['fundEntryNotFound'],
  table: 'read',
});

export const confirmFundEntry = defineRoute({
  id: 'confirmFundEntry',
  area: 'funds',
  method: 'POST',
  path: '/alliances/{allianceId}/fund-entries/{entryId}/confirmation',
  title: 'Buchung eines Fonds bestätigen, durch eine andere Person; ab hier zählt der Betrag',
  access: { roles: fundDeciders },
  request: { params: EntryPath, body: z.strictObject({}) },
  ifMatch: true,
  success: { status: 200, body: FundEntryView },
  failures: [
    'fundEntryNotFound',
    'fundEntryNotOpen',
    'fourEyesViolated',
    'fundEntryReversed',
    'fundEntryNotReversible',
    'grantStepNotAllowed',
    'grantReserved',
    'grantExceeded',
  ],
  table: 'update',
  emits: ['FundEntryConfirmed', 'GrantDecisionReversed', 'GrantSettled'],
});

export const withdrawFundEntry = defineRoute({
  id: 'withdrawFundEntry',
  area: 'funds',
  method: 'POST',
  path: '/alliances/{allianceId}/fund-entries/{entryId}/withdrawal',
  title: 'Nicht bestätigte Buchung eines Fonds zurückziehen',
  access: { roles: fundWriters },
  request: { params: EntryPath, body: z.strictObject({ reason: text(500, 'Begründung') }) },
  ifMatch: true,
  success: { status: 200, body: FundEntryView },
  failures: ['fundEntryNotFound', 'fundEntryNotOpen'],
  table: 'write',
  emits: ['FundEntryWithdrawn'],
});

export const reverseFundEntry = defineRoute({
  id: 'reverseFundEntry',
  area: 'funds',
  method: 'POST',
  path: '/alliances/{allianceId}/fund-entries/{entryId}/reversal',
  title: 'Storno einer bestätigten Buchung erfassen; auch es braucht zwei Personen',
  access: { roles: fundWriters },
  request: { params: EntryPath, body: ReverseFundEntry },
  success: { status: 201, body: FundEntryView },
  failures: ['fundEntryNotFound', 'fundEntryNotReversible', 'fundEntryReversed', 'valueDateInFuture'],
  table: 'write',
  emits: ['FundEntryEntered'],
});

export const getFundEntryJournal = defineRoute({
  id: 'getFundEntryJournal',
  area: 'funds',
  method: 'GET',
  path: '/alliances/{allianceId}/fund-entries/{entryId}/journal',
  title: 'Journal einer Buchung eines Fonds',
  access: { roles: journalReaders },
  request: { params: EntryPath },
  success: { status: 200, body: JournalView },
  failures: ['fundEntryNotFound'],
  table: 'read',
});

export const fundRoutes = [
  listFunds,
  recordFund,
  getFund,
  editFund,
  getFundJournal,
  getFundBook,
  listFundEntries,
  enterFundEntry,
  getFundEntry,
  confirmFundEntry,
  withdrawFundEntry,
  reverseFundEntry,
  getFundEntryJournal,
] as const;
