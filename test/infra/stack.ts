import { readFileSync } from 'node:fs';
import { App, type AppProps, NestedStack, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';
import { consumers } from '../../functions/consumers.ts';
import { routes } from '../../functions/routes.ts';
import { deploymentOf, nameOf } from '../../infra/stacks/deployment.ts';
import type { RegisterStackProps } from '../../infra/stacks/register-stack.ts';
import { RegisterStack } from '../../infra/stacks/register-stack.ts';
import type { ConsumerRow } from '../../shared/http/consumer.ts';
import type { RouteRow } from '../../shared/http/route.ts';

export type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

/** The flags with which the CDK command synthesises; without them the library makes another template. */
const { context: flags } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')));

export function aRoute(row: Partial<RouteRow>): RouteRow {
  return {
    id: 'sample',
    area: 'sample',
    method: 'GET',
    path: '/sample',
    title: 'Probe',
    access: { roles: ['OFFICE_LEAD'] },
    request: {},
    success: { status: 200, body: z.strictObject({}) },
    failures: [],
    table: 'none',
    ...row,
  };
}

type Json = Record<string, unknown>;

/** The text of a nested stack with its parameters replaced by what the stack around it hands in. */
function withParameters(value: unknown, parameters: Json): unknown {
  if (Array.isArray(value)) return value.map((inner) => withParameters(inner, parameters));
  if (value === null || typeof value !== 'object') return value;
  const { Ref } = value as Json;
  if (typeof Ref === 'string' && Ref in parameters) return parameters[Ref];
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withParameters(inner, parameters)]));
}

/** Everything a stack and the stacks nested in it create, as if it were one. */
function resourcesOf(stack: Stack): Record<string, Resource> {
  const own = Template.fromStack(stack).toJSON().Resources as Record<string, Resource>;
  const nested = stack.node.findAll().filter((construct): construct is NestedStack => NestedStack.isNestedStack(construct));
  const handedIn = Object.values(own)
    .filter(({ Type }) => Type === 'AWS::CloudFormation::Stack')
    .map(({ Properties }) => (Properties.Parameters ?? {}) as Json);
  const parameters: Json = Object.assign({}, ...handedIn);
  const inner = nested.map((one) => withParameters(Template.fromStack(one).toJSON().Resources, parameters) as Record<string, Resource>);
  return Object.assign({}, own, ...inner);
}

/** No check by CDK's own rules, and nothing noted down for their report. */
const unchecked = { builtinCloudFormationValidation: false, treeMetadata: false, stackTraces: false } satisfies AppProps;

/**
 * The stack as it would be deployed, except that its functions have no code.
 * @param keeping CDK's own rules are most of the time of a synthesis; where they are meant, a breach of one is thrown
 */
export function synthesise(
  context: Record<string, unknown> = {},
  rows: Partial<Pick<RegisterStackProps, 'routes' | 'consumers'>> = {},
  keeping: { readonly rules: boolean } = { rules: false },
) {
  const app = new App({ context: { ...flags, ...context }, ...(keeping.rules ? {} : unchecked) });
  const deployment = deploymentOf(app.node);
  const listed: { routes: readonly RouteRow[]; consumers: readonly ConsumerRow[] } = { routes, consumers, ...rows };
  const stack = new RegisterStack(app, nameOf(deployment, 'stack'), {
    deployment,
    ...listed,
    codeOf: () => lambda.Code.fromInline('export const handler = () => {};'),
  });
  const resources = resourcesOf(stack);
  const template = Template.fromJSON({ ...Template.fromStack(stack).toJSON(), Resources: resources });
  const ofType = (type: string): [string, Resource][] => Object.entries(resources).filter(([, resource]) => resource.Type === type);
  return { app, stack, template, resources, ofType, ...listed };
}

export type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};

export const actionsOf = ({ Action }: Statement): readonly string[] => (typeof Action === 'string' ? [Action] : Action);

/** Every statement of every policy of the roles that a service of the stack takes on, with the role's logical id. */
export function statementsByRole({ ofType }: ReturnType<typeof synthesise>): Map<string, Statement[]> {
  const byRole = new Map<string, Statement[]>(ofType('AWS::IAM::Role').map(([id]) => [id, []]));
  for (const [, { Properties }] of ofType('AWS::IAM::Policy')) {
    const { Roles, PolicyDocument } = Properties as { Roles: { Ref: string }[]; PolicyDocument: { Statement: Statement[] } };
    for (const { Ref } of Roles) byRole.get(Ref)?.push(...PolicyDocument.Statement);
  }
  return byRole;
}

export const sorted = (texts: readonly string[]): string[] => texts.toSorted((a, b) => (a < b ? -1 : 1));
