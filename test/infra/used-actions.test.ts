import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { consumers } from '../../functions/consumers.ts';
import { routes } from '../../functions/routes.ts';
import { needsOf } from '../../infra/stacks/function-needs.ts';
import type { Used } from '../support/used-actions.ts';
import type { Statement } from './stack.ts';
import { actionsOf, sorted, statementsByRole, synthesise } from './stack.ts';

/** S13: granted is used and used is granted, per function, from the recorded run (`test/hostile/used-actions.long.ts`). */

const recorded = JSON.parse(readFileSync(new URL('used-actions.json', import.meta.url), 'utf8')) as Used;
const needs = needsOf(routes, consumers);
const stack = synthesise({ mailFrom: 'register@example.org' });
const statements = statementsByRole(stack);

/** What the recording calls a resource of the template. */
function nameOf(resource: unknown): string {
  const id = /"Fn::GetAtt":\["(\w+)"|"Ref":"(\w+)"/.exec(JSON.stringify(resource));
  const { Type, Properties } = stack.resources[id?.[1] ?? id?.[2] ?? ''] ?? { Type: '', Properties: {} };
  if (Type === 'AWS::DynamoDB::GlobalTable') return Properties.GlobalSecondaryIndexes === undefined ? 'keys' : 'table';
  if (Type === 'AWS::Events::EventBus') return 'bus';
  if (Type === 'AWS::KMS::Key') return /^Master/.test(String(Properties.Description)) ? 'masterKey' : 'chainKey';
  return 'mail';
}

/**
 * Asked for by AWS in the function's name and not by its code: traces, the log, reading the stream, keeping what failed,
 * and DynamoDB's use of a table's own key.
 */
const isOfPlatform = ({ Resource: resource }: Statement, action: string): boolean => {
  const named = JSON.stringify(resource);
  const key = Object.entries(stack.resources).find(([id]) => named.includes(`"${id}"`))?.[1];
  const isTableKey = key?.Type === 'AWS::KMS::Key' && /[Tt]able/.test(String(key.Properties.Description));
  return /^(?:logs|xray|sqs):/.test(action) || named.includes('StreamArn') || isTableKey;
};

function grantedTo(area: string): Set<string> {
  const [, own] =
    stack.ofType('AWS::Lambda::Function').find(([, { Properties }]) => Properties.FunctionName === `npa-register-prod-${area}`) ?? [];
  const role = (own?.Properties.Role as { 'Fn::GetAtt': [string] } | undefined)?.['Fn::GetAtt'][0] ?? '';
  return new Set(
    (statements.get(role) ?? []).flatMap((statement) =>
      actionsOf(statement)
        .filter((action) => !isOfPlatform(statement, action))
        .map((action) => `${nameOf(statement.Resource)} ${action}`),
    ),
  );
}

/** Granted although no recorded call used it, with the reason. */
const firstKey = 'whoever enters or erases a person first makes the key over all keys; in one run that is one function';
const oneReading = 'getting and querying are one grant, and this function does one of the two';
const redelivered = 'a fact handed over again is looked up; writing and reading are one grant';
const opensTogether = 'moving up writes to nobody; the stores of registrations are opened with their keys';
const make = { 'masterKey kms:GenerateDataKey': firstKey };
const spared: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alliances: { 'table dynamodb:Query': oneReading },
  contract: { 'table dynamodb:Query': oneReading },
  search: { 'table dynamodb:GetItem': oneReading },
  door: make,
  people: make,
  'participant-lists': make,
  privacy: { ...make, 'keys dynamodb:PutItem': firstKey },
  retention: { ...make, 'keys dynamodb:PutItem': firstKey },
  registration: { ...make, 'keys dynamodb:Query': oneReading },
  'registration-mail': { 'keys dynamodb:Query': oneReading },
  'scan-counter': { 'table dynamodb:GetItem': redelivered, 'table dynamodb:Query': redelivered, 'table dynamodb:PutItem': redelivered },
  'invitation-expiry': {
    'keys dynamodb:GetItem': opensTogether,
    'keys dynamodb:Query': opensTogether,
    'masterKey kms:Decrypt': opensTogether,
  },
};

const without = (one: ReadonlySet<string> | readonly string[], other: ReadonlySet<string>): string[] =>
  sorted([...one].filter((action) => !other.has(action)));

/** What differs between a function's grants and its recorded use. */
function differences(area: string, granted: ReadonlySet<string>, used: readonly string[]) {
  return { notUsed: without(granted, new Set([...used, ...Object.keys(spared[area] ?? {})])), notGranted: without(used, granted) };
}

describe('S13: grants', () => {
  test.each(needs.map(({ area }) => area))('%s is granted what it was seen to use, and nothing else', (area) => {
    expect(differences(area, grantedTo(area), recorded[area] ?? [])).toEqual({ notUsed: [], notGranted: [] });
  });

  test('what is spared is granted, was not used, and has a reason', () => {
    for (const [area, actions] of Object.entries(spared)) {
      expect(without(Object.keys(actions), grantedTo(area))).toEqual([]);
      expect(Object.keys(actions).filter((action) => recorded[area]?.includes(action))).toEqual([]);
    }
  });

  test('the recording names functions that exist, and nothing that no function may do', () => {
    expect(without(Object.keys(recorded), new Set(needs.map(({ area }) => area)))).toEqual([]);
    expect(JSON.stringify(recorded)).not.toMatch(/undefined|otherwise|another kind/);
  });

  test('control: one action too many and one too few are both named', () => {
    const used = recorded.expenses ?? [];
    const wider = new Set([...grantedTo('expenses'), 'table dynamodb:DeleteItem']);
    expect(differences('expenses', wider, used).notUsed).toEqual(['table dynamodb:DeleteItem']);
    wider.delete('table dynamodb:PutItem');
    expect(differences('expenses', wider, used).notGranted).toEqual(['table dynamodb:PutItem']);
  });
});
