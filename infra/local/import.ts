import { readFile } from 'node:fs/promises';
import { allianceEventRegistered } from '../../events/alliance-event-registered.ts';
import { allianceRecorded } from '../../events/alliance-recorded.ts';
import { appropriationStated } from '../../events/appropriation-stated.ts';
import { attendanceStated } from '../../events/attendance-stated.ts';
import { expenditureReleased } from '../../events/expenditure-released.ts';
import { expenseTakenOver } from '../../events/expense-taken-over.ts';
import { totalStated } from '../../events/total-stated.ts';
import { Alliance } from '../../shared/domain/alliance.ts';
import type { AllianceEvent, EventStatus } from '../../shared/domain/alliance-event.ts';
import { AllianceEventId, RegisterAllianceEvent, register } from '../../shared/domain/alliance-event.ts';
import type { AttendanceFigure } from '../../shared/domain/attendance.ts';
import type { BudgetStatement } from '../../shared/domain/budget.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { TakeOverExpense } from '../../shared/domain/expense.ts';
import { takeOver } from '../../shared/domain/expense.ts';
import type { Authorship, DomainEvent } from '../../shared/domain/journal.ts';
import { formatEuro, sumCents } from '../../shared/domain/money.ts';
import { reconcile } from '../../shared/domain/reconciliation.ts';
import { clock } from '../../shared/platform/clock.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { attendanceStore } from '../../shared/store/attendance-store.ts';
import { budgetStore } from '../../shared/store/budget-store.ts';
import { expenseStore } from '../../shared/store/expense-store.ts';
import type { KeyTable } from '../../shared/store/key-table.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import type { Table } from '../../shared/store/table.ts';
import { citySteps, isCityImported } from './import-city.ts';
import { fundSummary } from './import-funds.ts';
import { inquiryStep } from './import-inquiries.ts';
import { areResultsThere, resultSummary, stateResultSteps } from './import-results.ts';
import type { ImportStep } from './import-steps.ts';
import { apart, takeOverInOrder } from './import-steps.ts';

type Identified<T> = T & { readonly id: string };
type Reference = {
  readonly alliances: readonly Identified<Alliance>[];
  readonly events: readonly (Identified<RegisterAllianceEvent> & { readonly status: EventStatus })[];
  readonly figures: readonly Identified<AttendanceFigure>[];
  readonly expenses: readonly Identified<TakeOverExpense>[];
  readonly budget: readonly Identified<BudgetStatement>[];
};

/** The printed facts of 2016 belong to this alliance; the other one is a city's. */
const ALLIANCE = 'npa';
const CITY = 'lip';

const readReference = async (): Promise<Reference> =>
  JSON.parse(await readFile(new URL('reference/npa-2016.json', import.meta.url), 'utf8')) as Reference;

const statedEvent = (statement: BudgetStatement): DomainEvent => {
  if (statement.kind === 'APPROPRIATION')
    return appropriationStated({ fiscalYear: statement.fiscalYear, amountCents: statement.amountCents });
  if (statement.kind === 'STATED_TOTAL')
    return totalStated({ fiscalYear: statement.fiscalYear, amountCents: statement.amountCents, asOf: statement.asOf });
  return expenditureReleased({ throughDay: statement.throughDay });
};

/** Every record to be taken over, as a write of its own, in an order in which references are there before they are used. */
function paperSteps(
  reference: Reference,
  results: readonly ImportStep[],
  inquiries: ImportStep,
  table: Table,
  by: Authorship,
): ImportStep[] {
  const [alliances, events, figures, expenses, budget] = [
    allianceStore(table),
    allianceEventStore(table),
    attendanceStore(table),
    expenseStore(table),
    budgetStore(table),
  ];
  const themes = Alliance.parse(apart(reference.alliances.find(({ id }) => id === ALLIANCE) ?? { id: ALLIANCE })[1]);
  const isCampaign = ({ kind }: { kind: string }): boolean => kind === 'CAMPAIGN';
  const eventWrite =
    ({ id, status, ...given }: Reference['events'][number]) =>
    () => {
      const state: AllianceEvent = { ...register(RegisterAllianceEvent.parse(given), themes), status };
      const { kind, ownership, dates, responsibleOffice } = state;
      const event = allianceEventRegistered({ kind, ownership, dates, responsibleOffice });
      return events.create(ALLIANCE, AllianceEventId.parse(id), { state, event }, by);
    };
  return [
    { what: 'Veranstaltungen', writes: reference.events.filter(isCampaign).map(eventWrite) },
    { what: 'Veranstaltungen', writes: reference.events.filter((event) => !isCampaign(event)).map(eventWrite) },
    {
      what: 'Zahlen',
      writes: reference.figures.map(apart).map(([id, state]) => () => {
        const { eventIds, subject, value, qualifier } = state;
        return figures.create(ALLIANCE, id, { state, event: attendanceStated({ eventIds, subject, value, qualifier }) }, by);
      }),
    },
    {
      what: 'Ausgaben',
      writes: reference.expenses.map(apart).map(([id, line]) => () => {
        const state = takeOver(line, { subject: by.subject, at: by.at, today: berlinDayOf(by.at) });
        const postings = state.postings.map(({ amountCents, eventId, occasion, fiscalYear }) => ({
          amountCents,
          eventId,
          occasion,
          fiscalYear,
          budgetLine: null,
        }));
        const event = expenseTakenOver({ takenOverFrom: line.takenOverFrom, notLaterThan: line.valueDate.day, postings });
        return expenses.takeOver(ALLIANCE, id, { state, event }, by);
      }),
    },
    {
      what: 'Haushalt',
      writes: reference.budget.map(apart).map(
        ([id, state]) =>
          () =>
            budget.create(ALLIANCE, id, { state: state as BudgetStatement, event: statedEvent(state as BudgetStatement) }, by),
      ),
    },
    ...results,
    // Its figures are composed from everything before it.
    inquiries,
    // Last, because their presence says that everything before them is there.
    ...reference.alliances.map(apart).map(([id, state]) => ({
      what: 'Bündnisse',
      writes: [() => alliances.create(id, id, { state, event: allianceRecorded({ name: state.names[0]?.name ?? id }) }, by)],
    })),
  ];
}

/** What is in the register, recomputed from its own records. */
async function summaryOf(table: Table): Promise<string[]> {
  const today = berlinDayOf(clock.now());
  const [events, sums, budget, results, funds] = await Promise.all([
    allianceEventStore(table).all(ALLIANCE),
    ledgerStore(table).sums(ALLIANCE),
    budgetStore(table).onRecord(ALLIANCE),
    resultSummary(table, [ALLIANCE, CITY]),
    fundSummary(table, CITY),
  ]);
  const { statedCents, itemisedCents, sentence } = reconcile(sums, 0, budget.statedTotals, budget.appropriations, today);
  const bookings = sums.reduce((count, sum) => count + sum.bookings, 0);
  const held = events.filter(({ state }) => state.status === 'HELD').length;
  return [
    `Veranstaltungen:    ${events.length}, davon ${held} durchgeführt`,
    `Ausgaben:           ${bookings} Buchungen, ${formatEuro(sumCents(sums.map(({ amountCents }) => amountCents)))} Euro`,
    `Gesamtsumme (HVS):  ${formatEuro(statedCents)} Euro, davon einzeln nachgewiesen ${formatEuro(itemisedCents)} Euro`,
    `Abgleich:           ${sentence}`,
    ...results,
    funds,
  ];
}

/**
 * Loads the printed facts of 2016 and what followed from them at the first start, through the register's own rules and
 * stores, as what they are: a takeover from older documents, recorded today. A start that was cut off is finished by the
 * next one; a complete one is recognised by a few reads.
 * @param keys where names of persons are sealed; without it the city's bodies, which are lists of persons, are left out
 */
export async function importReference(
  progress: (done: number, of: number, what: string) => void,
  table: Table = liveTable(),
  keys?: KeyTable,
): Promise<{ imported: boolean; summary: readonly string[] }> {
  const reference = await readReference();
  const last = reference.alliances.at(-1)?.id ?? ALLIANCE;
  const by: Authorship = { subject: 'takeover', role: 'SYSTEM', office: null, at: clock.now(), correlationId: 'first-run' };
  const [isPaperThere, isCityThere] = await Promise.all([
    Promise.all([allianceStore(table).find(last, last), areResultsThere(table)]).then((found) => found.every(Boolean)),
    keys === undefined || isCityImported(table),
  ]);
  if (isPaperThere && isCityThere) return { imported: false, summary: await summaryOf(table) };
  const steps = [
    ...(isPaperThere ? [] : paperSteps(reference, await stateResultSteps(table, by), await inquiryStep(ALLIANCE, table, by), table, by)),
    ...(isCityThere || keys === undefined ? [] : await citySteps(table, keys, by)),
  ];
  await takeOverInOrder(steps, progress);
  return { imported: true, summary: await summaryOf(table) };
}

/** What a machine holds after its first start: both alliances, names sealed under the machine's keys. */
export const importEverything = (progress: Parameters<typeof importReference>[0], table: Table = liveTable()) =>
  importReference(progress, table, liveKeyTable(table));

/** `npm run import`: fills the table of `TABLE_NAME`, here or in the cloud. */
if (import.meta.main) {
  const { imported, summary } = await importReference((done, of, what) => {
    if (done === of || done % 10 === 0) console.log(`${done} von ${of}  ${what}`);
  });
  console.log([imported ? 'Die Daten sind geladen.' : 'Die Daten waren schon da.', ...summary].join('\n'));
}
