import type * as z from 'zod';
import { recordIndicator, recordMeasure, recordProposal } from '../../functions/results/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Answered, Caller } from './api.ts';
import { as, call } from './api.ts';

/** Results as they are sent; each builder names what matters to the rule. */
type Sent<Schema extends z.ZodType> = z.input<Schema>;
type SentProposal = Sent<typeof recordProposal.request.body>;
type SentMeasure = Sent<typeof recordMeasure.request.body>;
type SentIndicator = Sent<typeof recordIndicator.request.body>;

export const dueBy = (to: string | null, more: { from?: string | null; wording?: string; precision?: 'CONTINUOUS' | 'MONTH' } = {}) => ({
  wording: more.wording ?? null,
  precision: more.precision ?? (to === null && (more.from ?? null) === null ? ('UNKNOWN' as const) : ('RANGE' as const)),
  from: more.from ?? null,
  to,
});

export const aValue = (
  value: number | null,
  more: Partial<NonNullable<SentIndicator['value']>> = {},
): NonNullable<SentIndicator['value']> => ({
  value,
  upTo: null,
  worth: value === null ? 'UNKNOWN' : 'EXACT',
  asOf: null,
  printed: null,
  source: null,
  ...more,
});

export const aStatus = (status: SentMeasure['status']['status'], asOf: string) => ({ status, asOf, wording: null, source: null });

export const sentProposal = (more: Partial<SentProposal> = {}): SentProposal => ({
  kind: 'PROPOSAL',
  bodyId: null,
  eventId: null,
  order: 1,
  title: 'Sprachkurse am Abend',
  text: null,
  fieldOfAction: null,
  deadlines: [],
  source: null,
  ...more,
});

export const { status: _status, ...measureSent } = {
  bodyId: null,
  eventId: null,
  order: 1,
  group: null,
  label: null,
  title: 'Abendkurse in allen Landkreisen',
  text: null,
  fieldOfAction: null,
  responsible: [],
  funding: [],
  schedule: [],
  places: [],
  answers: [],
  card: null,
  note: null,
  source: null,
  status: aStatus('RUNNING', '2016-05-01'),
} satisfies SentMeasure as SentMeasure;

export const sentMeasure = (more: Partial<SentMeasure> = {}): SentMeasure => ({ ...measureSent, status: _status, ...more });

export const sentIndicator = (more: Partial<SentIndicator> = {}): SentIndicator => ({
  bodyId: null,
  measureId: null,
  proposalId: null,
  order: 1,
  label: 'Plätze in Abendkursen',
  unit: 'Plätze',
  area: { kind: 'STATE', name: 'Niedersachsen' },
  target: null,
  partOfIndicatorId: null,
  source: null,
  value: null,
  ...more,
});

/** What the record of a route is when it was made, as a step on the way to what a test is about. */
async function made(row: RouteRow, body: object, caller: Caller, allianceId: string): Promise<Answered['body']> {
  const answer = await call(row, caller, { params: { allianceId }, body });
  if (answer.status !== 201) throw new Error(`${row.id} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}
const office = as('OFFICE_EDITOR');
export const proposed = async (more: Partial<SentProposal>, caller = office, alliance = 'npa') =>
  await made(recordProposal, sentProposal(more), caller, alliance);
export const measured = async (more: Partial<SentMeasure>, caller = office, alliance = 'npa') =>
  await made(recordMeasure, sentMeasure(more), caller, alliance);
export const counted = async (more: Partial<SentIndicator>, caller = office, alliance = 'npa') =>
  await made(recordIndicator, sentIndicator(more), caller, alliance);
