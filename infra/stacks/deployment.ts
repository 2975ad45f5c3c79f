import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Node } from 'constructs';

/** An OpenID provider of the state instead of the stack's own user pool. */
export type ForeignIssuer = {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Public client with which the portal signs people in. */
  readonly clientId: string;
  /** Claim of the access token that lists the grants, `<alliance>:<ROLE>[:<office>]`. */
  readonly grantsClaim: string;
  /** Scope that an access token must carry; keeps ID tokens out where the provider gives both the same audience. */
  readonly scope: string | undefined;
};

/** Who mails come from; `identity` is the address or its domain, as it was proved to SES. */
export type OutgoingMail = { readonly from: string; readonly identity: string };

/** What one deployment is told by context (`-c name=value`); docs/deploy.md lists the names. */
export type Deployment = {
  /** Settings with which the public pages' footer leads to the office's own pages; what is not given is a page of the register. */
  readonly officePages: Readonly<Record<string, string>>;
  readonly stage: string;
  readonly region: string;
  readonly partition: string;
  /** True: everything goes with the stack, data included. For trials only. */
  readonly disposable: boolean;
  readonly alarmEmail: string | undefined;
  /** Where the folder `docs/runbooks/` can be read; ends with a slash. */
  readonly runbooks: string;
  /** Alliances whose groups the user pool gets. */
  readonly alliances: readonly string[];
  readonly foreignIssuer: ForeignIssuer | undefined;
  /** Undefined: the register sends no mail. */
  readonly mail: OutgoingMail | undefined;
};

const homeRegions: Readonly<Record<string, string>> = { aws: 'eu-central-1', 'aws-eusc': 'eusc-de-east-1' };

function refuse(name: string, sentence: string): never {
  throw new Error(`context value ${name}: ${sentence}`);
}

function reader(node: Node) {
  const find = (name: string): string | undefined => {
    const value: unknown = node.tryGetContext(name);
    if (value === undefined || value === '') return undefined;
    return typeof value === 'string' || typeof value === 'boolean' ? String(value) : refuse(name, 'must be a text');
  };
  const matching = (name: string, form: RegExp, fallback: string): string => {
    const value = find(name) ?? fallback;
    return form.test(value) ? value : refuse(name, `${value} does not match ${form}`);
  };
  const list = (name: string): string[] | undefined =>
    find(name)
      ?.split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  return { find, matching, list };
}

function foreignIssuerOf(node: Node): ForeignIssuer | undefined {
  const { find, list, matching } = reader(node);
  const issuer = find('issuer');
  if (issuer === undefined) {
    const orphan = ['audience', 'grantsClaim', 'clientId', 'scope'].find((name) => find(name) !== undefined);
    return orphan === undefined ? undefined : refuse(orphan, 'only means something together with issuer');
  }
  if (!/^https:\/\/[^\s?#]+$/.test(issuer)) refuse('issuer', 'must be an https address without query');
  const audience = list('audience') ?? [];
  const [first] = audience;
  if (first === undefined) refuse('audience', 'is missing; an authorizer without audience would take any token of the issuer');
  return {
    issuer,
    audience,
    clientId: find('clientId') ?? first,
    grantsClaim: matching('grantsClaim', /^[\w:./-]+$/, 'groups'),
    scope: find('scope'),
  };
}

function outgoingMailOf(node: Node): OutgoingMail | undefined {
  const { find } = reader(node);
  const from = find('mailFrom');
  const identity = find('mailIdentity');
  if (from === undefined) return identity === undefined ? undefined : refuse('mailIdentity', 'only means something together with mailFrom');
  const domain = /^[\w.+-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(from)?.[1] ?? refuse('mailFrom', `${from} is not an e-mail address`);
  if (identity !== undefined && identity !== from && identity !== domain && !domain.endsWith(`.${identity}`)) {
    refuse('mailIdentity', `${identity} is neither ${from} nor a domain it lies in`);
  }
  return { from, identity: identity ?? domain };
}

const officePages = { imprint: 'IMPRINT_ADDRESS', privacyPage: 'PRIVACY_ADDRESS', accessibilityPage: 'ACCESSIBILITY_ADDRESS' } as const;

function officePagesOf(node: Node): Record<string, string> {
  const { find } = reader(node);
  return Object.fromEntries(
    Object.entries(officePages).flatMap(([name, setting]) => {
      const address = find(name);
      if (address === undefined) return [];
      return [[setting, /^https:\/\/[^\s<>"]+$/.test(address) ? address : refuse(name, 'must be an https address')]];
    }),
  );
}

/** @throws Error naming the context value that cannot be used; before anything is built or deployed */
export function deploymentOf(node: Node): Deployment {
  const { find, matching, list } = reader(node);
  const partition = matching('partition', /^aws(-eusc)?$/, 'aws');
  const region = matching('region', /^[a-z]{2,4}(-[a-z]+)+-\d$/, homeRegions[partition] ?? '');
  const actual = RegionInfo.get(region).partition ?? refuse('region', `${region} is not known to this version of aws-cdk-lib`);
  if (actual !== partition) refuse('region', `${region} lies in partition ${actual}, not ${partition}`);
  return {
    stage: matching('stage', /^[a-z][a-z0-9]{1,11}$/, 'prod'),
    region,
    partition,
    disposable: matching('disposable', /^(true|false)$/, 'false') === 'true',
    alarmEmail: find('alarmEmail'),
    runbooks: matching('runbooks', /^https:\/\/[^\s#?]+\/$|^docs\/runbooks\/$/, 'docs/runbooks/'),
    alliances: list('alliances') ?? ['npa', 'lip'],
    foreignIssuer: foreignIssuerOf(node),
    mail: outgoingMailOf(node),
    officePages: officePagesOf(node),
  };
}

export const nameOf = ({ stage }: Deployment, what: string): string => `npa-register-${stage}-${what}`;

/** What the functions count is kept under this name. */
export const metricsNamespaceOf = (deployment: Deployment): string => nameOf(deployment, 'log-codes');

/** What holds records or people outlives its stack, unless the deployment is a trial. */
export const keepingOf = ({ disposable }: Deployment) => ({
  removalPolicy: disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  deletionProtection: !disposable,
});

/** Long enough to look into a complaint of the last quarter; logs hold codes and ids, and the journal is the record. */
export const logRetention = logs.RetentionDays.THREE_MONTHS;
/** Longest that SQS keeps a message: time to notice, mend and replay. */
export const deadLetterRetention = Duration.days(14);
