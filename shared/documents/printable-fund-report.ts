import { formatDayLong } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { FundReportDocument, ReadFundReport } from '../domain/fund-report.ts';
import type { Notation } from './cells.ts';
import type { Layout } from './layout.ts';
import { blocksOf, DRAFT_LABEL, laidTable } from './layout.ts';
import type { Printable } from './printable.ts';

/** The yearly report on a fund for the writers. Until it is issued, every page says that it is a draft. */

const titleOf = ({ fundName, fiscalYear }: FundReportDocument): string => `${fundName}: Bericht für das Haushaltsjahr ${fiscalYear}`;

function layoutOf({ document, status, issuedOn }: ReadFundReport, notation: Notation): Layout {
  const { allianceName, fundName, instrumentOf, fiscalYear, asOf, sections } = document;
  return {
    isDense: true,
    draftLabel: status === 'ISSUED' ? null : DRAFT_LABEL,
    head: { left: allianceName, right: `${fundName} ${fiscalYear}` },
    documentTitle: titleOf(document),
    author: allianceName,
    kindLines: ['Fondsbericht', `Haushaltsjahr ${fiscalYear}`],
    title: fundName,
    leadLines: instrumentOf === null ? [] : [`Instrument: ${instrumentOf}`],
    byLines: [allianceName, `Stand: ${formatDayLong(asOf)}`],
    correction: null,
    sections: sections.map(({ id, heading, prose, tables }) => ({
      heading,
      anchor: `abschnitt-${id}`,
      blocks: [...blocksOf(prose), ...tables.map((table) => ({ kind: 'table' as const, table: laidTable(table, notation, true) }))],
    })),
    questions: [],
    issueNote: issuedOn === null ? null : `Ausgegeben am ${formatDayLong(issuedOn)}`,
  };
}

/** Names of sheets; a spreadsheet takes 31 letters. */
const sheetNames: Readonly<Record<string, string>> = {
  mittel: 'Mittel',
  entscheidungen: 'Entscheidungen',
  zuwendungen: 'Zuwendungen',
  ziele: 'Ziele',
};

export function printableFundReport(report: ReadFundReport): Printable {
  const { document, status, issuedOn } = report;
  const { alliance, fundId, fiscalYear, asOf } = document;
  const isDraft = status !== 'ISSUED';
  const place = `/alliances/${encodeURIComponent(alliance)}/funds/${encodeURIComponent(fundId)}/reports/${fiscalYear}`;
  return {
    title: titleOf(document),
    stem: `${isDraft ? 'entwurf-' : ''}fondsbericht-${fundId}-${fiscalYear}`,
    isDraft,
    composedAt: document.composedAt,
    layout: (notation) => layoutOf(report, notation),
    tables: document.sections.flatMap(({ tables }) => tables.map((table) => ({ table, sheet: sheetNames[table.id] ?? table.id }))),
    errata: [],
    cover: [
      ['Art', 'Fondsbericht'],
      ['Haushaltsjahr', String(fiscalYear)],
      ['Stand', formatDayLong(asOf)],
      ['Ausgegeben am', issuedOn === null ? null : formatDayLong(issuedOn)],
      ['Überblick', document.sections[0]?.prose.join(' ') ?? null],
    ],
    links: () => [{ href: `${place}/document?format=json`, words: 'Abfrage und Quellen (JSON)' }],
    about: { fundReport: { alliance, fundId, fiscalYear, asOf } },
    json: () => canonicalJson(document),
  };
}
