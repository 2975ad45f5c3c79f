import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { stateTotal } from '../../functions/budget/routes.ts';
import { getAnswerPdf } from '../../functions/document-pdf/routes.ts';
import { getAnswerDocument } from '../../functions/documents/routes.ts';
import { bookExpense, certifyExpense, enterExpense } from '../../functions/expenses/routes.ts';
import * as routes from '../../functions/inquiries/routes.ts';
import { readInquiries } from '../../infra/local/import-inquiries.ts';
import type { AnswerDocument, Cell, FigureTable } from '../../shared/domain/answer-document.ts';
import { formatDayLong } from '../../shared/domain/calendar.ts';
import { formatPrinted } from '../../shared/domain/money.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { clock } from '../../shared/platform/clock.ts';
import { answerStore } from '../../shared/store/answer-store.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { aBooking, anEvent, anExpense, someDates } from '../support/builders.ts';
import { everyItem } from '../support/scan.ts';

/** The answering side of parliament on Drs. 17/7349, entered and answered through the API. */

const [editor, lead, budget, approver, member] = [
  as('OFFICE_EDITOR'),
  as('OFFICE_LEAD'),
  as('BUDGET_OFFICER'),
  as('ANSWER_APPROVER'),
  as('PARLIAMENT_READER'),
];
const regional = (office: string) => as('REGIONAL_EDITOR', { office });
let table: Table;
let documentOf: (id: string) => Promise<AnswerDocument>;

beforeAll(async () => {
  setClock('2026-11-23T08:00:00.000Z');
  table = await openRegisterOf2016();
  documentOf = (id) => answerStore(table, clock.now).documentOf('npa', id);
});
afterEach(() => setClock('2026-11-23T10:00:00.000Z'));

const at = ({ body }: Answered) => ({ params: { inquiryId: body.id as string }, version: body.version as number });
const fresh = async (inquiryId: string) => await call(routes.getInquiry, lead, { params: { inquiryId } });
const take = async (row: RouteRow, caller: Caller, inquiryId: string, body: object = {}) =>
  await call(row, caller, { ...at(await fresh(inquiryId)), body });

async function opened(): Promise<string> {
  const [reference] = await readInquiries();
  const answer = await call(routes.openInquiry, editor, { body: reference?.inquiry });
  expect(answer.status).toBe(201);
  return answer.body.id as string;
}

const draft = async (inquiryId: string, unitId: string, part: object, version = 0) =>
  await call(routes.draftAnswerPart, editor, { params: { inquiryId, unitId }, version, body: part });

/** The whole answer to 17/7349 as far as a draft, with the blocks of the reference. */
async function drafted(): Promise<string> {
  const inquiryId = await opened();
  await take(routes.assignInquiry, lead, inquiryId, { leadUnit: 'Geschäftsstelle' });
  await take(routes.startDrafting, editor, inquiryId);
  const [reference] = await readInquiries();
  for (const { unitId, ...part } of reference?.parts ?? []) expect((await draft(inquiryId, unitId, part)).status).toBe(200);
  return inquiryId;
}

type Finding = { rule: string; place: string; blocks: boolean; amountCents: number | null; accepted: object | null; message: string };
const findingsOf = async (inquiryId: string) =>
  (await call(routes.getFindings, editor, { params: { inquiryId } })).body as { open: number; items: Finding[] };

/** Accepts whatever may be accepted, each with a reason, differences to the cent. */
async function acceptAll(inquiryId: string): Promise<void> {
  const findings = (await findingsOf(inquiryId)).items
    .filter(({ blocks }) => !blocks)
    .map(({ rule, place, amountCents }) => ({ rule, place, amountCents }));
  expect((await take(routes.acceptFindings, editor, inquiryId, { reason: 'Wie im Bestand der Drucksache', findings })).status).toBe(200);
}

async function issued(): Promise<string> {
  const inquiryId = await drafted();
  await acceptAll(inquiryId);
  expect((await take(routes.freezeFigures, editor, inquiryId)).status).toBe(200);
  await take(routes.coSignAnswer, budget, inquiryId);
  await take(routes.approveAnswer, approver, inquiryId);
  await take(routes.sendAnswer, editor, inquiryId, { answeredOn: '2017-02-28' });
  expect((await take(routes.issueAnswer, editor, inquiryId, { issuedOn: '2017-03-07', answerPaper: '17/7539' })).status).toBe(200);
  return inquiryId;
}

const tableOf = (document: AnswerDocument, id: string): FigureTable => {
  const found = document.units.flatMap(({ tables }) => tables).find((one) => one.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
};
const printed = (cell: Cell | undefined): string => {
  if (cell?.kind === 'euro') return `${formatPrinted(cell.cents)} Euro`;
  if (cell?.kind === 'day') return formatDayLong(cell.day);
  return cell?.kind === 'text' ? cell.text : '';
};
const rowsOf = (document: AnswerDocument, id: string) => tableOf(document, id).rows.map(({ cells }) => cells.map(printed));

describe('S3-01 to S3-05: the record', () => {
  test('head, eight askers of one faction, four dates, eleven answerable units and the deadline', async () => {
    const { body } = await call(routes.getInquiry, member, { params: { inquiryId: 'anfrage-17-7349' } });
    expect(body).toMatchObject({
      questionPaper: '17/7349',
      answerPaper: '17/7539',
      receivedOn: '2017-02-01',
      forwardedOn: '2017-02-06',
      answeredOn: '2017-02-28',
      issuedOn: '2017-03-07',
      dueOn: '2017-03-06',
      deadlineState: 'ANSWERED_IN_TIME',
    });
    expect(body.askers).toHaveLength(8);
    expect(new Set(body.askers.map(({ faction }: { faction: string }) => faction))).toEqual(new Set(['FDP']));
    expect(body.units).toEqual(['1', '2', '3', '4', '5', '6a', '6b', '7', '8', '9', '10']);
    expect(body.signedBy.office).toBe('Chef der Staatskanzlei');
  });

  test('names of askers stand in one place and in the frozen document, never in the journal', async () => {
    const { body } = await call(routes.getInquiry, lead, { params: { inquiryId: 'anfrage-17-7349' } });
    const name = body.askers[0].name as string;
    const holding = (await everyItem(table)).filter((item) => JSON.stringify(item).includes(name));
    expect(holding.map(({ sk }) => String(sk)).every((sk) => sk === 'PRIVATE')).toBe(true);
  });

  test('an inquiry whose paper number is transposed or whose units repeat is refused at the field', async () => {
    const [reference] = await readInquiries();
    const given = reference?.inquiry as { questions: object[] };
    expect((await call(routes.openInquiry, editor, { body: { ...given, questionPaper: '7349' } })).body.errors[0].pointer).toBe(
      '/questionPaper',
    );
    expect(
      (await call(routes.openInquiry, editor, { body: { ...given, questions: [...given.questions, ...given.questions] } })).body.errors[0]
        .pointer,
    ).toBe('/questions');
  });
});

describe('the golden case', () => {
  test('the answer regenerates the printed tables cell by cell, as of 27 February 2017', async () => {
    const document = await documentOf(await drafted());
    expect(rowsOf(document, 'q3-landesweit').map(([date]) => date)).toEqual(['16. März 2016', '6. Juni 2016', '29. August 2016']);
    expect(rowsOf(document, 'q3-geplant')).toEqual([['6. März 2017', 'Integrationskonferenz „Werkstatt Bürgerschaftliches Engagement“']]);
    expect(rowsOf(document, 'q3-regional-sprache')).toEqual([
      ['3. Mai 2016', 'Hildesheim'],
      ['19. Mai 2016', 'Hermannsburg'],
      ['25. Mai 2016', 'Braunschweig'],
      ['2. Juni 2016', 'Oldenburg'],
    ]);
    expect(rowsOf(document, 'q3-weitere')).toHaveLength(11);
    expect(rowsOf(document, 'q3-danke-woche')).toEqual([['30. November 2016 bis 5. Dezember 2016', 'DANKE-Aktionswoche']]);
    expect(rowsOf(document, 'q7-ansatz').map((cells) => cells.at(-1))).toEqual([
      '1\u00a0000\u00a0000,00 Euro',
      '1\u00a0000\u00a0000,00 Euro',
      '1\u00a0000\u00a0000,00 Euro',
    ]);
    expect(rowsOf(document, 'q8-gesamt')).toEqual([
      ['2016', '', '538\u00a0967,95 Euro'],
      ['2017', '27. Februar 2017', '6\u00a0543,03 Euro'],
    ]);
    const [lines] = (await readReferenceLines()) as [
      { section: string; order: number; label: string; date: string | null; cents: number }[],
    ];
    const expected = (section: string) =>
      lines
        .filter((line) => line.section === section)
        .sort((a, b) => a.order - b.order)
        .map(({ date, label, cents }) => [date === null ? '' : formatDayLong(date), label, `${formatPrinted(cents)} Euro`]);
    expect([...rowsOf(document, 'q9-veranstaltungen'), ...rowsOf(document, 'q9-bevorstehend')]).toEqual(expected('EVENTS'));
    expect(rowsOf(document, 'q10-anlaesse')).toEqual(expected('OTHER'));
    expect(tableOf(document, 'q9-veranstaltungen').total?.map(printed)).toEqual(['', 'Summe', '403\u00a0858,76 Euro']);
    expect(tableOf(document, 'q10-anlaesse').total?.map(printed).at(-1)).toBe('139\u00a0409,38 Euro');
  });

  test('every figure names the bookings or records it comes from', async () => {
    const document = await documentOf('anfrage-17-7349');
    expect(tableOf(document, 'q9-veranstaltungen').rows[0]?.sources).toEqual([{ type: 'EXPENSE', id: 'q9-01' }]);
    expect(tableOf(document, 'q3-landesweit').rows[0]?.sources).toEqual([{ type: 'EVENT', id: 'konferenz-sprache-2016-03-16' }]);
    expect(tableOf(document, 'q8-gesamt').rows[1]?.sources).toEqual([{ type: 'BUDGET', id: 'gesamtsumme-2017' }]);
    for (const one of document.units.flatMap(({ tables }) => tables)) expect(one.query).toHaveProperty('kind');
  });

  test('a December invoice booked in March 2017 changes today’s view by exactly itself and the frozen answer by nothing', async () => {
    const inquiryId = await issued();
    const before = await documentOf(inquiryId);
    const spent = async (query: Record<string, string> = {}): Promise<number> =>
      (await call(getExpenditureBreakdown, editor, { query })).body.amountCents;
    const [today, asOfStand] = [await spent(), await spent({ asOf: '2017-02-27' })];
    const printedPaper = async () => (await call(getAnswerPdf, editor, { params: { inquiryId } })).text;
    const paper = await printedPaper();
    expect(paper.startsWith('%PDF-')).toBe(true);
    setClock('2026-11-23T10:30:00.000Z');
    const expense = await call(enterExpense, editor, {
      body: anExpense({ on: 'auftakt-2016-01-07', amountCents: 11_900, text: 'Technik' }),
    });
    const params = { expenseId: expense.body.id as string };
    await call(certifyExpense, as('CERTIFIER'), { params, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } });
    await call(bookExpense, as('AUTHORISER'), { params, version: 2, body: aBooking({ bookedOn: '2017-03-10', fiscalYear: 2016 }) });
    expect([await spent(), await spent({ asOf: '2017-02-27' })]).toEqual([today + 11_900, asOfStand]);
    expect(await documentOf(inquiryId)).toEqual(before);
    expect((await printedPaper()) === paper).toBe(true);
    const { text } = await call(getAnswerDocument, member, { params: { inquiryId }, query: { format: 'html' } });
    expect(text).toContain('29.536,03');
    const changes = (await call(routes.compareWithToday, editor, { params: { inquiryId } })).body;
    expect(changes.items).toEqual([]);
    expect(changes.lateBookings).toEqual([
      expect.objectContaining({ expenseId: params.expenseId, amountCents: 11_900, valueDay: '2017-03-10' }),
    ]);
    expect(changes.nowPast.map(({ eventId }: { eventId: string }) => eventId)).toContain('konferenz-engagement-2017-03-06');
  });

  test('a planned event is past from midnight in Berlin on, not from midnight in Greenwich', async () => {
    const { body } = await call(registerAllianceEvent, editor, {
      body: anEvent({ kind: 'OTHER', theme: null, dates: someDates('2026-12-24') }),
    });
    const isPast = async (): Promise<boolean> =>
      (await call(routes.compareWithToday, editor, { params: { inquiryId: 'anfrage-17-7349' } })).body.nowPast.some(
        ({ eventId }: { eventId: string }) => eventId === body.id,
      );
    setClock('2026-12-23T22:59:59.000Z');
    expect(await isPast()).toBe(false);
    setClock('2026-12-23T23:00:00.000Z');
    expect(await isPast()).toBe(true);
  });
});

async function readReferenceLines() {
  const { default: reference } = (await import('../../infra/local/reference/npa-2016.json', { with: { type: 'json' } })) as {
    default: { expenses: { amountCents: number; reportingLine: { section: string; order: number; label: string; date: string | null } }[] };
  };
  return [reference.expenses.map(({ amountCents, reportingLine }) => ({ ...reportingLine, cents: amountCents }))];
}

describe('the release gate', () => {
  test('reports 922,32, the missing dates and years and what is still to come; a draft with open findings is not frozen', async () => {
    const inquiryId = await drafted();
    const { items } = await findingsOf(inquiryId);
    expect(items.find(({ rule }) => rule === 'PARTS_AND_TOTAL')).toMatchObject({
      amountCents: 92_232,
      message: expect.stringContaining('922,32 Euro'),
    });
    expect(items.filter(({ rule }) => rule === 'LINE_WITHOUT_DATE').map(({ message }) => message)).toEqual([
      expect.stringContaining('Filmproduktion'),
      expect.stringContaining('Besuche'),
    ]);
    expect(items.filter(({ rule }) => rule === 'LINE_WITHOUT_YEAR').length).toBeGreaterThan(0);
    expect(items.find(({ rule }) => rule === 'PLANNED_AS_HELD')?.message).toContain('Bürgerschaftliches Engagement');
    const refused = await take(routes.freezeFigures, editor, inquiryId);
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'releaseGateBlocked',
      detail: expect.stringContaining('Einzelbeträge und Gesamtsumme'),
    });
  });

  test('a difference is accepted to the cent only: one cent off stays open', async () => {
    const inquiryId = await drafted();
    const finding = (await findingsOf(inquiryId)).items.find(({ rule }) => rule === 'PARTS_AND_TOTAL');
    const accept = async (amountCents: number | null) =>
      await take(routes.acceptFindings, editor, inquiryId, {
        reason: 'Ursache nicht bekannt',
        findings: [{ rule: 'PARTS_AND_TOTAL', place: finding?.place ?? '', amountCents }],
      });
    expect((await accept(92_231)).body.code).toBe('findingNotAcceptable');
    expect((await accept(null)).body.code).toBe('findingNotAcceptable');
    expect((await accept(92_232)).status).toBe(200);
    expect((await findingsOf(inquiryId)).items.find(({ rule }) => rule === 'PARTS_AND_TOTAL')?.accepted).toMatchObject({
      subject: 'person-office_editor',
    });
  });

  test('Kosten where Ausgaben is meant, figures without a day, small numbers, names and unanswered questions block or are shown', async () => {
    const inquiryId = await drafted();
    const free = (rows: object[], label = 'Teilnehmende') => ({
      kind: 'FREE_TABLE',
      columns: [
        { label: 'Gruppe', kind: 'text' },
        { label, kind: 'count' },
      ],
      rows,
      source: 'Einlassliste',
    });
    const block = (id: string, query: object, more: object = {}) => ({
      id,
      title: 'Tabelle',
      asOf: '2017-02-27',
      knownAt: null,
      labels: [],
      query,
      ...more,
    });
    const count = (value: number, suppressed = false) => ({ kind: 'count', value, qualifier: 'EXACT', suppressed });
    const text = (value: string) => ({ kind: 'text', text: value });
    const part = {
      disposition: 'FULL',
      ground: null,
      reasoning: null,
      notOursEventId: null,
      prose: ['Die Kosten betragen nichts.', 'Eine Kostenermittlung setzt eine Kosten- und Leistungsrechnung voraus.'],
      blocks: [
        block(
          'klein',
          free([
            [text('A'), count(3)],
            [text('B'), count(3, true)],
            [text('C'), count(12)],
          ]),
        ),
        block('ohne-stand', free([[text('Frau Dr. Müller-Yılmaz'), count(7)]], 'Anzahl'), { asOf: null }),
        block(
          'kosten',
          { kind: 'EXPENDITURE', groupBy: ['line'], filter: { section: 'HELD' } },
          { labels: ['Datum', 'Veranstaltung', 'Kosten'] },
        ),
      ],
    };
    expect((await draft(inquiryId, '6b', part, 1)).status).toBe(200);
    const { items } = await findingsOf(inquiryId);
    const places = (rule: string) => items.filter((item) => item.rule === rule && item.place.startsWith('6b')).map(({ place }) => place);
    expect(places('COSTS_FOR_EXPENDITURE')).toEqual(['6b/absatz-1', '6b/kosten']);
    expect(places('SMALL_NUMBER')).toEqual(['6b/klein/1']);
    expect(places('FIGURE_WITHOUT_AS_OF')).toEqual(['6b/ohne-stand']);
    expect(places('PERSONAL_NAME')).toEqual(['6b/ohne-stand/1']);
    const blocking = await take(routes.acceptFindings, editor, inquiryId, {
      reason: 'x',
      findings: [{ rule: 'SMALL_NUMBER', place: '6b/klein/1', amountCents: null }],
    });
    expect(blocking.body).toMatchObject({ code: 'findingNotAcceptable', detail: expect.stringContaining('Unterdrücken') });
    const empty = await opened();
    expect((await findingsOf(empty)).items.filter(({ rule }) => rule === 'UNIT_UNANSWERED')).toHaveLength(11);
  });

  test('a figure that disagrees with an issued answer is pointed out', async () => {
    const inquiryId = await drafted();
    const clean = (await findingsOf(inquiryId)).items.filter(({ rule }) => rule === 'DISAGREES_WITH_ISSUED');
    expect(clean).toEqual([]);
    setClock('2026-11-23T11:00:00.000Z');
    const expense = await call(enterExpense, editor, { body: anExpense({ on: 'auftakt-2016-01-07', amountCents: 1 }) });
    const params = { expenseId: expense.body.id as string };
    await call(certifyExpense, as('CERTIFIER'), { params, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } });
    await call(bookExpense, as('AUTHORISER'), { params, version: 2, body: aBooking({ bookedOn: '2016-05-31' }) });
    const found = (await findingsOf(inquiryId)).items.filter(({ rule }) => rule === 'DISAGREES_WITH_ISSUED');
    expect(found[0]).toMatchObject({ place: expect.stringContaining('17/7539') });
  });
});

describe('the board', () => {
  test('silence is not zero: an office that was asked and is silent blocks, a nil return does not', async () => {
    const inquiryId = await drafted();
    const place = (office: string) => ({ params: { inquiryId, unitId: '9', office } });
    const asked = await call(routes.askOffice, editor, { ...place('LG'), body: {} });
    expect(asked.body).toMatchObject({ status: 'ASKED', office: 'LG' });
    expect((await findingsOf(inquiryId)).items.some(({ rule, place: where }) => rule === 'CONTRIBUTION_MISSING' && where === '9/LG')).toBe(
      true,
    );
    const reminded = await call(routes.askOffice, editor, { ...place('LG'), body: {} });
    expect(reminded.body).toMatchObject({ status: 'REMINDED', version: 2 });
    expect(
      (await call(routes.contribute, regional('BS'), { ...place('LG'), version: 2, body: { status: 'NIL_RETURN', text: null } })).body.code,
    ).toBe('contributionNotAsked');
    const nil = await call(routes.contribute, regional('LG'), { ...place('LG'), version: 2, body: { status: 'NIL_RETURN', text: null } });
    expect(nil.body.status).toBe('NIL_RETURN');
    const confirmed = await call(routes.confirmContribution, as('REGIONAL_COMMISSIONER', { office: 'LG' }), {
      ...place('LG'),
      version: 3,
      body: {},
    });
    expect(confirmed.body.status).toBe('CONFIRMED');
    expect((await findingsOf(inquiryId)).items.some(({ rule }) => rule === 'CONTRIBUTION_MISSING')).toBe(false);
    expect((await call(routes.listContributions, regional('BS'), { params: { inquiryId } })).body.items).toEqual([]);
  });
});

describe('four eyes and for ever', () => {
  test('who froze cannot co-sign or approve, who drafted cannot approve', async () => {
    const inquiryId = await drafted();
    await acceptAll(inquiryId);
    const all: Caller = { subject: 'person-office_editor', grants: ['npa:OFFICE_EDITOR', 'npa:BUDGET_OFFICER', 'npa:ANSWER_APPROVER'] };
    await take(routes.freezeFigures, editor, inquiryId);
    expect((await take(routes.coSignAnswer, all, inquiryId)).body.code).toBe('fourEyesViolated');
    await take(routes.coSignAnswer, budget, inquiryId);
    expect((await take(routes.approveAnswer, all, inquiryId)).body.code).toBe('fourEyesViolated');
    expect((await take(routes.approveAnswer, approver, inquiryId)).body.status).toBe('APPROVED');
  });

  test('steps follow one another; an issued answer is immutable and says so with 409', async () => {
    const inquiryId = await issued();
    for (const [row, caller, body] of [
      [routes.freezeFigures, editor, {}],
      [routes.reopenDraft, editor, { reason: 'x' }],
      [routes.extendInquiry, editor, { sentOn: '2017-03-01', expectedOn: '2017-04-01', reasons: 'x' }],
      [routes.editInquiry, editor, { governmentPreamble: ['neu'], leadUnit: null, forwardedOn: null, signedBy: null }],
    ] as const) {
      expect((await take(row, caller, inquiryId, body)).body).toMatchObject({ status: 409, code: 'answerIssued' });
    }
    expect(
      (
        await draft(
          inquiryId,
          '9',
          { disposition: 'FULL', ground: null, reasoning: null, notOursEventId: null, prose: ['neu'], blocks: [] },
          1,
        )
      ).body.code,
    ).toBe('answerIssued');
    expect((await take(routes.sendAnswer, editor, 'anfrage-beispiel', { answeredOn: '2026-11-20' })).body.code).toBe(
      'inquiryStepNotAllowed',
    );
  });

  test('a frozen draft goes back with a reason, and its first pack stays', async () => {
    const inquiryId = await drafted();
    await acceptAll(inquiryId);
    const first = (await take(routes.freezeFigures, editor, inquiryId)).body.packHash as string;
    expect(
      (
        await draft(
          inquiryId,
          '1',
          { disposition: 'FULL', ground: null, reasoning: null, notOursEventId: null, prose: ['neu'], blocks: [] },
          1,
        )
      ).body.code,
    ).toBe('answerFrozen');
    await take(routes.reopenDraft, budget, inquiryId, { reason: 'Vorbemerkung fehlt' });
    await take(routes.editInquiry, editor, inquiryId, {
      governmentPreamble: ['Vorbemerkung.'],
      leadUnit: 'Geschäftsstelle',
      forwardedOn: '2017-02-06',
      signedBy: null,
    });
    const second = (await take(routes.freezeFigures, editor, inquiryId)).body;
    expect(second.packVersion).toBe(2);
    expect(second.packHash).not.toBe(first);
  });

  test('a correction is a new answer that names the first; its erratum lists every cell, sums included', async () => {
    const inquiryId = await issued();
    const correction = await call(routes.correctAnswer, editor, { params: { inquiryId }, body: { reason: 'Nachgebuchter Beleg' } });
    expect(correction.status).toBe(201);
    expect((await call(routes.correctAnswer, editor, { params: { inquiryId }, body: { reason: 'noch einmal' } })).body.code).toBe(
      'inquiryStepNotAllowed',
    );
    setClock('2026-11-23T12:00:00.000Z');
    const expense = await call(enterExpense, editor, {
      body: anExpense({
        on: 'konferenz-sprache-2016-03-16',
        amountCents: 5_000,
        reportingLine: {
          section: 'EVENTS',
          label: 'Integrationskonferenz „Werkstatt Sprache“',
          date: '2016-03-16',
          order: 2,
          allocationRule: 'WITH_PUBLICATIONS',
        },
      }),
    });
    const params = { expenseId: expense.body.id as string };
    await call(certifyExpense, as('CERTIFIER'), { params, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } });
    await call(bookExpense, as('AUTHORISER'), { params, version: 2, body: aBooking({ bookedOn: '2016-05-31' }) });
    const document = await documentOf(correction.body.id);
    expect(document.corrects).toMatchObject({ inquiryId, answerPaper: '17/7539', reason: 'Nachgebuchter Beleg' });
    const changed = document.errata.filter(({ tableId }) => tableId === 'q9-veranstaltungen');
    expect(changed.map(({ row, before, after }) => [row, printed(before), printed(after)])).toEqual([
      ['Integrationskonferenz „Werkstatt Sprache“', expect.any(String), expect.any(String)],
      ['Summe', expect.any(String), expect.any(String)],
    ]);
    const cents = (cell: Cell) => (cell.kind === 'euro' ? cell.cents : 0);
    for (const { before, after } of changed) expect(cents(after) - cents(before)).toBe(5_000);
    expect((await fresh(inquiryId)).body.correctedBy).toBe(correction.body.id);
  });

  test('the evidence is checked against its hash whenever it is read', async () => {
    const inquiryId = await issued();
    const { PutCommand } = await import('@aws-sdk/lib-dynamodb');
    const [pack] = (await everyItem(table)).filter(({ pk, sk }) => pk === `npa#INQUIRY#${inquiryId}` && String(sk).startsWith('PACK#'));
    const { gunzipSync, gzipSync } = await import('node:zlib');
    const forged = gzipSync(
      gunzipSync(pack?.chunk as Uint8Array)
        .toString('utf8')
        .replace('2953603', '2953604'),
    );
    await table.client.send(new PutCommand({ TableName: table.name, Item: { ...pack, chunk: forged } }));
    await expect(documentOf(inquiryId)).rejects.toThrow('does not match its hash');
    await table.client.send(new PutCommand({ TableName: table.name, Item: pack }));
    await expect(documentOf(inquiryId)).resolves.toMatchObject({ status: 'ISSUED' });
  });
});

describe('who sees what', () => {
  test('members of the Landtag see issued answers only; drafts answer like what is not there', async () => {
    expect((await call(routes.getInquiry, member, { params: { inquiryId: 'anfrage-beispiel' } })).body.code).toBe('inquiryNotFound');
    const { items } = (await call(routes.listInquiries, member)).body as { items: { status: string }[] };
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['ISSUED']));
    const inquiryId = await issued();
    for (const answer of [await call(routes.getInquiry, member, { params: { inquiryId } }), await call(routes.listInquiries, member)]) {
      expect(answer.text).not.toContain('person-');
      expect(answer.text).not.toContain('Wie im Bestand der Drucksache');
    }
  });

  test('a partial or refused answer needs ground and reasons', async () => {
    const inquiryId = await opened();
    const refused = await draft(inquiryId, '1', {
      disposition: 'REFUSED',
      ground: null,
      reasoning: null,
      notOursEventId: null,
      prose: [],
      blocks: [],
    });
    expect((refused.body.errors as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(['/ground', '/reasoning']);
    expect(
      (
        await draft(inquiryId, '1', {
          disposition: 'REFUSED',
          ground: 'THIRD_PARTY',
          reasoning: 'Einzelne Personen wären erkennbar.',
          notOursEventId: null,
          prose: [],
          blocks: [],
        })
      ).status,
    ).toBe(200);
    expect(
      (await draft(inquiryId, '99', { disposition: 'FULL', ground: null, reasoning: null, notOursEventId: null, prose: [], blocks: [] }))
        .body.code,
    ).toBe('answerPartNotFound');
  });

  test('an extension is a notice with reasons; the deadline stays where it was', async () => {
    const inquiryId = await opened();
    const extended = await take(routes.extendInquiry, editor, inquiryId, {
      sentOn: '2017-03-03',
      expectedOn: '2017-04-03',
      reasons: 'Die Abfrage der Ämter läuft noch.',
    });
    expect(extended.body.extensions).toHaveLength(1);
    expect((await fresh(inquiryId)).body).toMatchObject({ dueOn: '2017-03-06', deadlineState: 'OVERDUE_NOTIFIED' });
  });

  test('deadlines come as a calendar; what is answered is not in it', async () => {
    const { text, headers } = await call(routes.getDeadlineCalendar, editor);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(text).toContain('UID:npa-anfrage-beispiel@npa-register');
    expect(text).toContain('DTSTART;VALUE=DATE:20261207');
    expect(text).not.toContain('npa-anfrage-17-7349@');
  });

  test('the journal tells every step with its hand', async () => {
    const inquiryId = await issued();
    const { entries } = (await call(routes.getInquiryJournal, lead, { params: { inquiryId } })).body as {
      entries: { event: string; subject: string }[];
    };
    expect(entries.at(0)?.event).toBe('InquiryOpened');
    expect(entries.filter(({ event }) => event === 'FiguresFrozen').map(({ subject }) => subject)).toEqual(['person-office_editor']);
    expect(entries.at(-1)?.event).toBe('AnswerIssued');
    const parts = (await call(routes.listAnswerParts, editor, { params: { inquiryId } })).body.items;
    expect(parts).toHaveLength(11);
    expect((await take(routes.startCollecting, editor, inquiryId)).status).toBe(409);
  });
});

test('a difference that was accepted is open again when it changes by a cent', async () => {
  const inquiryId = await drafted();
  await acceptAll(inquiryId);
  const gap = async () => (await findingsOf(inquiryId)).items.find(({ rule }) => rule === 'PARTS_AND_TOTAL');
  expect((await gap())?.accepted).not.toBeNull();
  const body = { fiscalYear: 2016, amountCents: 53_896_796, asOf: '2017-02-01', source: 'HVS' };
  expect((await call(stateTotal, budget, { body })).status).toBe(201);
  expect(await gap()).toMatchObject({ accepted: null });
  expect((await take(routes.freezeFigures, editor, inquiryId)).body.code).toBe('releaseGateBlocked');
});
