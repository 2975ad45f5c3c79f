import * as z from 'zod';
import type { AllianceEvent } from './alliance-event.ts';
import { heldBy } from './alliance-event.ts';
import type { Cell, FigureTable } from './answer-document.ts';
import type { AnswerPart, Contribution } from './answer-part.ts';
import { isAnswered } from './answer-part.ts';
import { formatDay } from './calendar.ts';
import { canonicalJson } from './canonical.ts';
import type { FigureFacts } from './figure-block.ts';
import { reconciliationOf } from './figure-block.ts';
import type { AcceptedFinding, Unit } from './inquiry.ts';
import type { Versioned } from './journal.ts';
import { formatEuro } from './money.ts';
import { gapToName } from './reconciliation.ts';
import { officeNames } from './regions.ts';
import { quoted } from './text.ts';

/** The rules an answer passes before its figures are frozen, each with what to do when it does not. */
export const gateRules = {
  PARTS_AND_TOTAL: {
    title: 'Einzelbeträge und Gesamtsumme',
    blocks: false,
    remedy: 'Klären Sie den Betrag, oder benennen Sie ihn auf den Cent und begründen Sie ihn.',
  },
  UNIT_UNANSWERED: {
    title: 'Frage ohne Antwort',
    blocks: true,
    remedy: 'Beantworten Sie die Frage, oder lehnen Sie sie mit Grund und Begründung ab.',
  },
  COSTS_FOR_EXPENDITURE: {
    title: '„Kosten“ statt „Ausgaben“',
    blocks: true,
    remedy: 'Schreiben Sie „Ausgaben“. Kosten im Sinne einer Kostenrechnung werden nicht ermittelt.',
  },
  FIGURE_WITHOUT_AS_OF: { title: 'Zahl ohne Stand', blocks: true, remedy: 'Geben Sie der Tabelle einen Stand.' },
  PLANNED_AS_HELD: {
    title: 'Geplantes bei Durchgeführtem',
    blocks: false,
    remedy: 'Weisen Sie Bevorstehendes gesondert aus, oder begründen Sie die gemeinsame Darstellung.',
  },
  LINE_WITHOUT_DATE: {
    title: 'Zeile ohne Datum',
    blocks: false,
    remedy: 'Ergänzen Sie das Datum, oder begründen Sie, warum es keines gibt.',
  },
  LINE_WITHOUT_YEAR: {
    title: 'Zeile ohne Haushaltsjahr',
    blocks: false,
    remedy: 'Ergänzen Sie das Haushaltsjahr durch Umbuchung, oder begründen Sie die gemeinsame Darstellung.',
  },
  DISAGREES_WITH_ISSUED: {
    title: 'Abweichung von einer ausgegebenen Antwort',
    blocks: false,
    remedy: 'Prüfen Sie die frühere Zahl, und erklären Sie die Abweichung in der Antwort.',
  },
  SMALL_NUMBER: {
    title: 'Kleine Zahl von Personen',
    blocks: true,
    remedy: 'Unterdrücken Sie die Zelle („< 5“) und eine zweite, damit Summen sie nicht verraten.',
  },
  PERSONAL_NAME: {
    title: 'Möglicher Name in einer Tabelle',
    blocks: false,
    remedy: 'Ersetzen Sie den Namen durch die Funktion oder den Anlass, oder begründen Sie die Nennung.',
  },
  CONTRIBUTION_MISSING: { title: 'Beitrag fehlt', blocks: true, remedy: 'Erinnern Sie das Amt. Schweigen ist keine Fehlanzeige.' },
  VALUE_DATE_UNDETERMINED: {
    title: 'Buchungen ohne sicheren Stand',
    blocks: false,
    remedy: 'Wählen Sie einen späteren Stand, oder weisen Sie den Betrag gesondert aus.',
  },
} as const;
export type GateRule = keyof typeof gateRules;

export const GateFinding = z.strictObject({
  rule: z.enum(Object.keys(gateRules) as [GateRule, ...GateRule[]]),
  title: z.string(),
  /** Stable name of the place, for accepting; `frage` or `frage/tabelle` or `frage/tabelle/zeile`. */
  place: z.string(),
  placeInWords: z.string(),
  message: z.string(),
  remedy: z.string(),
  blocks: z.boolean(),
  /** A difference, or an amount in doubt: accepted only when named to the cent. */
  amountCents: z.int().nullable(),
  accepted: z.strictObject({ reason: z.string(), subject: z.string(), at: z.string() }).nullable(),
});
export type GateFinding = z.output<typeof GateFinding>;

export type GateTable = { readonly unitId: string; readonly table: FigureTable; readonly queryKind: string; readonly facts: FigureFacts };

export type GateInput = {
  readonly units: readonly Unit[];
  readonly parts: readonly AnswerPart[];
  readonly tables: readonly GateTable[];
  readonly contributions: readonly Contribution[];
  /** Tables of answers issued before, to compare with; not those of the answer being corrected. */
  readonly issued: readonly { readonly answerPaper: string; readonly table: FigureTable }[];
  readonly accepted: readonly AcceptedFinding[];
};

type Found = {
  readonly rule: GateRule;
  readonly place: string;
  readonly placeInWords: string;
  readonly message: string;
  readonly amountCents?: number;
};

const unitInWords = (unitId: string) => `Frage ${unitId.replace(/(\d)([a-z])$/, '$1 $2)')}`;
const tableInWords = ({ unitId, table }: GateTable) => `${unitInWords(unitId)}, Tabelle ${quoted(table.title)}`;
const tablePlace = ({ unitId, table }: GateTable) => `${unitId}/${table.id}`;
/** The first text of a row, by which a reader finds it. */
const labelOf = (cells: readonly Cell[]): string =>
  cells.flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : []))[0] ?? 'Zeile';

/** Ausgaben is meant wherever money of the state is told of; a cost accounting that is not kept may be named as such. */
export const COSTS = /(?<![\p{L}-])Kosten(?!-? ?(?:und Leistungs|rechnung|ermittlung))/iu;

const unanswered = ({ units, parts }: GateInput): Found[] =>
  units
    .filter(({ id }) => {
      const part = parts.find(({ unitId }) => unitId === id);
      return !part || (part.prose.length === 0 && part.blocks.length === 0 && part.reasoning === null && part.notOursEventId === null);
    })
    .map(({ id }) => ({
      rule: 'UNIT_UNANSWERED',
      place: id,
      placeInWords: unitInWords(id),
      message: 'Zu dieser Frage steht noch nichts.',
    }));

function costs({ parts, tables }: GateInput): Found[] {
  const inProse = parts.flatMap(({ unitId, prose }) =>
    prose.flatMap((paragraph, index): Found[] =>
      COSTS.test(paragraph)
        ? [
            {
              rule: 'COSTS_FOR_EXPENDITURE',
              place: `${unitId}/absatz-${index + 1}`,
              placeInWords: `${unitInWords(unitId)}, Absatz ${index + 1}`,
              message: 'Der Text spricht von Kosten.',
            },
          ]
        : [],
    ),
  );
  const inTables = tables
    .filter(({ table }) => [table.title, ...table.columns.map(({ label }) => label)].some((label) => COSTS.test(label)))
    .map(
      (one): Found => ({
        rule: 'COSTS_FOR_EXPENDITURE',
        place: tablePlace(one),
        placeInWords: tableInWords(one),
        message: 'Überschrift oder Spalte spricht von Kosten.',
      }),
    );
  return [...inProse, ...inTables];
}

const withoutAsOf = ({ tables }: GateInput): Found[] =>
  tables
    .filter(({ table }) => table.asOf === null)
    .map((one) => ({
      rule: 'FIGURE_WITHOUT_AS_OF',
      place: tablePlace(one),
      placeInWords: tableInWords(one),
      message: 'Die Tabelle nennt keinen Stand.',
    }));

/** One reconciliation per pair of clocks in use: several tables as of one day share one gap. */
function partsAndTotal({ tables }: GateInput): Found[] {
  const byClocks = new Map(
    tables
      .filter(({ queryKind }) => queryKind === 'EXPENDITURE' || queryKind === 'STATED_TOTALS')
      .map((one) => [`${one.table.asOf}#${one.table.knownAt ?? ''}`, one]),
  );
  return [...byClocks.values()].flatMap(({ facts, table }): Found[] => {
    const reconciliation = reconciliationOf(facts);
    const { sentence, undeterminedCents } = reconciliation;
    const gapCents = gapToName(reconciliation);
    const stand = table.asOf ?? '';
    const placeInWords = `Abgleich zum Stand ${stand === '' ? 'ohne Tag' : formatDay(stand)}`;
    return [
      ...(gapCents === 0
        ? []
        : [
            {
              rule: 'PARTS_AND_TOTAL' as const,
              place: `abgleich/${stand}`,
              placeInWords,
              message: sentence,
              amountCents: gapCents,
            },
          ]),
      ...(undeterminedCents === 0
        ? []
        : [
            {
              rule: 'VALUE_DATE_UNDETERMINED' as const,
              place: `abgleich/${stand}`,
              placeInWords,
              message: `Bei ${formatEuro(undeterminedCents)} Euro steht nicht fest, ob sie bis zu diesem Tag gehören.`,
              amountCents: undeterminedCents,
            },
          ]),
    ];
  });
}

const eventOf = (facts: FigureFacts, id: string): Versioned<AllianceEvent> | undefined => facts.events.get(id);

function plannedAsHeld(input: GateInput): Found[] {
  return input.tables.flatMap((one): Found[] => {
    const { facts, table, queryKind } = one;
    if (queryKind === 'EXPENDITURE') {
      const ahead = facts.sums.filter((sum) => {
        const event = sum.eventId === null ? undefined : eventOf(facts, sum.eventId)?.state;
        return (
          event &&
          event.status === 'PLANNED' &&
          !heldBy(event, facts.asOf) &&
          table.rows.some(({ sources }) => sources.some(({ id }) => sum.expenseIds.includes(id)))
        );
      });
      return [...new Set(ahead.map(({ eventId }) => eventId ?? ''))].map((id) => ({
        rule: 'PLANNED_AS_HELD',
        place: `${tablePlace(one)}/${id}`,
        placeInWords: tableInWords(one),
        message: `${quoted(eventOf(facts, id)?.state.title ?? id)} steht am ${formatDay(facts.asOf)} noch bevor.`,
      }));
    }
    const planned = table.rows.filter(({ sources }) =>
      sources.some(({ type, id }) => type === 'EVENT' && eventOf(facts, id)?.state.status === 'PLANNED'),
    );
    return planned.length > 0 && planned.length < table.rows.length
      ? planned.map(({ key }) => ({
          rule: 'PLANNED_AS_HELD',
          place: `${tablePlace(one)}/${key}`,
          placeInWords: tableInWords(one),
          message: `${quoted(eventOf(facts, key)?.state.title ?? key)} steht noch bevor, die anderen sind durchgeführt.`,
        }))
      : [];
  });
}

/** Rows of events only; a sum by theme has no date to miss, and neither has an occasion without an event. */
function undated({ tables }: GateInput): Found[] {
  return tables.flatMap((one) => {
    const column = one.table.columns.findIndex(({ kind }) => kind === 'day');
    const isOther = (one.table.query.filter as { section?: string } | undefined)?.section === 'OTHER';
    if (one.queryKind !== 'EXPENDITURE' || isOther || column < 0 || one.table.rows.every(({ cells }) => cells[column]?.kind !== 'day'))
      return [];
    return one.table.rows
      .filter(({ cells }) => cells[column]?.kind !== 'day')
      .map(
        ({ key, cells }): Found => ({
          rule: 'LINE_WITHOUT_DATE',
          place: `${tablePlace(one)}/${key}`,
          placeInWords: tableInWords(one),
          message: `${quoted(labelOf(cells))} hat kein Datum.`,
        }),
      );
  });
}

function withoutYear({ tables }: GateInput): Found[] {
  return tables
    .filter(({ queryKind }) => queryKind === 'EXPENDITURE')
    .flatMap((one): Found[] => {
      const ids = new Set(one.table.rows.flatMap(({ sources }) => sources.map(({ id }) => id)));
      const yearless = one.facts.sums.filter(({ fiscalYear, expenseIds }) => fiscalYear === null && expenseIds.some((id) => ids.has(id)));
      const cents = yearless.reduce((sum, { amountCents }) => sum + amountCents, 0);
      return yearless.length === 0
        ? []
        : [
            {
              rule: 'LINE_WITHOUT_YEAR',
              place: tablePlace(one),
              placeInWords: tableInWords(one),
              message: `Ohne Haushaltsjahr: ${yearless.length === 1 ? '1 Zeile' : `${yearless.length} Zeilen`} über ${formatEuro(cents)} Euro.`,
            },
          ];
    });
}

const sameQuery = (a: FigureTable, b: FigureTable) => a.asOf === b.asOf && canonicalJson(a.query) === canonicalJson(b.query);

const disagreeing = ({ tables, issued }: GateInput): Found[] =>
  tables.flatMap((one) =>
    issued
      .filter(({ table }) => sameQuery(table, one.table) && table.sha256 !== one.table.sha256)
      .map(
        ({ answerPaper }): Found => ({
          rule: 'DISAGREES_WITH_ISSUED',
          place: `${tablePlace(one)}/${answerPaper}`,
          placeInWords: tableInWords(one),
          message: `Dieselbe Aufstellung steht in Drucksache ${answerPaper} mit anderen Zahlen.`,
        }),
      ),
  );

/** Cells of 1 to 4 persons betray single ones. @see docs/sources.md#small-numbers */
function smallNumbers({ tables }: GateInput): Found[] {
  return tables.flatMap((one) =>
    one.table.rows.flatMap(({ key, cells }): Found[] => {
      const persons = one.table.columns.some(({ label, kind }, column) => {
        const cell = cells[column];
        return (
          kind === 'count' &&
          /Teilnehm|Person|Gäste/i.test(label) &&
          cell?.kind === 'count' &&
          !cell.suppressed &&
          cell.value !== null &&
          cell.value > 0 &&
          cell.value < 5
        );
      });
      return persons
        ? [
            {
              rule: 'SMALL_NUMBER',
              place: `${tablePlace(one)}/${key}`,
              placeInWords: tableInWords(one),
              message: 'Eine Zelle nennt 1 bis 4 Personen.',
            },
          ]
        : [];
    }),
  );
}

/** Titles and forms of address before a capital letter; a list of all names there are does not exist. */
const NAME =
  /(?<!\p{L})(?:Herrn?|Frau|Dr\.|Prof\.)\s+(?:(?:Dr\.|Prof\.|von|van|de)\s+)*(?!Ministerpräsident|Minister|Staatssekretär|Präsident)\p{Lu}\p{Ll}+/u;

const names = ({ tables }: GateInput): Found[] =>
  tables.flatMap((one) =>
    one.table.rows
      .filter(({ cells }) => cells.some((cell) => cell.kind === 'text' && NAME.test(cell.text)))
      .map(
        ({ key, cells }): Found => ({
          rule: 'PERSONAL_NAME',
          place: `${tablePlace(one)}/${key}`,
          placeInWords: tableInWords(one),
          message: `${quoted(labelOf(cells).slice(0, 80))} könnte eine Person nennen.`,
        }),
      ),
  );

const missingContributions = ({ contributions }: GateInput): Found[] =>
  contributions
    .filter((contribution) => !isAnswered(contribution))
    .map(({ unitId, office }) => ({
      rule: 'CONTRIBUTION_MISSING',
      place: `${unitId}/${office}`,
      placeInWords: unitInWords(unitId),
      message: `${officeNames[office]} hat nicht geantwortet.`,
    }));

const checks = [
  unanswered,
  partsAndTotal,
  costs,
  withoutAsOf,
  plannedAsHeld,
  undated,
  withoutYear,
  disagreeing,
  smallNumbers,
  names,
  missingContributions,
];

/** A finding is accepted by the same rule and place, and a difference only to the cent: one cent off is open again. */
const acceptedFor = (found: Found, accepted: readonly AcceptedFinding[]): GateFinding['accepted'] => {
  const match = accepted.find(
    ({ rule, place, amountCents }) => rule === found.rule && place === found.place && amountCents === (found.amountCents ?? null),
  );
  return match ? { reason: match.reason, subject: match.by.subject, at: match.by.at } : null;
};

/** Everything that stands against freezing, with what was accepted of it and by whom. */
export const findings = (input: GateInput): GateFinding[] =>
  checks
    .flatMap((check) => check(input))
    .map((found) => {
      const { title, blocks, remedy } = gateRules[found.rule];
      return {
        rule: found.rule,
        title,
        place: found.place,
        placeInWords: found.placeInWords,
        message: found.message,
        remedy,
        blocks,
        amountCents: found.amountCents ?? null,
        accepted: blocks ? null : acceptedFor(found, input.accepted),
      };
    });

export const isOpen = ({ accepted }: GateFinding): boolean => accepted === null;
