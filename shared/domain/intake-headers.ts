import type { ColumnKind, ProposalKind } from './intake.ts';
import { COSTS } from './release-gate.ts';

/*
 * What the words around a table say: a line of column headings, a line that states a sum, a sentence that ends a table.
 */

const HEADINGS: readonly (readonly [RegExp, ColumnKind])[] = [
  [/^(?:nr|nummer|lfd|lfdnr|pos|position|ziffer)$/, 'NUMBER'],
  [/^(?:datum|tag|termin|zeitpunkt|zeitraum|am|wann)$/, 'DATE'],
  [/^(?:veranstaltung(?:en)?|anlass|maßnahmen?|ereignis|aktion|was)$/, 'EVENT'],
  [
    /^(?:organisation|träger(?:in)?|antragsteller(?:in)?|(?:zuwendungs)?empfänger(?:in)?|zuwendungsnehmer(?:in)?|verein|einrichtung)$/,
    'ORGANISATION',
  ],
  [/^(?:projekte?|vorhaben|projekttitel|projektname)$/, 'PROJECT'],
  [/^(?:bewilligt|bewilligung|zuwendung(?:sbetrag)?|fördersumme|förderbetrag|förderung|zuschuss)$/, 'GRANTED'],
  [/^(?:ausgaben?|auszahlung(?:en)?|aufwendungen|aufwand)$/, 'EXPENDITURE'],
  [/^(?:betrag|beträge|summe|höhe|euro|eur|€|t€|wert|wieviel)$/, 'AMOUNT'],
  [/^(?:bezeichnung|titel|zweck|gegenstand|beschreibung|leistung|inhalt|thema|art)$/, 'TITLE'],
];
/** Words that stand between headings and are none. */
const between = /^(?:in|der|des|und|je|pro|von|für|-|–|\/)$/;

const kindOf = (word: string): ColumnKind | undefined =>
  COSTS.test(word) ? 'EXPENDITURE' : HEADINGS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];

/** The columns a line of headings names, in order; undefined for any other line. */
export function columnsOf(line: string): ColumnKind[] | undefined {
  if (/\d/.test(line) || line.length > 200) return undefined;
  const words = line
    .split(/[\s|/]+/u)
    .map((word) => word.replace(/[.:;,()*]/gu, ''))
    .filter((word) => word !== '' && !between.test(word));
  const kinds = words.map(kindOf);
  const known = new Set(kinds.filter((kind) => kind !== undefined));
  const isHeader = known.size >= 2 && kinds.filter((kind) => kind !== undefined).length * 10 >= words.length * 6;
  return isHeader ? [...known] : undefined;
}

export function recordKindOf(columns: readonly ColumnKind[]): ProposalKind {
  if (columns.some((column) => column === 'ORGANISATION' || column === 'GRANTED')) return 'GRANT';
  const isExpenditure = columns.includes('EXPENDITURE') || (columns.includes('DATE') && columns.includes('EVENT'));
  return isExpenditure ? 'EXPENSE_LINE' : 'AMOUNT';
}

export const speaksOfCosts = (heading: string): boolean => heading.split(/\s+/u).some((word) => COSTS.test(word));

/** Whether a heading or the line above it says that what follows is in euro; an amount in it says so of itself only. */
export const saysEuro = (line: string): boolean =>
  /(?<!\p{L})in (?:Euro|EUR|€)(?!\p{L})/u.test(line) || (/(?:^|[\s(])(?:Euro|EUR|€)(?:[\s):.,]|$)/u.test(line) && !/\d/.test(line));

const rest = '(?: *:| (?:der|des|aller|in|für|netto|brutto|bewilligt|Euro|EUR|€|(?:19|20)\\d\\d)(?!\\p{L})[^.;]{0,60}:?)?$';
const whole = new RegExp(
  `^(?:Gesamt(?:summe|betrag|ausgaben|aufwendungen|höhe|fördersumme)?|Summen?|Endsumme|Insgesamt|Zusammen|Total)${rest}`,
  'iu',
);
const upToHere = new RegExp(`^(?:Zwischensumme|Übertrag|Teilsumme)${rest}`, 'iu');

/** What a line with an amount states that is no row of its own: a sum, a carry, a balance, a part of a row. */
export function sumKindOf(words: string): 'TOTAL' | 'SUBTOTAL' | 'BALANCE' | 'PART' | undefined {
  if (whole.test(words)) return 'TOTAL';
  if (upToHere.test(words)) return 'SUBTOTAL';
  if (/^Saldo(?!\p{L})/iu.test(words)) return 'BALANCE';
  return /^(?:[-–•] ?)?(?:davon|darunter)(?!\p{L})/iu.test(words) ? 'PART' : undefined;
}

const abbreviated = /(?:einschl|inkl|exkl|zzgl|usw|bzw|ggf|evtl|sonst|gem|jährl|lfd|verschied|allg)\.$/iu;
const sentenceEnd = /(?:\p{Ll}{3}|[)“"])[.!?:]$/u;
const sentenceInside = /(?<!\p{L})(\p{L}*\p{Ll}{3}[.!?]) \p{Lu}/gu;

/** Whether a line belongs to running text: a sentence ends in it. */
export function isSentence(line: string): boolean {
  if (sentenceEnd.test(line) && !abbreviated.test(line)) return true;
  return [...line.matchAll(sentenceInside)].some(([, word = '']) => !abbreviated.test(word));
}

/** What a page prints beside its text. */
export const isPageMark = (line: string): boolean =>
  /^(?:[-–—] ?\d{1,4} ?[-–—]|(?:Seite|S\.) ?\d{1,4}(?: ?(?:von|\/) ?\d{1,4})?)$/u.test(line);

/** A word before an amount that makes it part of a sentence. */
export const leadsIntoAmount = (lead: string): boolean =>
  /(?:^|[\s(])(?:von|mit|für|auf|um|zu|zur|zum|in|im|an|am|bei|ab|bis|je|jeweils|pro|sind|waren|ist|war|wurden|wurde|wird|werden|beträgt|betragen|betrug|betrugen|insgesamt|nur|noch|und|oder|als|der|die|das|den|dem|des|eine|einer|einem|einen|weitere[nrs]?|zusätzlich|stehen|standen|erhält|erhielt|erhalten)\s*$/u.test(
    lead,
  );

const legalForm = /^(.{2,150}?(?<!\p{L})(?:e\. ?V\.|gUG|gGmbH|GmbH|UG|eG|gAG)(?: \(haftungsbeschränkt\))?)[\s,:–-]+(\S.*)$/su;

/**
 * The organisation before the title of its project. `parted` is the line as printed, where a tab or a wide gap shows the column.
 * @returns undefined where nothing shows at which word the project begins
 */
export function splitOrganisation(title: string, parted: string): { organisation: string; title: string } | undefined {
  const cells = parted.split(/[\t|]| {2,}/u).filter((cell) => cell.trim() !== '');
  const [first = '', ...others] = cells.map((cell) => cell.trim());
  if (others.length > 0 && title.startsWith(`${first} `)) return { organisation: first, title: title.slice(first.length).trim() };
  const [, organisation, project] = legalForm.exec(title) ?? [];
  return organisation === undefined || project === undefined ? undefined : { organisation, title: project };
}
