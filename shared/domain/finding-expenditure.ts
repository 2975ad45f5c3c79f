import type { AllianceEvent } from './alliance-event.ts';
import type { Sum } from './breakdown.ts';
import type { Day } from './calendar.ts';
import { formatDay, yearOf } from './calendar.ts';
import type { Found, FoundRecord } from './finding.ts';
import type { FindingFacts, Rule } from './finding-facts.ts';
import { recordOf } from './finding-facts.ts';
import { addDays } from './holidays.ts';
import type { Versioned } from './journal.ts';
import type { Cents } from './money.ts';
import { formatEuro, sumCents } from './money.ts';
import { sectionNames } from './posting.ts';
import { reconcile } from './reconciliation.ts';
import { quoted } from './text.ts';

/** Expenditure against what is stated of it, against its own order, and against the events it was for. */

/** Bills need time: an event without expenditure is no finding before this. */
const DAYS_FOR_BILLS = 90;

type Event = Versioned<AllianceEvent>;
type EventMap = ReadonlyMap<string, Event>;

/** A row as it is printed: everything booked under one place in one section. */
type Row = Pick<Sum, 'eventId' | 'occasion'> & {
  readonly line: Sum['reportingLine'];
  readonly amountCents: Cents;
  readonly date: Day | null;
};

const eventsById = ({ events }: FindingFacts): EventMap => new Map(events.map((event) => [event.id, event]));
const eventRecord = ({ id, state }: Event): FoundRecord => recordOf('EVENT', id, state.title);

function rowsOf({ sums }: FindingFacts, events: EventMap): Row[] {
  const groups = Map.groupBy(sums, ({ eventId, occasion, reportingLine }) => JSON.stringify([eventId, occasion, reportingLine]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    const amountCents = sumCents(own.map((sum) => sum.amountCents));
    if (!first || amountCents === 0) return [];
    const { eventId, occasion, reportingLine: line } = first;
    // A row without a label of its own is the event itself, with its day.
    const date = line.date ?? (line.label === null ? (events.get(eventId ?? '')?.state.dates.from ?? null) : null);
    return [{ eventId, occasion, line, amountCents, date }];
  });
}

const titleOf = ({ line, eventId, occasion }: Row, events: EventMap): string =>
  line.label ?? events.get(eventId ?? '')?.state.title ?? occasion ?? '';
const recordsOf = (rows: readonly Row[], events: EventMap): FoundRecord[] => {
  const ids = new Set(rows.flatMap(({ eventId }) => eventId ?? []));
  return [...ids].flatMap((id) => {
    const event = events.get(id);
    return event ? [eventRecord(event)] : [];
  });
};

const totalDiffers: Rule = ({ alliance, sums, statedTotals, appropriations, today }) => {
  if (statedTotals.length === 0) return [];
  const { differenceCents, inWrongYearCents, sentence } = reconcile(sums, 0, statedTotals, appropriations, today);
  if (differenceCents === 0 && inWrongYearCents === 0) return [];
  const amountCents = differenceCents === 0 ? inWrongYearCents : differenceCents;
  return [
    {
      rule: 'TOTAL_DIFFERS',
      sentence,
      records: [recordOf('ALLIANCE', alliance, 'Ausgaben und Gesamtsumme')],
      values: [differenceCents, inWrongYearCents],
      amountCents,
    },
  ];
};

const printed = (rows: readonly Row[], section: 'EVENTS' | 'OTHER'): Row[] =>
  rows.filter(({ line }) => line.section === section && line.order !== null).sort((a, b) => (a.line.order ?? 0) - (b.line.order ?? 0));

/** Rows whose theme differs from that of both neighbours, which have one in common. */
function interrupting(rows: readonly Row[], events: EventMap): Row[] {
  const themeOf = (row: Row | undefined): string | null => events.get(row?.eventId ?? '')?.state.theme ?? null;
  return rows.filter((row, index) => {
    const before = themeOf(rows[index - 1]);
    return before !== null && before === themeOf(rows[index + 1]) && themeOf(row) !== null && themeOf(row) !== before;
  });
}

/** By theme and then by day is an order, too; but whoever looks for a day does not find it. */
const rowsOutOfOrder: Rule = (facts) => {
  const events = eventsById(facts);
  const rows = rowsOf(facts, events);
  return (['EVENTS', 'OTHER'] as const).flatMap((section): Found[] => {
    const inPrint = printed(rows, section);
    const dated = inPrint.flatMap((row) => (row.date === null ? [] : [{ row, date: row.date }]));
    const breaks = dated.flatMap(({ row, date }, index) => {
      const latest = dated
        .slice(0, index)
        .reduce<(typeof dated)[number] | undefined>((max, one) => (max && max.date > one.date ? max : one), undefined);
      return latest && date < latest.date ? [{ row, date, after: latest }] : [];
    });
    if (breaks.length === 0) return [];
    const early = breaks.map(
      ({ row, date, after }) =>
        `Zeile ${row.line.order} (${formatDay(date)}) steht nach Zeile ${after.row.line.order} (${formatDay(after.date)})`,
    );
    const between = interrupting(inPrint, events);
    const mixed = between.map(({ line, date }) => {
      const on = date === null ? '' : ` (${formatDay(date)})`;
      return `Zeile ${line.order}${on} steht zwischen Zeilen eines anderen Themas`;
    });
    return [
      {
        rule: 'ROWS_OUT_OF_ORDER',
        sentence: `${sectionNames[section]}: ${[...early, ...mixed].join('; ')}.`,
        records: recordsOf([...breaks.map(({ row }) => row), ...between], events),
        values: [section, ...breaks.map(({ row, date }) => [row.line.order, date]), ...between.map(({ line }) => line.order)],
      },
    ];
  });
};

function placeInPrint(row: Row, rows: readonly Row[]): string {
  const at = rows.indexOf(row);
  const before = rows.slice(0, Math.max(at, 0)).findLast(({ date }) => date !== null)?.date ?? null;
  const after = (at < 0 ? [] : rows.slice(at + 1)).find(({ date }) => date !== null)?.date ?? null;
  const places = [
    ...(before === null ? [] : [`nach dem ${formatDay(before)}`]),
    ...(after === null ? [] : [`vor dem ${formatDay(after)}`]),
  ];
  return places.length === 0 ? '' : `; sie steht ${places.join(' und ')}`;
}

const rowWithoutDate: Rule = (facts) => {
  const events = eventsById(facts);
  const rows = rowsOf(facts, events);
  const inPrint = printed(rows, 'EVENTS');
  return rows
    .filter(({ line, date }) => line.section === 'EVENTS' && date === null)
    .map((row) => {
      const dates = events.get(row.eventId ?? '')?.state.dates;
      const held =
        dates?.from && dates.to
          ? dates.from === dates.to
            ? ` Die Veranstaltung war am ${formatDay(dates.from)}.`
            : ` Die Veranstaltung dauerte vom ${formatDay(dates.from)} bis zum ${formatDay(dates.to)}.`
          : '';
      return {
        rule: 'ROW_WITHOUT_DATE',
        sentence: `${quoted(titleOf(row, events))} mit ${formatEuro(row.amountCents)} Euro hat kein Datum${placeInPrint(row, inPrint)}.${held}`,
        records: recordsOf([row], events),
        values: [row.line.label, row.line.order, row.amountCents],
        amountCents: row.amountCents,
      };
    });
};

const LONGEST_CHAIN = 10;

/** The occasion an event belongs to: the campaign above all campaigns, or the event itself. */
function occasionOf(eventId: string, events: EventMap): string {
  let root = eventId;
  for (let step = 0; step < LONGEST_CHAIN; step++) root = events.get(root)?.state.campaignId ?? root;
  return root;
}

const inSection = (rows: readonly Row[], section: 'EVENTS' | 'OTHER'): Row[] => rows.filter(({ line }) => line.section === section);
const amountOf = (rows: readonly Row[]): Cents => sumCents(rows.map(({ amountCents }) => amountCents));
const amountsOf = (rows: readonly Row[]): string => rows.map(({ amountCents }) => formatEuro(amountCents)).join(' + ');
const byOccasion = (rows: readonly Row[], events: EventMap): Map<string, Row[]> =>
  Map.groupBy(
    rows.filter(({ eventId }) => eventId !== null),
    ({ eventId }) => occasionOf(eventId ?? '', events),
  );

const occasionInTwoSections: Rule = (facts) => {
  const events = eventsById(facts);
  return [...byOccasion(rowsOf(facts, events), events)].flatMap(([root, own]): Found[] => {
    const [among, other] = [inSection(own, 'EVENTS'), inSection(own, 'OTHER')];
    const event = events.get(root);
    if (!event || among.length === 0 || other.length === 0) return [];
    const sentence = `${quoted(event.state.title)}: ${amountsOf(among)} Euro stehen unter ${sectionNames.EVENTS}, ${amountsOf(other)} Euro unter ${sectionNames.OTHER}; zusammen ${formatEuro(amountOf(own))} Euro.`;
    const records = [eventRecord(event), ...recordsOf(own, events).filter(({ id }) => id !== root)];
    return [
      {
        rule: 'OCCASION_IN_TWO_SECTIONS',
        sentence,
        records,
        values: own.map(({ line, amountCents }) => [line.section, amountCents]),
        amountCents: amountOf(own),
      },
    ];
  });
};

const notAmongEvents: Rule = (facts) => {
  const events = eventsById(facts);
  const rows = rowsOf(facts, events);
  if (inSection(rows, 'EVENTS').length === 0) return [];
  return [...byOccasion(rows, events).values()].flatMap((own): Found[] => {
    if (inSection(own, 'EVENTS').length > 0) return [];
    return [...Map.groupBy(own, ({ eventId }) => eventId)].flatMap(([eventId, ofEvent]) => {
      const event = events.get(eventId ?? '');
      if (!event) return [];
      const on = event.state.dates.from === null ? '' : ` (${formatDay(event.state.dates.from)})`;
      const sentence = `${quoted(event.state.title)}${on} hat keine Zeile unter ${sectionNames.EVENTS}; ${amountsOf(ofEvent)} Euro stehen unter ${sectionNames.OTHER}.`;
      const amountCents = amountOf(ofEvent);
      return [{ rule: 'EXPENDITURE_NOT_AMONG_EVENTS', sentence, records: [eventRecord(event)], values: [amountCents], amountCents }];
    });
  });
};

/** Only where others of the same year have some: an alliance that books nothing would hear of nothing else. */
const heldWithoutExpenditure: Rule = (facts) => {
  const events = eventsById(facts);
  const spent = new Set(byOccasion(rowsOf(facts, events), events).keys());
  const yearsWithSome = new Set(
    facts.events.flatMap(({ id, state }) =>
      state.dates.from !== null && spent.has(occasionOf(id, events)) ? [yearOf(state.dates.from)] : [],
    ),
  );
  const latest = addDays(facts.today, -DAYS_FOR_BILLS);
  return facts.events.flatMap((event): Found[] => {
    const { kind, ownership, status, dates, title } = event.state;
    if (kind === 'CAMPAIGN' || ownership !== 'OWN' || status !== 'HELD' || dates.from === null || dates.to === null) return [];
    const year = yearOf(dates.from);
    if (dates.to > latest || !yearsWithSome.has(year) || spent.has(occasionOf(event.id, events))) return [];
    const on = dates.from === dates.to ? `am ${formatDay(dates.from)}` : `vom ${formatDay(dates.from)} bis zum ${formatDay(dates.to)}`;
    const sentence = `${quoted(title)} fand ${on} statt; eine Ausgabe ist nirgends gebucht, für andere Veranstaltungen des Jahres ${year} schon.`;
    return [{ rule: 'HELD_WITHOUT_EXPENDITURE', sentence, records: [eventRecord(event)], values: [dates.from, dates.to] }];
  });
};

export const expenditureRules: readonly Rule[] = [
  totalDiffers,
  rowsOutOfOrder,
  rowWithoutDate,
  occasionInTwoSections,
  notAmongEvents,
  heldWithoutExpenditure,
];
