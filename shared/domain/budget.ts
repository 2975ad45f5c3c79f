import * as z from 'zod';
import type { Day } from './calendar.ts';
import { day, fiscalYear, formatDay } from './calendar.ts';
import { at } from './failures.ts';
import { recordHead } from './journal.ts';
import type { Cents } from './money.ts';
import { amountCents, formatEuro } from './money.ts';
import { text } from './text.ts';

/**
 * Budget line of a state budget: Einzelplan, Kapitel, Titel, optionally Titelgruppe; digits as text, valid within one
 * fiscal year. @see docs/sources.md#budget-structure
 */
export const BudgetLine = z
  .strictObject({
    section: z
      .string()
      .regex(/^\d{2}$/, { error: 'Der Einzelplan hat zwei Ziffern, zum Beispiel 02.' })
      .meta({ title: 'Einzelplan' }),
    chapter: z
      .string()
      .regex(/^\d{4}$/, { error: 'Das Kapitel hat vier Ziffern, zum Beispiel 0201.' })
      .meta({ title: 'Kapitel' }),
    item: z
      .string()
      .regex(/^[4-9]\d{4}$/, { error: 'Ein Ausgabetitel hat fünf Ziffern und beginnt mit 4 bis 9, zum Beispiel 53101.' })
      .meta({ title: 'Titel' }),
    itemGroup: z
      .string()
      .regex(/^\d{2}$/, { error: 'Die Titelgruppe hat zwei Ziffern, zum Beispiel 70.' })
      .nullable()
      .meta({ title: 'Titelgruppe' }),
  })
  .check((ctx) => {
    if (!ctx.value.chapter.startsWith(ctx.value.section))
      ctx.issues.push({
        code: 'custom',
        path: ['chapter'],
        message: 'Das Kapitel beginnt mit den Ziffern des Einzelplans.',
        input: ctx.value,
      });
  })
  .meta({ title: 'Haushaltsstelle' });
export type BudgetLine = z.output<typeof BudgetLine>;

/** `0201 531 01` or `0201 531 01 TGr. 70`, with no-break spaces. */
export const formatBudgetLine = ({ chapter, item, itemGroup }: BudgetLine): string =>
  `${chapter}\u00a0${item.slice(0, 3)}\u00a0${item.slice(3)}${itemGroup === null ? '' : `\u00a0TGr.\u00a0${itemGroup}`}`;

/** One text per budget line, for keys and filters: `0201-53101` or `0201-53101-70`. */
export const budgetLineKey = ({ chapter, item, itemGroup }: BudgetLine): string =>
  [chapter, item, ...(itemGroup === null ? [] : [itemGroup])].join('-');

/** @throws RangeError when the text is no key made by `budgetLineKey` */
export function parseBudgetLineKey(key: string): BudgetLine {
  const match = /^((\d{2})\d{2})-(\d{5})(?:-(\d{2}))?$/.exec(key);
  if (!match) throw new RangeError('not a budget line key');
  return { section: match[2] ?? '', chapter: match[1] ?? '', item: match[3] ?? '', itemGroup: match[4] ?? null };
}

/** The gap between stated and itemised sums, named to the cent by whoever releases in spite of it. */
const NamedDifference = z.strictObject({ amountCents, explanation: text(500, 'Erläuterung') });

const Release = z.strictObject({
  kind: z.literal('RELEASE'),
  throughDay: day('Freigegeben bis'),
  source: text(200, 'Anlass'),
  namedDifference: NamedDifference.nullable().meta({ title: 'Benannte Differenz' }),
});

/** Stated for a fiscal year and never overwritten: a later statement stands beside the earlier one and is the one in force. */
export const BudgetStatement = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('APPROPRIATION'),
    fiscalYear,
    amountCents,
    basis: z.enum(['STATED', 'CARRIED_FORWARD']).meta({ title: 'Grundlage' }),
    source: text(200, 'Quelle'),
  }),
  z.strictObject({ kind: z.literal('STATED_TOTAL'), fiscalYear, amountCents, asOf: day('Stand').nullable(), source: text(200, 'Quelle') }),
  Release,
]);
export type BudgetStatement = z.output<typeof BudgetStatement>;
export type Appropriation = Extract<BudgetStatement, { kind: 'APPROPRIATION' }>;
export type StatedTotal = Extract<BudgetStatement, { kind: 'STATED_TOTAL' }>;
export type Release = z.output<typeof Release>;

/** Members of a strict object union with the record's head, for answers. */
export const BudgetStatementView = z.union(BudgetStatement.options.map((option) => z.strictObject({ ...option.shape, ...recordHead })));

/**
 * Nothing leaves the house with a gap that nobody named: the difference must be none, or stated to the cent.
 * @param gapCents what stated and itemised sums differ by as of the day released, `gapToName` in reconciliation.ts
 * @throws releaseInFuture, differenceNotNamed
 */
export function assertReleasable(release: Release, today: Day, gapCents: Cents): Release {
  if (release.throughDay > today)
    throw at('releaseInFuture', '/throughDay', `Bitte geben Sie einen Tag bis heute (${formatDay(today)}) frei.`);
  const named = release.namedDifference?.amountCents ?? 0;
  if (named !== gapCents) {
    throw at(
      'differenceNotNamed',
      '/namedDifference/amountCents',
      gapCents === 0
        ? 'Die Einzelbeträge ergeben die Gesamtsumme. Bitte lassen Sie die Differenz leer (null).'
        : `Zum Stand ${formatDay(release.throughDay)} weichen Gesamtsumme und Einzelbeträge um ${formatEuro(gapCents)} Euro voneinander ab. Bitte klären Sie den Betrag oder benennen und erläutern Sie ihn.`,
    );
  }
  return release;
}

export type Dated<Statement> = { readonly statement: Statement; readonly changedAt: string; readonly id: string };

const latestBy = <S extends { fiscalYear: number }>(
  statements: readonly Dated<S>[],
  rank: (one: Dated<S>) => string,
): Map<number, Dated<S>> => {
  const latest = new Map<number, Dated<S>>();
  for (const one of statements) {
    const current = latest.get(one.statement.fiscalYear);
    if (!current || rank(current) <= rank(one)) latest.set(one.statement.fiscalYear, one);
  }
  return latest;
};

/** What the book of record says on a day: per fiscal year the statement with the latest as-of day up to then. */
export const statedTotalsOn = (totals: readonly Dated<StatedTotal>[], asOf: Day): Map<number, Dated<StatedTotal>> =>
  latestBy(
    totals.filter(({ statement }) => (statement.asOf ?? asOf) <= asOf && statement.fiscalYear <= Number(asOf.slice(0, 4))),
    ({ statement, changedAt }) => `${statement.asOf ?? '0000-00-00'}#${changedAt}`,
  );

export const appropriationsInForce = (appropriations: readonly Dated<Appropriation>[]): Map<number, Dated<Appropriation>> =>
  latestBy(appropriations, ({ changedAt }) => changedAt);

/** Share of the appropriation in tenths of a per cent, rounded half up: 538 967,95 of 1 000 000,00 are 539 (53,9 %). */
export const perMille = (part: Cents, whole: Cents): number => Number((BigInt(part) * 2000n + BigInt(whole)) / (2n * BigInt(whole)));
