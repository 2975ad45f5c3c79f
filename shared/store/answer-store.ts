import * as z from 'zod';
import { AnswerDocument, type Cell, type FigureTable } from '../domain/answer-document.ts';
import type { AnswerPart } from '../domain/answer-part.ts';
import type { Day, Instant } from '../domain/calendar.ts';
import { berlinDayOf } from '../domain/calendar.ts';
import { errataBetween } from '../domain/errata.ts';
import type { FigureBlock, FigureFacts } from '../domain/figure-block.ts';
import { evaluate } from '../domain/figure-block.ts';
import type { Inquiry, InquiryPeople } from '../domain/inquiry.ts';
import { inquiryKindNames, refusalGrounds, unitsOf } from '../domain/inquiry.ts';
import type { Versioned } from '../domain/journal.ts';
import { allianceEventStore } from './alliance-event-store.ts';
import { allianceStore } from './alliance-store.ts';
import { attendanceStore } from './attendance-store.ts';
import { budgetStore } from './budget-store.ts';
import { initiativeStore } from './initiative-store.ts';
import { answerPartStore, inquiryStore } from './inquiry-store.ts';
import { inquiryParent } from './keys.ts';
import { ledgerStore } from './ledger-store.ts';
import { hashOf, packStore } from './pack-store.ts';
import { knownThen } from './released-results.ts';
import { measureStore, proposalStore } from './result-store.ts';
import type { Table, Write } from './table.ts';

/** What is frozen: the document as it will be rendered for ever, and every block with its query and clocks. */
const EvidencePack = z.strictObject({ schemaVersion: z.literal(1), document: AnswerDocument });
type EvidencePack = z.output<typeof EvidencePack>;

/** A block with the table it yields and the facts it was asked on. */
export type EvaluatedBlock = {
  readonly unitId: string;
  readonly block: FigureBlock;
  readonly table: FigureTable;
  readonly facts: FigureFacts;
};

/** The number behind a suppressed count is not kept: what nobody may read has no place in evidence that is published. */
function withoutSuppressed<T extends Pick<FigureTable, 'rows' | 'total'>>(evaluated: T): T {
  const blank = (cell: Cell): Cell => (cell.kind === 'count' && cell.suppressed ? { ...cell, value: null } : cell);
  return {
    ...evaluated,
    rows: evaluated.rows.map((row) => ({ ...row, cells: row.cells.map(blank) })),
    total: evaluated.total?.map(blank) ?? null,
  };
}

/** Journals read at once; only of what changed after the instant. */
const AT_ONCE = 25;
type Known<State> = {
  all: (alliance: string) => Promise<Versioned<State>[]>;
  getKnownAt: (alliance: string, id: string, knownAt: Instant) => Promise<Versioned<State>>;
};

/** Every record of a type that keeps no timeline as known at an instant: what changed since is read from its journal. */
async function allThen<State>(store: Known<State>, alliance: string, knownAt: Instant | null): Promise<Versioned<State>[]> {
  const records = await store.all(alliance);
  if (knownAt === null) return records;
  const then: Versioned<State>[] = [];
  for (let start = 0; start < records.length; start += AT_ONCE) {
    const some = records.slice(start, start + AT_ONCE);
    const read = some.map((record) => (record.changedAt <= knownAt ? [record] : knownThen(store, alliance, record.id, knownAt)));
    then.push(...(await Promise.all(read)).flat());
  }
  return then;
}

const asksResults = ({ query }: FigureBlock): boolean => query.kind === 'PROPOSALS' || query.kind === 'MEASURES';

const DEPARTMENT = 'Niedersächsische Staatskanzlei';

/** @param now the clock; a draft is composed as of today */
export function answerStore(table: Table, now: () => Instant) {
  const packs = packStore(table);
  const stores = {
    inquiries: inquiryStore(table),
    parts: answerPartStore(table),
    alliances: allianceStore(table),
    events: allianceEventStore(table),
    figures: attendanceStore(table),
    budget: budgetStore(table),
    initiatives: initiativeStore(table),
    ledger: ledgerStore(table),
    proposals: proposalStore(table),
    measures: measureStore(table),
  };

  async function factsFor(alliance: string, asOf: Day, knownAt: Instant | null, withResults: boolean): Promise<FigureFacts> {
    const known = knownAt ?? undefined;
    const [events, figures, budget, initiatives, proposals, measures, record, sums] = await Promise.all([
      known === undefined ? stores.events.all(alliance) : stores.events.allKnownAt(alliance, known),
      stores.figures.stated(alliance, known),
      stores.budget.onRecord(alliance, known),
      stores.initiatives.all(alliance),
      withResults ? allThen(stores.proposals, alliance, knownAt) : [],
      withResults ? allThen(stores.measures, alliance, knownAt) : [],
      stores.alliances.find(alliance, alliance),
      stores.ledger.provenSumsAsOf(alliance, asOf, known),
    ]);
    return {
      alliance: record?.state,
      events: new Map(events.map((event) => [event.id, event])),
      figures: figures.filter(({ figure }) => (figure.asOf ?? asOf) <= asOf),
      asOf,
      sums: sums.counted,
      undeterminedCents: sums.undeterminedCents,
      appropriations: budget.appropriations,
      statedTotals: budget.statedTotals,
      initiatives,
      proposals,
      measures,
    };
  }

  /** Every block of the parts on its own clocks; blocks with the same clocks share one reading of the register. */
  async function evaluateBlocks(alliance: string, parts: readonly AnswerPart[], today: Day): Promise<EvaluatedBlock[]> {
    const facts = new Map<string, Promise<FigureFacts>>();
    // Most answers ask nothing of them, and there may be ten thousand.
    const withResults = parts.some(({ blocks }) => blocks.some(asksResults));
    const factsOf = (asOf: Day, knownAt: Instant | null): Promise<FigureFacts> => {
      const key = `${asOf}#${knownAt}`;
      const found = facts.get(key) ?? factsFor(alliance, asOf, knownAt, withResults);
      facts.set(key, found);
      return found;
    };
    const asked = parts.flatMap(({ unitId, blocks }) => blocks.map((block) => ({ unitId, block })));
    return await Promise.all(
      asked.map(async ({ unitId, block }) => {
        const onFacts = await factsOf(block.asOf ?? today, block.knownAt);
        const { columns: usual, rows, total, notes } = withoutSuppressed(evaluate(block.query, onFacts));
        const columns = usual.map(({ label, kind }, index) => ({ label: block.labels[index] ?? label, kind }));
        const figure: FigureTable = {
          id: block.id,
          title: block.title,
          columns,
          rows,
          total,
          notes,
          asOf: block.asOf,
          knownAt: block.knownAt,
          query: { ...block.query },
          sha256: hashOf({ columns, rows, total }),
        };
        return { unitId, block, table: figure, facts: onFacts };
      }),
    );
  }

  function documentFrom(
    alliance: string,
    inquiry: Versioned<Inquiry>,
    people: InquiryPeople,
    parts: readonly AnswerPart[],
    blocks: readonly EvaluatedBlock[],
    composedAt: Instant,
  ): AnswerDocument {
    const { state } = inquiry;
    return {
      alliance,
      inquiryId: inquiry.id,
      term: state.term,
      kindLabel: inquiryKindNames[state.kind],
      title: state.title,
      questionPaper: state.questionPaper,
      answerPaper: state.answerPaper,
      askers: people.askers,
      receivedOn: state.receivedOn,
      forwardedOn: state.forwardedOn,
      answeredOn: state.answeredOn,
      issuedOn: state.issuedOn,
      answeredBy: DEPARTMENT,
      signedBy: people.signedBy,
      askersPreamble: state.askersPreamble,
      governmentPreamble: state.governmentPreamble,
      units: unitsOf(state.questions).map((unit) => {
        const part = parts.find(({ unitId }) => unitId === unit.id);
        return {
          ...unit,
          disposition: part?.disposition ?? 'FULL',
          ground: part?.ground ? refusalGrounds[part.ground] : null,
          reasoning: part?.reasoning ?? null,
          prose: part?.prose ?? [],
          tables: blocks.filter(({ unitId }) => unitId === unit.id).map(({ table: figure }) => figure),
        };
      }),
      status: 'DRAFT',
      composedAt,
      corrects: null,
      errata: [],
      packHash: null,
    };
  }

  /** The parts of an answer; a correction begins with those of the answer it corrects and replaces them one by one. */
  async function partsOf(alliance: string, inquiryId: string, { corrects }: Inquiry): Promise<Versioned<AnswerPart>[]> {
    const own = await stores.parts.all(alliance, inquiryParent(alliance, inquiryId));
    if (corrects === null) return own;
    const original = await stores.inquiries.get(alliance, corrects.inquiryId);
    const inherited = (await partsOf(alliance, corrects.inquiryId, original.state)).filter(
      ({ state }) => !own.some((part) => part.state.unitId === state.unitId),
    );
    return [...inherited.map((part) => ({ ...part, version: 0, state: { ...part.state, drafters: [] } })), ...own];
  }

  /** What a corrected answer says about the one it corrects, with every figure that differs. */
  async function correctionNote(
    alliance: string,
    inquiry: Inquiry,
    document: AnswerDocument,
  ): Promise<Pick<AnswerDocument, 'corrects' | 'errata'>> {
    if (inquiry.corrects === null) return { corrects: null, errata: [] };
    const { inquiryId, reason } = inquiry.corrects;
    const original = await documentOf(alliance, inquiryId);
    return {
      corrects: { inquiryId, reason, answerPaper: original.answerPaper, issuedOn: original.issuedOn },
      errata: errataBetween(original, document),
    };
  }

  /** The answer composed live on the register as it is now, with the blocks behind it. */
  async function compose(
    alliance: string,
    inquiry: Versioned<Inquiry>,
    composedAt: Instant,
  ): Promise<{ document: AnswerDocument; blocks: EvaluatedBlock[]; parts: AnswerPart[] }> {
    const [people, versioned] = await Promise.all([
      stores.inquiries.peopleOf(alliance, inquiry.id),
      partsOf(alliance, inquiry.id, inquiry.state),
    ]);
    const parts = versioned.map(({ state }) => state);
    const blocks = await evaluateBlocks(alliance, parts, berlinDayOf(composedAt));
    const document = documentFrom(alliance, inquiry, people, parts, blocks, composedAt);
    return { document: { ...document, ...(await correctionNote(alliance, inquiry.state, document)) }, blocks, parts };
  }

  const packOf = (alliance: string, inquiryId: string, version: number) => ({ alliance, type: 'INQUIRY' as const, id: inquiryId, version });

  /** The writes that freeze a document. Part of the inquiry's own transaction. */
  function freezing(alliance: string, inquiryId: string, version: number, document: AnswerDocument): { writes: Write[]; packHash: string } {
    const pack: EvidencePack = { schemaVersion: 1, document };
    const tooLarge = 'Die Antwort ist zu umfangreich. Bitte teilen Sie die größten Tabellen.';
    return packs.freezing(packOf(alliance, inquiryId, version), pack, tooLarge);
  }

  /**
   * The answer as a document. From freezing on it comes from its pack alone; only the head's dates, paper number and
   * signature follow the steps after it, and nothing once it is issued.
   */
  async function documentFrozenOrLive(alliance: string, inquiry: Versioned<Inquiry>): Promise<AnswerDocument> {
    const { packHash, packVersion, status, answerPaper, answeredOn, issuedOn } = inquiry.state;
    if (packHash === null) return (await compose(alliance, inquiry, now())).document;
    const [{ document }, people] = await Promise.all([
      packs.read(packOf(alliance, inquiry.id, packVersion), EvidencePack, packHash),
      stores.inquiries.peopleOf(alliance, inquiry.id),
    ]);
    return {
      ...document,
      status: status === 'ISSUED' ? 'ISSUED' : 'FROZEN',
      answerPaper,
      answeredOn,
      issuedOn,
      signedBy: people.signedBy,
      packHash,
    };
  }

  /** @throws inquiryNotFound */
  const documentOf = async (alliance: string, inquiryId: string): Promise<AnswerDocument> =>
    await documentFrozenOrLive(alliance, await stores.inquiries.get(alliance, inquiryId));

  /** Documents of every issued answer, for comparing new figures with published ones. */
  async function issuedDocuments(alliance: string): Promise<AnswerDocument[]> {
    const issued = (await stores.inquiries.all(alliance)).filter(({ state }) => state.status === 'ISSUED');
    return await Promise.all(issued.map((inquiry) => documentFrozenOrLive(alliance, inquiry)));
  }

  /** Bookings recorded after an answer was frozen: listed beside it, never mixed into it. */
  const lateBookings = (alliance: string, frozenAt: Instant, most: number) => stores.ledger.recordedAfter(alliance, frozenAt, most);

  return { compose, freezing, documentOf, documentFrozenOrLive, issuedDocuments, partsOf, lateBookings };
}
export type AnswerStore = ReturnType<typeof answerStore>;
