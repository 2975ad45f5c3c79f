import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ConsumerRow } from '../../shared/http/consumer.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { Alarms } from './alarms.ts';
import { ChainKey } from './chain-key.ts';
import { ConsumerTrigger } from './consumer-triggers.ts';
import type { Deployment } from './deployment.ts';
import { nameOf } from './deployment.ts';
import type { FunctionNeeds } from './function-needs.ts';
import { isPublic, needsOf } from './function-needs.ts';
import { PeopleKeys } from './people-keys.ts';
import { RegisterApi } from './register-api.ts';
import { RegisterFunction } from './register-function.ts';
import { RegisterTable } from './register-table.ts';
import type { Issuer } from './sign-in.ts';
import { SignIn } from './sign-in.ts';
import { REQUESTS_PER_SECOND } from './stage-throttle.ts';

export type RegisterStackProps = {
  readonly deployment: Deployment;
  readonly routes: readonly RouteRow[];
  readonly consumers: readonly ConsumerRow[];
  /** The bundle of an area; tests that look at properties only give a stub. */
  readonly codeOf: (area: string) => lambda.Code;
};

/** The area whose page signs people in; no other function has to know how. */
const PORTAL_AREA = 'portal';
const PUBLIC_PAGES_AREA = 'registration';
/** Its objects are known by their public addresses. */
const OPARL_AREA = 'oparl';

function settingsOf(
  { area, routes, people, sendsMail }: FunctionNeeds,
  issuer: Issuer,
  publicAddress: string,
  { officePages }: Deployment,
): Record<string, string> {
  return {
    // links that people are sent or shown lead to the portal
    ...(people === 'none' && !sendsMail && area !== OPARL_AREA ? {} : { PUBLIC_ADDRESS: publicAddress }),
    ...(area === PUBLIC_PAGES_AREA ? officePages : {}),
    ...(routes.every(isPublic) ? {} : { GRANTS_CLAIM: issuer.grantsClaim, REQUESTS_PER_SECOND: String(REQUESTS_PER_SECOND) }),
    ...(area === PORTAL_AREA
      ? { OIDC_ISSUER: issuer.issuer, OIDC_CLIENT_ID: issuer.clientId, OIDC_SCOPE: ['openid', ...issuer.requiredScopes].join(' ') }
      : {}),
  };
}

/** The whole register in one account and region. What exists here follows from the lists of routes and consumers. */
export class RegisterStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, routes, consumers, codeOf }: RegisterStackProps) {
    super(scope, id, {
      env: { region: deployment.region },
      description: 'Register of an alliance: events, expenses, breakdowns',
      terminationProtection: !deployment.disposable,
      tags: { application: 'npa-register', stage: deployment.stage },
    });
    const table = new RegisterTable(this, 'Data', deployment);
    const keys = new PeopleKeys(this, 'PeopleKeys', deployment);
    const chainKey = new ChainKey(this, 'ChainKey', deployment);
    const bus = new events.EventBus(this, 'Bus', {
      eventBusName: nameOf(deployment, 'journal'),
      description: 'Every journal entry of the register',
    });
    // The journal itself is kept in the table without end; the archive is for a receiver that has to be fed again.
    bus.archive('Archive', { eventPattern: { account: [this.account] }, retention: Duration.days(90) });

    const api = new RegisterApi(this, 'Api', deployment);
    const issuer = deployment.foreignIssuer
      ? {
          ...deployment.foreignIssuer,
          requiredScopes: deployment.foreignIssuer.scope === undefined ? [] : [deployment.foreignIssuer.scope],
        }
      : new SignIn(this, 'SignIn', deployment, api.portalUrl).issuer;

    const functions = needsOf(routes, consumers).map(
      (needs) =>
        new RegisterFunction(this, `Area-${needs.area}`, {
          deployment,
          needs,
          code: codeOf(needs.area),
          table,
          keys,
          chainKey,
          bus,
          settings: settingsOf(needs, issuer, api.api.apiEndpoint, deployment),
        }),
    );
    api.addRoutes(functions, issuer);
    const triggers = functions.flatMap((called) => called.needs.consumers.map((row) => new ConsumerTrigger(this, row, called, table)));
    new Alarms(this, 'Alarms', deployment, { api: api.api, functions, triggers, table: table.table, keyTable: keys.table });

    new CfnOutput(this, 'PortalUrl', { value: api.portalUrl });
    new CfnOutput(this, 'TableName', { value: table.table.tableName });
    new CfnOutput(this, 'KeyTableName', { value: keys.table.tableName });
    new CfnOutput(this, 'ChainKeyId', { value: chainKey.key.keyId });
    new CfnOutput(this, 'MailFrom', { value: deployment.mail?.from ?? 'nobody: no mail is sent without the context value mailFrom' });
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName });
    new CfnOutput(this, 'OidcIssuer', { value: issuer.issuer });
    new CfnOutput(this, 'OidcClientId', { value: issuer.clientId });
  }
}
