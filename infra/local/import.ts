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
import { isFailure } from '../../shared/domain/failures.ts';
import type { Authorship, DomainEvent } from '../../shared/domain/journal.ts';
import { formatEuro, sumCents } from '../../shared/domain/money.ts';
import { reconcile } from '../../shared/domain/reconciliation.ts';
import { clock } from '../../shared/platform/clock.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { attendanceStore } from '../../shared/store/attendance-store.ts';
import { budgetStore } from '../../shared/store/budget-store.ts';
import { expenseStore } from '../../shared/store/expense-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ReferenceInquiry } from './import-inquiries.ts';
import { importInquiry, readInquiries } from './import-inquiries.ts';

type Identified<T> = T & { readonly id: string };
type Reference = {
  readonly alliances: readonly Identified<Alliance>[];
  readonly events: readonly (Identified<RegisterAllianceEvent> & { readonly status: EventStatus })[];
  readonly figures: readonly Identified<AttendanceFigure>[];
  readonly expenses: readonly Identified<TakeOverExpense>[];
  readonly budget: readonly Identified<BudgetStatement>[];
};

/** The printed facts belong to this alliance; the other one starts empty. */
const ALLIANCE = 'npa';

const readReference = async (): Promise<Reference> =>
  JSON.parse(await readFile(new URL('reference/npa-2016.json', import.meta.url), 'utf8')) as Reference;

const apart = <T extends { readonly id: string }>({ id, ...rest }: T): [string, Omit<T, 'id'>] => [id, rest];

const statedEvent = (statement: BudgetStatement): DomainEvent => {
  if (statement.kind === 'APPROPRIATION')
    return appropriationStated({ fiscalYear: statement.fiscalYear, amountCents: statement.amountCents });
  if (statement.kind === 'STATED_TOTAL')
    return totalStated({ fiscalYear: statement.fiscalYear, amountCents: statement.amountCents, asOf: statement.asOf });
  return expenditureReleased({ throughDay: statement.throughDay });
};

/** Every record to be taken over, as a write of its own, in an order in which references are there before they are used. */
function writesFor(
  reference: Reference,
  inquiries: readonly ReferenceInquiry[],
  table: Table,
  by: Authorship,
): { what: string; write: () => Promise<unknown> }[] {
  const [alliances, events, figures, expenses, budget] = [
    allianceStore(table),
    allianceEventStore(table),
    attendanceStore(table),
    expenseStore(table),
    budgetStore(table),
  ];
  const themes = Alliance.parse(apart(reference.alliances.find(({ id }) => id === ALLIANCE) ?? { id: ALLIANCE })[1]);
  const ordered = [...reference.events].sort((a, b) => Number(b.kind === 'CAMPAIGN') - Number(a.kind === 'CAMPAIGN'));
  return [
    ...ordered.map(({ id, status, ...given }) => ({
      what: 'Veranstaltungen',
      write: () => {
        const state: AllianceEvent = { ...register(RegisterAllianceEvent.parse(given), themes), status };
        const { kind, ownership, dates, responsibleOffice } = state;
        return events.create(
          ALLIANCE,
          AllianceEventId.parse(id),
          { state, event: allianceEventRegistered({ kind, ownership, dates, responsibleOffice }) },
          by,
        );
      },
    })),
    ...reference.figures.map(apart).map(([id, state]) => ({
      what: 'Zahlen',
      write: () =>
        figures.create(
          ALLIANCE,
          id,
          {
            state,
            event: attendanceStated({ eventIds: state.eventIds, subject: state.subject, value: state.value, qualifier: state.qualifier }),
          },
          by,
        ),
    })),
    ...reference.expenses.map(apart).map(([id, line]) => ({
      what: 'Ausgaben',
      write: () => {
        const state = takeOver(line, { subject: by.subject, at: by.at, today: berlinDayOf(by.at) });
        const postings = state.postings.map(({ amountCents, eventId, occasion, fiscalYear }) => ({
          amountCents,
          eventId,
          occasion,
          fiscalYear,
          budgetLine: null,
        }));
        return expenses.takeOver(
          ALLIANCE,
          id,
          { state, event: expenseTakenOver({ takenOverFrom: line.takenOverFrom, notLaterThan: line.valueDate.day, postings }) },
          by,
        );
      },
    })),
    ...reference.budget.map(apart).map(([id, state]) => ({
      what: 'Haushalt',
      write: () => budget.create(ALLIANCE, id, { state: state as BudgetStatement, event: statedEvent(state as BudgetStatement) }, by),
    })),
    ...inquiries.map((inquiry) => ({ what: 'Anfragen', write: () => importInquiry(ALLIANCE, inquiry, table, by) })),
    // Last, because their presence says that everything before them is there.
    ...reference.alliances.map(apart).map(([id, state]) => ({
      what: 'Bündnisse',
      write: () => alliances.create(id, id, { state, event: allianceRecorded({ name: state.names[0]?.name ?? id }) }, by),
    })),
  ];
}

/** What is in the register, recomputed from its own records. */
async function summaryOf(table: Table): Promise<string[]> {
  const today = berlinDayOf(clock.now());
  const [events, sums, budget] = await Promise.all([
    allianceEventStore(table).all(ALLIANCE),
    ledgerStore(table).sums(ALLIANCE),
    budgetStore(table).onRecord(ALLIANCE),
  ]);
  const { statedCents, itemisedCents, sentence } = reconcile(sums, 0, budget.statedTotals, budget.appropriations, today);
  const bookings = sums.reduce((count, sum) => count + sum.bookings, 0);
  const held = events.filter(({ state }) => state.status === 'HELD').length;
  return [
    `Veranstaltungen:    ${events.length}, davon ${held} durchgeführt`,
    `Ausgaben:           ${bookings} Buchungen, ${formatEuro(sumCents(sums.map(({ amountCents }) => amountCents)))} Euro`,
    `Gesamtsumme (HVS):  ${formatEuro(statedCents)} Euro, davon einzeln nachgewiesen ${formatEuro(itemisedCents)} Euro`,
    `Abgleich:           ${sentence}`,
  ];
}

/**
 * Loads the printed facts of 2016 at the first start, through the register's own rules and stores, as what they are: a
 * takeover from older documents, recorded today. A start that was cut off is finished by the next one; a complete one is
 * recognised by a single read.
 */
export async function importReference(
  progress: (done: number, of: number, what: string) => void,
  table: Table = liveTable(),
): Promise<{ imported: boolean; summary: readonly string[] }> {
  const reference = await readReference();
  const last = reference.alliances.at(-1)?.id ?? ALLIANCE;
  if (await allianceStore(table).find(last, last)) return { imported: false, summary: await summaryOf(table) };
  const by: Authorship = { subject: 'takeover', role: 'SYSTEM', office: null, at: clock.now(), correlationId: 'first-run' };
  const writes = writesFor(reference, await readInquiries(), table, by);
  for (const [index, { what, write }] of writes.entries()) {
    await write().catch((error: unknown) => {
      if (!isFailure(error, 'recordChangedMeanwhile')) throw error;
    });
    progress(index + 1, writes.length, what);
  }
  return { imported: true, summary: await summaryOf(table) };
}

/** `npm run import`: fills the table of `TABLE_NAME`, here or in the cloud. */
if (import.meta.main) {
  const { imported, summary } = await importReference((done, of, what) => {
    if (done === of || done % 10 === 0) console.log(`${done} von ${of}  ${what}`);
  });
  console.log([imported ? 'Die Daten sind geladen.' : 'Die Daten waren schon da.', ...summary].join('\n'));
}
