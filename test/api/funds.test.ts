import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  confirmFundEntry,
  editFund,
  enterFundEntry,
  getFund,
  getFundEntry,
  getFundEntryJournal,
  getFundJournal,
  listFundEntries,
  listFunds,
  recordFund,
  reverseFundEntry,
  withdrawFundEntry,
} from '../../functions/funds/routes.ts';
import { grantStore } from '../../shared/store/fund-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegister } from '../support/api.ts';
import {
  aDecision,
  aFund,
  aFundOf,
  anEntry,
  aTier,
  booked,
  bookOf,
  CITY,
  cents,
  city,
  confirming,
  editor,
  entered,
  officer,
  storedGrant,
  tiersBelow5001,
} from '../support/funds.ts';

let table: Table;
beforeAll(async () => {
  table = await openRegister();
});

const entering = (fundId: string, more: Parameters<typeof anEntry>[1] = {}) =>
  call(enterFundEntry, editor, { params: city, body: anEntry(fundId, more) });
const reversing = (entryId: string, caller = editor) =>
  call(reverseFundEntry, caller, { params: { ...city, entryId }, body: { reason: 'Irrtum', valueDay: '2020-05-01' } });
const drift = () => ledgerStore(table).driftOfSums(CITY);
const drawn = (grantId: string, amountCents: number) => ({
  account: 'DRAWN' as const,
  grantId,
  amountCents,
  valueDay: '2020-05-04',
});

describe('entering and confirming', () => {
  test('counts only once another person has confirmed it', async () => {
    const fundId = await aFundOf();
    const lead = as('OFFICE_LEAD', { alliance: CITY });
    const { body: entry } = await call(enterFundEntry, lead, { params: city, body: anEntry(fundId) });
    expect([entry.status, (await bookOf(fundId)).availableCents]).toEqual(['DRAFT', 0]);
    const own = await confirming(entry.id, lead);
    expect([own.status, own.body.code]).toEqual([403, 'fourEyesViolated']);
    const other = await confirming(entry.id);
    expect([other.status, other.body.status, (await bookOf(fundId)).availableCents]).toEqual([200, 'CONFIRMED', 100_000]);
  });

  test('a confirmation sent again answers the same and counts once', async () => {
    const fundId = await aFundOf();
    const entryId = await entered(fundId);
    const sent = { params: { ...city, entryId }, body: {}, version: 1, key: 'bestaetigung-1' };
    const [first, second] = [await call(confirmFundEntry, officer, sent), await call(confirmFundEntry, officer, sent)];
    expect([first.status, second.text]).toEqual([200, first.text]);
    expect((await bookOf(fundId)).availableCents).toBe(100_000);
  });

  test('two confirmations at once: one wins, one is told', async () => {
    const fundId = await aFundOf();
    const entryId = await entered(fundId);
    const lead = as('OFFICE_LEAD', { alliance: CITY });
    const answers = await Promise.all([confirming(entryId), confirming(entryId, lead)]);
    const codes = answers.map(({ body }) => body.code ?? 'done').sort();
    // Whoever comes second finds it changed, or confirmed already.
    expect([
      ['done', 'recordChangedMeanwhile'],
      ['done', 'fundEntryNotOpen'],
    ]).toContainEqual(codes);
    expect((await bookOf(fundId)).availableCents).toBe(100_000);
  });

  test('a withdrawn draft stays readable with its reason and is never confirmed', async () => {
    const fundId = await aFundOf();
    const entryId = await entered(fundId);
    const params = { ...city, entryId };
    const { status } = await call(withdrawFundEntry, editor, { params, body: { reason: 'Doppelt erfasst' }, version: 1 });
    const { body } = await call(getFundEntry, officer, { params });
    expect([status, body.status, body.reason]).toEqual([200, 'WITHDRAWN', 'Doppelt erfasst']);
    expect((await confirming(entryId, officer, 2)).body.code).toBe('fundEntryNotOpen');
    const { body: journal } = await call(getFundEntryJournal, officer, { params });
    expect(journal.entries.map(({ event }: { event: string }) => event)).toEqual(['FundEntryEntered', 'FundEntryWithdrawn']);
  });

  test('what it names must be there', async () => {
    const fundId = await aFundOf();
    const codes = await Promise.all([
      entering('gibt-es-nicht'),
      entering(fundId, { organisationId: 'gibt-es-nicht' }),
      entering(fundId, drawn('gibt-es-nicht', 1)),
      entering(fundId, { fiscalYear: 2022 }),
      entering(fundId, { account: 'NOT_DRAWN', valueDay: '2099-01-01', fiscalYear: 2099 }),
    ]);
    expect(codes.map(({ body }) => [body.code, body.errors[0].pointer])).toEqual([
      ['linkedRecordUnknown', '/fundId'],
      ['linkedRecordUnknown', '/organisationId'],
      ['linkedRecordUnknown', '/grantId'],
      ['fiscalYearImplausible', '/fiscalYear'],
      ['valueDateInFuture', '/valueDay'],
    ]);
  });
});

describe('drawing on a grant', () => {
  const funded = async (more: Parameters<typeof storedGrant>[1] = {}) => {
    const fundId = await aFundOf();
    await booked(fundId, { amountCents: 10_000 });
    return { fundId, grantId: await storedGrant(fundId, { granted: 1000, ...more }) };
  };

  test('drawn, not drawn and open are told of the grant and of the fund', async () => {
    const { fundId, grantId } = await funded();
    await booked(fundId, drawn(grantId, 600));
    await booked(fundId, { account: 'NOT_DRAWN', grantId, amountCents: 150, valueDay: '2020-12-31' });
    expect(await bookOf(fundId)).toMatchObject({
      drawnCents: 600,
      notDrawnCents: 150,
      openCents: 250,
      remainderCents: 9000,
      unspentCents: 9150,
      grants: [{ grantId, grantedCents: 1000, drawnCents: 600, notDrawnCents: 150, openCents: 250, isReserved: false }],
      findings: [],
    });
  });

  test('more than is open is refused when it is entered, and again when it is confirmed', async () => {
    const { fundId, grantId } = await funded();
    const early = await entered(fundId, drawn(grantId, 700));
    await booked(fundId, drawn(grantId, 400));
    const { status, body } = await confirming(early);
    expect([status, body.code, body.detail]).toEqual([409, 'grantExceeded', 'Von der Zuwendung sind noch 6,00 Euro offen.']);
    expect((await entering(fundId, drawn(grantId, 601))).body.code).toBe('grantExceeded');
    expect((await entering(fundId, drawn(grantId, 600))).status).toBe(201);
  });

  test('of confirmations at once, none exceeds the grant', async () => {
    const { fundId, grantId } = await funded();
    const drafts: string[] = [];
    for (let index = 0; index < 4; index++) drafts.push(await entered(fundId, drawn(grantId, 400)));
    const answers = await Promise.all(drafts.map((id) => confirming(id)));
    expect(answers.map(({ body }) => body.code ?? 'done').sort()).toEqual(['done', 'done', 'grantExceeded', 'grantExceeded']);
    expect(await bookOf(fundId)).toMatchObject({ drawnCents: 800, openCents: 200 });
    expect(await drift()).toEqual([]);
  });

  test('a reservation blocks it, also one that came after it was entered', async () => {
    const reservation = 'vorbehaltlich der Rechtskraft des Haushaltes';
    const { fundId, grantId } = await funded();
    const entryId = await entered(fundId, drawn(grantId, 1));
    const grants = grantStore(table);
    const grant = await grants.get(CITY, grantId);
    const state = { ...grant.state, decision: grant.state.decision && { ...grant.state.decision, reservation } };
    const event = { name: 'FundEdited', schemaVersion: 1, data: { changed: [] } };
    const by = { subject: 'person-b', role: 'SYSTEM' as const, office: null, at: '2020-02-04T09:00:00.000Z', correlationId: 'test' };
    await grants.update(CITY, grant, grant.version, { state, event }, by);
    expect((await entering(fundId, drawn(grantId, 1))).body.code).toBe('grantReserved');
    expect((await confirming(entryId)).body.code).toBe('grantReserved');
    expect((await bookOf(fundId)).grants[0].isReserved).toBe(true);
  });

  test('nothing of an application, and nothing of the grant of another fund or year', async () => {
    const { fundId, grantId } = await funded();
    const other = await aFundOf();
    expect((await entering(fundId, drawn(await storedGrant(fundId), 1))).body.code).toBe('grantStepNotAllowed');
    expect((await entering(other, drawn(grantId, 1))).body.code).toBe('linkedRecordUnknown');
    expect((await entering(fundId, { ...drawn(grantId, 1), fiscalYear: 2021 })).body.code).toBe('linkedRecordUnknown');
  });
});

describe('a mistake is reversed, never edited', () => {
  test('by a twin that another person confirms; both stay, and the sum is as before', async () => {
    const fundId = await aFundOf();
    const wrong = await booked(fundId, { account: 'RETURN', amountCents: 700, cause: 'Verein aufgelöst', causeYear: 2019 });
    const { status, body: twin } = await reversing(wrong);
    expect([status, twin.status, twin.amountCents, twin.reverses]).toEqual([201, 'DRAFT', -700, wrong]);
    expect((await bookOf(fundId)).returnedCents).toBe(700);
    expect((await confirming(twin.id)).status).toBe(200);
    const book = await bookOf(fundId);
    expect([book.returnedCents, book.returns.map(({ amountCents }: { amountCents: number }) => amountCents)]).toEqual([0, [700, -700]]);
    expect((await bookOf(fundId, { fiscalYear: '2020', asOf: '2020-04-30' })).returnedCents).toBe(700);
  });

  test('once: of two reversals at once one counts, and a third is not even entered', async () => {
    const fundId = await aFundOf();
    const wrong = await booked(fundId);
    const twins = [(await reversing(wrong)).body.id, (await reversing(wrong)).body.id];
    const answers = await Promise.all(twins.map((id: string) => confirming(id)));
    expect(answers.map(({ body }) => body.code ?? 'done').sort()).toEqual(['done', 'fundEntryReversed']);
    expect((await reversing(wrong)).body.code).toBe('fundEntryReversed');
    expect((await bookOf(fundId)).availableCents).toBe(0);
    expect((await reversing(twins[0])).body.code).toMatch(/^fundEntryNotReversible|fundEntryReversed$/);
    expect(await drift()).toEqual([]);
  });

  test('a draft is withdrawn, not reversed', async () => {
    expect((await reversing(await entered(await aFundOf()))).body.code).toBe('fundEntryNotReversible');
  });

  test('reversing what was granted takes the decision back, with all that it let happen still possible', async () => {
    const fundId = await aFundOf();
    await booked(fundId, { amountCents: 1000 });
    const grantId = await storedGrant(fundId, { granted: 1000 });
    const { body: twin } = await reversing(`${grantId}-bewilligt`);
    expect((await confirming(twin.id)).status).toBe(200);
    const { state } = await grantStore(table).get(CITY, grantId);
    expect([state.status, state.decision, state.statusReason]).toEqual(['APPLIED', null, 'Irrtum']);
    expect(await bookOf(fundId)).toMatchObject({ grantedCents: 0, remainderCents: 1000, findings: [] });
    expect(await drift()).toEqual([]);
  });

  test('what was drawn on stays granted', async () => {
    const fundId = await aFundOf();
    await booked(fundId, { amountCents: 1000 });
    const grantId = await storedGrant(fundId, { granted: 1000 });
    await booked(fundId, drawn(grantId, 1));
    const { body: twin } = await reversing(`${grantId}-bewilligt`);
    const { status, body } = await confirming(twin.id);
    expect([status, body.code]).toEqual([409, 'fundEntryNotReversible']);
    expect((await grantStore(table).get(CITY, grantId)).state.status).toBe('GRANTED');
  });

  test('an appropriation that proves smaller is reversed all the same; the book says that more was granted', async () => {
    const fundId = await aFundOf();
    const title = await booked(fundId, { amountCents: 1000 });
    await storedGrant(fundId, { granted: 800 });
    await confirming((await reversing(title)).body.id);
    await booked(fundId, { amountCents: 600 });
    const { findings, remainderCents, shareOfAppropriation } = await bookOf(fundId);
    expect([remainderCents, findings.map(({ rule }: { rule: string }) => rule)]).toEqual([-200, ['GRANTED_BEYOND_AVAILABLE']]);
    expect(shareOfAppropriation.note).toContain('erklären das nicht ganz');
  });

  test('a grant whose decision says another amount than the ledger is named', async () => {
    const fundId = await aFundOf();
    const grantId = await storedGrant(fundId, { status: 'GRANTED', decision: aDecision(50_000), project: 'Kulturbrücke' });
    const finding = {
      rule: 'GRANT_DIFFERS_FROM_LEDGER',
      grantId,
      sentence: 'Für „Kulturbrücke“ sind 500,00 Euro entschieden, gebucht sind 0,00 Euro.',
    };
    expect((await bookOf(fundId)).findings).toEqual([finding]);
  });
});

describe('funds', () => {
  test('recorded, edited over the version that was read, listed and with a journal', async () => {
    const { status, body: fund, headers } = await call(recordFund, editor, { params: city, body: aFund({ name: 'Aa-Fonds' }) });
    expect([status, headers.location]).toEqual([201, `/alliances/lip/funds/${fund.id}`]);
    const params = { ...city, fundId: fund.id };
    const edited = await call(editFund, editor, { params, body: aFund({ name: 'Aa-Fonds', note: 'Geändert' }), version: 1 });
    expect([edited.status, edited.body.version]).toEqual([200, 2]);
    expect((await call(editFund, editor, { params, body: aFund(), version: 1 })).body.code).toBe('recordChangedMeanwhile');
    const { body: list } = await call(listFunds, officer, { params: city, query: { limit: '1' } });
    expect(list.items.map(({ name }: { name: string }) => name)).toEqual(['Aa-Fonds']);
    const { body: journal } = await call(getFundJournal, officer, { params });
    expect(journal.entries.map(({ data }: { data: object }) => data)).toEqual([
      { product: '11137', tiers: tiersBelow5001.map(({ id }) => id) },
      { changed: ['note'] },
    ]);
  });

  test('an overlap of its tiers is reported, and not refused', async () => {
    const tiers = [aTier('klein', { to: cents(500_000) }), aTier('gross', { from: cents(500_000), to: cents(5_000_000) })];
    const fundId = await aFundOf({ tiers });
    const { body } = await call(getFund, officer, { params: { ...city, fundId } });
    expect(body.findings).toEqual([expect.objectContaining({ rule: 'TIER_OVERLAP', fromCents: 500_000, toCents: 500_000 })]);
  });

  test('a list of movements is narrowed by fund, year and status', async () => {
    const fundId = await aFundOf();
    await booked(fundId, { amountCents: 1 });
    await booked(fundId, { amountCents: 2, fiscalYear: 2021, valueDay: '2021-01-01' });
    await entered(fundId, { amountCents: 3, fiscalYear: 2021, valueDay: '2021-02-01' });
    const amounts = async (query: Record<string, string>) =>
      (await call(listFundEntries, officer, { params: city, query })).body.items.map(
        ({ amountCents }: { amountCents: number }) => amountCents,
      );
    expect(await amounts({ fundId })).toEqual([1, 2, 3]);
    expect(await amounts({ fundId, fiscalYear: '2021' })).toEqual([2, 3]);
    expect(await amounts({ fundId, fiscalYear: '2021', status: 'DRAFT' })).toEqual([3]);
    expect(await amounts({ fiscalYear: '2021' })).toEqual([2, 3]);
  });

  test('nothing of the city is there for the state', async () => {
    const fundId = await aFundOf();
    const state = as('OFFICE_LEAD');
    expect((await call(getFund, state, { params: { fundId } })).body.code).toBe('fundNotFound');
    expect((await call(getFund, state, { params: { ...city, fundId } })).body.code).toBe('allianceNotFound');
    expect((await call(listFunds, state)).body.items).toEqual([]);
    expect((await call(enterFundEntry, as('OFFICE_EDITOR'), { body: anEntry(fundId) })).body.code).toBe('linkedRecordUnknown');
  });
});
