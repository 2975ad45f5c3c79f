import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { datasetOf } from '../../functions/documents/dcat.ts';
import { openFilesOf } from '../../shared/documents/open-files.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import { hashOf } from '../../shared/store/pack-store.ts';
import { aCorrection, anAnswer, attendance } from './answers.ts';

/** The package has no types of its own. */
const { default: jsonld } = (await import('jsonld' as string)) as {
  default: { toRDF: (record: object, options: { safe: boolean }) => Promise<Quad[]> };
};

const settings = { address: 'https://register.example', licence: 'http://dcat-ap.de/def/licenses/dl-by-de/2.0', contributorId: null };
const DCAT = 'http://www.w3.org/ns/dcat#';
const DCT = 'http://purl.org/dc/terms/';
const SPDX = 'http://spdx.org/rdf/terms#';

type Quad = {
  readonly subject: { value: string };
  readonly predicate: { value: string };
  readonly object: { value: string; datatype?: { value: string } };
};
/** In safe mode every key that expands to nothing is an error, so what is written is what is meant. */
const quadsOf = async (record: object): Promise<Quad[]> => await jsonld.toRDF(record, { safe: true });

describe('the record of a data set', () => {
  test('is JSON-LD that means what DCAT-AP.de asks for', async () => {
    const quads = await quadsOf(datasetOf(anAnswer(), settings));
    const base = 'https://register.example/open-data/npa/anfrage-17-7349';
    const of = (subject: string, predicate: string) =>
      quads.filter((quad) => quad.subject.value === subject && quad.predicate.value === predicate).map(({ object }) => object.value);
    expect(of(base, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type')).toEqual([`${DCAT}Dataset`]);
    expect(of(base, `${DCT}issued`)).toEqual(['2017-03-07']);
    expect(of(base, `${DCT}title`)).toEqual(['Was leistet das Bündnis?: Tabellen der Antwort in der Drucksache 17/7539']);
    const [publisher = ''] = of(base, `${DCT}publisher`);
    expect(of(publisher, 'http://xmlns.com/foaf/0.1/name')).toEqual(['Niedersächsische Staatskanzlei']);
    expect(of(base, `${DCAT}distribution`)).toHaveLength(8);
    for (const address of of(base, `${DCAT}distribution`)) {
      expect(of(address, `${DCAT}downloadURL`)).toEqual([address]);
      expect(of(address, `${DCT}license`)).toEqual(['http://dcat-ap.de/def/licenses/dl-by-de/2.0']);
      expect(of(address, 'http://dcat-ap.de/def/dcatde/licenseAttributionByText')).toEqual(['Niedersächsische Staatskanzlei']);
    }
  });

  test('states size and checksum of the very bytes', async () => {
    const quads = await quadsOf(datasetOf(anAnswer(), settings));
    const objectOf = (subject: string, predicate: string) =>
      quads.find((quad) => quad.subject.value === subject && quad.predicate.value === predicate)?.object;
    for (const { fileName, content } of openFilesOf(printableAnswer(anAnswer()))) {
      const address = `https://register.example/open-data/npa/anfrage-17-7349/${fileName}`;
      const bytes = Buffer.from(content, 'utf8');
      expect(objectOf(address, `${DCAT}byteSize`)).toMatchObject({
        value: String(bytes.length),
        datatype: { value: 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger' },
      });
      const checksum = objectOf(address, `${SPDX}checksum`)?.value ?? '';
      expect(objectOf(checksum, `${SPDX}algorithm`)?.value).toBe(`${SPDX}checksumAlgorithm_sha256`);
      expect(objectOf(checksum, `${SPDX}checksumValue`)).toMatchObject({
        value: createHash('sha256').update(bytes).digest('hex'),
        datatype: { value: 'http://www.w3.org/2001/XMLSchema#hexBinary' },
      });
    }
  });

  test('licence, deliverer and address are settings', () => {
    const record = JSON.stringify(
      datasetOf(anAnswer(), {
        address: 'https://other.example',
        licence: 'http://dcat-ap.de/def/licenses/dl-zero-de/2.0',
        contributorId: 'x-1',
      }),
    );
    expect(record).toContain('http://dcat-ap.de/def/licenses/dl-zero-de/2.0');
    expect(record).toContain('http://dcat-ap.de/def/contributors/x-1');
    expect(record).not.toContain('register.example');
  });

  test('a correction names what it replaces, and leaves that record as it was', () => {
    const before = JSON.stringify(datasetOf(anAnswer(), settings));
    expect(datasetOf(aCorrection(), settings)).toMatchObject({
      '@id': 'https://register.example/open-data/npa/anfrage-17-7349-berichtigung',
      'dct:replaces': { '@id': 'https://register.example/open-data/npa/anfrage-17-7349' },
    });
    expect(JSON.stringify(datasetOf(anAnswer(), settings))).toBe(before);
  });
});

describe('a published table', () => {
  const json = JSON.parse(openFilesOf(printableAnswer(anAnswer())).find(({ fileName }) => fileName === 'teilnehmende.json')?.content ?? '');

  test('says what each field means and what was asked', () => {
    expect(json.fields.map(({ name, kind }: { name: string; kind: string }) => [name, kind])).toEqual([
      ['konferenz', 'text'],
      ['tag', 'day'],
      ['teilnehmende', 'count'],
    ]);
    expect(json.fields[2].meaning).toContain('weniger als 5');
    expect(json.table).toMatchObject({ id: 'teilnehmende', asOf: '2017-02-27', query: { kind: 'FREE_TABLE' } });
    expect(json.answer).toEqual({
      alliance: 'npa',
      inquiryId: 'anfrage-17-7349',
      questionPaper: '17/7349',
      answerPaper: '17/7539',
      issuedOn: '2017-03-07',
    });
  });

  test('names no record of the register and no suppressed number', () => {
    const all = openFilesOf(printableAnswer(anAnswer()))
      .map(({ content }) => content)
      .join('');
    expect(all).not.toContain('sources');
    expect(json.table.rows[4].cells[2]).toEqual({ kind: 'count', qualifier: 'EXACT', suppressed: true, value: null });
    expect(hashOf(attendance.rows)).not.toBe(hashOf(json.table.rows));
  });
});
