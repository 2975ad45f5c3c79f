import type { Cell } from './answer-document.ts';
import type { Day } from './calendar.ts';
import { endOfBerlinDay } from './calendar.ts';
import type { Fund, FundEntry, FundTier } from './fund.ts';
import type { FundBook } from './fund-book.ts';
import type { FundReportDocument } from './fund-report.ts';
import { faultsOfTiers } from './fund-tier.ts';
import type { Grant } from './grant.ts';
import { genderRemarkNames } from './grant.ts';
import type { FundReview } from './grant-review.ts';
import type { Versioned } from './journal.ts';
import type { Cents } from './money.ts';
import { formatEuro, sumCents } from './money.ts';
import type { Organisation } from './organisation.ts';
import type { Drawn, DrawnSection, HashOf, Row } from './report-facts.ts';
import { column, countCell, counted, drawn, frozenTable, quantityCell, sourcesOf, textCell } from './report-facts.ts';
import { quoted } from './text.ts';

/** Everything a fund's yearly report is composed from. Equal facts make equal reports. */
export type FundReportFacts = {
  readonly alliance: string;
  readonly allianceName: string;
  readonly fund: Versioned<Fund>;
  readonly book: FundBook;
  readonly review: FundReview;
  /** Of the fund, in all years. */
  readonly grants: readonly Versioned<Grant>[];
  readonly organisations: readonly Versioned<Organisation>[];
  /** Of the fund in the year, whatever their status. */
  readonly entries: readonly Versioned<FundEntry>[];
  readonly asOf: Day;
};

const EMPTY: Cell = { kind: 'empty' };
const euros = (cents: Cents): string => `${formatEuro(cents)}\u00a0Euro`;
const euroCell = (cents: Cents): Cell => ({ kind: 'euro', cents });
const unique = (texts: readonly (string | null)[]): string[] => [...new Set(texts.flatMap((text) => (text === null ? [] : [text])))];
const inBrackets = (texts: readonly string[]): string => (texts.length === 0 ? '' : ` (${texts.join('; ')})`);
const grantsInWords = (value: number): string => counted(value, 'eine Zuwendung', 'Zuwendungen');

/** A grant of the book, with its record. */
type Listed = { readonly line: FundBook['grants'][number]; readonly grant: Grant | undefined; readonly recipient: string };

function listedGrants({ book, grants, organisations }: FundReportFacts): Listed[] {
  const records = new Map(grants.map(({ id, state }) => [id, state]));
  const names = new Map<string, string>(organisations.map(({ id, state }) => [id, state.name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  return book.grants
    .filter(({ grantedCents }) => grantedCents !== 0)
    .map((line) => {
      const grant = records.get(line.grantId);
      const own = line.organisationId === null ? line.grantId : nameOf(line.organisationId);
      const partners = (grant?.partnerOrganisationIds ?? []).map(nameOf);
      return { line, grant, recipient: partners.length === 0 ? own : `${own} in Kooperation mit ${partners.join(', ')}` };
    });
}

function returnsInWords({ book, organisations }: FundReportFacts): string[] {
  const names = new Map<string, string>(organisations.map(({ id, state }) => [id, state.name]));
  return book.returns
    .filter(({ reverses, amountCents }) => reverses === null && amountCents > 0)
    .map(({ organisationId, cause, causeYear }) => {
      const who = organisationId === null ? '' : `${names.get(organisationId) ?? organisationId}: `;
      return `${who}${cause ?? 'ohne Angabe'}${causeYear === null || (cause ?? '').includes(String(causeYear)) ? '' : `, ${causeYear}`}`;
    });
}

function moneyInWords(facts: FundReportFacts): string[] {
  const { book, entries } = facts;
  const causes = unique(
    entries.filter(({ state }) => state.account === 'NOT_DRAWN' && state.status === 'CONFIRMED').map(({ state }) => state.cause),
  );
  const returned =
    book.returnedCents === 0
      ? ''
      : ` Aus Rückgaben kamen ${euros(book.returnedCents)} hinzu${inBrackets(returnsInWords(facts))}; zu vergeben waren damit ${euros(book.availableCents)}.`;
  const share = book.shareOfAppropriation === null ? '' : `, das sind ${book.shareOfAppropriation.printed} des Haushaltstitels`;
  const granted = listedGrants(facts).length;
  const left =
    book.remainderCents < 0
      ? `Das sind ${euros(-book.remainderCents)} mehr, als verfügbar war.`
      : `Im Fonds blieb ein Rest von ${euros(book.remainderCents)}.`;
  return [
    book.appropriationCents === 0
      ? `Für das Haushaltsjahr ${book.fiscalYear} ist kein Haushaltstitel gebucht.${returned}`
      : `Für das Haushaltsjahr ${book.fiscalYear} betrug der Haushaltstitel ${euros(book.appropriationCents)}.${returned}`,
    granted === 0
      ? `Zuwendungen wurden nicht bewilligt. ${left}`
      : `Bewilligt: ${grantsInWords(granted)} mit zusammen ${euros(book.grantedCents)}${share}. ${left}`,
    ...(book.notDrawnCents === 0
      ? []
      : [
          `Vom Bewilligten wurden ${euros(book.notDrawnCents)} nicht abgerufen${inBrackets(causes)}. Zusammen mit dem Rest blieben ${euros(book.unspentCents)} unverbraucht.`,
        ]),
  ];
}

function moneyTable({ book }: FundReportFacts): Drawn[] {
  const lines: [string, string, Cents][] = [
    ['haushaltstitel', 'Haushaltstitel', book.appropriationCents],
    ['rueckgaben', 'Rückgaben', book.returnedCents],
    ['verfuegbar', 'Zu vergeben', book.availableCents],
    ['bewilligt', 'Bewilligt', book.grantedCents],
    ['rest', 'Rest des Fonds', book.remainderCents],
    ['nicht-abgerufen', 'Nicht abgerufen', book.notDrawnCents],
    ['bewilligt-ohne-rest', 'Bewilligt abzüglich nicht abgerufen', book.grantedLessNotDrawnCents],
    ['unverbraucht', 'Unverbraucht insgesamt', book.unspentCents],
  ];
  const rows = lines.map(([key, label, cents]): Row => ({ key, cells: [textCell(label), euroCell(cents)], sources: [] }));
  return drawn('mittel', `Mittel im Haushaltsjahr ${book.fiscalYear}`, [column('Position'), column('Betrag', 'euro')], rows);
}

/** "Covid19-Pandemie: eine Zuwendung (ADV Nord e.V.)." */
function tagsInWords(listed: readonly Listed[]): string[] {
  const tags = unique(listed.flatMap(({ grant }) => grant?.tags ?? []));
  return tags.map((tag) => {
    const own = listed.filter(({ grant }) => grant?.tags.includes(tag));
    return `Merkmal ${quoted(tag)}: ${grantsInWords(own.length)}${inBrackets(unique(own.map(({ recipient }) => recipient)))}.`;
  });
}

const deciderOf = ({ decider, label }: FundTier): string => decider ?? label;

/** Who decided on how many and how much, in the order of the fund's tiers. */
function byTier(facts: FundReportFacts) {
  const listed = listedGrants(facts);
  const tiers = facts.fund.state.tiers;
  const of = (key: string, label: string, wording: string | null, own: readonly Listed[]) => ({
    key,
    label,
    wording,
    grants: own.length,
    cents: sumCents(own.map(({ line }) => line.grantedCents)),
  });
  const tierIdOf = ({ grant }: Listed): string | null => grant?.decision?.tierId ?? null;
  const known = tiers.map((tier) =>
    of(
      tier.id,
      deciderOf(tier),
      tier.wording,
      listed.filter((one) => tierIdOf(one) === tier.id),
    ),
  );
  const rest = listed.filter((one) => !tiers.some(({ id }) => id === tierIdOf(one)));
  return [...known, of('ohne-angabe', 'ohne Angabe, wer entschieden hat', null, rest)].filter(({ grants }) => grants > 0);
}

function decisionSection(facts: FundReportFacts): DrawnSection {
  const groups = byTier(facts);
  const total = sumCents(groups.map(({ cents }) => cents));
  const count = groups.reduce((sum, { grants }) => sum + grants, 0);
  const rows = groups.map(({ key, label, wording, grants, cents }): Row => {
    const text = wording === null ? label : `${label} (${wording})`;
    return { key, cells: [textCell(text), countCell(grants), euroCell(cents)], sources: [] };
  });
  const columns = [column('Entscheidung durch'), column('Zuwendungen', 'count'), column('Betrag', 'euro')];
  return {
    id: 'entscheidungen',
    heading: 'Wer entschieden hat',
    prose: groups.map(({ label, grants, cents }) => `${label}: ${grantsInWords(grants)} mit zusammen ${euros(cents)}.`),
    tables: drawn('entscheidungen', 'Zuwendungen nach Entscheidung', columns, rows, {
      total: [textCell('Summe'), countCell(count), euroCell(total)],
    }),
  };
}

function rulesSection({ fund: { state } }: FundReportFacts): DrawnSection {
  const { applicationPeriod, permanentFundingPossible, checklist, legalBasis } = state;
  return {
    id: 'regeln',
    heading: 'Regeln der Vergabe',
    prose: [
      ...(applicationPeriod === null ? [] : [`Antragszeitraum: ${applicationPeriod}.`]),
      permanentFundingPossible ? 'Eine Dauerförderung ist möglich.' : 'Eine Dauerförderung ist ausgeschlossen.',
      ...(checklist.length === 0 ? [] : ['Voraussetzungen jeder Zuwendung:']),
      ...checklist.map(({ label }) => `– ${label}`),
      ...(legalBasis === null ? [] : [`Rechtsgrundlage: ${legalBasis}.`]),
    ],
    tables: [],
  };
}

function grantsSection(facts: FundReportFacts): DrawnSection {
  const { book } = facts;
  const listed = listedGrants(facts);
  const rows = listed.map(
    ({ line, grant, recipient }): Row => ({
      key: line.grantId,
      cells: [
        line.no === null ? EMPTY : countCell(line.no),
        textCell(recipient),
        textCell(line.project),
        textCell(grant?.purpose ?? null),
        euroCell(line.grantedCents),
      ],
      sources: sourcesOf('GRANT', [line.grantId]),
    }),
  );
  const columns = [column('Nr.', 'count'), column('Organisation'), column('Projekt'), column('Zweck'), column('Bewilligt', 'euro')];
  return {
    id: 'zuwendungen',
    heading: 'Zuwendungen',
    prose: rows.length === 0 ? [`Im Haushaltsjahr ${book.fiscalYear} wurde keine Zuwendung bewilligt.`] : [],
    tables: drawn('zuwendungen', `Zuwendungen aus dem ${facts.fund.state.name} im Haushaltsjahr ${book.fiscalYear}`, columns, rows, {
      total: [EMPTY, textCell('Summe'), EMPTY, EMPTY, euroCell(book.grantedCents)],
    }),
  };
}

type Remark = FundReview['genderRemarks'][number];
const remarkInWords = ({ organisationName, partnerNames, project, remark }: Remark): string =>
  `${[organisationName, ...partnerNames].join(' mit ')}, ${quoted(project)} (${genderRemarkNames[remark]})`;

/** Who is excluded follows from the grants themselves; a remark that excludes nobody is a matter for the review. */
function genderSection({ review }: FundReportFacts): DrawnSection {
  const exceptions = review.genderRemarks.filter(({ isException }) => isException);
  if (review.grants === 0) return { id: 'gender', heading: '', prose: [], tables: [] };
  return {
    id: 'gender',
    heading: 'Berücksichtigung von Gender-Aspekten',
    prose:
      exceptions.length === 0
        ? ['Alle geförderten Projekte sind für Menschen jeden Geschlechts offen.']
        : [
            `Für Menschen jeden Geschlechts offen sind alle geförderten Projekte bis auf ${counted(exceptions.length, 'dieses', 'Ausnahmen')}:`,
            ...exceptions.map((remark) => `– ${remarkInWords(remark)}`),
          ],
    tables: [],
  };
}

function proofSection({ review, book }: FundReportFacts): DrawnSection {
  const outstanding = review.proofs.filter(({ isNarrativeOutstanding }) => isNarrativeOutstanding).length;
  const overdue = review.proofs.filter(({ state }) => state === 'OVERDUE').length;
  const all = review.targets.flatMap(({ grantId, organisationName, project, targets }) =>
    targets.map((target, index) => ({ grantId, organisationName, project, target, index })),
  );
  const stated = all.filter(({ target }) => target.actual !== null);
  const rows = stated.map(
    ({ grantId, organisationName, project, target, index }): Row => ({
      key: `${grantId}-${index}`,
      cells: [
        textCell(`${organisationName}, ${project}`),
        textCell(target.label),
        quantityCell(target.planned, target.unit),
        quantityCell(target.actual, target.unit),
        textCell(target.share?.text ?? null),
      ],
      sources: sourcesOf('GRANT', [grantId]),
    }),
  );
  const columns = [column('Projekt'), column('Ziel'), column('Geplant', 'quantity'), column('Erreicht', 'quantity'), column('Anteil')];
  const open = all.length - stated.length;
  const notes = open === 0 ? [] : [`Zu ${counted(open, 'einem weiteren Ziel', 'weiteren Zielen')} ist nichts gemeldet.`];
  return {
    id: 'nachweise',
    heading: 'Nachweise und Ziele',
    prose: [
      ...(outstanding === 0 ? [] : [`Noch kein Sachbericht vermerkt: ${grantsInWords(outstanding)}.`]),
      ...(overdue === 0 ? [] : [`Verwendungsnachweis überfällig: ${grantsInWords(overdue)}.`]),
    ],
    tables: drawn('ziele', `Ziele und Gemeldetes im Haushaltsjahr ${book.fiscalYear}`, columns, rows, { notes }),
  };
}

/** What a reader should know about the figures and the rule; none of it is settled by being printed. */
function reviewSection({ fund, book, review, entries }: FundReportFacts): DrawnSection {
  const waiting = entries.filter(({ state }) => state.status === 'DRAFT').length;
  const others = review.genderRemarks.filter(({ isException }) => !isException);
  const notes = [
    ...book.findings.map(({ sentence }) => sentence),
    ...(book.shareOfAppropriation?.note == null ? [] : [book.shareOfAppropriation.note]),
    ...faultsOfTiers(fund.state.tiers).map(({ sentence }) => sentence),
    ...review.splitting.map(({ sentence }) => sentence),
    ...review.spellingHints.map(({ sentence }) => sentence),
    ...review.repeatRecipients.map(({ sentence }) => sentence),
    ...review.twins.map(({ sentence }) => sentence),
    ...others.map((remark) => `Nicht als Ausnahme geführt: ${remarkInWords(remark)}.`),
    ...(waiting === 0 ? [] : [`Nicht enthalten, weil unbestätigt: ${counted(waiting, 'eine Buchung', 'Buchungen')}.`]),
  ];
  return { id: 'hinweise', heading: 'Hinweise aus der Prüfung', prose: notes.map((note) => `– ${note}`), tables: [] };
}

/** The report as a pure function of the facts; the same facts make the same bytes. */
export function composeFundReport(facts: FundReportFacts, hashOf: HashOf): FundReportDocument {
  const { alliance, allianceName, fund, book, asOf } = facts;
  const overview: DrawnSection = {
    id: 'ueberblick',
    heading: 'Überblick',
    prose: [...moneyInWords(facts), ...tagsInWords(listedGrants(facts))],
    tables: moneyTable(facts),
  };
  const drawnSections = [
    overview,
    decisionSection(facts),
    rulesSection(facts),
    grantsSection(facts),
    genderSection(facts),
    proofSection(facts),
    reviewSection(facts),
  ].filter(({ prose, tables }) => prose.length + tables.length > 0);
  return {
    alliance,
    allianceName,
    fundId: fund.id,
    fundName: fund.state.name,
    instrumentOf: fund.state.instrumentOf,
    fiscalYear: book.fiscalYear,
    asOf,
    composedAt: endOfBerlinDay(asOf),
    sections: drawnSections.map(({ tables, ...section }) => ({
      ...section,
      tables: tables.map((table) =>
        frozenTable(table, asOf, { kind: 'FUND_REPORT', fundId: fund.id, fiscalYear: book.fiscalYear }, hashOf),
      ),
    })),
  };
}
