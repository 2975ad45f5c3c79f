import type { Asked } from './request.ts';

/*
 * An empty page names where the next one begins. On the first page that is before everything, a place that has no key,
 * so the key handed out is our own mark with the caller's beginning in it, and is read again when it comes back.
 */

type Body = Record<string, unknown>;
const MARK = 'faults#resume';

const marked = (key: unknown): string | undefined => {
  const { pk, sk } = (key ?? {}) as { pk?: { S?: string }; sk?: { S?: string } };
  return pk?.S === MARK ? sk?.S : undefined;
};

/** The request as the engine understands it: our own mark replaced by what it stands for. */
export function withoutMark(asked: Asked): Asked {
  const mark = marked(asked.body.ExclusiveStartKey);
  if (mark === undefined) return asked;
  const { ExclusiveStartKey: _mark, ...body } = asked.body;
  return { ...asked, body: mark === '' ? body : { ...body, ExclusiveStartKey: JSON.parse(mark) as unknown } };
}

/** A page without items that names the same beginning again. */
export const emptyPage = ({ body }: Asked): Body => ({
  Items: [],
  Count: 0,
  ScannedCount: 0,
  LastEvaluatedKey: { pk: { S: MARK }, sk: { S: body.ExclusiveStartKey === undefined ? '' : JSON.stringify(body.ExclusiveStartKey) } },
});

export const shortPage = (asked: Asked, items: number): Asked => ({
  ...asked,
  body: { ...asked.body, Limit: Math.min(items, Number(asked.body.Limit ?? items)) },
});

type Lists = Record<string, unknown[]>;
type Tables = Record<string, { Keys: unknown[] }>;

function splitLists(lists: Lists, isKept: () => boolean): [Lists, Lists] {
  const [now, later]: [Lists, Lists] = [{}, {}];
  for (const [table, entries] of Object.entries(lists)) {
    for (const entry of entries) {
      const side = isKept() ? now : later;
      side[table] = [...(side[table] ?? []), entry];
    }
  }
  return [now, later];
}

/**
 * Splits a batch: what is passed on, and what is handed back undone.
 * @returns undefined for the first when nothing is left to pass on
 */
export function splitBatch(asked: Asked, isKept: () => boolean): { asked: Asked | undefined; undone: Body } {
  const requested = asked.body.RequestItems as Lists | Tables;
  const isWrite = asked.operation === 'BatchWriteItem';
  const lists: Lists = isWrite
    ? (requested as Lists)
    : Object.fromEntries(Object.entries(requested as Tables).map(([table, { Keys }]) => [table, Keys]));
  const toRequest = (part: Lists): Body =>
    isWrite ? part : Object.fromEntries(Object.entries(part).map(([table, Keys]) => [table, { ...(requested as Tables)[table], Keys }]));
  const [now, later] = splitLists(lists, isKept);
  return {
    asked: Object.keys(now).length === 0 ? undefined : { ...asked, body: { ...asked.body, RequestItems: toRequest(now) } },
    undone: { [isWrite ? 'UnprocessedItems' : 'UnprocessedKeys']: toRequest(later) },
  };
}

/** Every record of a stream's answer twice, the second directly after the first. */
export const twice = (answer: Body): Body => ({ ...answer, Records: ((answer.Records ?? []) as unknown[]).flatMap((one) => [one, one]) });
