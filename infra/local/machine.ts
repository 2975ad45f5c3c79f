import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { consumers } from '../../functions/consumers.ts';
import { routes } from '../../functions/routes.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import type { Table } from '../../shared/store/table.ts';
import { type Built, buildFunctions, defaultOutDir } from '../build.ts';
import { keyTableNameOf } from '../table.ts';
import { jwtAuthorizer } from './authorizer.ts';
import { type Bus, type BusEvent, startBus } from './bus.ts';
import { demoUsers } from './demo-users.ts';
import { dummyCredentials, type Engine, ensureKeyTable, ensureTable, startEngine } from './engine.ts';
import { bundledFunctions } from './functions.ts';
import { type FunctionOfArea, type Gateway, startGateway } from './gateway.ts';
import { API_AUDIENCE, CLIENT_ID, type Identity, startIdentity } from './identity.ts';
import { type CapturedMail, type MailCapture, startMailCapture } from './mail-capture.ts';
import { MachineMessage } from './message.ts';
import { type DailyConsumer, runScheduled, startSchedule } from './schedule.ts';
import { signInHeadless } from './sign-in.ts';
import { type DeadLetter, type StreamPump, startStream } from './stream.ts';

export type MachineOptions = {
  /** Where everything is kept that outlives the process; undefined: in memory, gone at the end. */
  readonly dataDir?: string;
  /** Undefined or 0: a free port. */
  readonly ports?: {
    readonly gateway?: number;
    readonly identity?: number;
    readonly engine?: number;
    readonly bus?: number;
    readonly mail?: number;
  };
  /** Another DynamoDB instead of the embedded engine. */
  readonly dynamoEndpoint?: string;
  readonly tableName?: string;
  /** Where the bundles go; undefined: a folder of its own, removed at the end. */
  readonly outDir?: string;
  /** Leave out areas that have no handler yet. */
  readonly skipMissing?: boolean;
  /** Functions bundled before, on the same disk; linked instead of bundled anew. */
  readonly prebuilt?: Built;
};

export type Machine = {
  readonly origin: string;
  readonly issuer: string;
  readonly table: Table;
  readonly keyTableName: string;
  readonly built: Built;
  /** A real access token of a demo user, from a sign-in without a browser. */
  readonly tokenFor: (userId: string) => Promise<string>;
  /** The newest published events, oldest first. */
  readonly published: () => readonly BusEvent[];
  /** The newest mails sent, newest first; none has left the machine. */
  readonly mails: () => readonly CapturedMail[];
  /** Where the mails can be looked at. */
  readonly mailAddress: string;
  /** Runs a daily consumer now, as its schedule would. @throws Error when there is none of this id, or what the run fails with */
  readonly runDaily: (consumerId: string) => Promise<void>;
  /** Resolves when the stream consumers have seen everything written before. */
  readonly drained: () => Promise<void>;
  readonly deadLetters: () => readonly DeadLetter[];
  /** The engine's process id, for tests that end it; undefined with another DynamoDB. */
  readonly enginePid: () => number | undefined;
  readonly stop: () => Promise<void>;
};

const GRANTS_CLAIM = 'cognito:groups';
const NAME = 'npa-register';
const MAIL_FROM = 'register@example.org';
const TOKEN_KEPT_MS = 50 * 60_000;
const CONSUMERS_STOP_WITHIN_MS = 1_000;

type Stopper = () => Promise<void> | void;

/** Sets the functions' settings; they live in this process. @returns puts back what was there */
function setEnvironment(settings: Readonly<Record<string, string>>): Stopper {
  const earlier = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  return () => {
    for (const [name, value] of earlier) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

async function openDatabase(
  { dataDir, dynamoEndpoint, ports }: MachineOptions,
  tableName: string,
): Promise<{ endpoint: string; engine?: Engine }> {
  const ensureTables = async (endpoint: string): Promise<void> => {
    await Promise.all([ensureTable(endpoint, tableName), ensureKeyTable(endpoint, keyTableNameOf(tableName))]);
  };
  if (dynamoEndpoint !== undefined) {
    await ensureTables(dynamoEndpoint).catch((error: unknown) => {
      const { name, code } = error as NodeJS.ErrnoException;
      throw new MachineMessage(
        `Unter DYNAMODB_ENDPOINT (${dynamoEndpoint}) antwortet kein DynamoDB (${code ?? name}). Bitte prüfen Sie die Adresse.`,
      );
    });
    return { endpoint: dynamoEndpoint };
  }
  const engine = await startEngine({
    ...(ports?.engine ? { port: ports.engine } : {}),
    ...(dataDir === undefined ? {} : { file: join(dataDir, 'register.db') }),
    // one in memory would come back without its table
    keepAlive: dataDir !== undefined,
  });
  await ensureTables(engine.endpoint);
  return { endpoint: engine.endpoint, engine };
}

async function startStreams(
  endpoint: string,
  tableName: string,
  functionOf: FunctionOfArea,
  areas: readonly string[],
  dataDir: string | undefined,
): Promise<StreamPump[]> {
  const streamed = consumers.flatMap((row) =>
    row.trigger.kind === 'stream' && areas.includes(row.area) ? [{ ...row, trigger: row.trigger }] : [],
  );
  return await Promise.all(
    streamed.map(({ id, area, trigger }) =>
      startStream({
        endpoint,
        tableName,
        consumer: {
          id,
          area,
          sortKeyPrefix: trigger.sortKeyPrefix,
          run: async (event, context) => await (await functionOf(area))(event, context),
        },
        ...(dataDir === undefined ? {} : { positionFile: join(dataDir, `stream-${id}.json`) }),
        onDeadLetter: (letter) => {
          console.error(JSON.stringify({ level: 'ERROR', message: 'STREAM_RECORD_GIVEN_UP', ...letter }));
          if (dataDir !== undefined) appendFileSync(join(dataDir, 'dead-letters.ndjson'), `${JSON.stringify(letter)}\n`, { mode: 0o600 });
        },
      }),
    ),
  );
}

const dailyConsumers = (functionOf: FunctionOfArea, areas: readonly string[]): DailyConsumer[] =>
  consumers.flatMap(({ id, area, trigger }) =>
    trigger.kind === 'daily' && areas.includes(area)
      ? [{ id, area, at: trigger.at, run: async (event, context) => await (await functionOf(area))(event, context) }]
      : [],
  );

const startDaily = (daily: readonly DailyConsumer[]): Stopper =>
  startSchedule(daily, (consumer, error) => {
    console.error(
      JSON.stringify({ level: 'ERROR', message: 'SCHEDULED_RUN_FAILED', consumer, name: error instanceof Error ? error.name : 'unknown' }),
    );
  }).stop;

/** Both spellings of loopback: browsers take them for different origins. */
const portalOriginsOf = ({ origin, port }: Gateway): string[] => [origin, `http://localhost:${port}`];

function tokenMint(identity: Identity, { origin }: Gateway): (userId: string) => Promise<string> {
  const kept = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
  const mint = async (userId: string): Promise<string> =>
    (await signInHeadless({ issuer: identity.issuer, clientId: CLIENT_ID, redirectUri: `${origin}/`, userId })).accessToken;
  return async (userId) => {
    const known = kept.get(userId);
    if (known && known.until > Date.now()) return await known.token;
    const token = mint(userId);
    kept.set(userId, { token, until: Date.now() + TOKEN_KEPT_MS });
    token.catch(() => kept.delete(userId));
    return await token;
  };
}

/** Everything the register needs on one machine: database, bundled functions, sign-in, bus, gateway, stream and daily consumers. */
export async function startMachine(options: MachineOptions = {}): Promise<Machine> {
  const stoppers: Stopper[] = [];
  /** Last started, first stopped: the gateway ends before what it stands on. */
  const stop = async (): Promise<void> => {
    for (const stopper of stoppers.splice(0).reverse()) await stopper();
  };
  try {
    return await assemble(options, stoppers, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The same bundles under another address, without copying their bytes. */
async function linksTo(built: Built, outDir: string): Promise<Built> {
  await rm(outDir, { recursive: true, force: true });
  for (const entry of await readdir(built.outDir, { recursive: true, withFileTypes: true })) {
    // a later build into this folder would write it through the link
    if (entry.name === 'meta.json') continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(outDir, relative(built.outDir, from));
    await mkdir(entry.isDirectory() ? to : dirname(to), { recursive: true });
    if (!entry.isDirectory()) await link(from, to);
  }
  return { ...built, outDir, areas: built.areas.map((one) => ({ ...one, file: join(outDir, one.area, basename(one.file)) })) };
}

async function bundle({ outDir, skipMissing = false, prebuilt }: MachineOptions, stoppers: Stopper[]): Promise<Built> {
  // a new folder each time: modules are cached by address, and the last machine's functions hold its table
  const ownDir = join(defaultOutDir, `machine-${randomUUID()}`);
  if (outDir === undefined) stoppers.push(() => rmSync(ownDir, { recursive: true, force: true }));
  if (prebuilt) return await linksTo(prebuilt, outDir ?? ownDir);
  return await buildFunctions({ outDir: outDir ?? ownDir, skipMissing });
}

/** Keys lie beside the data they protect, or, with data in memory, in a folder that goes with them. */
function keyFolder({ dataDir }: MachineOptions, stoppers: Stopper[]): string {
  if (dataDir !== undefined) return dataDir;
  const folder = mkdtempSync(join(tmpdir(), 'npa-register-key-'));
  stoppers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Base = {
  readonly built: Built;
  readonly endpoint: string;
  readonly engine?: Engine;
  readonly identity: Identity;
  readonly bus: Bus;
  readonly mail: MailCapture;
};

/** What the gateway stands on, all started at once; whatever has started is stopped, too, when another part fails. */
async function startBase(options: MachineOptions, tableName: string, stoppers: Stopper[]): Promise<Base> {
  const { dataDir, ports } = options;
  const kept = async <T>(starting: Promise<T>, stopper: (part: T) => Stopper | undefined): Promise<T> => {
    const part = await starting;
    const end = stopper(part);
    if (end) stoppers.push(end);
    return part;
  };
  const starting = [
    bundle(options, stoppers),
    kept(openDatabase(options, tableName), ({ engine }) => engine?.stop),
    kept(
      startIdentity({
        port: ports?.identity ?? 0,
        users: demoUsers,
        grantsClaim: GRANTS_CLAIM,
        ...(dataDir === undefined ? {} : { dataDir }),
      }),
      (identity) => identity.stop,
    ),
    kept(startBus({ port: ports?.bus ?? 0, ...(dataDir === undefined ? {} : { file: join(dataDir, 'bus.ndjson') }) }), (bus) => bus.stop),
    kept(startMailCapture({ port: ports?.mail ?? 0 }), (mail) => mail.stop),
  ] as const;
  await Promise.allSettled(starting);
  const [built, database, identity, bus, mail] = await Promise.all(starting);
  return { built, ...database, identity, bus, mail };
}

async function assemble(options: MachineOptions, stoppers: Stopper[], stop: Stopper): Promise<Machine> {
  const { dataDir, ports, dynamoEndpoint, tableName = NAME } = options;
  const keyTableName = keyTableNameOf(tableName);
  const { built, endpoint, engine, identity, bus, mail } = await startBase(options, tableName, stoppers);
  const keysIn = keyFolder(options, stoppers);
  stoppers.push(
    setEnvironment({
      // keys of somebody's AWS account stay out of play unless another DynamoDB asks for them
      ...(dynamoEndpoint !== undefined && process.env.AWS_ACCESS_KEY_ID ? {} : dummyCredentials),
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
      AWS_ENDPOINT_URL_SESV2: mail.endpoint,
      TABLE_NAME: tableName,
      KEY_TABLE_NAME: keyTableName,
      MASTER_KEY_FILE: join(keysIn, 'master.key'),
      CHAIN_KEY_FILE: join(keysIn, 'chain.key'),
      MAIL_FROM,
      MAIL_CAPTURE: mail.endpoint,
      EVENT_BUS_NAME: NAME,
      OIDC_ISSUER: identity.issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      GRANTS_CLAIM,
    }),
  );
  const areas = built.areas.map(({ area }) => area);
  const functionOf = bundledFunctions(built);
  const gateway = await startGateway({
    routes: routes.filter(({ area }) => areas.includes(area)),
    functionOf,
    authorizer: jwtAuthorizer({ issuer: identity.issuer, audience: [API_AUDIENCE], scopes: ['openid'] }),
    port: ports?.gateway ?? 0,
  });
  stoppers.push(setEnvironment({ PUBLIC_ADDRESS: gateway.origin }));
  stoppers.push(gateway.stop);
  identity.serve(portalOriginsOf(gateway));
  mail.serve(portalOriginsOf(gateway));
  const streams = await startStreams(endpoint, tableName, functionOf, areas, dataDir);
  stoppers.push(async () => {
    await Promise.race([Promise.all(streams.map((stream) => stream.stop())), pause(CONSUMERS_STOP_WITHIN_MS, undefined, { ref: false })]);
  });
  const daily = dailyConsumers(functionOf, areas);
  stoppers.push(startDaily(daily));
  return {
    origin: gateway.origin,
    issuer: identity.issuer,
    table: { name: tableName, client: openTable(3) },
    keyTableName,
    built,
    tokenFor: tokenMint(identity, gateway),
    published: bus.events,
    mails: mail.mails,
    mailAddress: mail.endpoint,
    runDaily: async (consumerId) => {
      const consumer = daily.find(({ id }) => id === consumerId);
      if (!consumer) throw new Error(`no daily consumer "${consumerId}"; there are: ${daily.map(({ id }) => id).join(', ')}`);
      await runScheduled(consumer, new Date());
    },
    drained: async () => {
      await Promise.all(streams.map((stream) => stream.drained()));
    },
    deadLetters: () => streams.flatMap((stream) => stream.deadLetters()),
    enginePid: () => engine?.pid(),
    stop: async () => await stop(),
  };
}
