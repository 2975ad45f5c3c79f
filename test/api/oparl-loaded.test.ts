import { beforeAll, expect, test } from '@jest/globals';
import { getOparlSystem } from '../../functions/oparl/routes.ts';
import { oparlLists } from '../../shared/domain/oparl.ts';
import { call, openRegisterOf2016 } from '../support/api.ts';
import { oparlFaults, oparlTypeOf } from '../support/oparl-schema.ts';
import { insideOf, SINCE_EVER, walk } from '../support/oparl-walk.ts';

/** The register as it is after the first run, read from outside. */
beforeAll(async () => {
  await openRegisterOf2016();
}, 180_000);

test('every object that the loaded register gives fits the specification', async () => {
  const system = await call(getOparlSystem, null);
  const bodies = await walk(system.body.body);
  expect(bodies.length).toBeGreaterThan(0);
  const addresses = bodies.flatMap((body) =>
    Object.values(body).filter((value): value is string => oparlLists.some((list) => String(value).endsWith(`/${list}`))),
  );
  expect(addresses).toHaveLength(bodies.length * oparlLists.length);
  const listed = (await Promise.all(addresses.flatMap((address) => [address, `${address}?limit=3&${SINCE_EVER}`]).map(walk))).flat();
  const objects = insideOf([...bodies, ...listed]);
  expect(objects.flatMap((one) => oparlFaults(oparlTypeOf(one), one).map((fault) => `${one.id} ${fault}`))).toEqual([]);
  expect(objects.map(({ type }) => type.split('/').at(-1))).toEqual(expect.arrayContaining(['Body', 'Organization', 'Paper']));
  expect(objects.filter(({ type }) => /\/(?:Person|Membership|File)$/.test(type))).toEqual([]);
  expect(JSON.stringify(objects)).not.toContain('participant');
});
