import { standLine } from '../../shared/documents/csv.ts';
import type { OpenFile } from '../../shared/documents/open-files.ts';
import { fieldNotes, openFilesOf } from '../../shared/documents/open-files.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { AnswerDocument, FigureTable } from '../../shared/domain/answer-document.ts';
import { formatDay } from '../../shared/domain/calendar.ts';

/*
 * An issued answer as a data set of DCAT-AP.de. @see docs/sources.md#open-data
 * Peculiar:
 * - The vocabulary's own addresses are http, not https; another scheme is another term.
 * - An answer is never changed. A correction is another answer with a record of its own that names the one it replaces, so
 *   an old record keeps its address and its checksums.
 */

export type OpenDataSettings = {
  /** Origin under which the public reads, without a slash at the end. */
  readonly address: string;
  /** From the list of DCAT-AP.de licences. */
  readonly licence: string;
  /** Id that GovData gave the deliverer; needed for delivery only. */
  readonly contributorId: string | null;
};

const context = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatde: 'http://dcat-ap.de/def/dcatde/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const EU = 'http://publications.europa.eu/resource/authority';
const ref = (id: string) => ({ '@id': id });
const german = (text: string) => ({ '@language': 'de', '@value': text });
const typed = (type: string, value: string) => ({ '@type': type, '@value': value });
const dayValue = (day: string) => typed('xsd:date', day);

export const openDataPath = (allianceId: string, inquiryId: string): string =>
  `/open-data/${encodeURIComponent(allianceId)}/${encodeURIComponent(inquiryId)}`;

const formats = {
  CSV: { format: `${EU}/file-type/CSV`, media: 'https://www.iana.org/assignments/media-types/text/csv' },
  JSON: { format: `${EU}/file-type/JSON`, media: 'https://www.iana.org/assignments/media-types/application/json' },
} as const;

const tablesOf = ({ units }: AnswerDocument): FigureTable[] => units.flatMap(({ tables }) => tables);

function distribution(file: OpenFile, base: string, document: AnswerDocument, { licence }: OpenDataSettings) {
  const address = `${base}/${encodeURIComponent(file.fileName)}`;
  const table = tablesOf(document).find(({ id }) => id === file.tableId);
  const { format, media } = formats[file.format];
  return {
    '@id': address,
    '@type': 'dcat:Distribution',
    'dct:title': german(`${file.title} (${file.format})`),
    'dct:description': german(table === undefined ? file.title : [standLine(table), fieldNotes(table)].filter(Boolean).join('. ')),
    'dcat:accessURL': ref(address),
    'dcat:downloadURL': ref(address),
    'dct:format': ref(format),
    'dcat:mediaType': ref(media),
    'dct:license': ref(licence),
    'dcatde:licenseAttributionByText': german(document.answeredBy),
    ...(document.issuedOn === null ? {} : { 'dct:issued': dayValue(document.issuedOn) }),
    'dct:language': ref(`${EU}/language/DEU`),
    'dcat:byteSize': typed('xsd:nonNegativeInteger', String(file.byteSize)),
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': ref('spdx:checksumAlgorithm_sha256'),
      'spdx:checksumValue': typed('xsd:hexBinary', file.sha256),
    },
  };
}

const descriptionOf = ({ answeredBy, answeredOn, answerPaper, questionPaper, corrects }: AnswerDocument): string =>
  [
    `Tabellen aus der Antwort auf die parlamentarische Anfrage in der Drucksache ${questionPaper}`,
    ...(answerPaper === null ? [] : [`veröffentlicht als Drucksache ${answerPaper}`]),
    ...(answeredOn === null ? [] : [`Stand der Antwort: ${formatDay(answeredOn)}`]),
    `Angaben: ${answeredBy}`,
    ...(corrects === null ? [] : [`Berichtigt die Drucksache ${corrects.answerPaper ?? corrects.inquiryId}. Grund: ${corrects.reason}`]),
  ].join('. ');

/** The days the figures speak about: up to the latest day as of which one was asked. */
function temporal(document: AnswerDocument) {
  const days = tablesOf(document).flatMap(({ asOf }) => (asOf === null ? [] : [asOf]));
  const latest = days.sort().at(-1);
  return latest === undefined ? {} : { 'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:endDate': dayValue(latest) } };
}

/** The record as JSON-LD with its own context: no reader has to load one. */
export function datasetOf(document: AnswerDocument, settings: OpenDataSettings) {
  const { alliance, inquiryId, answerPaper, issuedOn, answeredBy, title, corrects } = document;
  const base = `${settings.address}${openDataPath(alliance, inquiryId)}`;
  return {
    '@context': context,
    '@id': base,
    '@type': 'dcat:Dataset',
    'dct:title': german(`${title}: Tabellen der Antwort${answerPaper === null ? '' : ` in der Drucksache ${answerPaper}`}`),
    'dct:description': german(descriptionOf(document)),
    'dct:identifier': base,
    'dct:publisher': { '@type': 'foaf:Organization', 'foaf:name': german(answeredBy) },
    ...(issuedOn === null ? {} : { 'dct:issued': dayValue(issuedOn), 'dct:modified': dayValue(issuedOn) }),
    'dct:language': ref(`${EU}/language/DEU`),
    'dct:accessRights': ref(`${EU}/access-right/PUBLIC`),
    'dcat:theme': ref(`${EU}/data-theme/GOVE`),
    'dcat:keyword': ['Landtag', 'Anfrage', 'Ausgaben', 'Integration'].map(german),
    'dcatde:politicalGeocodingLevelURI': ref('http://dcat-ap.de/def/politicalGeocoding/Level/state'),
    'dcatde:politicalGeocodingURI': ref('http://dcat-ap.de/def/politicalGeocoding/stateKey/03'),
    ...(settings.contributorId === null
      ? {}
      : { 'dcatde:contributorID': ref(`http://dcat-ap.de/def/contributors/${encodeURIComponent(settings.contributorId)}`) }),
    ...temporal(document),
    ...(corrects === null
      ? {}
      : {
          'dct:replaces': ref(`${settings.address}${openDataPath(alliance, corrects.inquiryId)}`),
          'adms:versionNotes': german(corrects.reason),
        }),
    'dcat:distribution': openFilesOf(printableAnswer(document)).map((file) => distribution(file, base, document, settings)),
  };
}
