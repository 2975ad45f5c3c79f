import * as z from 'zod';
import type { Role } from './access.ts';
import { day } from './calendar.ts';
import { precisions } from './due.ts';

/**
 * What a deterministic reader finds in the text of a paper: amounts, days, rows of tables, and the records that a person may
 * make of them. It says where everything stands and what it is not sure of; nothing of it is kept.
 */
export const paperReaders = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'BUDGET_OFFICER'] as const satisfies Role[];

export const LONGEST_PAPER = 300_000;
/** Found things of one kind that an answer shows; how many more there are, it says. */
export const MOST_SHOWN = 2_000;

export const amountWorthNames = {
  EXACT: 'genau',
  AT_LEAST: 'mindestens',
  MORE_THAN: 'mehr als',
  ABOUT: 'rund',
  NEARLY: 'knapp',
  UP_TO: 'bis zu',
  LESS_THAN: 'weniger als',
} as const;
export type AmountWorth = keyof typeof amountWorthNames;
const amountWorths = Object.keys(amountWorthNames) as [AmountWorth, ...AmountWorth[]];

/** Why a reading is not certain. */
export const doubtNames = {
  NO_CURRENCY: 'Eine Währung ist nicht angegeben.',
  POINT_OR_COMMA: 'Der Punkt kann Tausender gliedern oder Cent abtrennen.',
  TWO_NUMBERS: 'Vor oder nach dem Leerzeichen kann eine eigene Zahl stehen.',
  MORE_OR_OVER: '„über“ kann „mehr als“ heißen oder „in Höhe von“.',
  SEVERAL_AMOUNTS: 'In der Zeile stehen mehrere Beträge; gelesen wurde der letzte.',
  NOT_WHOLE_CENTS: 'Der Betrag ist kleiner gegliedert als in Cent.',
  TOO_LARGE: 'Der Betrag ist größer, als das Register annimmt.',
} as const;
export type Doubt = keyof typeof doubtNames;
const doubts = Object.keys(doubtNames) as [Doubt, ...Doubt[]];

/** Where something stands in the text as it was sent: UTF-16 units from 0, the end not included; lines from 1. */
const place = { start: z.int().min(0), end: z.int().min(0), line: z.int().min(1) };
const Lines = z.strictObject({ from: z.int().min(1), to: z.int().min(1) });
export type Lines = z.output<typeof Lines>;

export const FoundAmount = z.strictObject({
  ...place,
  printed: z.string(),
  /** Null unless there is exactly one reading. */
  cents: z.int().nullable(),
  worth: z.enum(amountWorths),
  /** Every way to read it; `cents` is null where no whole cents come out. */
  readings: z.array(z.strictObject({ shown: z.string(), cents: z.int().nullable() })),
  certain: z.boolean(),
  doubts: z.array(z.enum(doubts)),
});
export type FoundAmount = z.output<typeof FoundAmount>;

export const FoundDate = z.strictObject({
  ...place,
  printed: z.string(),
  /** Null: there is no such day, or its year is not said. */
  precision: z.enum(precisions).nullable(),
  from: day('Frühestens').nullable(),
  to: day('Spätestens').nullable(),
  question: z.string().nullable(),
  certain: z.boolean(),
});
export type FoundDate = z.output<typeof FoundDate>;

export const proposalKindNames = { EXPENSE_LINE: 'Ausgabe', GRANT: 'Zuwendung', AMOUNT: 'Betrag' } as const;
export type ProposalKind = keyof typeof proposalKindNames;
const proposalKinds = Object.keys(proposalKindNames) as [ProposalKind, ...ProposalKind[]];

const RowDate = FoundDate.pick({ printed: true, precision: true, from: true, to: true, certain: true });

/** A row of a table, and what would be recorded if a person accepts it. */
export const RecordProposal = z.strictObject({
  kind: z.enum(proposalKinds),
  /** Which table it comes from, from 0. */
  table: z.int().min(0),
  number: z.int().nullable(),
  title: z.string(),
  /** Null also where the text does not show at which word the next column begins. */
  organisation: z.string().nullable(),
  date: RowDate.nullable(),
  amountCents: z.int().nullable(),
  amount: FoundAmount,
  certain: z.boolean(),
  lines: Lines,
});
export type RecordProposal = z.output<typeof RecordProposal>;

export const columnKinds = ['NUMBER', 'DATE', 'EVENT', 'ORGANISATION', 'PROJECT', 'GRANTED', 'EXPENDITURE', 'AMOUNT', 'TITLE'] as const;
export type ColumnKind = (typeof columnKinds)[number];

const StatedSum = z.strictObject({
  /** SUBTOTAL is compared with the rows above it, as printed at the foot of a page. */
  kind: z.enum(['TOTAL', 'SUBTOTAL']),
  printed: z.string(),
  line: z.int().min(1),
  statedCents: z.int(),
  computedCents: z.int(),
  differenceCents: z.int(),
});
export type StatedSum = z.output<typeof StatedSum>;

export const FoundTable = z.strictObject({
  kind: z.enum(proposalKinds),
  header: z
    .strictObject({ printed: z.string(), line: z.int().min(1), columns: z.array(z.enum(columnKinds)), repeatedOn: z.array(z.int()) })
    .nullable(),
  lines: Lines,
  rowCount: z.int(),
  /** Of the rows with one reading; `uncertainRows` have none or are not certain. */
  sumCents: z.int(),
  uncertainRows: z.int(),
  statedSums: z.array(StatedSum),
  /** German sentences for the person who accepts: a sum that differs, a word to avoid. */
  remarks: z.array(z.string()),
});
export type FoundTable = z.output<typeof FoundTable>;

export const PaperReading = z.strictObject({
  lineCount: z.int(),
  amounts: z.array(FoundAmount),
  dates: z.array(FoundDate),
  tables: z.array(FoundTable),
  proposals: z.array(RecordProposal),
  /** How many were found; of each kind an answer shows the first `MOST_SHOWN`. */
  found: z.strictObject({ amounts: z.int(), dates: z.int(), tables: z.int(), proposals: z.int() }),
});
export type PaperReading = z.output<typeof PaperReading>;

export const PaperText = z.strictObject({
  text: z
    .string()
    .min(1, { error: 'Bitte fügen Sie den Text ein.' })
    .max(LONGEST_PAPER, { error: 'Der Text ist länger als 300 000 Zeichen. Bitte lesen Sie ihn in Teilen.' })
    .refine((raw) => raw.isWellFormed(), { error: 'Der Text enthält ein unvollständiges Zeichen.' })
    .meta({ title: 'Text', description: 'Wie er in der Drucksache steht, mit Zeilen- und Seitenumbrüchen' }),
  /** Of a day without a year; without it, such a day is a question. */
  saidOn: day('Datum der Drucksache').optional(),
});
