import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import * as pdfWork from '../../functions/document-pdf/get-answer-pdf.ts';
import { getAnswerPdf } from '../../functions/document-pdf/routes.ts';
import type { DocumentDeps } from '../../functions/documents/deps.ts';
import * as documentWork from '../../functions/documents/get-answer-document.ts';
import * as fileWork from '../../functions/documents/get-open-data-file.ts';
import * as datasetWork from '../../functions/documents/get-open-dataset.ts';
import { htmlPolicy } from '../../functions/documents/html.ts';
import { documentFormats, getAnswerDocument, getOpenDataFile, getOpenDataset } from '../../functions/documents/routes.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { area, pair } from '../../shared/http/endpoint.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { as, type Caller, eventFor } from '../support/api.ts';
import { aDraft, anAnswer } from './answers.ts';

/** The rows through the one chain, with answers from here instead of a store. */
const documents = {
  issued: anAnswer({ inquiryId: 'issued' }),
  draft: aDraft({ inquiryId: 'draft' }),
  frozen: anAnswer({ inquiryId: 'frozen', status: 'FROZEN', issuedOn: null }),
};
const deps: DocumentDeps = {
  answers: {
    documentOf: (_alliance, inquiryId) => {
      const found = Object.entries(documents).find(([id]) => id === inquiryId)?.[1];
      return found ? Promise.resolve(found) : Promise.reject(new Failure('inquiryNotFound'));
    },
  },
  reports: { readingOf: () => Promise.reject(new Failure('reportNotFound')) },
  fundReports: { readingOf: () => Promise.reject(new Failure('fundNotFound')) },
  openData: { address: 'https://register.example', licence: 'http://dcat-ap.de/def/licenses/dl-by-de/2.0', contributorId: null },
};
const handler = area(
  () => deps,
  [
    pair(getAnswerDocument, documentWork.work),
    pair(getOpenDataset, datasetWork.work),
    pair(getOpenDataFile, fileWork.work),
    pair(getAnswerPdf, pdfWork.work),
  ],
);
beforeAll(() => {
  process.env.LOG_LEVEL = 'SILENT';
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

async function ask(row: RouteRow, caller: Caller, inquiryId: string, more: { format?: string; fileName?: string } = {}) {
  const { format, fileName } = more;
  const event = eventFor(row, caller, {
    params: { inquiryId, ...(fileName === undefined ? {} : { fileName }) },
    ...(format === undefined ? {} : { query: { format } }),
  });
  const answer = (await handler(event, { awsRequestId: 'x' } as Context)) as APIGatewayProxyStructuredResultV2;
  const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { status: answer.statusCode, headers, bytes: Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8') };
}

const inHouse = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'ANSWER_APPROVER', 'BUDGET_OFFICER', 'AUTHORISER'] as const;
const outside = ['AUDITOR', 'PARLIAMENT_READER'] as const;
const rows: readonly { id: string; row: RouteRow; more: { format?: string } }[] = [
  { id: 'getAnswerDocument', row: getAnswerDocument, more: { format: 'json' } },
  { id: 'getAnswerPdf', row: getAnswerPdf, more: {} },
];

describe.each(rows)('$id', ({ row, more }) => {
  test.each(inHouse)('%s reads drafts, frozen and issued answers', async (role) => {
    for (const id of ['draft', 'frozen', 'issued']) expect((await ask(row, as(role), id, more)).status).toBe(200);
  });

  test.each(outside)('for %s only what is issued exists', async (role) => {
    expect((await ask(row, as(role), 'issued', more)).status).toBe(200);
    for (const id of ['draft', 'frozen', 'missing']) {
      const { status, bytes } = await ask(row, as(role), id, more);
      expect(status).toBe(404);
      expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'inquiryNotFound', title: 'Anfrage nicht gefunden' });
    }
  });

  test('nobody else, and nobody without a token', async () => {
    expect((await ask(row, as('REGIONAL_EDITOR'), 'issued', more)).status).toBe(403);
    expect((await ask(row, as('DPO'), 'issued', more)).status).toBe(403);
    expect((await ask(row, null, 'issued', more)).status).toBe(401);
    expect((await ask(row, as('OFFICE_LEAD', { alliance: 'lip' }), 'issued', more)).status).toBe(404);
  });
});

describe('files', () => {
  test.each(Object.entries(documentFormats))('%s has its type and a name', async (format, { contentType, ending }) => {
    const { status, headers } = await ask(getAnswerDocument, as('OFFICE_LEAD'), 'issued', { format });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': contentType, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const name = `attachment; filename="antwort-17-7539${format === 'csv-machine' ? '-maschinenlesbar' : ''}.${ending}"`;
    expect(headers['content-disposition']).toBe(format === 'html' ? undefined : name);
    expect(headers['content-security-policy']).toBe(format === 'html' ? htmlPolicy : undefined);
  });

  test('the PDF is one, named after its paper or as a draft', async () => {
    const issued = await ask(getAnswerPdf, as('PARLIAMENT_READER'), 'issued');
    expect(issued.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(issued.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="antwort-17-7539.pdf"',
    });
    const draft = await ask(getAnswerPdf, as('OFFICE_EDITOR'), 'draft');
    expect(draft.headers['content-disposition']).toBe('attachment; filename="entwurf-zu-17-7349.pdf"');
  });

  test('a format there is not is named as the fault', async () => {
    for (const format of ['pdf', '', 'HTML'])
      expect((await ask(getAnswerDocument, as('OFFICE_LEAD'), 'issued', { format })).status).toBe(400);
    expect((await ask(getAnswerDocument, as('OFFICE_LEAD'), 'issued')).status).toBe(400);
  });
});

describe('open data', () => {
  test('anyone reads the record of an issued answer, may keep it, and gets what it promises', async () => {
    const { status, headers, bytes } = await ask(getOpenDataset, null, 'issued');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/ld+json; charset=utf-8', 'cache-control': 'public, max-age=86400' });
    const { 'dcat:distribution': distributions } = JSON.parse(bytes.toString());
    expect(distributions).toHaveLength(8);
    for (const one of distributions) {
      const fileName = one['dcat:downloadURL']['@id'].replace('https://register.example/open-data/npa/issued/', '');
      const file = await ask(getOpenDataFile, null, 'issued', { fileName });
      const sha256 = createHash('sha256').update(file.bytes).digest('hex');
      expect(file.headers).toMatchObject({ etag: `"${sha256}"`, 'cache-control': 'public, max-age=86400' });
      expect(one['spdx:checksum']['spdx:checksumValue']['@value']).toBe(sha256);
      expect(one['dcat:byteSize']['@value']).toBe(String(file.bytes.length));
    }
  });

  test.each(['draft', 'frozen', 'missing'])('of a %s answer there is nothing', async (id) => {
    expect((await ask(getOpenDataset, null, id)).status).toBe(404);
    expect((await ask(getOpenDataFile, null, id, { fileName: 'teilnehmende.csv' })).status).toBe(404);
  });

  test('a table there is not is missing, and another ending is no file', async () => {
    expect((await ask(getOpenDataFile, null, 'issued', { fileName: 'andere.csv' })).status).toBe(404);
    expect((await ask(getOpenDataFile, null, 'issued', { fileName: 'teilnehmende.exe' })).status).toBe(400);
  });
});
