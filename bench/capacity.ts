import { editAllianceEvent, getAllianceEventJournal, listAllianceEvents, moveAllianceEvent } from '../functions/alliance-events/routes.ts';
import { listAttendanceFigures } from '../functions/attendance/routes.ts';
import { bookExpense, certifyExpense, correctExpense, getExpense, getExpenseJournal, listExpenses } from '../functions/expenses/routes.ts';
import type { Part } from './measure.ts';
import { table } from './measure.ts';
import { installMeter, type Metered, meteredRun } from './meter.ts';
import { type Handlers, openRegisterOf2016, type Request } from './register.ts';
import {
  booking,
  breakdownAsOf,
  breakdownNow,
  certification,
  correctionBooking,
  countHeads,
  dates,
  description,
  enterInvoice,
  exportXlsx,
  getEvent,
  listEvents,
  registerEvent,
  reversal,
  STAND,
  stateHeads,
} from './requests.ts';

type Row = { readonly pattern: string; readonly used: Metered };

/** Does each call once and keeps what it used; the story is that of one event and one expense. */
async function story({ call }: Handlers): Promise<Row[]> {
  const rows: Row[] = [];
  const measure = async (pattern: string, request: Request): Promise<{ id: string; version: number }> => {
    const { value, used } = await meteredRun(() => call(request));
    rows.push({ pattern, used });
    return { id: String(value.body.id ?? ''), version: Number(value.body.version ?? 0) };
  };

  await measure('list events, first page of 50', listEvents);
  await measure('list events of one office', { row: listAllianceEvents, role: 'OFFICE_EDITOR', query: { office: 'LG' } });
  await measure('get event', getEvent);
  await measure('get event as known at an instant', { ...getEvent, query: { knownAt: new Date().toISOString() } });
  const replayed: Request = { ...registerEvent, key: 'bench-register-1' };
  const event = await measure('register event', replayed);
  await measure('register event, replayed', replayed);
  const params = { eventId: event.id };
  await measure('edit event', { row: editAllianceEvent, role: 'OFFICE_EDITOR', params, body: description, version: 1 });
  const moved = { dates: { ...dates, from: '2026-06-10', to: '2026-06-10' }, place: description.place, reason: 'Saal nicht frei' };
  await measure('move event', { row: moveAllianceEvent, role: 'OFFICE_EDITOR', params, body: moved, version: 2 });
  await measure('journal of an event, 3 entries', { row: getAllianceEventJournal, role: 'OFFICE_LEAD', params });

  const entered = await measure('enter expense', enterInvoice);
  const expense = { expenseId: entered.id };
  await measure('certify expense', { row: certifyExpense, role: 'CERTIFIER', params: expense, body: certification, version: 1 });
  await measure('book expense', { row: bookExpense, role: 'AUTHORISER', params: expense, body: booking, version: 2 });
  await measure('get expense', { row: getExpense, role: 'OFFICE_EDITOR', params: expense });
  const correction = await measure('correct expense (reversal)', {
    row: correctExpense,
    role: 'OFFICE_EDITOR',
    params: expense,
    body: reversal,
  });
  const corrected = { expenseId: correction.id };
  await call({ row: certifyExpense, role: 'CERTIFIER', params: corrected, body: certification, version: 1 });
  await measure('book the correction', { row: bookExpense, role: 'AUTHORISER', params: corrected, body: correctionBooking, version: 2 });
  await measure('journal of an expense, 3 entries', { row: getExpenseJournal, role: 'AUDITOR', params: expense });
  await measure('list expenses, first page of 50', { row: listExpenses, role: 'OFFICE_EDITOR' });

  await measure('breakdown now', breakdownNow);
  await measure('breakdown as of a day', breakdownAsOf);
  await measure('breakdown as of a day, as known at an instant', {
    ...breakdownNow,
    query: { asOf: STAND, knownAt: new Date().toISOString() },
  });
  await measure('export now, XLSX', exportXlsx);
  await measure('state attendance', stateHeads);
  await measure('count attendance', countHeads);
  await measure('list attendance figures', { row: listAttendanceFigures, role: 'OFFICE_EDITOR' });
  return rows;
}

const units = (value: number): string => (value === 0 ? '' : value.toLocaleString('en'));

async function run(): Promise<string> {
  installMeter();
  const register = await openRegisterOf2016();
  try {
    const rows = await story(register);
    return [
      table(
        ['access pattern', 'read units', 'write units', 'of these for indexes', 'requests that read', 'requests that write'],
        rows.map(({ pattern, used }) => [
          pattern,
          ...[used.readUnits, used.writeUnits, used.indexUnits, used.reads, used.writes].map(units),
        ]),
      ),
      '',
      'One call of each through the real handlers and stores, on the 40 events, 9 figures, 35 expenses and 6 budget statements of 2016; counted from',
      '`ReturnConsumedCapacity: INDEXES`. The embedded engine answers, not DynamoDB: for a transaction it reports two write units per started kB and',
      'item, as DynamoDB’s documentation has it, and DynamoDB Local reports less. Compare the units in the cloud before a bill is promised.',
    ].join('\n');
  } finally {
    await register.close();
  }
}

export const capacity: Part = { title: 'Consumed capacity per access pattern', run };
