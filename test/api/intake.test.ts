import '../support/loud.ts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readPaperText } from '../../functions/intake/routes.ts';
import { LONGEST_PAPER } from '../../shared/domain/intake.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { fingerprintOf } from '../support/scan.ts';
import { done } from './samples.ts';

/** The text of a paper goes in, what was found comes out; nothing stays. */

const editor = as('OFFICE_EDITOR');
const planted = 'Zzyzxwerk';
const paper = [
  'Datum Veranstaltung Ausgaben',
  `7. Januar 2016 Auftakt ${planted} 29 536,03 Euro`,
  '16. März 2016 Werkstatt Spra-',
  '',
  'che',
  '75 739,24 Euro',
  'Summe 105 275,27 Euro',
].join('\n');
let table: Table;
let logged = '';
const writers = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
beforeAll(async () => {
  table = await openRegisterOf2016();
  // The logger takes its level when the first handler is loaded.
  for (const { stream } of writers)
    stream.write = ((chunk: string | Uint8Array) => {
      logged += Buffer.from(chunk).toString('utf8');
      return true;
    }) as typeof stream.write;
});
afterAll(() => {
  for (const { stream, write } of writers) stream.write = write;
});

test('rows become proposals; the sum is compared; each says where it stands', async () => {
  const found = await done(readPaperText, editor, { body: { text: paper } });
  expect(found.tables).toMatchObject([
    { kind: 'EXPENSE_LINE', rowCount: 2, sumCents: 10_527_527, statedSums: [{ statedCents: 10_527_527, differenceCents: 0 }], remarks: [] },
  ]);
  expect(found.proposals).toMatchObject([
    { title: `Auftakt ${planted}`, date: { from: '2016-01-07' }, amountCents: 2_953_603, certain: true, lines: { from: 2, to: 2 } },
    { title: 'Werkstatt Sprache', date: { from: '2016-03-16' }, amountCents: 7_573_924, certain: true, lines: { from: 3, to: 6 } },
  ]);
});

test('what can be read in two ways comes back with both', async () => {
  const { amounts } = await done(readPaperText, editor, { body: { text: 'Es waren 1.320, heißt es.', saidOn: '2017-02-28' } });
  expect(amounts).toMatchObject([{ cents: null, certain: false, readings: [{ cents: 132_000 }, { cents: 132 }] }]);
});

describe('nothing of the text stays', () => {
  test('the table is the same before and after', async () => {
    const before = await fingerprintOf(table);
    await done(readPaperText, editor, { body: { text: paper } });
    expect(await fingerprintOf(table)).toBe(before);
  });

  test('no word of it is logged, not even when it is refused', async () => {
    await call(readPaperText, editor, { body: { text: paper } });
    await call(readPaperText, editor, { body: { text: paper, saidOn: planted } });
    await call(readPaperText, editor, { rawBody: `{"text": "${planted}` });
    expect(logged).toContain('/intake');
    expect(logged).not.toContain(planted);
  });
});

describe('what is too long or no text', () => {
  test('the longest text is read', async () => {
    const { status, body } = await call(readPaperText, editor, { body: { text: 'Miete 1,00 €\n'.repeat(30_000).slice(0, LONGEST_PAPER) } });
    expect([status, body.found.proposals > body.proposals.length]).toEqual([200, true]);
  });

  test('a character more is refused, and says so', async () => {
    const { status, body } = await call(readPaperText, editor, { body: { text: 'a'.repeat(LONGEST_PAPER + 1) } });
    expect([status, body.code, JSON.stringify(body)]).toEqual([400, 'requestInvalid', expect.stringContaining('300 000 Zeichen')]);
  });

  test('a body far too large is not even read', async () => {
    const { status, body } = await call(readPaperText, editor, { body: { text: 'a'.repeat(2_000_000) } });
    expect([status, body.code]).toEqual([413, 'bodyTooLarge']);
  });

  test.each([{}, { text: '' }, { text: 5 }, { text: 'a', saidOn: '2017-02-30' }, { text: '\ud800' }])('%j is refused', async (body) => {
    expect((await call(readPaperText, editor, { body })).status).toBe(400);
  });

  test('who has no part in expenditure or grants of the alliance reads nothing', async () => {
    for (const other of [as('OFFICE_EDITOR', { alliance: 'lip' }), as('GROUP_MANAGER'), as('PARLIAMENT_READER'), null])
      expect((await call(readPaperText, other, { body: { text: paper } })).status).toBeGreaterThanOrEqual(401);
  });
});
