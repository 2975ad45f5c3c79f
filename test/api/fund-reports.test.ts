import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { getDocumentProxy } from 'unpdf';
import { getFundReportPdf } from '../../functions/document-pdf/routes.ts';
import { getFundReportDocument } from '../../functions/documents/routes.ts';
import { freezeFundReport, getFundReport, issueFundReport } from '../../functions/fund-reports/routes.ts';
import { confirmFundEntry, enterFundEntry } from '../../functions/funds/routes.ts';
import { fundReportIdOf } from '../../shared/domain/fund-report.ts';
import { formatEuro } from '../../shared/domain/money.ts';
import { fundReportStore } from '../../shared/store/fund-report-store.ts';
import { grantStore } from '../../shared/store/fund-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegisterOfBoth, setClock } from '../support/api.ts';
import { anAuthor } from '../support/builders.ts';

/** The yearly report on a fund, made again from the register. S4-43 is a row of the acceptance list; its figures are S4-33 to S4-42. */

const lip = { allianceId: 'lip' };
const editor = as('OFFICE_EDITOR', { alliance: 'lip' });
const lead = as('OFFICE_LEAD', { alliance: 'lip' });
const officer = as('BUDGET_OFFICER', { alliance: 'lip' });
const of2020 = { params: { ...lip, fundId: 'integrationsfonds', fiscalYear: '2020' } };
const of = (fundId: string, fiscalYear: string) => ({ params: { ...lip, fundId, fiscalYear } });

type Cell = { kind: string; text?: string; cents?: number; value?: number | null };
type FigureTable = { id: string; rows: { cells: Cell[] }[]; total: Cell[] | null; notes: string[] };
type Section = { id: string; heading: string; prose: string[]; tables: FigureTable[] };
const plain = ({ text, cents, value }: Cell): string | number | null => text ?? cents ?? value ?? null;

let table: Table;
let sections: Section[] = [];
const tableOf = (id: string) => sections.flatMap(({ tables }) => tables).find((one) => one.id === id) as FigureTable;
const rowsOf = (id: string) => tableOf(id).rows.map(({ cells }) => cells.map(plain));
const proseOf = (id: string): string => sections.find((section) => section.id === id)?.prose.join('\n') ?? '';
const read = async (sent = of2020) => (await call(getFundReport, lead, sent)).body;
const documentAs = async (format: string, sent = of2020) => await call(getFundReportDocument, lead, { ...sent, query: { format } });
const freeze = async (sent: Parameters<typeof call>[2] = of2020, caller = editor) =>
  await call(freezeFundReport, caller, { ...sent, body: {} });
const issue = async (version: number, caller = officer, sent: object = of2020) =>
  await call(issueFundReport, caller, { ...sent, version, body: {} });

beforeAll(async () => {
  table = await openRegisterOfBoth();
  sections = (await read()).document.sections;
});
afterEach(() => setClock());

const grants: readonly (readonly [string, string, number])[] = [
  ['IIK e.V.', 'Move it', 4980],
  ['IKJA e.V.', 'Erhalt der Vereinsstrukturen', 10_000],
  ['Johanniter Unfallhilfe', 'Migrationsberatung', 20_000],
  ['Baobab e.V.', 'Yayo-H – Beratungsstelle afrikanischer Migrant*innen', 20_000],
  ['Baobab e.V.', 'Mouharaba', 12_640],
  ['ADIM e.V.', 'Dialog der Kulturen', 4983],
  ['Elterntreff Calenberger Neustadt', 'Arabische Spielgruppe', 2309],
  ['Women for justice e.V.', 'Aufbauende Erinnerung', 5000],
  ['Unter einem Dach gUG', 'Fit für deine Ausbildung', 4960],
  ['Kargah e.V.', 'LIP-LAB', 15_000],
  ['AWO in Kooperation mit Asphalt', 'Sprache und Arbeit', 5000],
  ['Blickpunkte e.V.', 'Zwischen den Welten', 4000],
  ['Politik zum Anfassen e.V.', 'Demokratiebildung', 15_000],
  ['Förderverein der IGS Linden e.V.', 'Nichts geht über Demokratie', 4518],
  ['ADV Nord e.V.', 'Schulunterstützung', 4860],
  ['Unter einem Dach gUG', 'Lokal, inklusiv, demokratisch', 4950],
  ['Förderverein der Dietrich-Bonhoeffer-Realschule e.V.', 'Nicht geht über Demokratie', 1500],
  ['Gesellschaft für Theaterpädagogik e.V. in Kooperation mit Leibniz Universität Hannover', '#sprachlernendesspiel', 2500],
];

describe('S4-43: the report for 2020', () => {
  test('S4-33, S4-34: the money', () => {
    expect(rowsOf('mittel')).toEqual([
      ['Haushaltstitel', 12_890_000],
      ['Rückgaben', 1_500_000],
      ['Zu vergeben', 14_390_000],
      ['Bewilligt', 14_220_000],
      ['Rest des Fonds', 170_000],
      ['Nicht abgerufen', 840_769],
      ['Bewilligt abzüglich nicht abgerufen', 13_379_231],
      ['Unverbraucht insgesamt', 1_010_769],
    ]);
  });

  test('S4-35: 6 by resolution with 92 640, 12 by the office with 49 560', () => {
    expect(rowsOf('entscheidungen')).toEqual([
      ['Verwaltung, laufendes Geschäft (unter 5.001,- €)', 12, 4_956_000],
      ['Internationaler Ausschuss bzw. Verwaltungsausschuss', 6, 9_264_000],
    ]);
    expect(tableOf('entscheidungen').total?.map(plain)).toEqual(['Summe', 18, 14_220_000]);
  });

  test('S4-36: the table of 18 grants as printed, together 142 200', () => {
    const printed = rowsOf('zuwendungen').map(([no, organisation, project, , cents]) => [no, organisation, project, cents]);
    expect(printed).toEqual(grants.map(([organisation, project, euro], index) => [index + 1, organisation, project, euro * 100]));
    expect(tableOf('zuwendungen').total?.map(plain).at(-1)).toBe(14_220_000);
  });

  test('the text says what the tables say, and why: S4-37, S4-40, S4-42', () => {
    const overview = proseOf('ueberblick');
    for (const cents of [12_890_000, 1_500_000, 14_390_000, 14_220_000, 170_000, 840_769, 1_010_769])
      expect(overview).toContain(formatEuro(cents));
    expect(overview).toContain('18 Zuwendungen');
    expect(overview).toContain('Forum für Sinti und Roma e.V.: Verein 2019 aufgelöst');
    expect(overview).toContain('Covid19-Pandemie“: eine Zuwendung (ADV Nord e.V.)');
    for (const rule of ['ganzjährig', 'Dauerförderung ist ausgeschlossen', 'Handlungsfeld', 'Hauptsatzung'])
      expect(proseOf('regeln')).toContain(rule);
  });

  test('S4-41: the gender note names two exceptions; a project for women and their children is none, and is said apart', () => {
    expect(proseOf('gender').match(/^– .*$/gm)).toEqual([
      '– AWO mit Asphalt, „Sprache und Arbeit“ (nur Männer)',
      '– Unter einem Dach gUG, „Lokal, inklusiv, demokratisch“ (nur Frauen)',
    ]);
    expect(proseOf('hinweise')).toContain('Nicht als Ausnahme geführt: Elterntreff Calenberger Neustadt');
  });

  test('targets against what was reported, and what a reader should know: S4-34, S4-37, S4-38, S4-39', () => {
    expect(rowsOf('ziele').map((cells) => cells.slice(1))).toEqual([
      ['Schulkinder', 60, 26, '43,3\u00a0%'],
      ['Leih-Laptops', null, 22, null],
    ]);
    const notes = proseOf('hinweise');
    for (const said of [
      'Die Aufteilung fehlt',
      '9.910,00',
      '753,00 und 500,00',
      '5.000,01 bis 5.000,99',
      '13.300,00 Euro mehr als der Haushaltstitel',
    ])
      expect(notes).toContain(said);
  });

  test('a year of which nothing is known says so, and a fund that is not there is not there', async () => {
    const { status, report, document } = await read(of('innovationsfonds', '2022'));
    const said = document.sections.flatMap(({ prose }: Section) => prose).join('\n');
    expect([status, report]).toEqual(['LIVE', null]);
    expect(said).toContain('kein Haushaltstitel gebucht');
    expect(said).toContain('unbestätigt: eine Buchung');
    expect(document.sections.map(({ id }: Section) => id)).not.toContain('gender');
    for (const row of [getFundReport, getFundReportPdf])
      expect((await call(row, lead, of('gibt-es-nicht', '2020'))).body.code).toBe('fundNotFound');
  });
});

describe('its documents', () => {
  test('every format holds every figure, and says that it is a draft', async () => {
    const html = (await documentAs('html')).text;
    const csv = (await documentAs('csv')).text;
    for (const [organisation, , euro] of grants) {
      expect(html).toContain(`${formatEuro(euro * 100)}\u00a0Euro`);
      expect(csv).toContain(formatEuro(euro * 100));
      expect(csv).toContain(organisation);
    }
    expect(html).toContain('Entwurf – nicht zur Weitergabe');
    const { document } = await read();
    const json = await documentAs('json');
    expect(json.body).toEqual(document);
    expect(json.headers['content-disposition']).toContain('entwurf-fondsbericht-integrationsfonds-2020.json');
    const machine = (await documentAs('csv-machine')).text;
    for (const amount of ['142200.00', '8407.69', '10107.69', '133792.31']) expect(machine).toContain(amount);
    for (const format of ['docx', 'xlsx']) expect((await documentAs(format)).text.slice(0, 2)).toBe('PK');
  });

  test('the PDF holds the table of 18, and two renderings are equal to the byte, in every format', async () => {
    const render = () =>
      Promise.all([
        call(getFundReportPdf, lead, of2020),
        ...['html', 'csv', 'csv-machine', 'json', 'docx', 'xlsx'].map((format) => documentAs(format)),
      ]);
    const [first, second] = [await render(), await render()];
    expect(second.map(({ text }) => text)).toEqual(first.map(({ text }) => text));
    const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(first[0]?.text ?? '', 'latin1')));
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)));
    const items = await Promise.all(pages.map(async (page) => (await page.getTextContent()).items));
    await pdf.loadingTask.destroy();
    const text = items
      .flat()
      .map((item) => ('str' in item ? item.str : ''))
      .join('')
      .replace(/\s+/g, '');
    for (const [, , euro] of grants) expect(text).toContain(`${formatEuro(euro * 100)}Euro`);
    for (const said of ['142.200,00Euro', '10.107,69Euro', 'Entwurf–nichtzurWeitergabe']) expect(text).toContain(said);
  });
});

describe('frozen by one person, issued by another', () => {
  test('a year that is not over is not frozen, nor is one in which decisions and bookings differ', async () => {
    setClock('2020-12-31T12:00:00.000Z');
    expect((await freeze()).body).toMatchObject({
      code: 'fundReportStepNotAllowed',
      detail: expect.stringContaining('noch nicht zu Ende'),
    });
    setClock();
    const id = 'integrationsfonds-2020-01';
    const store = grantStore(table);
    const stored = await store.get('lip', id);
    const decision = { ...stored.state.decision, amountCents: 498_100 } as NonNullable<typeof stored.state.decision>;
    const event = { name: 'Made', schemaVersion: 1, data: {} };
    await store.update('lip', stored, stored.version, { state: { ...stored.state, decision }, event }, anAuthor());
    expect((await freeze()).body).toMatchObject({ code: 'fundReportStepNotAllowed', detail: expect.stringContaining('4.981,00') });
    const differing = await store.get('lip', id);
    await store.update('lip', differing, differing.version, { state: stored.state, event }, anAuthor());
  });

  test('two freeze at once: each change is one version, and who comes too late is told; what nobody has issued may be frozen again', async () => {
    const of2019 = of('integrationsfonds', '2019');
    const answers = await Promise.all([freeze(of2019), freeze(of2019, as('OFFICE_EDITOR', { alliance: 'lip', subject: 'somebody-else' }))]);
    const done = answers.filter(({ status }) => status === 200).length;
    expect(answers.every(({ status }) => status === 200 || status === 412) && done > 0).toBe(true);
    expect((await freeze(of2019)).body).toMatchObject({ version: done + 1, packVersion: done + 1, status: 'FROZEN' });
    const store = fundReportStore(table);
    const { document } = await store.compose({ alliance: 'lip', fundId: 'integrationsfonds', fiscalYear: 2019 }, '2026-01-01');
    const state = (await store.get('lip', fundReportIdOf('integrationsfonds', 2019))).state;
    const change = () => ({ state, event: { name: 'Made', schemaVersion: 1, data: {} } });
    await expect(store.freeze('lip', { document, before: undefined }, change, anAuthor())).rejects.toMatchObject({
      code: 'recordChangedMeanwhile',
    });
    expect((await issue(1, officer, of('integrationsfonds', '2018'))).body.code).toBe('fundReportNotFound');
  });

  test('what is frozen stays, whatever is booked later; only somebody else issues it, once', async () => {
    const before = await documentAs('json');
    const frozen = (await freeze(of2020, lead)).body;
    expect(frozen).toMatchObject({ version: 1, status: 'FROZEN', issuedOn: null });
    const late = { fundId: 'integrationsfonds', fiscalYear: 2020, account: 'RETURN', amountCents: 100_000, grantId: null };
    const body = { ...late, organisationId: null, cause: 'Nachträglich', causeYear: 2020, valueDay: '2021-03-01', reason: null };
    const entered = (await call(enterFundEntry, editor, { params: lip, body })).body;
    expect(
      (await call(confirmFundEntry, officer, { params: { ...lip, entryId: entered.id }, version: entered.version, body: {} })).status,
    ).toBe(200);
    expect((await documentAs('json')).text).toBe(before.text);
    const { document } = await fundReportStore(table).compose(
      { alliance: 'lip', fundId: 'integrationsfonds', fiscalYear: 2020 },
      '2026-01-01',
    );
    expect(document.sections[0]?.prose.join(' ')).toContain('16.000,00');

    expect((await issue(1, lead)).body.code).toBe('fourEyesViolated');
    expect((await call(issueFundReport, editor, { ...of2020, version: 1, body: {} })).status).toBe(403);
    expect((await issue(2)).status).toBe(412);
    const issued = (await issue(1)).body;
    expect(issued).toMatchObject({ status: 'ISSUED', packHash: frozen.packHash, packVersion: 1 });
    for (const again of [await issue(2), await freeze()]) expect(again.body.code).toBe('fundReportStepNotAllowed');

    const { status, report } = await read();
    expect([status, report.issuedOn]).toEqual(['ISSUED', issued.issuedOn]);
    const html = (await documentAs('html')).text;
    expect(html).not.toContain('nicht zur Weitergabe');
    expect(html).toContain('Ausgegeben am');
    expect((await documentAs('json')).headers['content-disposition']).toContain('"fondsbericht-integrationsfonds-2020.json"');
    expect((await documentAs('json')).text).toBe(before.text);
  });

  test('a report on the city is nothing for the state, and none for who reads no funds', async () => {
    const rows = [getFundReport, getFundReportPdf, getFundReportDocument];
    for (const row of rows) {
      const sent = row === getFundReportDocument ? { ...of2020, query: { format: 'json' } } : of2020;
      expect((await call(row, as('OFFICE_LEAD'), sent)).status).toBe(404);
      expect((await call(row, as('TECH_ADMIN', { alliance: 'lip' }), sent)).status).toBe(403);
      expect((await call(row, as('AUDITOR', { alliance: 'lip' }), sent)).status).toBe(200);
    }
  });
});
