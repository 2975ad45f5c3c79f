import { expect, test } from '@jest/globals';
import { aRoute, synthesise } from './stack.ts';

const small = { routes: [aRoute({ area: 'portal' })] };
const foreign = {
  issuer: 'https://id.example.org/realms/state',
  audience: 'register,portal',
  clientId: 'register-portal',
  grantsClaim: 'groups',
  scope: 'register',
};

test('people sign in with the own user pool by hand-made accounts, a strong password and a second factor', () => {
  const { template, ofType } = synthesise({}, small);
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    DeletionProtection: 'ACTIVE',
    Policies: {
      PasswordPolicy: { MinimumLength: 14, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true },
    },
  });
  template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
    AllowedOAuthFlows: ['code'],
    GenerateSecret: false,
    ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
  });
  const [authorizer] = ofType('AWS::ApiGatewayV2::Authorizer').map(([, { Properties }]) => Properties);
  const [clientId] = ofType('AWS::Cognito::UserPoolClient')[0] ?? [];
  const [poolId] = ofType('AWS::Cognito::UserPool')[0] ?? [];
  expect(authorizer).toMatchObject({
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Audience: [{ Ref: clientId }], Issuer: { 'Fn::GetAtt': [poolId, 'ProviderURL'] } },
  });
});

test('each alliance has a group per grant, a regional role one per office; groups of managing staff are made with their body', () => {
  const names = synthesise({ alliances: 'npa' }, small)
    .ofType('AWS::Cognito::UserPoolGroup')
    .map(([, { Properties }]) => String(Properties.GroupName));
  expect(names).toHaveLength(10 + 2 * 4);
  expect(names).toEqual(expect.arrayContaining(['npa:OFFICE_EDITOR', 'npa:REGIONAL_EDITOR:WE']));
  expect(names).not.toContain('npa:REGIONAL_EDITOR');
  expect(names).not.toContain('npa:GROUP_MANAGER');
});

test('a provider of the state replaces the user pool entirely', () => {
  const { ofType, template } = synthesise(foreign, small);
  expect(
    Object.values(template.toJSON().Resources).filter((resource) => (resource as { Type: string }).Type.startsWith('AWS::Cognito')),
  ).toEqual([]);
  expect(ofType('AWS::ApiGatewayV2::Authorizer')[0]?.[1].Properties).toMatchObject({
    JwtConfiguration: { Audience: ['register', 'portal'], Issuer: foreign.issuer },
  });
  template.hasResourceProperties('AWS::ApiGatewayV2::Route', { AuthorizationType: 'JWT', AuthorizationScopes: ['register'] });
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'npa-register-prod-portal',
    Environment: {
      Variables: {
        GRANTS_CLAIM: 'groups',
        REQUESTS_PER_SECOND: '10',
        OIDC_ISSUER: foreign.issuer,
        OIDC_CLIENT_ID: 'register-portal',
        OIDC_SCOPE: 'openid register',
      },
    },
  });
});

test.each([
  ['an issuer without audience', { issuer: foreign.issuer }, /audience: is missing/],
  ['an issuer over http', { ...foreign, issuer: 'http://id.example.org' }, /issuer: must be an https address/],
  ['an audience without issuer', { audience: 'register' }, /audience: only means something together with issuer/],
  ['a region of another partition', { region: 'eusc-de-east-1' }, /region: eusc-de-east-1 lies in partition aws-eusc/],
  ['an unknown region', { region: 'eu-atlantis-1' }, /region: eu-atlantis-1 is not known/],
  ['an unknown partition', { partition: 'aws-moon' }, /partition/],
  ['a stage that fits no name', { stage: 'Prod!' }, /stage/],
])('%s is refused before anything is built', (_what, context, message) => {
  expect(() => synthesise(context, small)).toThrow(message);
});

test.each([
  ['aws', {}, 'eu-central-1'],
  ['aws', { region: 'eu-west-1' }, 'eu-west-1'],
  ['aws-eusc', { partition: 'aws-eusc' }, 'eusc-de-east-1'],
])('everything lies in partition %s with %j, region %s', (partition, context, region) => {
  const { stack, template } = synthesise(context, small);
  expect(stack.region).toBe(region);
  const text = JSON.stringify(template.toJSON());
  const arns = text.match(/arn:[a-z-]+:/g) ?? [];
  expect(new Set(arns)).toEqual(new Set([`arn:${partition}:`]));
  expect(text).not.toMatch(/\d{12}/);
});

test('another stage has other names, and only a disposable one goes with its data', () => {
  const trial = synthesise({ stage: 'trial', disposable: 'true' }, small);
  expect(JSON.stringify(trial.template.toJSON())).not.toContain('npa-register-prod');
  expect(trial.stack.terminationProtection).toBe(false);
  expect(trial.ofType('AWS::DynamoDB::GlobalTable')[0]?.[1]).toMatchObject({
    DeletionPolicy: 'Delete',
    Properties: { Replicas: [{ DeletionProtectionEnabled: false }] },
  });
  const second = synthesise({ stage: 'second' }, small);
  expect(second.stack.terminationProtection).toBe(true);
  expect(second.ofType('AWS::DynamoDB::GlobalTable')[0]?.[1]).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: { Replicas: [{ DeletionProtectionEnabled: true }] },
  });
});

test("the office's own pages are told to the public pages alone, and only as https addresses", () => {
  const routes = [aRoute({ area: 'registration' }), aRoute({ id: 'other', area: 'portal', path: '/other' })];
  const { ofType } = synthesise({ imprint: 'https://www.example.org/impressum' }, { routes });
  const told = ofType('AWS::Lambda::Function').map(
    ([, { Properties }]) => (Properties.Environment as { Variables: Record<string, unknown> }).Variables.IMPRINT_ADDRESS,
  );
  expect(told.filter((address) => address !== undefined)).toEqual(['https://www.example.org/impressum']);
  expect(() => synthesise({ imprint: 'javascript:alert(1)' }, { routes })).toThrow('imprint');
});
