/**
 * What a month costs, from list prices, measured units and stated assumptions. `npx node infra/cost.ts` prints the table of
 * docs/deploy.md. Units per request are those of docs/performance.md (ReturnConsumedCapacity), rounded up.
 */

/** USD per unit, eu-central-1, first tier. Where each comes from stands in docs/deploy.md#prices. */
export const prices = {
  httpRequest: 1.2e-6,
  lambdaRequest: 0.2e-6,
  lambdaGbSecond: 0.0000133334,
  writeUnit: 0.7625e-6,
  readUnit: 0.1525e-6,
  tableGbMonth: 0.306,
  pointInTimeGbMonth: 0.2448,
  keyMonth: 1,
  keyRequest: 0.03 / 10_000,
  busEvent: 1e-6,
  archiveGb: 0.1,
  logGbIngested: 0.63,
  logGbMonth: 0.0324,
  alarmMonth: 0.1,
  metricMonth: 0.3,
  dashboardMonth: 3,
  trace: 5e-6,
  activeUser: 0.015,
  transferGb: 0.09,
  mail: 100e-6,
} as const;

/** What an account gets each month without end; counts only where nothing else in the account uses it up. */
const allowances = {
  lambdaRequests: 1_000_000,
  lambdaGbSeconds: 400_000,
  traces: 100_000,
  transferGb: 100,
  activeUsers: 10_000,
  alarms: 10,
  metrics: 10,
  logGb: 5,
  keyRequests: 20_000,
};

export type Size = {
  readonly name: string;
  readonly alliances: number;
  readonly eventsPerYear: number;
  readonly expensesPerYear: number;
  readonly users: number;
};

export const sizes: readonly Size[] = [
  { name: 'small', alliances: 1, eventsPerYear: 40, expensesPerYear: 400, users: 10 },
  { name: 'medium', alliances: 1, eventsPerYear: 400, expensesPerYear: 10_000, users: 100 },
  { name: 'large', alliances: 16, eventsPerYear: 4_000, expensesPerYear: 100_000, users: 1_500 },
];

export const assumptions = {
  workingDaysPerMonth: 21,
  yearsOfData: 5,
  /** Changes of one event over its life: registered, edited, figures of attendance, held. */
  changesPerEvent: 12,
  /** Who registers or comes without; each is checked in once and gets this many mails. */
  participantsPerEvent: 60,
  mailsPerParticipant: 2,
  /** Entered, certified twice, booked; a few are corrected. */
  changesPerExpense: 4.5,
  /** Postings in the ledger, and state, journal and index copies, with what they weigh. */
  ledgerKb: 1,
  changeKbStored: 8,
  memoryGb: 1,
  logKbPerRequest: 2,
  logMonthsKept: 3,
  answerKb: 8,
  /** Page, program, styles and fonts, uncompressed; browsers keep them, this counts one load per user and day. */
  portalKb: 900,
  eventKb: 2,
  /** One key request per function instance and five minutes; counted as one per so many requests. */
  requestsPerKeyRequest: 20,
  /** The two tables', the master key over the keys of persons, and the one that signs the chains of seals. */
  keys: 4,
  /** The nightly check reads all of the table but its index copies, half a read unit per 4 kB. */
  checksPerMonth: 30,
  shareWithoutIndexes: 0.5,
  checkSecondsPerGb: 300,
  checkMemoryGb: 3,
  alarms: 80,
  /** A metric is paid for the hours in which it counts something: so many as if all month. */
  metrics: 6,
  dashboards: 1,
  /** Consumers that each new entry of the journal starts, and each new fact of a door. */
  readersOfJournal: 3,
  readersOfScans: 2,
} as const;

/** Per user and working day. */
export const requestsPerUserDay = { portal: 8, read: 40, list: 10, breakdown: 3, asOfBreakdown: 0.05 } as const;

export type RequestType = keyof typeof requestsPerUserDay | 'change' | 'publish' | 'register' | 'checkIn' | 'mail';

/** Read and write units and milliseconds per request. `asOfBreakdown` reads its alliance's whole ledger on top. */
export const requestCosts: Readonly<
  Record<RequestType, { readonly readUnits: number; readonly writeUnits: number; readonly milliseconds: number }>
> = {
  portal: { readUnits: 0, writeUnits: 0, milliseconds: 5 },
  read: { readUnits: 3, writeUnits: 0, milliseconds: 20 },
  list: { readUnits: 5, writeUnits: 0, milliseconds: 40 },
  /** 10 with 40 events; more events have more sums. */
  breakdown: { readUnits: 60, writeUnits: 0, milliseconds: 80 },
  asOfBreakdown: { readUnits: 60, writeUnits: 0, milliseconds: 4_000 },
  /** 7 to 20, a booking the most. */
  change: { readUnits: 3, writeUnits: 15, milliseconds: 60 },
  publish: { readUnits: 0, writeUnits: 0, milliseconds: 40 },
  register: { readUnits: 6, writeUnits: 36, milliseconds: 60 },
  /** With its share of counting. */
  checkIn: { readUnits: 3, writeUnits: 6, milliseconds: 30 },
  mail: { readUnits: 4, writeUnits: 2, milliseconds: 150 },
};

type Usage = ReturnType<typeof usageOf>;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function usageOf(size: Size) {
  const a = assumptions;
  const userDays = size.users * a.workingDaysPerMonth;
  const changes = (size.eventsPerYear * a.changesPerEvent + size.expensesPerYear * a.changesPerExpense) / 12;
  const participants = (size.eventsPerYear * a.participantsPerEvent) / 12;
  const mails = participants * a.mailsPerParticipant;
  const counts: Record<RequestType, number> = {
    portal: userDays * requestsPerUserDay.portal,
    read: userDays * requestsPerUserDay.read,
    list: userDays * requestsPerUserDay.list,
    breakdown: userDays * requestsPerUserDay.breakdown,
    asOfBreakdown: userDays * requestsPerUserDay.asOfBreakdown,
    change: changes,
    publish: (changes + participants) * a.readersOfJournal + participants * a.readersOfScans,
    register: participants,
    checkIn: participants,
    mail: mails,
  };
  const types = Object.keys(counts) as RequestType[];
  const httpRequests = sum(types.filter((type) => type !== 'publish' && type !== 'mail').map((type) => counts[type]));
  const lambdaRequests = httpRequests + counts.publish + counts.mail;
  const ledgerUnits = (size.expensesPerYear * a.yearsOfData * a.ledgerKb) / size.alliances / 4;
  const tableGb = ((changes + participants) * 12 * a.yearsOfData * a.changeKbStored) / 1024 ** 2;
  const checkedGb = tableGb * a.shareWithoutIndexes * a.checksPerMonth;
  return {
    users: size.users,
    changes,
    mails,
    httpRequests,
    lambdaRequests,
    gbSeconds:
      (sum(types.map((type) => counts[type] * requestCosts[type].milliseconds)) / 1000) * a.memoryGb +
      checkedGb * a.checkSecondsPerGb * a.checkMemoryGb,
    readUnits:
      sum(types.map((type) => counts[type] * requestCosts[type].readUnits)) +
      counts.asOfBreakdown * ledgerUnits +
      (checkedGb * 1024 ** 2) / 8,
    writeUnits: sum(types.map((type) => counts[type] * requestCosts[type].writeUnits)),
    tableGb,
    logGb: (lambdaRequests * a.logKbPerRequest) / 1024 ** 2,
    keyRequests: lambdaRequests / a.requestsPerKeyRequest,
    transferGb: ((httpRequests - counts.portal) * a.answerKb + userDays * a.portalKb) / 1024 ** 2,
  };
}

const rows: readonly (readonly [string, (usage: Usage) => number])[] = [
  ['API Gateway, HTTP API', (u) => u.httpRequests * prices.httpRequest],
  ['Lambda', (u) => u.lambdaRequests * prices.lambdaRequest + u.gbSeconds * prices.lambdaGbSecond],
  ['DynamoDB, requests', (u) => u.readUnits * prices.readUnit + u.writeUnits * prices.writeUnit],
  ['DynamoDB, storage and point-in-time recovery', (u) => u.tableGb * (prices.tableGbMonth + prices.pointInTimeGbMonth)],
  ['KMS', (u) => assumptions.keys * prices.keyMonth + u.keyRequests * prices.keyRequest],
  ['EventBridge, events and archive', (u) => u.changes * (prices.busEvent + (assumptions.eventKb / 1024 ** 2) * prices.archiveGb)],
  ['CloudWatch Logs', (u) => u.logGb * (prices.logGbIngested + assumptions.logMonthsKept * prices.logGbMonth)],
  ['CloudWatch alarms', () => assumptions.alarms * prices.alarmMonth],
  [
    'CloudWatch metrics of our own and dashboard',
    () => assumptions.metrics * prices.metricMonth + assumptions.dashboards * prices.dashboardMonth,
  ],
  ['X-Ray', (u) => u.lambdaRequests * prices.trace],
  ['Cognito, plan Essentials', (u) => u.users * prices.activeUser],
  ['SES, mails', (u) => u.mails * prices.mail],
  ['Data transfer out', (u) => u.transferGb * prices.transferGb],
];

const allowed = (u: Usage): number =>
  Math.min(u.lambdaRequests, allowances.lambdaRequests) * prices.lambdaRequest +
  Math.min(u.gbSeconds, allowances.lambdaGbSeconds) * prices.lambdaGbSecond +
  Math.min(u.lambdaRequests, allowances.traces) * prices.trace +
  Math.min(u.transferGb, allowances.transferGb) * prices.transferGb +
  Math.min(u.users, allowances.activeUsers) * prices.activeUser +
  Math.min(assumptions.alarms, allowances.alarms) * prices.alarmMonth +
  Math.min(assumptions.metrics, allowances.metrics) * prices.metricMonth +
  Math.min(u.logGb, allowances.logGb) * prices.logGbIngested +
  Math.min(u.keyRequests, allowances.keyRequests) * prices.keyRequest;

export const monthlyTotal = (size: Size): number => {
  const usage = usageOf(size);
  return sum(rows.map(([, price]) => price(usage)));
};

/** The table as docs/deploy.md prints it; a test holds the two together. */
export function costTable(): string {
  const usages = sizes.map(usageOf);
  const line = (label: string, cells: readonly string[]) => `| ${[label, ...cells].join(' | ')} |`;
  const money = (value: number) => value.toFixed(2);
  const count = (value: number) => Math.round(value).toLocaleString('en-GB');
  return [
    line(
      'USD per month',
      sizes.map(({ name }) => name),
    ),
    `| --- | ${sizes.map(() => '---:').join(' | ')} |`,
    ...rows.map(([label, price]) =>
      line(
        label,
        usages.map((usage) => money(price(usage))),
      ),
    ),
    line(
      '**Sum at list price**',
      sizes.map((size) => `**${money(monthlyTotal(size))}**`),
    ),
    line(
      'Sum less the allowances without end',
      usages.map((usage, index) => money(monthlyTotal(sizes[index] as Size) - allowed(usage))),
    ),
    line(
      'HTTP requests',
      usages.map(({ httpRequests }) => count(httpRequests)),
    ),
    line(
      'Changes',
      usages.map(({ changes }) => count(changes)),
    ),
    line(
      'Read units',
      usages.map(({ readUnits }) => count(readUnits)),
    ),
    line(
      'Write units',
      usages.map(({ writeUnits }) => count(writeUnits)),
    ),
    line(
      'Table after five years, GB',
      usages.map(({ tableGb }) => tableGb.toFixed(2)),
    ),
  ].join('\n');
}

if (import.meta.main) console.log(costTable());
