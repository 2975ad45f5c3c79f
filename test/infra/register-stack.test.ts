import { describe, expect, test } from '@jest/globals';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { consumers } from '../../functions/consumers.ts';
import { routes } from '../../functions/routes.ts';
import { assumptions } from '../../infra/cost.ts';
import { needsOf } from '../../infra/stacks/function-needs.ts';
import type { ConsumerRow } from '../../shared/http/consumer.ts';
import { indexes } from '../../shared/store/keys.ts';
import type { Resource, Statement } from './stack.ts';
import { actionsOf, aRoute, sorted, statementsByRole, synthesise } from './stack.ts';

/** One row of each need and kind of access, so that every case is met whatever the real lists hold today. */
const samples = [
  aRoute({ id: 'sampleNone', area: 'sample-none', path: '/sample-none', access: { public: 'a sample' } }),
  aRoute({ id: 'sampleRead', area: 'sample-read', path: '/sample-read/{id}', access: { signedIn: 'a sample' }, table: 'read' }),
  aRoute({ id: 'sampleWrite', area: 'sample-write', path: '/sample-write', method: 'POST', table: 'write' }),
  aRoute({ id: 'sampleUpdate', area: 'sample-update', path: '/sample-update', method: 'POST', table: 'update' }),
  aRoute({ id: 'samplePeopleRead', area: 'sample-people-read', path: '/sample-people-read', people: 'read' }),
  aRoute({ id: 'samplePeopleWrite', area: 'sample-people-write', path: '/sample-people-write', method: 'POST', people: 'write' }),
  aRoute({ id: 'samplePeopleMixed', area: 'sample-people-erase', path: '/sample-people', people: 'read' }),
  aRoute({ id: 'samplePeopleErase', area: 'sample-people-erase', path: '/sample-people/{id}', method: 'PUT', people: 'erase' }),
  aRoute({ id: 'sampleMixedRead', area: 'sample-mixed', path: '/sample-mixed', table: 'read' }),
  aRoute({ id: 'sampleMixedWrite', area: 'sample-mixed', path: '/sample-mixed/{id}', method: 'PUT', table: 'write' }),
];
const aStream = (id: string, sortKeyPrefix: string, more: Partial<ConsumerRow>): ConsumerRow => ({
  id,
  area: 'sample-streams',
  title: 'Probe',
  trigger: { kind: 'stream', sortKeyPrefix },
  table: 'write',
  publishes: false,
  ...more,
});
const all = [...routes, ...samples];
const allConsumers: readonly ConsumerRow[] = [
  ...consumers,
  aStream('sampleCounts', 'SAMPLE#', {}),
  aStream('sampleMails', 'JOURNAL#', { people: 'read', sendsMail: true }),
];
const choices = { alarmEmail: 'alarm@example.org', mailFrom: 'register@example.org' };
const stack = synthesise(choices, { routes: all, consumers: allConsumers }, { rules: true });
const needs = needsOf(all, allConsumers);
const { ofType, resources } = stack;

const isKeyTable = ({ Properties }: Resource): boolean => Properties.GlobalSecondaryIndexes === undefined;
const tableOf = (wanted: boolean): [string, Resource] =>
  ofType('AWS::DynamoDB::GlobalTable').find(([, table]) => isKeyTable(table) === wanted) ?? ['', { Type: '', Properties: {} }];
const [tableId, table] = tableOf(false);
const [keyTableId] = tableOf(true);

const propertiesOf = <Shape>(type: string): Shape[] => ofType(type).map(([, { Properties }]) => Properties as Shape);
const get = (id: string): Resource => {
  const found = resources[id];
  if (!found) throw new Error(`${id} is not in the template`);
  return found;
};
type Att = { readonly 'Fn::GetAtt': readonly [string, string] };

const functionOf = (area: string): [string, Resource] => {
  const found = ofType('AWS::Lambda::Function').find(([, { Properties }]) => Properties.FunctionName === `npa-register-prod-${area}`);
  if (!found) throw new Error(`no function for ${area}`);
  return found;
};
const environmentOf = (area: string): string[] =>
  Object.keys((functionOf(area)[1].Properties.Environment as { Variables?: object } | undefined)?.Variables ?? {});
const statements = statementsByRole(stack);
const statementsOf = (area: string): Statement[] => statements.get((functionOf(area)[1].Properties.Role as Att)['Fn::GetAtt'][0]) ?? [];

describe('routes', () => {
  type Route = { RouteKey: string; AuthorizationType: string; AuthorizerId?: unknown; AuthorizationScopes?: string[]; Target: unknown };
  const templateRoutes = propertiesOf<Route>('AWS::ApiGatewayV2::Route');

  test('the template has exactly the routes of the list', () => {
    expect(sorted(templateRoutes.map(({ RouteKey }) => RouteKey))).toEqual(sorted(all.map(({ method, path }) => `${method} ${path}`)));
  });

  test.each(all.map((row) => [row.id, row] as const))('%s has the authorizer unless its row is public', (_id, { method, path, access }) => {
    const route = templateRoutes.find(({ RouteKey }) => RouteKey === `${method} ${path}`);
    const isOpen = 'public' in access;
    expect(route?.AuthorizationType).toBe(isOpen ? 'NONE' : 'JWT');
    expect(route?.AuthorizerId !== undefined).toBe(!isOpen);
    expect(route?.AuthorizationScopes).toEqual(isOpen ? undefined : ['npa-register/use']);
  });

  test('each route calls the function of its area', () => {
    const called = templateRoutes.map(({ RouteKey, Target }) => {
      const [, { Ref }] = (Target as { 'Fn::Join': [string, [string, { Ref: string }]] })['Fn::Join'][1];
      return `${RouteKey} ${(get(Ref).Properties.IntegrationUri as Att)['Fn::GetAtt'][0]}`;
    });
    expect(sorted(called)).toEqual(sorted(all.map(({ method, path, area }) => `${method} ${path} ${functionOf(area)[0]}`)));
  });

  test('no other origin is let in, requests are throttled, and the access log names no person', () => {
    expect(propertiesOf<object>('AWS::ApiGatewayV2::Api')).toEqual([expect.not.objectContaining({ CorsConfiguration: expect.anything() })]);
    const [stage] = propertiesOf<{ DefaultRouteSettings: object; AccessLogSettings: { Format: string } }>('AWS::ApiGatewayV2::Stage');
    expect(stage?.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 200, ThrottlingRateLimit: 100 });
    const format = stage?.AccessLogSettings.Format ?? '';
    expect(Object.keys(JSON.parse(format))).toContain('requestId');
    expect(format).not.toMatch(/identity|sourceIp|userAgent|claims|\$context\.path|principal/i);
  });
});

describe('grants', () => {
  /** Written down here and not taken from the code: what a need may do to the table, its indexes and its key. */
  const tableRead = ['dynamodb:GetItem', 'dynamodb:Query', 'kms:Decrypt'];
  const tableWrite = [...tableRead, 'dynamodb:PutItem', 'kms:Encrypt', 'kms:GenerateDataKey'];
  const tableActions = { none: [], read: tableRead, write: tableWrite, update: [...tableWrite, 'dynamodb:UpdateItem'] };
  /** The same for the table of keys of persons, its key and the master key. */
  const peopleActions = { none: [], read: tableRead, write: tableWrite, erase: [...tableWrite, 'dynamodb:DeleteItem'] };
  /** For what checks the whole register, beside reading. */
  const sealActions = ['dynamodb:PutItem', 'dynamodb:Scan', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateMac', 'kms:VerifyMac'];
  const streamActions = [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'kms:Decrypt',
  ];
  const everyFunction = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

  test.each(needs.map((need) => [need.area, need] as const))(
    '%s may do what its rows need and nothing else',
    (area, { table, people, countsAttempts, publishes, sendsMail, seals, consumers: own }) => {
      const expected = new Set([
        ...everyFunction,
        ...tableActions[table],
        ...peopleActions[people],
        ...(countsAttempts ? ['dynamodb:UpdateItem'] : []),
        ...(seals ? sealActions : []),
        ...(sendsMail ? ['ses:SendEmail'] : []),
        ...(own.some(({ trigger }) => trigger.kind === 'stream') ? streamActions : []),
        ...(own.length > 0 ? ['sqs:SendMessage'] : []),
        ...(publishes ? ['events:PutEvents'] : []),
      ]);
      expect(new Set(statementsOf(area).flatMap(actionsOf))).toEqual(expected);
    },
  );

  test.each(needs.map((need) => [need.area, need] as const))(
    '%s is told of tables, keys, bus and sender only when it uses them',
    (area, { table, people, publishes, sendsMail, seals }) => {
      const told = environmentOf(area);
      expect(told.includes('TABLE_NAME')).toBe(table !== 'none');
      expect(told.includes('KEY_TABLE_NAME')).toBe(people !== 'none');
      expect(told.includes('MASTER_KEY_ID')).toBe(people !== 'none');
      expect(told.includes('CHAIN_KEY_ID')).toBe(seals);
      expect(told.includes('EVENT_BUS_NAME')).toBe(publishes);
      expect(told.includes('MAIL_FROM')).toBe(sendsMail);
      expect(told.includes('PUBLIC_ADDRESS')).toBe(sendsMail || people !== 'none' || area === 'oparl');
    },
  );

  test('R20: nothing is allowed by wildcard, no role may delete but in the table of keys, and only what checks the register may scan it', () => {
    const scans = needs.filter(({ area }) => statementsOf(area).flatMap(actionsOf).includes('dynamodb:Scan'));
    expect(scans.map(({ area }) => area)).toEqual(['register-check']);
    const asked = [...statements.values()].flat().flatMap((statement) =>
      actionsOf(statement)
        .filter((action) => /\*|Delete|Batch|PartiQL|UpdateTable|TimeToLive/.test(action))
        .map((action) => ({ action, on: statement.Resource })),
    );
    expect(new Set(asked.map(({ action }) => action))).toEqual(new Set(['dynamodb:DeleteItem']));
    for (const { on } of asked) expect(on).toEqual({ 'Fn::GetAtt': [keyTableId, 'Arn'] });
  });

  test('R20: nobody updates a line of the ledger, and only what checks the register puts anything into a chain of seals', () => {
    const writes = needs.flatMap(({ area, seals }) =>
      statementsOf(area)
        .filter(
          (one) => JSON.stringify(one.Resource).includes(tableId) && actionsOf(one).some((action) => /(?:Put|Update)Item$/.test(action)),
        )
        .map((one) => [seals, actionsOf(one), one.Condition] as const),
    );
    const outside = (...keys: string[]) => ({ 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': keys } });
    expect(writes.length).toBeGreaterThan(10);
    for (const [seals, actions, condition] of writes) {
      if (seals) expect(condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#CHAIN'] } });
      else if (actions.includes('dynamodb:UpdateItem')) expect(condition).toEqual(outside('*#CHAIN', '*#LEDGER'));
      else expect(condition).toEqual(outside('*#CHAIN'));
    }
  });

  test('keys of persons are deleted only where a row says that it erases', () => {
    const may = needs.map(({ area }) => area).filter((area) => statementsOf(area).flatMap(actionsOf).includes('dynamodb:DeleteItem'));
    expect(may).toEqual(needs.filter(({ people }) => people === 'erase').map(({ area }) => area));
    expect(may).toContain('sample-people-erase');
  });

  test('every resource is named, except for traces, which have none', () => {
    const open = [...statements.values()].flat().filter(({ Resource: resource }) => JSON.stringify(resource).includes('*'));
    expect(new Set(open.flatMap(actionsOf))).toEqual(new Set(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']));
  });

  test('writes are allowed on the table alone, queries on the table and its two indexes', () => {
    const tableArn = { 'Fn::GetAtt': [tableId, 'Arn'] };
    const resourceOf = (action: string) =>
      statementsOf('sample-write').find((statement) => actionsOf(statement).includes(action))?.Resource;
    expect(resourceOf('dynamodb:PutItem')).toEqual(tableArn);
    expect(resourceOf('dynamodb:Query')).toEqual([
      tableArn,
      ...Object.values(indexes).map(({ name }) => ({ 'Fn::Join': ['', [tableArn, `/index/${name}`]] })),
    ]);
  });

  test('no policy hangs on a role from outside', () => {
    expect(
      propertiesOf<{ ManagedPolicyArns?: unknown }>('AWS::IAM::Role').filter(({ ManagedPolicyArns }) => ManagedPolicyArns !== undefined),
    ).toEqual([]);
  });
});

describe('functions', () => {
  test('there is one per area', () => {
    expect(ofType('AWS::Lambda::Function')).toHaveLength(needs.length);
  });

  test.each(
    needs.map(
      ({ area, consumers: own, runsOn, seals }) => [area, own.length > 0, runsOn?.memoryMb ?? (seals ? 3008 : 1024), runsOn] as const,
    ),
  )('%s runs on the current Node, logs in JSON to its own group and is traced', (area, isConsumer, memoryMb, runsOn) => {
    const { Properties } = functionOf(area)[1];
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: [runsOn?.architecture ?? 'arm64'],
      MemorySize: memoryMb,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    const { Ref } = (Properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup;
    expect(get(Ref).Properties.RetentionInDays).toBe(90);
    if (!isConsumer) expect(Properties.Timeout).toBe(29);
  });

  test('the portal alone learns how to sign in', () => {
    const told = needs.map(({ area }) => area).filter((area) => environmentOf(area).includes('OIDC_ISSUER'));
    expect(told).toEqual(needs.map(({ area }) => area).filter((area) => area === 'portal'));
  });
});

describe('the table', () => {
  test('has the keys and indexes of keys.ts, each index with everything', () => {
    const key = (partition: string, sort: string) => [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
    expect(table.Properties).toMatchObject({
      KeySchema: key('pk', 'sk'),
      GlobalSecondaryIndexes: Object.values(indexes).map(({ name, partition, sort }) => ({
        IndexName: name,
        KeySchema: key(partition, sort),
        Projection: { ProjectionType: 'ALL' },
      })),
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
  });

  test('can be restored, is not deleted with the stack, and lies under its own turning key', () => {
    expect(table).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
          },
        ],
      },
    });
  });

  test('no key goes with the stack, and every key that encrypts turns', () => {
    const keys = ofType('AWS::KMS::Key').map(([, key]) => key);
    expect(keys).toHaveLength(4);
    for (const key of keys) expect(key).toMatchObject({ DeletionPolicy: 'Retain' });
    // KMS turns keys that encrypt; one that signs stays, so that old chains can be checked.
    const turning = keys.filter(({ Properties }) => Properties.KeyUsage !== 'GENERATE_VERIFY_MAC');
    expect(turning).toHaveLength(3);
    for (const key of turning) expect(key).toMatchObject({ Properties: { EnableKeyRotation: true } });
  });
});

describe('asynchronous edges', () => {
  const isQueue = (arn: unknown): boolean => get((arn as Att)['Fn::GetAtt'][0]).Type === 'AWS::SQS::Queue';

  test('the stream is filtered, repeated within bounds, and what fails is kept', () => {
    const prefixes = allConsumers.flatMap(({ trigger }) => (trigger.kind === 'stream' ? [trigger.sortKeyPrefix] : []));
    const mappings = propertiesOf<{
      DestinationConfig: { OnFailure: { Destination: unknown } };
      FilterCriteria: { Filters: { Pattern: string }[] };
    }>('AWS::Lambda::EventSourceMapping');
    expect(sorted(mappings.flatMap(({ FilterCriteria }) => FilterCriteria.Filters.map(({ Pattern }) => Pattern)))).toEqual(
      sorted(prefixes.map((prefix) => JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix }] } } } }))),
    );
    for (const mapping of mappings) {
      expect(mapping).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 5,
        MaximumRecordAgeInSeconds: 21_600,
        ParallelizationFactor: 1,
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(mapping.FilterCriteria.Filters).toHaveLength(1);
      expect(isQueue(mapping.DestinationConfig.OnFailure.Destination)).toBe(true);
    }
  });

  type Schedule = {
    ScheduleExpression: string;
    ScheduleExpressionTimezone: string;
    Target: { Arn: Att; DeadLetterConfig: { Arn: unknown }; RetryPolicy: object };
  };
  const schedules = propertiesOf<Schedule>('AWS::Scheduler::Schedule');

  test('every daily consumer runs once a day by the clock of Berlin, never in the hour that spring skips', () => {
    const daily = allConsumers.flatMap(({ trigger }) => (trigger.kind === 'daily' ? [trigger.at] : []));
    const times = schedules.map(({ ScheduleExpression, ScheduleExpressionTimezone }) => {
      expect(ScheduleExpressionTimezone).toBe('Europe/Berlin');
      const [, minute = '', hour = ''] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(ScheduleExpression) ?? [];
      expect(hour).not.toBe('2');
      return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
    });
    expect(sorted(times)).toEqual(sorted(daily));
  });

  test('a consumer in the skipped hour is refused', () => {
    const night = {
      id: 'night',
      area: 'night',
      title: 'Nachts',
      trigger: { kind: 'daily', at: '02:30' },
      table: 'none',
      publishes: false,
    } as const;
    expect(() => synthesise({}, { routes: [], consumers: [night] })).toThrow(/02:30 Europe\/Berlin does not exist/);
  });

  test('what a schedule cannot start, and what fails once started, is kept', () => {
    const kept = propertiesOf<{ FunctionName: { Ref: string }; DestinationConfig: { OnFailure: { Destination: unknown } } }>(
      'AWS::Lambda::EventInvokeConfig',
    );
    for (const { Target } of schedules) {
      expect(isQueue(Target.DeadLetterConfig.Arn)).toBe(true);
      expect(Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 7_200, MaximumRetryAttempts: 3 });
      const own = kept.find(({ FunctionName }) => FunctionName.Ref === Target.Arn['Fn::GetAtt'][0]);
      expect(isQueue(own?.DestinationConfig.OnFailure.Destination)).toBe(true);
    }
  });

  test('an alarm mail that cannot be delivered is kept', () => {
    expect(
      propertiesOf<{ RedrivePolicy?: { deadLetterTargetArn: unknown } }>('AWS::SNS::Subscription').map(({ RedrivePolicy }) =>
        isQueue(RedrivePolicy?.deadLetterTargetArn),
      ),
    ).toEqual([true]);
  });

  test('the bus keeps what went over it', () => {
    expect(propertiesOf<object>('AWS::Events::Archive')).toEqual([expect.objectContaining({ RetentionDays: 90 })]);
  });
});

describe('alarms', () => {
  type Alarm = { AlarmName: string; AlarmDescription: string; AlarmActions: unknown[]; MetricName: string; TreatMissingData: string };
  const alarms = propertiesOf<Alarm>('AWS::CloudWatch::Alarm');
  const names = alarms.map(({ AlarmName }) => AlarmName.replace('npa-register-prod-', ''));

  test('watch the API, every function, every queue of a consumer, the stream and the daily run', () => {
    const expected = [
      'api-5xx',
      ...needs.map(({ area }) => `${area}-errors`),
      'throttles',
      'database-busy',
      'retention-overdue',
      'retention-failed',
      'report-failed',
      'report-overdue',
      ...allConsumers.flatMap(({ id, trigger }) => [`${id}-dead-letters`, trigger.kind === 'daily' ? `${id}-missing` : `${id}-behind`]),
    ];
    expect(sorted(names)).toEqual(sorted(expected));
  });

  test('say in German what to do, and reach somebody', () => {
    for (const { AlarmDescription, AlarmActions } of alarms) {
      expect(AlarmDescription).toMatch(/lesen|prüfen|suchen/i);
      expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
      expect(AlarmActions).toHaveLength(1);
    }
  });

  test('a daily run that does not happen is an alarm, not silence', () => {
    for (const { AlarmName, TreatMissingData } of alarms)
      expect(TreatMissingData).toBe(AlarmName.endsWith('-missing') ? 'breaching' : 'notBreaching');
  });

  test('may be published by CloudWatch although the topic has a policy of its own', () => {
    const [policy] = propertiesOf<{ PolicyDocument: { Statement: object[] } }>('AWS::SNS::TopicPolicy');
    expect(policy?.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    );
  });

  test('of the real lists are no more than the cost table counts', () => {
    const ofAll = ['api-5xx', 'throttles', 'database-busy'].length;
    const ofLogCodes = 4;
    expect(ofAll + needsOf(routes, consumers).length + 2 * consumers.length + ofLogCodes).toBeLessThanOrEqual(assumptions.alarms);
  });
});

test.each([
  ['AwsSolutions', AwsSolutionsChecks],
  ['Serverless', ServerlessChecks],
] as const)('cdk-nag %s finds nothing that is not acknowledged with a reason', (_name, Checks) => {
  const { violations } = new Checks(stack.app).validateScope(stack.stack);
  expect(
    violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources.map((resource) => JSON.stringify(resource))]),
  ).toEqual([]);
});

/** A breach in the stack of this file is thrown where it is made. */
test('CDK’s own rules hold as well with a provider of the state, and where the data goes with the stack', () => {
  const own = { issuer: 'https://id.example.org', audience: 'register', stage: 'trial', disposable: 'true' };
  expect(() => synthesise(own, { routes: [aRoute({ area: 'portal' })] }, { rules: true })).not.toThrow();
});
