import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { catalogue } from '../../events/catalogue.ts';
import { consumers } from '../../functions/consumers.ts';
import { routes } from '../../functions/routes.ts';

const folder = new URL('../../events/samples/', import.meta.url);
type Sample = { name: string; schemaVersion: number; data: Record<string, unknown> };
const samples = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Sample] as const);
const kindOf = ({ name, schemaVersion }: Sample) =>
  catalogue.find((kind) => kind.eventName === name && kind.schemaVersion === schemaVersion);
const fileNameOf = (eventName: string) => `${eventName.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}.json`;

describe('samples', () => {
  test.each(samples)('%s parses with its catalogue entry, unchanged', (_file, sample) => {
    expect(kindOf(sample)?.data.parse(sample.data)).toEqual(sample.data);
  });

  test.each(samples)('%s: a field less or a field more is refused', (_file, sample) => {
    const [first] = Object.keys(sample.data);
    const { [String(first)]: _, ...less } = sample.data;
    expect(kindOf(sample)?.data.safeParse(less).success).toBe(false);
    expect(kindOf(sample)?.data.safeParse({ ...sample.data, andererName: 1 }).success).toBe(false);
  });

  test('every entry of the catalogue has its sample, under its own name', () => {
    expect(samples.map(([file]) => file).sort()).toEqual(catalogue.map(({ eventName }) => fileNameOf(eventName)).sort());
    for (const [file, { name }] of samples) expect(fileNameOf(name)).toBe(file);
  });
});

describe('catalogue', () => {
  test('no name and version stands twice', () => {
    const keys = catalogue.map(({ eventName, schemaVersion }) => `${eventName} ${schemaVersion}`);
    expect(keys).toEqual([...new Set(keys)]);
  });

  test.each(routes.filter(({ emits }) => emits).map((row) => [row.id, row.emits ?? []] as const))(
    '%s emits what the catalogue knows',
    (_id, emits) => {
      expect(emits.filter((name) => !catalogue.some(({ eventName }) => eventName === name))).toEqual([]);
    },
  );

  /** Rows that are no GET and yet write no entry into the journal, each with its reason. */
  const keepNoEntry: Readonly<Record<string, string>> = {
    recordScans: 'a scan is itself a fact that is never changed; the journal would hold it a second time',
    viewOwnRegistration: 'it reads; the link that proves whose it is goes in a body, so that no address holds it',
    findParticipants: 'it reads; the name goes in a body, so that no address holds it',
    recountDoor: 'counts follow from the facts and say nothing that those do not',
    previewParticipantList: 'it reads; the list goes in a body and is not kept',
    correctParticipant: 'somebody who came without a registration has no record that an entry could belong to',
    readPaperText: 'it reads; the text goes in a body and is not kept',
    correctParticipantList: 'it reads; the list goes in a body and is not kept',
  };
  test('every row that takes a change says what it emits, or why it emits nothing', () => {
    const silent = routes.filter(({ method, emits }) => method !== 'GET' && !emits?.length).map(({ id }) => id);
    expect(new Set(silent)).toEqual(new Set(Object.keys(keepNoEntry)));
  });

  /** What the first run records or takes over from older documents, not a row. */
  const byFirstRun = (name: string) => name === 'AllianceRecorded' || name.endsWith('TakenOver');
  test('every event comes from a row or a consumer, or from the first run', () => {
    const emitted = new Set([...routes, ...consumers].flatMap(({ emits }) => emits ?? []));
    expect(catalogue.map(({ eventName }) => eventName).filter((name) => !emitted.has(name) && !byFirstRun(name))).toEqual([]);
  });
});
