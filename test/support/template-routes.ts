import { synthesise } from '../infra/stack.ts';

/** A route as the synthesised CloudFormation template would deploy it, whatever a list says. */
export type DeployedRoute = { readonly routeKey: string; readonly isProtected: boolean; readonly area: string };

type RouteProperties = { RouteKey: string; AuthorizationType: string; Target: { 'Fn::Join': [string, [string, { Ref: string }]] } };
type IntegrationProperties = { IntegrationUri: { 'Fn::GetAtt': [string, string] } };

/** The template's routes, each with the function it leads to. */
export function templateRoutes(): DeployedRoute[] {
  const { ofType, resources } = synthesise();
  const functionBehind = (target: RouteProperties['Target']): string => {
    const integration = resources[target['Fn::Join'][1][1].Ref]?.Properties as IntegrationProperties | undefined;
    const handler = resources[integration?.IntegrationUri['Fn::GetAtt'][0] ?? '']?.Properties as { FunctionName: string } | undefined;
    return handler?.FunctionName.replace(/^npa-register-prod-/, '') ?? 'none';
  };
  return ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
    const { RouteKey, AuthorizationType, Target } = Properties as RouteProperties;
    return { routeKey: RouteKey, isProtected: AuthorizationType === 'JWT', area: functionBehind(Target) };
  });
}
