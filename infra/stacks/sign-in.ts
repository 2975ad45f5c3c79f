import { Aws, Duration, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { BODY_ROLE, regionalRoles, roleNames, roles } from '../../shared/domain/access.ts';
import { officeIds } from '../../shared/domain/regions.ts';
import type { Deployment } from './deployment.ts';
import { keepingOf, nameOf } from './deployment.ts';

/** What the authorizer, the functions and the portal have to know of whoever signs people in. */
export type Issuer = {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly clientId: string;
  readonly grantsClaim: string;
  /** One of these has to be in the access token; an ID token has none. */
  readonly requiredScopes: readonly string[];
};

/**
 * Every grant an alliance can give, in the form of the token claim, except those of managing staff: they name a body, and
 * bodies are records; their groups are made when the body is (docs/deploy.md).
 */
const grantNamesOf = (alliance: string) =>
  roles
    .filter((role) => role !== BODY_ROLE)
    .flatMap((role) =>
      regionalRoles.has(role)
        ? officeIds.map((office) => ({ name: `${alliance}:${role}:${office}`, description: `${roleNames[role]}, ${office}` }))
        : [{ name: `${alliance}:${role}`, description: roleNames[role] }],
    );

/** The register's own user pool: people are entered by hand, sign in with a second factor, and get their grants by groups. */
export class SignIn extends Construct {
  readonly issuer: Issuer;

  constructor(scope: Construct, id: string, deployment: Deployment, portalUrl: string) {
    super(scope, id);
    const userPool = new cognito.UserPool(this, 'People', {
      userPoolName: nameOf(deployment, 'people'),
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: cognito.Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        passwordHistorySize: 5,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      userVerification: { emailSubject: 'Ihr Bestätigungscode', emailBody: 'Ihr Bestätigungscode für das Register: {####}' },
      userInvitation: {
        emailSubject: 'Ihr Zugang zum Register',
        emailBody: `Guten Tag,<br><br>für Sie wurde ein Zugang zum Register angelegt.<br>Adresse: ${portalUrl}<br>Anmeldename: {username}<br>Einmaliges Kennwort (drei Tage gültig): {####}<br><br>Bei der ersten Anmeldung wählen Sie ein eigenes Kennwort und richten einen zweiten Faktor ein.`,
      },
      ...keepingOf(deployment),
    });
    Validations.of(userPool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'Plan Plus adds threat protection, which evaluates addresses and devices of public servants and needs a data protection assessment first; every account is entered by hand and has a second factor.',
    });

    const use = new cognito.ResourceServerScope({ scopeName: 'use', scopeDescription: 'Das Register als angemeldete Person benutzen' });
    const resourceServer = userPool.addResourceServer('Api', { identifier: 'npa-register', scopes: [use] });
    const client = userPool.addClient('Portal', {
      userPoolClientName: 'Portal',
      generateSecret: false,
      authFlows: { user: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.resourceServer(resourceServer, use)],
        callbackUrls: [portalUrl],
        logoutUrls: [portalUrl],
      },
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      // A working day: the portal keeps tokens in memory only, so closing the page ends it earlier.
      refreshTokenValidity: Duration.hours(10),
    });
    userPool.addDomain('Page', {
      cognitoDomain: { domainPrefix: `${nameOf(deployment, '')}${Aws.ACCOUNT_ID}` },
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a style of its own the newer sign-in page stays empty.
    new cognito.CfnManagedLoginBranding(this, 'Look', {
      userPoolId: userPool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    for (const alliance of deployment.alliances) {
      for (const { name, description } of grantNamesOf(alliance)) {
        new cognito.CfnUserPoolGroup(this, `Group ${name}`, { userPoolId: userPool.userPoolId, groupName: name, description });
      }
    }
    this.issuer = {
      issuer: userPool.userPoolProviderUrl,
      audience: [client.userPoolClientId],
      clientId: client.userPoolClientId,
      grantsClaim: 'cognito:groups',
      requiredScopes: ['npa-register/use'],
    };
  }
}
