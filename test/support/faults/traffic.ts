import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { listAllianceEvents } from '../../../functions/alliance-events/routes.ts';
import { getExpenditureBreakdown } from '../../../functions/breakdowns/routes.ts';
import { recordScans } from '../../../functions/door/routes.ts';
import { bookExpense, certifyExpense, enterExpense, listExpenses } from '../../../functions/expenses/routes.ts';
import type { RouteRow } from '../../../shared/http/route.ts';
import { pathOf } from '../api.ts';
import { aBooking, anExpense } from '../builders.ts';
import { headsOf } from '../door.ts';
import { DOOR, type KillableMachine } from './machine.ts';
import type { OutsideModel } from './model.ts';
import { randomFrom } from './weather.ts';

/** Writers and readers at the gateway, as portals and tablets are: each keeps what it sent, and tries again with the same key. */

export const EDITOR = 'npa-office-editor';
export const CERTIFIER = 'npa-certifier';
export const AUTHORISER = 'npa-authoriser';
/** Statuses after which a client tries again; 0 is no answer at all. */
const passing = new Set([0, 429, 503, 504]);

export type Answer = {
  readonly status: number;
  readonly milliseconds: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: read field by field, and every answer was checked against its schema by the endpoint
  readonly body: any;
};
type Request = {
  readonly row: RouteRow;
  readonly user: string;
  readonly params?: Record<string, string>;
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
};

async function once(machine: KillableMachine, { row, user, params = {}, body, version, key }: Request): Promise<Answer> {
  const since = performance.now();
  const done = (status: number, headers = new Headers(), text = ''): Answer => ({
    status,
    headers,
    text,
    milliseconds: performance.now() - since,
    body: headers.get('content-type')?.includes('json') ? JSON.parse(text) : {},
  });
  try {
    const response = await fetch(`${machine.origin()}${pathOf(row, { allianceId: 'npa', ...params })}`, {
      method: row.method,
      headers: {
        authorization: `Bearer ${machine.tokens()[user]}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return done(response.status, response.headers, await response.text());
  } catch {
    return done(0);
  }
}

type Watch = { readonly answer: (answer: Answer, row: RouteRow) => void; readonly ended: (isDone: boolean) => void };
export type Kept = { readonly key: string; readonly id: string; readonly body: unknown; readonly text: string };

/** What one run of writers sends, and what they keep of it. */
export function traffic(
  machine: KillableMachine,
  models: { readonly entries: OutsideModel; readonly bookings: OutsideModel; readonly heads: OutsideModel },
  {
    seed,
    tries,
    watch,
    reads = false,
  }: { readonly seed: number; readonly tries: number; readonly watch?: Watch; readonly reads?: boolean },
) {
  const random = randomFrom(seed);
  const kept: Kept[] = [];
  const deviceId = randomUUID();
  const state = { open: false };

  const insist = async (request: Request): Promise<Answer> => {
    const keyed = request.row.method === 'POST' ? { ...request, key: request.key ?? randomUUID() } : request;
    for (let attempt = 1; ; attempt++) {
      const answer = await once(machine, keyed);
      watch?.answer(answer, request.row);
      if (attempt === tries || !passing.has(answer.status)) {
        watch?.ended(answer.status < 300 && answer.status > 0);
        return answer;
      }
      await pause(100 * attempt * (0.5 + random()));
    }
  };

  const enter = async (): Promise<Answer> => {
    const [key, cents] = [randomUUID(), 1 + Math.floor(random() * 99_999)];
    const body = anExpense({ invoiceReference: key, amountCents: cents });
    models.entries.sent(key, { cents, dimensions: {} });
    const answer = await insist({ row: enterExpense, user: EDITOR, body, key });
    if (answer.status === 201) {
      models.entries.acknowledged(key);
      kept.push({ key, body, id: String(answer.body.id), text: answer.text });
    }
    return answer;
  };
  const book = async (entered: Answer['body']): Promise<void> => {
    const params = { expenseId: String(entered.id) };
    const checks = { checks: ['FACTUAL', 'ARITHMETIC'] };
    const certified = await insist({ row: certifyExpense, user: CERTIFIER, params, body: checks, version: entered.version });
    if (certified.status !== 200) return;
    models.bookings.sent(params.expenseId, { cents: entered.postings[0].amountCents, dimensions: {} });
    const booked = await insist({ row: bookExpense, user: AUTHORISER, params, body: aBooking(), version: certified.body.version });
    if (booked.status === 200) models.bookings.acknowledged(params.expenseId);
  };
  const count = async (): Promise<void> => {
    const entry = headsOf(1 + Math.floor(random() * 9));
    models.heads.sent(entry.scanId, { cents: entry.count, dimensions: {} });
    const body = { deviceId, sentAt: new Date().toISOString(), entries: [entry] };
    const answer = await insist({ row: recordScans, user: EDITOR, params: { eventId: DOOR }, body });
    if (answer.status === 200 && answer.body.results[0].outcome === 'COUNTED') models.heads.acknowledged(entry.scanId);
  };
  const look = async (): Promise<void> => {
    for (const row of [listAllianceEvents, getExpenditureBreakdown, listExpenses]) await insist({ row, user: EDITOR });
  };
  const cycle = async (): Promise<void> => {
    const entered = await enter();
    if (entered.status === 201) await book(entered.body);
    await count();
    if (reads) await look();
  };

  return {
    kept,
    /** So many writers for so long, and until it is enough; resolves when every one has its last answer. */
    async run(writers: number, milliseconds: number, isEnough = (): boolean => true): Promise<void> {
      const ends = Date.now() + milliseconds;
      state.open = true;
      await Promise.all(
        Array.from({ length: writers }, async () => {
          while (Date.now() < ends || !isEnough()) await cycle();
        }),
      );
      state.open = false;
    },
    isOpen: () => state.open,
    again: async ({ key, body }: Kept): Promise<Answer> => await insist({ row: enterExpense, user: EDITOR, body, key }),
  };
}
