import * as z from 'zod';
import type { Role } from './access.ts';
import { bodyReaders } from './alliance-body.ts';
import { eventReaders } from './alliance-event.ts';
import { initiativeReaders } from './initiative.ts';
import { inquiryReaders } from './inquiry.ts';
import { paperReaders } from './municipal-paper.ts';
import { reportReaders } from './report.ts';
import { proposalReaders } from './result.ts';
import { fold, germanOrder, text } from './text.ts';

/** What can be found, in the order in which an answer names it. */
export const searchTypeNames = {
  EVENT: 'Veranstaltungen',
  INITIATIVE: 'Initiativen',
  BODY: 'Gremien',
  MEETING: 'Sitzungen',
  PAPER: 'Drucksachen',
  PROPOSAL: 'Vorschläge',
  MEASURE: 'Maßnahmen',
  REPORT: 'Berichte',
} as const;
export type SearchType = keyof typeof searchTypeNames;
export const searchTypes = Object.keys(searchTypeNames) as [SearchType, ...SearchType[]];

/**
 * The lists that a search looks through, each with the roles of its row: whoever may not read a list finds nothing of it.
 * Agenda papers are read with meetings, printed papers of the Landtag with inquiries, papers of a council by themselves.
 */
export const searchedLists = {
  listAllianceEvents: eventReaders,
  listInitiatives: initiativeReaders,
  listBodies: bodyReaders,
  listMeetings: bodyReaders,
  listInquiries: inquiryReaders,
  listPapers: paperReaders,
  listProposals: proposalReaders,
  listMeasures: bodyReaders,
  listReports: reportReaders,
} as const satisfies Record<string, readonly Role[]>;
export const searchers: readonly Role[] = [...new Set<Role>(Object.values(searchedLists).flat())];

const SHORTEST = 2;
export const searchText = text(100, 'Suche').refine((typed) => fold(typed).length >= SHORTEST, {
  error: `Bitte geben Sie mindestens ${SHORTEST} Buchstaben oder Ziffern ein.`,
});

/** Most entries that are shown of one type; how many were found is told. */
export const MOST_HITS = 20;

export const SearchHit = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Date, place, status: what tells two of one title apart. */
  line: z.string().nullable(),
  /** Where it is read in the portal, below the alliance. */
  path: z.string(),
});
export type SearchHit = z.output<typeof SearchHit>;
export const SearchGroup = z.strictObject({ type: z.enum(searchTypes), found: z.int(), hits: z.array(SearchHit).max(MOST_HITS) });
export type SearchGroup = z.output<typeof SearchGroup>;

/** One record as a search sees it: what is shown, and what is looked at beside the title. Never a name of a person. */
export type Findable = SearchHit & { readonly also: readonly (string | null)[] };

export type Needle = { readonly whole: string; readonly words: readonly string[] };
export const needleOf = (typed: string): Needle => ({ whole: fold(typed), words: fold(typed).split(' ') });

/** From here on a word is also found inside another one: German puts words together. */
const INSIDE_FROM = 4;
const beginsAWord = (folded: string, word: string): boolean => ` ${folded}`.includes(` ${word}`);
const occurs = (folded: string, word: string): boolean =>
  beginsAWord(folded, word) || (word.length >= INSIDE_FROM && folded.includes(word));

/**
 * How well a record fits; every word typed must occur in it, at the beginning of a word or, from four letters on, inside.
 * @returns 0 the title begins with what was typed, 1 each word begins one of the title's, 2 elsewhere; undefined: not found
 */
export function fitOf({ whole, words }: Needle, { title, also }: Pick<Findable, 'title' | 'also'>): 0 | 1 | 2 | undefined {
  const head = fold(title);
  if (head.startsWith(whole)) return 0;
  if (words.every((word) => beginsAWord(head, word))) return 1;
  const everything = `${head} ${fold(also.filter((one) => one !== null).join(' '))}`;
  return words.every((word) => occurs(everything, word)) ? 2 : undefined;
}

/** The best first, equals in German order. */
export function groupOf(type: SearchType, needle: Needle, records: readonly Findable[]): SearchGroup {
  const fitting = records.flatMap((record) => {
    const fit = fitOf(needle, record);
    return fit === undefined ? [] : [{ fit, record }];
  });
  fitting.sort((a, b) => a.fit - b.fit || germanOrder.compare(a.record.title, b.record.title) || (a.record.id < b.record.id ? -1 : 1));
  return {
    type,
    found: fitting.length,
    hits: fitting.slice(0, MOST_HITS).map(({ record: { id, title, line, path } }) => ({ id, title, line, path })),
  };
}
