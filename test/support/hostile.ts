import { routes } from '../../functions/routes.ts';
import type { Authorizer } from '../../infra/local/authorizer.ts';
import { type FunctionOfArea, type Gateway, type GatewayOptions, startGateway } from '../../infra/local/gateway.ts';
import { type Role, roles } from '../../shared/domain/access.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { as, type Caller } from './api.ts';

/** What attackers send, and how the tests send it. */

/** Pseudo-random numbers from a seed (mulberry32), so that a case that failed can be run again. */
export function seeded(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return { below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
}
export type Seeded = ReturnType<typeof seeded>;

/** The first role of the row, so that what is sent is read to the end. */
export const permitted = ({ access }: RouteRow): Caller => {
  if ('public' in access) return null;
  return as('roles' in access ? (access.roles[0] ?? 'TECH_ADMIN') : 'OFFICE_EDITOR');
};

/** What no answer may tell: stacks, packages, the database's words, resources of the cloud, names of tables. */
const INSIDE =
  /\bat (?:async )?[\w.<>]+ \(|\.(?:[cm]?js|ts):\d+|node_modules|dynamo|@aws-sdk|arn:aws|ConditionalCheck|ValidationException|TransactionCancel|\$metadata|\btest-[0-9a-f]{8}-|\bTABLE_NAME\b|RangeError|TypeError|ZodError|invocationId/i;
/** @returns the word that tells it, null when there is none */
export const insideToldBy = (answer: string): string | null => INSIDE.exec(answer)?.[0] ?? null;

const inProcess: FunctionOfArea = async (area) =>
  ((await import(`../../functions/${area}/handler.ts`)) as { handler: Awaited<ReturnType<FunctionOfArea>> }).handler;

/** `Bearer OFFICE_EDITOR` is a caller of that role: these tests are about what is sent, not about who sends it. */
const roleIsToken: Authorizer = {
  claimsOf: async (authorization) => {
    const role = roles.find((one: Role) => authorization === `Bearer ${one}`);
    return role && { sub: `person-${role.toLowerCase()}`, 'cognito:groups': as(role)?.grants };
  },
};

/** The register's own gateway before its own functions, unbundled and in this process. */
export const openGateway = async (more: Pick<GatewayOptions, 'throttle'> = {}): Promise<Gateway> =>
  await startGateway({ routes, functionOf: inProcess, authorizer: roleIsToken, port: 0, ...more });

/** The same text as many times as fit into so many characters. */
export const filled = (unit: string, characters: number): string => unit.repeat(Math.floor(characters / unit.length));

/** Processor time of what is done at once, which other work on the machine does not lengthen. */
export function cpuMillisecondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The same of what is waited for. */
export async function cpuMillisecondsOfCall<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly took: number }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, took: (user + system) / 1000 };
}
