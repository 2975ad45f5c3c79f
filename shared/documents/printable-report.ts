import { formatDayLong } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { ReadReport, ReportDocument, ReportSection } from '../domain/report.ts';
import type { Notation } from './cells.ts';
import type { LaidSection, Layout } from './layout.ts';
import { blocksOf, DRAFT_LABEL, laidTable } from './layout.ts';
import type { Printable } from './printable.ts';

/** The results report of a body for the writers. Until it is published, every page says that it is a draft. */

const PUBLISHER = 'Geschäftsstelle des Bündnisses, Niedersächsische Staatskanzlei';

const laidSection = ({ id, heading, prose, tables }: ReportSection, notation: Notation): LaidSection => ({
  heading,
  anchor: `abschnitt-${id}`,
  blocks: [...blocksOf(prose), ...tables.map((table) => ({ kind: 'table' as const, table: laidTable(table, notation, true) }))],
});

const spanOf = ({ period }: ReportDocument): string => `${formatDayLong(period.from)} bis ${formatDayLong(period.to)}`;

function layoutOf(document: ReportDocument, isDraft: boolean, notation: Notation): Layout {
  const { allianceName, bodyName, period, asOf, summary, sections, previous } = document;
  const title = `Ergebnisbericht über ${period.label}`;
  return {
    isDense: true,
    draftLabel: isDraft ? DRAFT_LABEL : null,
    head: { left: allianceName, right: `Ergebnisbericht ${period.key.toUpperCase()}` },
    documentTitle: `${bodyName}: ${title}`,
    author: PUBLISHER,
    kindLines: [title],
    title: bodyName,
    leadLines: [`Berichtszeitraum: ${spanOf(document)}`, `Stand: ${formatDayLong(asOf)}`],
    byLines: [
      PUBLISHER,
      ...(previous === null ? [] : [`Voriger Bericht: über ${previous.periodLabel}, Stand: ${formatDayLong(previous.asOf)}`]),
    ],
    correction: null,
    sections: [
      { heading: 'Überblick', anchor: null, blocks: blocksOf(summary) },
      ...sections.map((section) => laidSection(section, notation)),
    ],
    questions: [],
    issueNote: null,
  };
}

/** Names of sheets; a spreadsheet takes 31 letters. */
const sheetNames: Readonly<Record<string, string>> = {
  sitzungen: 'Sitzungen',
  beschluesse: 'Beschlüsse',
  vorschlaege: 'Vorschläge',
  'massnahmen-stand': 'Maßnahmen nach Stand',
  massnahmen: 'Maßnahmen',
  kennzahlen: 'Kennzahlen',
  zusagen: 'Zusagen',
  'offene-enden': 'Offene Enden',
  veranstaltungen: 'Veranstaltungen',
  ausgaben: 'Ausgaben',
};

export function printableReport({ document, status }: ReadReport): Printable {
  const { alliance, reportId, bodyId, bodyName, bodyKindLabel, period, asOf } = document;
  const isDraft = status !== 'PUBLISHED';
  const data = `/alliances/${encodeURIComponent(alliance)}/reports/${encodeURIComponent(reportId)}/document?format=json`;
  return {
    title: `${bodyName}: Ergebnisbericht über ${period.label}`,
    stem: `${isDraft ? 'entwurf-' : ''}ergebnisbericht-${reportId}`,
    isDraft,
    composedAt: document.composedAt,
    layout: (notation) => layoutOf(document, isDraft, notation),
    tables: document.sections.flatMap(({ tables }) => tables.map((table) => ({ table, sheet: sheetNames[table.id] ?? table.id }))),
    errata: [],
    cover: [
      ['Art', `Ergebnisbericht, ${bodyKindLabel}`],
      ['Berichtszeitraum', spanOf(document)],
      ['Stand', formatDayLong(asOf)],
      ['Überblick', document.summary.join(' ')],
    ],
    links: () => [{ href: data, words: 'Abfrage und Quellen (JSON)' }],
    about: { report: { alliance, reportId, bodyId, period: period.key, asOf } },
    json: () => canonicalJson(document),
  };
}
