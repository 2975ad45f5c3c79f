import { randomUUID } from 'node:crypto';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { fundEntryConfirmed } from '../../events/fund-entry-confirmed.ts';
import { fundRecorded } from '../../events/fund-recorded.ts';
import { grantDecisionReversed } from '../../events/grant-decision-reversed.ts';
import type { FundEntry } from '../../shared/domain/fund.ts';
import { Fund } from '../../shared/domain/fund.ts';
import { confirmEntry, grantedEntry } from '../../shared/domain/fund-rules.ts';
import { fundEntryStore, fundStore, grantStore } from '../../shared/store/fund-store.ts';
import { fundRoomPartition, ledgerPartition } from '../../shared/store/keys.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { openRegister } from '../support/api.ts';
import { anAuthor } from '../support/builders.ts';
import { aFund, aGrantState } from '../support/funds.ts';
import { everyItem } from '../support/scan.ts';

let table: Table;
beforeAll(async () => {
  table = await openRegister();
});

const alliance = 'lip';
const decider = { subject: 'person-b', at: '2020-02-03T09:00:00.000Z', today: '2020-02-03' };
const confirmed = ({ fundId, fiscalYear, account, amountCents, grantId, valueDay, reverses }: FundEntry) =>
  fundEntryConfirmed({ fundId, fiscalYear, account, amountCents, grantId, valueDay, reverses });
const anEntryOf = (fundId: string, more: Partial<FundEntry>): FundEntry => ({
  fundId: fundId as FundEntry['fundId'],
  fiscalYear: 2020,
  account: 'APPROPRIATION',
  amountCents: 1000,
  grantId: null,
  organisationId: null,
  cause: null,
  causeYear: null,
  valueDay: '2020-01-01',
  status: 'CONFIRMED',
  enteredBy: { subject: 'person-a', at: '2020-01-02T09:00:00.000Z' },
  confirmedBy: { subject: 'person-b', at: '2020-01-02T09:00:00.000Z' },
  reverses: null,
  reason: null,
  takenOverFrom: null,
  ...more,
});

const enter = async (fundId: string, more: Partial<FundEntry>, at = '2026-01-15T09:00:00.000Z') => {
  const state = anEntryOf(fundId, more);
  const id = randomUUID();
  await fundEntryStore(table).enter(alliance, id, { state, event: confirmed(state) }, anAuthor({ at }));
  return id;
};

const aFundIn = async (): Promise<string> => {
  const id = randomUUID();
  const event = fundRecorded({ product: null, tiers: [] });
  await fundStore(table).create(alliance, id, { state: Fund.parse(aFund()), event }, anAuthor());
  return id;
};

/** A decision as it is made on a grant: its state and its movement in one transaction. */
async function granting(fundId: string, amountCents: number): Promise<{ grantId: string; decide: () => Promise<unknown> }> {
  const grants = grantStore(table);
  const grantId = randomUUID();
  const event = grantDecisionReversed({ entryId: 'keine', amountCents: 0, reason: null });
  await grants.create(alliance, grantId, { state: aGrantState(fundId), event }, anAuthor());
  const read = await grants.get(alliance, grantId);
  const entry = grantedEntry(read.state, grantId as never, amountCents, '2020-02-03', decider);
  const by = anAuthor({ subject: 'person-b', idempotency: { key: randomUUID(), contentHash: 'probe' } });
  const decide = () =>
    grants.update(
      alliance,
      read,
      read.version,
      { state: { ...read.state, status: 'GRANTED' }, event },
      by,
      fundEntryStore(table).alongside(alliance, randomUUID(), { state: entry, event: confirmed(entry) }, by),
    );
  return { grantId, decide };
}

const sumsOf = async (fundId: string) =>
  Object.fromEntries(
    (await ledgerStore(table).fundSums(alliance, fundId)).map(({ fiscalYear, account, grantId, amountCents }) => [
      [fiscalYear, account, ...(grantId === null ? [] : [grantId])].join(' '),
      amountCents,
    ]),
  );
const drift = () => ledgerStore(table).driftOfSums(alliance);
const outcomes = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? 'done' : String(one.reason.code))).sort();

describe('granted is never more than there is', () => {
  test('the decision, its movement, the sum and the room are one transaction; what is refused leaves nothing', async () => {
    const fundId = await aFundIn();
    await enter(fundId, { amountCents: 1000 });
    await enter(fundId, { account: 'RETURN', amountCents: 500, cause: 'Verein aufgelöst', causeYear: 2019 });
    const first = await granting(fundId, 1500);
    await first.decide();
    const before = (await everyItem(table)).length;
    const second = await granting(fundId, 1);
    await expect(second.decide()).rejects.toMatchObject({ code: 'fundExceeded' });
    expect(await sumsOf(fundId)).toEqual({ '2020 APPROPRIATION': 1000, '2020 RETURN': 500, [`2020 GRANTED ${first.grantId}`]: 1500 });
    expect((await grantStore(table).get(alliance, second.grantId)).state.status).toBe('APPLIED');
    // the second application itself: its state and its journal entry
    expect(await everyItem(table)).toHaveLength(before + 2);
    expect(await drift()).toEqual([]);
  });

  test('of five decisions at once, as many win as the fund has means for', async () => {
    const fundId = await aFundIn();
    await enter(fundId, { amountCents: 1000 });
    const decisions = await Promise.all(Array.from({ length: 5 }, () => granting(fundId, 400)));
    const settled = await Promise.allSettled(decisions.map(({ decide }) => decide()));
    expect(outcomes(settled)).toEqual(['done', 'done', 'fundExceeded', 'fundExceeded', 'fundExceeded']);
    expect(await drift()).toEqual([]);
  });

  test('the means of another year or another fund do not count', async () => {
    const [fundId, other] = [await aFundIn(), await aFundIn()];
    await enter(other, { amountCents: 1000 });
    await enter(fundId, { amountCents: 1000, fiscalYear: 2021 });
    const { decide } = await granting(fundId, 1);
    await expect(decide()).rejects.toMatchObject({ code: 'fundExceeded' });
  });
});

describe('drawn is never more than granted', () => {
  const waiting = (fundId: string, grantId: string, amountCents: number, account: FundEntry['account'] = 'DRAWN') =>
    enter(fundId, { account, amountCents, grantId: grantId as never, status: 'DRAFT', confirmedBy: null, valueDay: '2020-03-02' });
  const confirm = async (id: string) => {
    const entries = fundEntryStore(table);
    const read = await entries.get(alliance, id);
    const state = confirmEntry(read.state, decider);
    return entries.confirm(alliance, read, read.version, { state, event: confirmed(state) }, anAuthor({ subject: 'person-b' }), []);
  };
  const aGrantWith = async (amountCents: number) => {
    const fundId = await aFundIn();
    await enter(fundId, { amountCents: 10_000 });
    const { grantId, decide } = await granting(fundId, amountCents);
    await decide();
    return { fundId, grantId };
  };

  test('of two confirmations at once that together exceed the grant, one wins and one is told', async () => {
    const { fundId, grantId } = await aGrantWith(1000);
    const drafts = [await waiting(fundId, grantId, 600), await waiting(fundId, grantId, 600, 'NOT_DRAWN')];
    expect(outcomes(await Promise.allSettled(drafts.map(confirm)))).toEqual(['done', 'grantExceeded']);
    expect(await drift()).toEqual([]);
  });

  test('another grant of the same fund lends nothing', async () => {
    const { fundId, grantId } = await aGrantWith(1000);
    const second = await granting(fundId, 5000);
    await second.decide();
    await expect(confirm(await waiting(fundId, grantId, 1001))).rejects.toMatchObject({ code: 'grantExceeded' });
    await confirm(await waiting(fundId, grantId, 1000));
    expect(await sumsOf(fundId)).toMatchObject({ [`2020 DRAWN ${grantId}`]: 1000 });
  });

  test('a grant that changed since it was read stops what was decided by it', async () => {
    const { fundId, grantId } = await aGrantWith(1000);
    const [entries, grants] = [fundEntryStore(table), grantStore(table)];
    const grant = await grants.get(alliance, grantId);
    const entry = await entries.get(alliance, await waiting(fundId, grantId, 1));
    const state = confirmEntry(entry.state, decider);
    const confirming = () =>
      entries.confirm(alliance, entry, entry.version, { state, event: confirmed(state) }, anAuthor(), grants.asRead(alliance, grant));
    const event = grantDecisionReversed({ entryId: 'keine', amountCents: 0, reason: null });
    await grants.update(alliance, grant, grant.version, { state: { ...grant.state, note: 'Geändert' }, event }, anAuthor());
    await expect(confirming()).rejects.toMatchObject({ code: 'recordChangedMeanwhile' });
    expect((await entries.get(alliance, entry.id)).state.status).toBe('DRAFT');
  });

  test('what a document took over counts as printed, even where it does not add up', async () => {
    const fundId = await aFundIn();
    await enter(fundId, { account: 'NOT_DRAWN', amountCents: 840_769, takenOverFrom: 'Probe' });
    await enter(fundId, { account: 'GRANTED', amountCents: 5, grantId: 'zuwendung-1' as never, takenOverFrom: 'Probe' });
    expect(await sumsOf(fundId)).toEqual({ '2020 NOT_DRAWN': 840_769, '2020 GRANTED zuwendung-1': 5 });
    expect(await drift()).toEqual([]);
  });
});

describe('two clocks', () => {
  test('as of a day and as known at an instant give three different truths', async () => {
    const fundId = await aFundIn();
    await enter(fundId, { amountCents: 100 }, '2020-01-10T09:00:00.000Z');
    await enter(fundId, { amountCents: 30, valueDay: '2020-06-01' }, '2020-06-02T09:00:00.000Z');
    await enter(fundId, { amountCents: 7, valueDay: '2020-02-01' }, '2020-09-01T09:00:00.000Z');
    const at = async (asOf: string, knownAt?: string) =>
      (await ledgerStore(table).fundSumsAsOf(alliance, asOf, knownAt)).find((sum) => sum.fundId === fundId)?.amountCents;
    expect(await at('2020-03-01', '2020-12-31T00:00:00.000Z')).toBe(107);
    expect(await at('2020-03-01', '2020-03-01T00:00:00.000Z')).toBe(100);
    expect(await at('2020-12-31', '2020-06-02T09:00:00.000Z')).toBe(130);
    expect([await at('2020-05-31'), await at('2020-06-01')]).toEqual([107, 137]);
    expect(await at('2020-12-31')).toBe(137);
    expect(await sumsOf(fundId)).toEqual({ '2020 APPROPRIATION': 137 });
  });

  test('movements of funds are no expenditure: no sum and no line of the cash readers holds them', async () => {
    const fundId = await aFundIn();
    await enter(fundId, { amountCents: 100 });
    const ledger = ledgerStore(table);
    expect(await ledger.sums(alliance)).toEqual([]);
    expect(await ledger.sumsAsOf(alliance, '9999-12-31', undefined)).toEqual({ counted: [], undetermined: [] });
    expect(await ledger.recordedAfter(alliance, '2000-01-01T00:00:00.000Z', 10)).toEqual([]);
    expect((await ledger.provenSumsAsOf(alliance, '9999-12-31', undefined)).counted).toEqual([]);
  });
});

describe('the ledger proves what is kept beside it', () => {
  test('a room off by a cent and a line that no movement wrote are named', async () => {
    const fundId = await aFundIn();
    await enter(fundId, { amountCents: 100 });
    expect(await drift()).toEqual([]);
    const key = { pk: fundRoomPartition(alliance), sk: `${fundId}#2020#-` };
    const shift = (by: number) =>
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: key,
          UpdateExpression: 'ADD freeCents :by',
          ExpressionAttributeValues: { ':by': by },
        }),
      );
    await shift(1);
    expect(await drift()).toEqual([{ sum: `ROOM#${fundId}#2020#-#FREE`, keptCents: 101, recomputedCents: 100 }]);
    await shift(-1);
    const line = (await everyItem(table)).find((item) => item.pk === ledgerPartition(alliance) && item.fundId === fundId);
    await table.client.send(new PutCommand({ TableName: table.name, Item: { ...line, sk: `${line?.sk}-forged` } }));
    expect((await drift()).map(({ sum }) => sum)).toContain(`FUND#${fundId}#2020#APPROPRIATION#-`);
  });
});
