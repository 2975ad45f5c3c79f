import { beforeAll, describe, expect, test } from '@jest/globals';
import { draftMinutes, getMeeting, listCommitments, listMeetings, recordDecisions } from '../../functions/meetings/routes.ts';
import { as, call, openRegisterOfBoth } from '../support/api.ts';

/** The 37th session of the city's committee, 21.01.2021, read back through the API. The numbers S4-… are rows of the acceptance list. */

const city = as('OFFICE_LEAD', { alliance: 'lip' });
const lip = { allianceId: 'lip' };
const session = { ...lip, meetingId: 'inta-37' };
const get = async () => (await call(getMeeting, city, { params: session })).body;
type Commitment = {
  id: string;
  owner: string | null;
  due: { wording: string | null; precision: string; from: string | null; to: string | null };
  overdueFrom: string | null;
  question: string | null;
};
const commitments = async (query: Record<string, string> = {}): Promise<Commitment[]> =>
  (await call(listCommitments, city, { params: lip, query: { limit: '100', ...query } })).body.items;

beforeAll(openRegisterOfBoth);

describe('the session', () => {
  test('S4-01: invited on 12.01. for 21.01.2021, 17:30, Rathaus, Ratssaal, hybrid: 9 days ahead', async () => {
    const { items } = (await call(listMeetings, city, { params: lip })).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['inta-37']);
    const { facts, ...body } = await get();
    expect(body).toMatchObject({ number: 37, plannedOn: '2021-01-21', plannedStart: '17:30', place: 'Rathaus, Ratssaal' });
    expect(body).toMatchObject({ form: 'HYBRID', legalBasis: '§ 182 Abs. 2 Nr. 3 NKomVG', invitedOn: '2021-01-12' });
    expect(facts.leadDays).toBe(9);
  });

  test('S4-02: from 17:41 to 19:01, 11 minutes late, 80 minutes; minutes dated 76 days later; planned and actual times both kept', async () => {
    const { plannedStart, actualStart, actualEnd, minutes, facts } = await get();
    expect([plannedStart, actualStart, actualEnd]).toEqual(['17:30', '17:41', '19:01']);
    expect([facts.startDelayMinutes, facts.durationMinutes, facts.daysToMinutes]).toEqual([11, 80, 76]);
    expect(minutes).toMatchObject({ status: 'APPROVED', datedOn: '2021-04-07' });
  });

  test('S4-03: 10 voting, 9 advisory, 8 of the administration; votes by faction 3, 3, 2, 1, 1', async () => {
    const { facts } = await get();
    expect(facts.present).toEqual({ VOTING: 10, ADVISORY: 9, ADMINISTRATION: 8, GUEST: 0, total: 27 });
    const factions = facts.votingByFaction.map(({ faction, count }: { faction: string; count: number }) => [faction, count]);
    expect(Object.fromEntries(factions)).toEqual({ SPD: 3, CDU: 3, 'Bündnis 90/Die Grünen': 2, FDP: 1, 'LINKE & PIRATEN': 1 });
  });

  test('S4-04: two substitutes, each on the seat of the person they stand in for; ten seats vote', async () => {
    const { presence, facts } = await get();
    const substitutes = presence.filter(({ substituteForPersonId }: { substituteForPersonId: string | null }) => substituteForPersonId);
    expect(substitutes.map(({ faction }: { faction: string }) => faction)).toEqual(['CDU', 'LINKE & PIRATEN']);
    expect([facts.substitutes, facts.votingPresent]).toEqual([2, 10]);
    const voting = presence.filter(({ group }: { group: string }) => group === 'VOTING');
    expect(new Set(voting.map(({ seatId }: { seatId: string }) => seatId)).size).toBe(10);
    expect(facts.findings).toEqual([]);
  });

  test('S4-05: the agenda in the order of the list: 1, 2, 3, 4, 4.1, 5', async () => {
    const { agenda } = await get();
    expect(agenda.map(({ label }: { label: string }) => label)).toEqual(['1', '2', '3', '4', '4.1', '5']);
  });

  test('S4-06, S4-07: urgency 9 to 1, agenda and paper unanimous, the report noted; the motion to adjourn was superseded', async () => {
    const { decisions } = await get();
    expect(decisions.map(({ id, outcome }: { id: string; outcome: object }) => [id, outcome])).toEqual([
      ['vertagung-top-2', { kind: 'SUPERSEDED', byId: 'eilbeduerftigkeit-top-2' }],
      ['eilbeduerftigkeit-top-2', { kind: 'MAJORITY', yes: 9, no: 1, abstain: null }],
      ['tagesordnung', { kind: 'UNANIMOUS' }],
      ['beschluss-top-2', { kind: 'UNANIMOUS' }],
      ['kenntnisnahme-top-3', { kind: 'NOTED' }],
    ]);
    expect(decisions.map(({ movedBy }: { movedBy: string | null }) => movedBy)).toEqual(['LINKE & PIRATEN', 'SPD', null, null, null]);
  });

  test('S4-06: approved minutes hold what was voted; reopened with a reason, 9 to 2 is refused with 10 who vote, 9 to 1 is taken', async () => {
    const { decisions, version, minutes } = await get();
    const voted = (no: number) =>
      decisions.map((one: { outcome: { kind: string } }) =>
        one.outcome.kind === 'MAJORITY' ? { ...one, outcome: { ...one.outcome, no } } : one,
      );
    const state = (no: number, at: number) => call(recordDecisions, city, { params: session, version: at, body: { decisions: voted(no) } });
    expect((await state(1, version)).body).toMatchObject({ status: 409, code: 'meetingStepNotAllowed' });
    const { datedOn, passages } = minutes;
    const reopened = { datedOn, passages, reopenedBecause: 'Probe der Stimmenzählung' };
    expect((await call(draftMinutes, city, { params: session, version, body: reopened })).status).toBe(200);
    expect((await state(2, version + 1)).body).toMatchObject({ status: 422, code: 'outcomeInvalid' });
    expect((await state(1, version + 1)).status).toBe(200);
  });

  test('S4-08: the paper’s number was empty in the invitation and is 0108/2021 in the minutes; both versions are kept', async () => {
    const { agenda, invitedAgenda, facts } = await get();
    expect(invitedAgenda[1].paper).toMatchObject({
      number: null,
      numberPending: true,
      wording: expect.stringContaining('wird nachgereicht'),
    });
    expect(agenda[1].paper).toMatchObject({ number: '0108/2021', numberPending: false, kind: 'DECISION', annexes: 1 });
    const [change] = facts.agendaChanges.filter(({ itemId }: { itemId: string }) => itemId === 'top-2');
    expect(change.differences).toContainEqual({ field: 'paperNumber', invited: 'wird nachgereicht', standing: '0108/2021' });
  });

  test('S4-09, S4-10: duties read out and rules at the door are the session’s checklist', async () => {
    const { checklist } = await get();
    const labels = checklist.map(({ label }: { label: string }) => label);
    for (const part of [
      '§ 40 NKomVG',
      'Kameras',
      'Datenverarbeitung',
      'vertraulicher Teil',
      '1,5 m',
      'Mund-Nasen',
      'Besuchenden',
      'Einlass',
    ])
      expect(labels.filter((label: string) => label.includes(part))).toHaveLength(1);
  });
});

describe('S4-12: thirteen commitments', () => {
  const said: [
    id: string,
    wording: string | null,
    precision: string,
    from: string | null,
    to: string | null,
    overdueFrom: string | null,
  ][] = [
    ['flagge-mayors-for-peace', '22.1.2021', 'DAY', '2021-01-22', '2021-01-22', '2021-01-23'],
    ['online-lip-ag-jugend', '29.1.2021', 'DAY', '2021-01-29', '2021-01-29', '2021-01-30'],
    ['auftakt-erarbeitungsphase', '8.2.2021', 'DAY', '2021-02-08', '2021-02-08', '2021-02-09'],
    ['frist-info-blantyre', 'im März', 'MONTH', '2021-03-01', '2021-03-31', '2021-04-01'],
    ['lip-beteiligungswoche', '17.5.bis zum 23.5.2021', 'RANGE', '2021-05-17', '2021-05-23', '2021-05-24'],
    ['frist-info-handlungskonzept', 'in der ersten Jahreshälfte', 'HALF_YEAR', '2021-01-01', '2021-06-30', '2021-07-01'],
    ['frist-verwaltungsentwurf', 'bis Ende 2021', 'YEAR', null, '2021-12-31', '2022-01-01'],
    ['klausurtagung', 'nach der Sommerpause', 'AFTER', null, null, null],
    ['menschenrechtsforum', 'jährliches Menschenrechtsforum', 'RECURRING', null, null, null],
    ['rueckmeldung-staedtepartnerschaften', 'bis zur folgenden Ausschusssitzung', 'EVENT', null, null, null],
    ['sachbericht-schulunterstuetzung', null, 'UNKNOWN', null, null, null],
    ['testings-wohnungsmarkt', null, 'UNKNOWN', null, null, null],
    ['versand-handlungskonzept', null, 'UNKNOWN', null, null, null],
  ];

  test('each in its printed words, with the days they mean, and overdue from the right day', async () => {
    const found = (await commitments()).map(({ id, due: { wording, precision, from, to }, overdueFrom }) => [
      id,
      wording,
      precision,
      from,
      to,
      overdueFrom,
    ]);
    expect(found).toEqual(said);
  });

  test('each has an owner, and none is a name', async () => {
    const owners = (await commitments()).map(({ owner }) => owner);
    expect(new Set(owners)).toEqual(
      new Set([
        'Vorsitz des Ausschusses',
        'LIP-AG Jugend',
        'Dezernat III',
        'Büro für internationale Angelegenheiten',
        'Fraktionen',
        'Sachgebiet 50.60',
        'Antidiskriminierungsstelle',
      ]),
    );
  });

  test('where the words name no day, the day is asked for', async () => {
    const asked = (await commitments()).filter(({ question }) => question !== null).map(({ id }) => id);
    expect(asked).toEqual(['klausurtagung', 'rueckmeldung-staedtepartnerschaften']);
  });

  test.each([
    ['2021-01-22', 0],
    ['2021-01-23', 1],
    ['2021-03-31', 3],
    ['2021-04-01', 4],
    ['2021-06-30', 5],
    ['2021-07-01', 6],
    ['2021-12-31', 6],
    ['2022-01-01', 7],
    ['2026-01-01', 7],
  ])('on %s %d are overdue; open ends never are', async (overdueOn, count) => {
    expect(await commitments({ overdueOn })).toHaveLength(count);
  });
});
