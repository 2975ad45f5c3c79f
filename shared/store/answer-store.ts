import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { AnswerDocument, type Cell, type FigureTable } from '../domain/answer-document.ts';
import type { AnswerPart } from '../domain/answer-part.ts';
import type { Day, Instant } from '../domain/calendar.ts';
import { berlinDayOf } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { errataBetween } from '../domain/errata.ts';
import { Failure } from '../domain/failures.ts';
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
import { inquiryParent, packSort, recordPartition } from './keys.ts';
import { ledgerStore } from './ledger-store.ts';
import type { Table, Write } from './table.ts';
import { queryItems } from './table.ts';

export const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** What is frozen: the document as it will be rendered for ever, and every block with its query and clocks. */
const EvidencePack = z.strictObject({ schemaVersion: z.literal(1), document: AnswerDocument });
export type EvidencePack = z.output<typeof EvidencePack>;

/** Below DynamoDB's 400 kB per item, with room for the key. */
const CHUNK_BYTES = 300_000;
/** A transaction takes 4 MB; larger answers are split before they are asked. */
const LARGEST_PACK_BYTES = 3_500_000;

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

const DEPARTMENT = 'Niedersächsische Staatskanzlei';

/** @param now the clock; a draft is composed as of today */
export function answerStore(table: Table, now: () => Instant) {
  const stores = {
    inquiries: inquiryStore(table),
    parts: answerPartStore(table),
    alliances: allianceStore(table),
    events: allianceEventStore(table),
    figures: attendanceStore(table),
    budget: budgetStore(table),
    initiatives: initiativeStore(table),
    ledger: ledgerStore(table),
  };

  async function factsFor(alliance: string, asOf: Day, knownAt: Instant | null): Promise<FigureFacts> {
    const known = knownAt ?? undefined;
    const [events, figures, budget, initiatives, record, sums] = await Promise.all([
      known === undefined ? stores.events.all(alliance) : stores.events.allKnownAt(alliance, known),
      stores.figures.stated(alliance, known),
      stores.budget.onRecord(alliance, known),
      stores.initiatives.all(alliance),
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
    };
  }

  /** Every block of the parts on its own clocks; blocks with the same clocks share one reading of the register. */
  async function evaluateBlocks(alliance: string, parts: readonly AnswerPart[], today: Day): Promise<EvaluatedBlock[]> {
    const facts = new Map<string, Promise<FigureFacts>>();
    const factsOf = (asOf: Day, knownAt: Instant | null): Promise<FigureFacts> => {
      const key = `${asOf}#${knownAt}`;
      const found = facts.get(key) ?? factsFor(alliance, asOf, knownAt);
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

  /** The writes that freeze a document: its canonical JSON, compressed, in chunks. Part of the inquiry's own transaction. */
  function freezing(alliance: string, inquiryId: string, version: number, document: AnswerDocument): { writes: Write[]; packHash: string } {
    const pack: EvidencePack = { schemaVersion: 1, document };
    const bytes = gzipSync(canonicalJson(pack));
    if (bytes.length > LARGEST_PACK_BYTES)
      throw new Failure('bodyTooLarge', { detail: 'Die Antwort ist zu umfangreich. Bitte teilen Sie die größten Tabellen.' });
    const chunks = Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, index) =>
      bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
    );
    return {
      packHash: hashOf(pack),
      writes: chunks.map((chunk, index) => ({
        put: {
          item: { pk: recordPartition(alliance, 'INQUIRY', inquiryId), sk: packSort(version, index), chunk },
          condition: 'attribute_not_exists(pk)',
        },
        refusal: 'recordChangedMeanwhile',
      })),
    };
  }

  /** @throws Error when the stored bytes are not those that were frozen */
  async function readPack(alliance: string, inquiryId: string, version: number, expectedHash: string): Promise<EvidencePack> {
    const chunks: Uint8Array[] = [];
    for await (const item of queryItems(table, {
      partition: recordPartition(alliance, 'INQUIRY', inquiryId),
      prefix: packSort(version, 0).slice(0, -6),
    }))
      chunks.push(item.chunk as Uint8Array);
    const pack = EvidencePack.parse(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString('utf8')));
    if (hashOf(pack) !== expectedHash) throw new Error(`evidence pack of ${inquiryId} does not match its hash`);
    return pack;
  }

  /**
   * The answer as a document. From freezing on it comes from its pack alone; only the head's dates, paper number and
   * signature follow the steps after it, and nothing once it is issued.
   */
  async function documentFrozenOrLive(alliance: string, inquiry: Versioned<Inquiry>): Promise<AnswerDocument> {
    const { packHash, packVersion, status, answerPaper, answeredOn, issuedOn } = inquiry.state;
    if (packHash === null) return (await compose(alliance, inquiry, now())).document;
    const [{ document }, people] = await Promise.all([
      readPack(alliance, inquiry.id, packVersion, packHash),
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
