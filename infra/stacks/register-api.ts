import { NestedStack, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Deployment } from './deployment.ts';
import { logRetention, nameOf } from './deployment.ts';
import type { RegisterFunction } from './register-function.ts';
import type { Issuer } from './sign-in.ts';
import { stageThrottle } from './stage-throttle.ts';

/** Times and outcomes only: no address, no browser, no path with ids in it, no subject. `requestId` is the correlation id of answers and journal. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTimeEpoch',
    routeKey: '$context.routeKey',
    protocol: '$context.protocol',
    status: '$context.status',
    responseLength: '$context.responseLength',
    responseLatency: '$context.responseLatency',
    integrationLatency: '$context.integrationLatency',
    integrationStatus: '$context.integrationStatus',
    integrationError: '$context.integrationErrorMessage',
    authorizerError: '$context.authorizer.error',
  }),
);

/** The HTTP API: the portal and the API are one origin, so no other origin is allowed anything (no CORS). */
export class RegisterApi extends Construct {
  readonly api: apigateway.HttpApi;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    this.api = new apigateway.HttpApi(this, 'Http', {
      apiName: nameOf(deployment, 'api'),
      description: 'Register of the alliance',
      createDefaultStage: false,
    });
    const accessLog = new logs.LogGroup(this, 'AccessLog', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: stageThrottle,
      accessLogSettings: { destination: new apigateway.LogGroupLogDestination(accessLog), format: accessLogFormat },
    });
  }

  /** Address under which people open the portal; ends with a slash. */
  get portalUrl(): string {
    return `${this.api.apiEndpoint}/`;
  }

  /**
   * One route per row. A row that is not public has the authorizer; there is no third possibility. Routes lie in a nested
   * stack, because a stack holds 500 resources at most.
   */
  addRoutes(functions: readonly RegisterFunction[], issuer: Issuer): void {
    const nested = new NestedStack(this, 'Routes', { description: 'Routes of the register, one per row' });
    const authorizer = new HttpJwtAuthorizer('Token', issuer.issuer, { jwtAudience: [...issuer.audience] });
    for (const { needs, handler } of functions) {
      const integration = new HttpLambdaIntegration(needs.area, handler, { scopePermissionToRoute: false });
      for (const row of needs.routes) {
        const own = {
          httpApi: this.api,
          routeKey: apigateway.HttpRouteKey.with(row.path, apigateway.HttpMethod[row.method]),
          integration,
        };
        const route = new apigateway.HttpRoute(
          nested,
          row.id,
          'public' in row.access ? own : { ...own, authorizer, authorizationScopes: [...issuer.requiredScopes] },
        );
        acknowledgePublic(route, row);
      }
    }
  }
}

function acknowledgePublic(route: apigateway.HttpRoute, { access }: RouteRow): void {
  if ('public' in access) Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: `Public by its row: ${access.public}.` });
}
