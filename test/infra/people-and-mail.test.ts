import { describe, expect, test } from '@jest/globals';
import type { ConsumerRow } from '../../shared/http/consumer.ts';
import { masterKeyContext } from '../../shared/platform/master-key.ts';
import type { Resource, Statement } from './stack.ts';
import { actionsOf, aRoute, statementsByRole, synthesise } from './stack.ts';

const invite: ConsumerRow = {
  id: 'sendInvitations',
  area: 'sample-mails',
  title: 'Probe',
  trigger: { kind: 'stream', sortKeyPrefix: 'JOURNAL#' },
  table: 'read',
  publishes: false,
  people: 'read',
  sendsMail: true,
};
const routes = [
  aRoute({ id: 'look', area: 'sample-read', path: '/look', people: 'read' }),
  aRoute({ id: 'enter', area: 'sample-write', path: '/enter', method: 'POST', table: 'write', people: 'write' }),
  aRoute({
    id: 'enterPublic',
    area: 'sample-public',
    path: '/enter-public',
    method: 'POST',
    access: { public: 'a sample' },
    table: 'update',
    people: 'write',
  }),
  aRoute({ id: 'erase', area: 'sample-erase', path: '/erase', method: 'POST', table: 'write', people: 'erase' }),
];
const from = 'veranstaltungen@npa.example.org';
const deployed = (context: Record<string, unknown> = {}) => synthesise(context, { routes, consumers: [invite] });
const stack = deployed({ mailFrom: from });

const idOf = (type: string, wanted: (resource: Resource) => boolean): string => {
  const found = stack.ofType(type).find(([, resource]) => wanted(resource));
  if (!found) throw new Error(`no such ${type}`);
  return found[0];
};
const isKeyTable = ({ Properties }: Resource): boolean => Properties.GlobalSecondaryIndexes === undefined;
const keyTable = idOf('AWS::DynamoDB::GlobalTable', isKeyTable);
const mainTable = idOf('AWS::DynamoDB::GlobalTable', (resource) => !isKeyTable(resource));
const masterKey = idOf('AWS::KMS::Key', ({ Properties }) => String(Properties.Description).startsWith('Master key'));

const statementsIn = (synthesised: ReturnType<typeof synthesise>, area: string): Statement[] => {
  const [, own] = synthesised.ofType('AWS::Lambda::Function').find(([, f]) => String(f.Properties.FunctionName).endsWith(`-${area}`)) ?? [];
  const role = own?.Properties.Role as { 'Fn::GetAtt': [string, string] } | undefined;
  return statementsByRole(synthesised).get(role?.['Fn::GetAtt'][0] ?? '') ?? [];
};
const on = (area: string, logicalId: string): Statement[] =>
  statementsIn(stack, area).filter(
    ({ Resource: resource }) => JSON.stringify(resource) === JSON.stringify({ 'Fn::GetAtt': [logicalId, 'Arn'] }),
  );

describe('the table of keys', () => {
  test('can be restored for one day only, and has nothing that copies a key: no stream, no index', () => {
    const table = stack.resources[keyTable];
    expect(table).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 1 },
          },
        ],
      },
    });
    expect(Object.keys(table?.Properties ?? {})).not.toContain('StreamSpecification');
  });

  test('lies under a key of its own', () => {
    const keyOf = (table: string): string => {
      const replicas = (stack.resources[table]?.Properties.Replicas ?? []) as { SSESpecification: object }[];
      return JSON.stringify(replicas[0]?.SSESpecification);
    };
    expect(keyOf(keyTable)).not.toBe(keyOf(mainTable));
    expect(keyOf(keyTable)).not.toContain(masterKey);
  });
});

describe('who may do what with keys', () => {
  test.each([
    ['sample-read', ['dynamodb:GetItem', 'dynamodb:Query']],
    ['sample-write', ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem']],
    ['sample-public', ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem']],
    ['sample-erase', ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem']],
  ])('%s has exactly its actions on the table of keys', (area, actions) => {
    expect(new Set(on(area, keyTable).flatMap(actionsOf))).toEqual(new Set(actions));
  });

  test('a key is never changed: only attempts are counted up, where the public may enter something', () => {
    const updating = on('sample-public', keyTable).filter((statement) => actionsOf(statement).includes('dynamodb:UpdateItem'));
    expect(updating.map(({ Condition }) => Condition)).toEqual([{ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#LIMIT#*'] } }]);
  });

  test('who erases may still delete nothing in the main table', () => {
    expect(on('sample-erase', mainTable).flatMap(actionsOf)).not.toContain('dynamodb:DeleteItem');
  });

  test.each([
    ['sample-read', ['kms:Decrypt']],
    ['sample-write', ['kms:Decrypt', 'kms:GenerateDataKey']],
    ['sample-erase', ['kms:Decrypt', 'kms:GenerateDataKey']],
    ['sample-mails', ['kms:Decrypt']],
  ])('%s uses the master key for %j, and only for keys of persons', (area, actions) => {
    const statements = on(area, masterKey);
    expect(new Set(statements.flatMap(actionsOf))).toEqual(new Set(actions));
    for (const { Condition } of statements) {
      expect(Condition).toEqual({
        StringEquals: Object.fromEntries(Object.entries(masterKeyContext).map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
      });
    }
  });
});

describe('mail', () => {
  const sending = (synthesised: ReturnType<typeof synthesise>, area: string): Statement[] =>
    statementsIn(synthesised, area).filter((statement) => actionsOf(statement).some((action) => action.startsWith('ses:')));

  test('is sent only by functions whose row says so, from the one address and the domain it was proved for', () => {
    expect(sending(stack, 'sample-mails')).toEqual([
      {
        Effect: 'Allow',
        Action: 'ses:SendEmail',
        Resource: expect.anything(),
        Condition: { StringEquals: { 'ses:FromAddress': from } },
      },
    ]);
    expect(JSON.stringify(sending(stack, 'sample-mails')[0]?.Resource)).toMatch(/:identity\/npa\.example\.org"/);
    for (const area of ['sample-read', 'sample-write', 'sample-erase']) expect(sending(stack, area)).toEqual([]);
  });

  test('may be proved for the address alone, or for a domain above', () => {
    const resourceWith = (mailIdentity: string) =>
      JSON.stringify(sending(deployed({ mailFrom: from, mailIdentity }), 'sample-mails')[0]?.Resource);
    expect(resourceWith(from)).toContain(`:identity/${from}`);
    expect(resourceWith('example.org')).toContain(':identity/example.org');
  });

  test('without a sender nobody may send, nobody is told one, and the deployment says so', () => {
    const silent = deployed();
    expect(sending(silent, 'sample-mails')).toEqual([]);
    expect(JSON.stringify(silent.template.toJSON())).not.toContain('MAIL_FROM');
    silent.template.hasOutput('MailFrom', { Value: 'nobody: no mail is sent without the context value mailFrom' });
    stack.template.hasOutput('MailFrom', { Value: from });
  });

  test.each([
    ['a sender that is no address', { mailFrom: 'example.org' }, /mailFrom: example.org is not an e-mail address/],
    ['an identity that is not the sender’s', { mailFrom: from, mailIdentity: 'example.com' }, /mailIdentity: example.com is neither/],
    ['an identity without sender', { mailIdentity: 'example.org' }, /mailIdentity: only means something together with mailFrom/],
  ])('%s is refused before anything is built', (_what, context, message) => {
    expect(() => deployed(context)).toThrow(message);
  });
});
