import { beforeAll, describe, expect, test } from '@jest/globals';
import { getAllianceEvent, listAllianceEvents } from '../../functions/alliance-events/routes.ts';
import { getAlliance } from '../../functions/alliances/routes.ts';
import { countAttendance, listAttendanceFigures } from '../../functions/attendance/routes.ts';
import { exportExpenditureBreakdown, getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { listBudgetStatements, releaseExpenditure } from '../../functions/budget/routes.ts';
import { bookExpense, certifyExpense, correctExpense } from '../../functions/expenses/routes.ts';
import { daysCovered } from '../../shared/domain/calendar.ts';
import { formatEuro } from '../../shared/domain/money.ts';
import type { Answered } from '../support/api.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';

/** Drucksache 17/7349 read back through the API from what the first start loads. The numbers S3-… are rows of the acceptance list. */

const editor = as('OFFICE_EDITOR');
const STAND = '2017-02-27';
type Group = {
  key: string;
  label: string;
  date: string | null;
  amountCents: number;
  flags: string[];
  groups: Group[];
  perHead: { cents: number; bound: string } | null;
};

const breakdown = async (query: Record<string, string> = {}): Promise<Answered['body']> =>
  (await call(getExpenditureBreakdown, editor, { query: { asOf: STAND, ...query } })).body;
const amounts = (groups: Group[]) => Object.fromEntries(groups.map(({ key, amountCents }) => [key, formatEuro(amountCents)]));
const events = async (query: Record<string, string>) =>
  (await call(listAllianceEvents, editor, { query: { limit: '100', ...query } })).body.items as {
    id: string;
    title: string;
    dates: { from: string; to: string };
    theme: string;
    responsibleOffice: string;
    status: string;
  }[];

beforeAll(openRegisterOf2016);

describe('structure', () => {
  test('S3-07, S3-08, S3-09: founded on 30.11.2015 by four, with 8 goals and 5 fields of action; S3-10: five working groups and a round table', async () => {
    const { body } = await call(getAlliance, editor);
    expect(body.foundedOn).toBe('2015-11-30');
    expect(body.name).toBe('Niedersachsen packt an');
    expect(body.founders).toHaveLength(4);
    expect(body.goals).toHaveLength(8);
    expect(body.fieldsOfAction).toHaveLength(5);
    expect(body.bodies.filter(({ kind }: { kind: string }) => kind === 'WORKING_GROUP')).toHaveLength(5);
    expect(body.bodies.filter(({ kind }: { kind: string }) => kind === 'ROUND_TABLE')).toHaveLength(1);
  });
});

describe('events', () => {
  test('S3-12: three state conferences held, the fourth planned for 06.03.2017', async () => {
    const found = await events({ kind: 'STATE_CONFERENCE' });
    expect(found.map(({ dates, status }) => [dates.from, status])).toEqual([
      ['2016-03-16', 'HELD'],
      ['2016-06-06', 'HELD'],
      ['2016-08-29', 'HELD'],
      ['2017-03-06', 'PLANNED'],
    ]);
  });

  test('S3-13: twelve regional conferences, four per theme and three per office, 3 May to 16 November 2016', async () => {
    const found = await events({ kind: 'REGIONAL_CONFERENCE' });
    expect(found).toHaveLength(12);
    expect([found[0]?.dates.from, found.at(-1)?.dates.from]).toEqual(['2016-05-03', '2016-11-16']);
    for (const theme of ['sprache', 'arbeit', 'wohnen-und-leben']) expect(found.filter((event) => event.theme === theme)).toHaveLength(4);
    for (const office of ['BS', 'LW', 'LG', 'WE']) expect(found.filter((event) => event.responsibleOffice === office)).toHaveLength(3);
  });

  test('S3-14: the six other events on their days', async () => {
    const kinds = ['KICK_OFF', 'PRESENTATION', 'AWARD', 'CAMPAIGN_OPENING', 'CONFERENCE'];
    const found = (await Promise.all(kinds.map((kind) => events({ kind })))).flat();
    expect(found.map(({ dates }) => dates.from).sort()).toEqual([
      '2016-01-07',
      '2016-10-03',
      '2016-11-16',
      '2016-11-30',
      '2016-12-05',
      '2016-12-15',
    ]);
    const { body: prize } = await call(getAllianceEvent, editor, { params: { eventId: 'integrationspreis-2016-11-16' } });
    expect(prize.facts).toEqual([{ label: 'Ausgabe des Preises', value: 7, unit: 'Ausgabe', printed: 'zum siebten Mal' }]);
  });

  test('S3-15: five visits with day, place and visitor by function', async () => {
    const found = await events({ kind: 'THANK_YOU_VISIT' });
    expect(found.map(({ dates }) => dates.from)).toEqual(['2016-04-21', '2016-04-27', '2016-05-12', '2016-05-17', '2016-06-14']);
    const { body } = await call(getAllianceEvent, editor, { params: { eventId: 'danke-besuch-ehra-lessien-2016-04-21' } });
    expect(body.place.name).toBe('Ehra-Lessien');
    expect(body.guests[0]).toEqual({ function: 'Ministerpräsident', role: 'VISITOR' });
  });

  test('S3-16: the DANKE week lasts six days and counts 62 local events of others, without single records', async () => {
    const { body } = await call(getAllianceEvent, editor, { params: { eventId: 'danke-aktionswoche-2016' } });
    expect(daysCovered(body.dates.from, body.dates.to)).toBe(6);
    expect(body.ownership).toBe('PARTICIPATION');
    const { body: figures } = await call(listAttendanceFigures, editor, { query: { eventId: 'danke-aktionswoche-2016' } });
    expect(figures.items).toEqual([expect.objectContaining({ subject: 'LOCAL_EVENTS', value: 62, qualifier: 'EXACT' })]);
  });

  test('S3-17: cultural items: planned differs from held, expected from counted', async () => {
    const found = [...(await events({ kind: 'WORKSHOP' })), ...(await events({ kind: 'EXHIBITION' }))];
    expect(found.map(({ dates, status }) => [dates.from, dates.to, status])).toEqual([
      ['2017-01-17', '2017-01-18', 'HELD'],
      ['2017-01-24', '2017-01-25', 'HELD'],
      ['2017-04-07', '2017-08-06', 'PLANNED'],
    ]);
    expect(daysCovered('2017-04-07', '2017-08-06')).toBe(122);
    const { body } = await call(listAttendanceFigures, editor, { query: { eventId: 'ausstellung-immer-bunter-2017' } });
    expect(body.items[0]).toMatchObject({ value: 10_000, qualifier: 'EXPECTED', basis: 'EXPECTED' });
    const { body: artwork } = await call(getAllianceEvent, editor, { params: { eventId: 'sommerfest-kunstwerk-2016-06-20' } });
    expect(artwork.facts[0]).toMatchObject({ value: 300, printed: 'über 300 m²' });
  });

  test('asked about and not ours is kept with its reason', async () => {
    const { body } = await call(getAllianceEvent, editor, { params: { eventId: 'oldenburger-gespraeche' } });
    expect(body).toMatchObject({ ownership: 'NOT_OURS', status: 'UNKNOWN' });
    expect(body.ownershipReason).not.toBeNull();
  });
});

describe('attendance', () => {
  test('S3-18: 1 570 at three state conferences, more than 500 and more than 600 of them, which leaves fewer than 470 for the third', async () => {
    const { body } = await call(countAttendance, editor, { query: { kind: 'STATE_CONFERENCE', asOf: STAND } });
    expect(body.held).toMatchObject({ value: 1570, qualifier: 'EXACT', events: 3, eventsWithoutFigure: 0 });
    expect(body.remainders).toEqual([
      expect.objectContaining({ eventId: 'konferenz-wohnen-2016-08-29', atMost: { value: 470, strict: true }, inWords: 'weniger als 470' }),
    ]);
  });

  test('S3-19: over 1 150 at twelve regional conferences: a lower bound only', async () => {
    const { body } = await call(countAttendance, editor, { query: { kind: 'REGIONAL_CONFERENCE', asOf: STAND } });
    expect(body.held).toMatchObject({
      value: 1150,
      qualifier: 'MORE_THAN',
      atLeast: { value: 1150, strict: true },
      atMost: null,
      events: 12,
    });
  });

  test('S3-20: about 670 expected and 77 initiatives registered for the fourth conference', async () => {
    const { body } = await call(countAttendance, editor, { query: { kind: 'STATE_CONFERENCE', asOf: '2017-02-28' } });
    expect(body.planned).toMatchObject({ value: 670, qualifier: 'EXPECTED', atMost: null, atLeast: null });
    const { body: initiatives } = await call(countAttendance, editor, {
      query: { subject: 'INITIATIVES', kind: 'STATE_CONFERENCE', asOf: '2017-02-28' },
    });
    expect(initiatives.planned).toMatchObject({ value: 77, qualifier: 'EXACT' });
  });

  test('S3-21: 122 initiatives at three opportunities fairs, as a count of its own', async () => {
    const { body } = await call(countAttendance, editor, { query: { subject: 'INITIATIVES', kind: 'STATE_CONFERENCE', asOf: STAND } });
    expect(body.held).toMatchObject({ value: 122, qualifier: 'EXACT', events: 3 });
  });
});

describe('money', () => {
  test('S3-29, S3-30, S3-31, S3-32: appropriations, stated totals, what was left and the total of 545.510,98', async () => {
    const { reconciliation } = await breakdown();
    expect(reconciliation.years).toEqual([
      expect.objectContaining({
        fiscalYear: 2016,
        appropriationCents: 100_000_000,
        statedCents: 53_896_795,
        unspentCents: 46_103_205,
        usedPerMille: 539,
      }),
      expect.objectContaining({ fiscalYear: 2017, appropriationCents: 100_000_000, statedCents: 654_303, statedAsOf: STAND }),
      expect.objectContaining({ fiscalYear: 2018, appropriationCents: 100_000_000, statedCents: null, unspentCents: null }),
    ]);
    expect(formatEuro(reconciliation.statedCents)).toBe('545.510,98');
    const { body } = await call(listBudgetStatements, editor);
    expect(body.items.filter(({ kind }: { kind: string }) => kind === 'APPROPRIATION')).toHaveLength(3);
  });

  const printed: [string | null, string, string][] = [
    ['2016-01-07', '29.536,03', 'Auftaktveranstaltung'],
    ['2016-03-16', '75.739,24', 'Werkstatt Sprache'],
    ['2016-05-03', '4.424,95', 'Hildesheim'],
    ['2016-05-19', '482,00', 'Hermannsburg'],
    ['2016-05-25', '2.389,64', 'Braunschweig'],
    ['2016-06-02', '2.931,67', 'Oldenburg'],
    ['2016-06-06', '72.867,03', 'Werkstatt Arbeit'],
    ['2016-08-31', '4.036,32', 'Lüneburg'],
    ['2016-09-02', '4.342,37', 'Peine'],
    ['2016-09-09', '6.930,56', 'Oldenburg'],
    ['2016-09-16', '6.848,33', 'Hameln'],
    ['2016-08-29', '76.805,11', 'Werkstatt Wohnen und Leben'],
    ['2016-09-22', '4.868,46', 'Hildesheim'],
    ['2016-10-03', '11.829,83', 'Tag der Deutschen Einheit'],
    ['2016-11-04', '3.668,18', 'Goslar'],
    ['2016-11-15', '1.865,32', 'Oldenburg'],
    ['2016-11-16', '960,00', 'Verden'],
    ['2016-11-16', '6.000,00', 'Sonderpreis'],
    [null, '2.374,65', 'Filmproduktion'],
    ['2016-11-30', '34.206,38', 'DANKE-Woche'],
    [null, '168,94', 'Besuche'],
    ['2016-12-05', '4.326,98', 'Fluchtursachen'],
    ['2016-12-15', '46.256,77', '1 Jahr Bündnis'],
  ];

  test('S3-33: the 23 rows in printed order, 403.858,76 together', async () => {
    const [held] = (await breakdown()).groups as Group[];
    expect(held?.groups.map(({ date, amountCents }) => [date, formatEuro(amountCents)])).toEqual(
      printed.map(([date, amount]) => [date, amount]),
    );
    for (const [index, [, , part]] of printed.entries()) expect(held?.groups[index]?.label).toContain(part);
    expect(formatEuro(held?.amountCents ?? 0)).toBe('403.858,76');
  });

  test('S3-34, S3-35, S3-36, S3-37: the addendum of 1.320,52 and the 139.409,38 of question 10', async () => {
    const { groups } = (await breakdown()) as { groups: Group[] };
    expect(amounts(groups)).toEqual({ HELD: '403.858,76', UPCOMING: '1.320,52', OTHER: '139.409,38' });
    expect(groups[1]?.flags).toContain('NOT_YET_HELD');
    const other = groups[2]?.groups ?? [];
    expect(other.map(({ amountCents }) => formatEuro(amountCents))).toEqual([
      '16.268,20',
      '5.355,00',
      '63.064,06',
      '7.855,18',
      '20.403,81',
      '345,10',
      '22.697,39',
      '316,00',
      '1.614,00',
      '892,50',
      '598,14',
    ]);
    expect(formatEuro(other.slice(1, 10).reduce((sum, { amountCents }) => sum + amountCents, 0))).toBe('122.543,04');
    expect(formatEuro((groups[0]?.amountCents ?? 0) + (groups[1]?.amountCents ?? 0))).toBe('405.179,28');
  });

  test('S3-38: parts and total differ by 922,32, in words; a release is blocked until the gap is named to the cent', async () => {
    const { reconciliation } = await breakdown();
    expect(formatEuro(reconciliation.itemisedCents)).toBe('544.588,66');
    expect(reconciliation).toMatchObject({ differenceCents: 92_232, adds: false });
    expect(reconciliation.sentence).toContain('922,32 Euro');
    const lead = as('OFFICE_LEAD');
    const release = (amountCents: number | null) =>
      call(releaseExpenditure, lead, {
        body: {
          throughDay: STAND,
          source: 'Probe',
          namedDifference: amountCents === null ? null : { amountCents, explanation: 'Ursache nicht bekannt' },
        },
      });
    expect((await release(null)).body).toMatchObject({
      status: 409,
      code: 'differenceNotNamed',
      errors: [expect.objectContaining({ detail: expect.stringContaining('922,32 Euro') })],
    });
    expect((await release(92_231)).status).toBe(409);
    expect((await release(92_232)).status).toBe(201);
  });

  test('S3-39: no row names a fiscal year: 35 bookings, and what 2016 and 2017 would still need', async () => {
    const { findings, reconciliation, groups } = await breakdown();
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'FISCAL_YEAR_MISSING', bookings: 35, amountCents: 54_458_866 }));
    expect(reconciliation).toMatchObject({ withoutFiscalYearBookings: 35, withoutFiscalYearCents: 54_458_866 });
    const stated = reconciliation.years.map(({ statedCents }: { statedCents: number }) => statedCents);
    expect(formatEuro(stated[0] - groups[0].amountCents)).toBe('135.109,19');
    expect(formatEuro(stated[1] - groups[1].amountCents)).toBe('5.222,51');
    expect(amounts((await breakdown({ groupBy: 'fiscalYear' })).groups)).toEqual({ NONE: '544.588,66' });
  });

  test('S3-40: one event over several rows and questions: 8.374,65, 57.072,71 and 1.614,00', async () => {
    const byEvent = amounts((await breakdown({ groupBy: 'event' })).groups);
    expect(byEvent['integrationspreis-2016-11-16']).toBe('8.374,65');
    expect(byEvent['sommerfest-buehnenprogramm-2016-06-20']).toBe('1.614,00');
    expect(amounts((await breakdown({ groupBy: 'campaign' })).groups)['danke-2016']).toBe('57.072,71');
  });

  test('S3-41: the film and the visits have no date; allowed, and said', async () => {
    const [held] = (await breakdown()).groups as Group[];
    expect(held?.groups.filter(({ flags }) => flags.includes('WITHOUT_DATE')).map(({ amountCents }) => formatEuro(amountCents))).toEqual([
      '2.374,65',
      '168,94',
    ]);
    expect((await breakdown()).findings).toContainEqual(expect.objectContaining({ rule: 'LINE_DATE_MISSING', bookings: 2 }));
  });

  test('S3-42, S3-43: every row keeps its allocation rule, every total its note on what others bore', async () => {
    const { body } = await call(exportExpenditureBreakdown, editor, { query: { format: 'csv' } }).then(({ text, headers }) => ({
      body: text,
      headers,
    }));
    expect(body).toContain('wird nicht erstattet');
    expect((await breakdown({ theme: 'sprache' })).notes).toHaveLength(2);
  });

  test('derived sums: state and regional conferences, by theme, by office', async () => {
    const kinds = await breakdown({ groupBy: 'section,kind' });
    expect(amounts(kinds.groups[0].groups)).toMatchObject({ STATE_CONFERENCE: '225.411,38', REGIONAL_CONFERENCE: '43.747,80' });
    const regional = { kind: 'REGIONAL_CONFERENCE' };
    expect(amounts((await breakdown({ ...regional, groupBy: 'theme' })).groups)).toEqual({
      sprache: '10.228,26',
      arbeit: '22.157,58',
      'wohnen-und-leben': '11.361,96',
    });
    expect(amounts((await breakdown({ ...regional, groupBy: 'office' })).groups)).toEqual({
      LW: '16.141,74',
      WE: '11.727,55',
      BS: '10.400,19',
      LG: '5.478,32',
    });
    const conferences = await Promise.all(
      ['sprache', 'arbeit', 'wohnen-und-leben'].map((theme) => breakdown({ theme, section: 'HELD', groupBy: 'kind' })),
    );
    const both = conferences.map(({ groups }) =>
      formatEuro(
        groups.filter(({ key }: Group) => key.endsWith('CONFERENCE')).reduce((sum: number, { amountCents }: Group) => sum + amountCents, 0),
      ),
    );
    expect(both).toEqual(['85.967,50', '95.024,61', '88.167,07']);
  });

  test('per head only with bounds: 143,57 for the state conferences, at most 38,04 for the regional ones, nothing for Dresden', async () => {
    const kinds = (await breakdown({ section: 'HELD', groupBy: 'kind' })).groups as Group[];
    const perHead = (key: string) => kinds.find((group) => group.key === key)?.perHead;
    expect(perHead('STATE_CONFERENCE')).toEqual({ cents: 14_357, bound: 'EXACT', heads: 1570 });
    expect(perHead('REGIONAL_CONFERENCE')).toEqual({ cents: 3804, bound: 'AT_MOST', heads: 1150 });
    expect(perHead('PRESENTATION')).toBeNull();
  });

  test('as of an earlier day nothing is guessed: every line is undetermined and says so', async () => {
    const { amountCents, undetermined, findings, reconciliation } = await breakdown({ asOf: '2016-12-31' });
    expect({ amountCents, undetermined }).toEqual({ amountCents: 0, undetermined: { amountCents: 54_458_866, bookings: 35 } });
    expect(findings[0]).toMatchObject({ rule: 'VALUE_DATE_UNDETERMINED' });
    expect(reconciliation.statedCents).toBe(53_896_795);
  });

  test('today, from the maintained sums, equals the ledger as of today', async () => {
    const { body: now } = await call(getExpenditureBreakdown, editor, {});
    expect(now).toMatchObject({ basis: 'MAINTAINED_SUMS', amountCents: 54_458_866, bookings: 35 });
    expect((await breakdown()).basis).toBe('LEDGER');
  });
});

test('S3-39: a row gets its year by rebooking, through four eyes; the total stays, the year appears', async () => {
  const budgetLine = { section: '02', chapter: '0201', item: '53101', itemGroup: null };
  const correction = {
    kind: 'REBOOKING',
    reason: 'Haushaltsjahr aus dem HVS ergänzt',
    to: { eventId: 'auftakt-2016-01-07', occasion: null, reportingLine: null, fiscalYear: 2016, budgetLine },
  };
  const entered = await call(correctExpense, editor, { params: { expenseId: 'q9-01' }, body: correction });
  expect(entered.status).toBe(201);
  const params = { expenseId: entered.body.id };
  expect((await call(certifyExpense, as('CERTIFIER'), { params, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } })).status).toBe(
    200,
  );
  const booked = await call(bookExpense, as('BUDGET_OFFICER'), {
    params,
    version: 2,
    body: { bookedOn: STAND, hvsReference: 'HVS-1', fiscalYear: null, budgetLine: null },
  });
  expect(booked.status).toBe(200);
  expect(amounts((await breakdown({ groupBy: 'fiscalYear' })).groups)).toEqual({ 2016: '29.536,03', NONE: '515.052,63' });
  expect((await breakdown()).amountCents).toBe(54_458_866);
});
