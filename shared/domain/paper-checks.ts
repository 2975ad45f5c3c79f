import * as z from 'zod';
import { formatDay } from './calendar.ts';
import type { Cents } from './money.ts';
import { formatEuro } from './money.ts';
import type { MunicipalPaper } from './municipal-paper.ts';
import { paperSectionNames } from './municipal-paper.ts';
import { financeFindings } from './paper-finance.ts';
import { missingSections } from './paper-rules.ts';
import { fold, quoted } from './text.ts';

/** What is odd about a paper. Reported and never enforced: the source says what it says. */
export const paperFindingNames = {
  PAPER_METADATA_INCOMPLETE: 'Angaben zur Unterlage unvollständig',
  PAPER_SECTION_MISSING: 'Pflichtteil fehlt',
  PAPER_DATE_MISSING: 'Datum fehlt',
  PAPER_SIGNATURE_MISSING: 'Unterschrift fehlt',
  PAPER_AGENDA_NUMBER_MISSING: 'Tagesordnungspunkt fehlt',
  PAPER_AMOUNT_NOT_IN_TABLE: 'Betrag fehlt in der Tabelle',
  PAPER_TABLE_SUM_DIFFERS: 'Saldo und Zeilen der Tabelle stimmen nicht überein',
  PAPER_TABLE_MIXES_YEARS: 'Jahre in der Tabelle vermischt',
  PAPER_TABLE_NOT_PER_YEAR: 'Angaben gelten nicht für jedes Jahr',
  PAPER_LIMITS_DIFFER: 'Wertgrenze verschieden angegeben',
  PAPER_ANNEXES_DIFFER: 'Anlagen verschieden angegeben',
  PAPER_RECIPIENTS_DIFFER: 'Zahl der Empfänger passt nicht',
  PAPER_ROUTE_OUT_OF_ORDER: 'Beratungsgang nicht in der Reihenfolge',
} as const;
type Rule = keyof typeof paperFindingNames;

export const PaperFinding = z.strictObject({
  rule: z.enum(Object.keys(paperFindingNames) as [Rule, ...Rule[]]),
  /** What tells two findings of one rule apart: a section, a year, a place. */
  place: z.string().nullable(),
  /** The amount in question. */
  amountCents: z.int().nullable(),
  sentence: z.string(),
});
export type PaperFinding = z.output<typeof PaperFinding>;

const finding = (rule: Rule, sentence: string, place: string | null = null, amountCents: Cents | null = null): PaperFinding => ({
  rule,
  place,
  amountCents,
  sentence,
});

/** With neither number, day nor signature nothing says which paper it is; with one of them, each of the others is told. */
function identifying({ number, datedOn, signedBy }: MunicipalPaper): PaperFinding[] {
  if (number === null && datedOn === null && signedBy === null)
    return [finding('PAPER_METADATA_INCOMPLETE', 'Die Unterlage nennt weder Datum noch Verfasser noch Nummer.')];
  return [
    ...(datedOn === null ? [finding('PAPER_DATE_MISSING', 'Die Drucksache trägt kein Datum.')] : []),
    ...(signedBy === null ? [finding('PAPER_SIGNATURE_MISSING', 'Die Drucksache ist nicht gezeichnet.')] : []),
  ];
}

const formal = (paper: MunicipalPaper): PaperFinding[] => [
  ...missingSections(paper).map((section) =>
    finding('PAPER_SECTION_MISSING', `Es fehlt der Abschnitt ${quoted(paperSectionNames[section])}.`, section),
  ),
  ...identifying(paper),
  ...(paper.agendaNumber === null && paper.kind !== 'DOCUMENT'
    ? [finding('PAPER_AGENDA_NUMBER_MISSING', 'Der Tagesordnungspunkt ist nicht angegeben.')]
    : []),
];

type Limit = MunicipalPaper['limits'][number];
/** The highest amount that a limit still lets through: "unter 5.001,- €" ends at 5.000,99. */
const highest = ({ cents, isIncluded }: Limit): Cents => cents - (isIncluded ? 0 : 1);
/** Two limits a hundredth apart mean the same one; a place that states several means different ones. */
const isNear = (a: Cents, b: Cents): boolean => Math.abs(a - b) * 100 <= Math.max(Math.abs(a), Math.abs(b));

/** Every pair of places that state one limit differently. */
function limitFindings({ limits }: Pick<MunicipalPaper, 'limits'>): PaperFinding[] {
  const isOnlyOne = ({ where }: Limit): boolean => limits.filter((limit) => limit.where === where).length === 1;
  return limits.flatMap((one, index) =>
    limits.slice(index + 1).flatMap((other) => {
      const [a, b] = [highest(one), highest(other)];
      const isSame = (isOnlyOne(one) && isOnlyOne(other)) || isNear(a, b);
      if (one.where === other.where || a === b || !isSame) return [];
      const sentence = `${one.where}: ${quoted(one.wording)}, also höchstens ${formatEuro(a)} Euro; ${other.where}: ${quoted(other.wording)}, also höchstens ${formatEuro(b)} Euro.`;
      return [finding('PAPER_LIMITS_DIFFER', sentence, `${one.where} / ${other.where}`, Math.abs(a - b))];
    }),
  );
}

const COUNT_WORDS = [/^keine?$/, /^eine[mnr]?$/, 'zwei', 'drei', 'vier', 'fuenf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'];
const countIn = (words: readonly string[]): number =>
  COUNT_WORDS.findIndex((count) => words.some((word) => (typeof count === 'string' ? word === count : count.test(word))));

/** How many annexes a wording names and whether it says that they are online; undefined count: it names none. */
function annexesIn(wording: string): { readonly count: number | undefined; readonly isOnline: boolean } {
  const words = fold(wording).split(' ');
  const digits = words.find((word) => /^\d+$/.test(word));
  const named = countIn(words);
  const count = digits === undefined ? named : Number(digits);
  return { count: count < 0 ? undefined : count, isOnline: words.includes('online') };
}

function annexFindings({ annexStatements, annexes }: Pick<MunicipalPaper, 'annexStatements' | 'annexes'>): PaperFinding[] {
  const [first, ...more] = annexStatements;
  if (!first) return [];
  const read = annexesIn(first.wording);
  const differing = more.filter(({ wording }) => {
    const other = annexesIn(wording);
    return other.count !== read.count || other.isOnline !== read.isOnline;
  });
  const said = [first, ...differing].map(({ where, wording }) => `${where}: ${quoted(wording)}`).join('; ');
  const isMiscounted = annexes.length > 0 && read.count !== undefined && read.count !== annexes.length;
  return [
    ...(differing.length > 0 ? [finding('PAPER_ANNEXES_DIFFER', `${said}.`, 'STATEMENTS')] : []),
    ...(isMiscounted
      ? [finding('PAPER_ANNEXES_DIFFER', `${first.where} nennt ${read.count}, erfasst sind ${annexes.length}.`, 'COUNT')]
      : []),
  ];
}

/** "01 - 13" in a label names so many recipients. */
function recipientFindings({ route }: Pick<MunicipalPaper, 'route'>): PaperFinding[] {
  return route.flatMap(({ label, recipients }) => {
    const [, from, to] = /(\d{1,3})\s*(?:-|–|bis)\s*(\d{1,3})/.exec(label) ?? [];
    const named = from === undefined || to === undefined ? null : Number(to) - Number(from) + 1;
    if (named === null || named < 1 || named === recipients) return [];
    return [finding('PAPER_RECIPIENTS_DIFFER', `${quoted(label)} nennt ${named} Empfänger, gezählt werden ${recipients}.`, label)];
  });
}

/** Deciding bodies deal with a paper in the order of its route. */
function orderFindings({ route }: Pick<MunicipalPaper, 'route'>): PaperFinding[] {
  const dealt = route.flatMap(({ label, role, on, outcome }) =>
    role === 'DECISION' && on !== null && outcome !== null ? [{ label, on }] : [],
  );
  return dealt.flatMap(({ label, on }, index) => {
    const before = dealt[index - 1];
    if (!before || before.on <= on) return [];
    const sentence = `${label} hat am ${formatDay(on)} beraten, vor ${before.label} am ${formatDay(before.on)}.`;
    return [finding('PAPER_ROUTE_OUT_OF_ORDER', sentence, label)];
  });
}

/** Everything odd about one paper, in the order in which a reader would meet it. */
export const findingsOfPaper = (paper: MunicipalPaper): PaperFinding[] => [
  ...formal(paper),
  ...financeFindings(paper).map(({ rule, sentence, place, amountCents }) => finding(rule, sentence, place, amountCents)),
  ...limitFindings(paper),
  ...annexFindings(paper),
  ...recipientFindings(paper),
  ...orderFindings(paper),
];
