import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { sentenceOf } from '../../shared/domain/register-fault.ts';
import { openChainKey } from '../../shared/platform/chain-key.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import { settings } from '../../shared/platform/settings.ts';
import type { BlockName } from '../../shared/store/chain-store.ts';
import { chainStore } from '../../shared/store/chain-store.ts';
import { registerCheck } from '../../shared/store/register-check.ts';
import type { Table } from '../../shared/store/table.ts';
import { dummyCredentials, startEngine } from './engine.ts';
import { MachineMessage } from './message.ts';

/**
 * `npm run verify`: checks every row of a register and changes none. One line per fault, exit code 1 when there is any.
 *
 * Without settings it looks at the register of `npm start`, running or not. `TABLE_NAME` with `AWS_REGION` and credentials
 * names one in the cloud, `DYNAMODB_ENDPOINT` another DynamoDB. `CHAIN_KEY_FILE` or `CHAIN_KEY_ID` is the key of the seals;
 * without it links and hashes are checked and signatures are not. Arguments `npa:12:hash` name blocks noted down before.
 */

const LOCAL_TABLE = 'npa-register';

const isListening = async (port: number): Promise<boolean> =>
  await new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
      .once('connect', () => {
        socket.destroy();
        done(true);
      })
      .once('error', () => done(false));
  });

/** @returns what ends with the check: an engine of our own where none runs on the data folder */
async function openDatabase(): Promise<() => Promise<void>> {
  const { DYNAMODB_ENDPOINT: endpoint, TABLE_NAME: table, DYNAMODB_PORT: port = '8082' } = process.env;
  process.env.TABLE_NAME = table || LOCAL_TABLE;
  if (endpoint) process.env.AWS_ENDPOINT_URL_DYNAMODB = endpoint;
  if (endpoint && !process.env.AWS_ACCESS_KEY_ID) Object.assign(process.env, dummyCredentials);
  if (endpoint || table) return async () => {};
  Object.assign(process.env, dummyCredentials);
  if (await isListening(Number(port))) {
    process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
    return async () => {};
  }
  const file = join(dataDir(), 'register.db');
  if (!existsSync(file)) throw new MachineMessage(`In ${dataDir()} liegt kein Register. Bitte starten Sie es zuerst mit npm start.`);
  const engine = await startEngine({ file });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = engine.endpoint;
  return engine.stop;
}

const dataDir = (): string => resolve(process.env.DATA_DIR || '.data');

/** The key where there is one; a file is never made anew, because another key than the one that signed proves nothing. */
function keyOrNone(): ReturnType<typeof openChainKey> | null {
  const { file, kmsKeyId } = settings.chainKey();
  const ownFile = join(dataDir(), 'chain.key');
  if (!file && !kmsKeyId && existsSync(ownFile)) process.env.CHAIN_KEY_FILE = ownFile;
  const found = settings.chainKey();
  return found.kmsKeyId || (found.file && existsSync(found.file)) ? openChainKey() : null;
}

type Noted = BlockName & { readonly alliance: string };
function notedIn(argument: string): Noted {
  const match = /^([a-z0-9-]+):(\d{1,10}):([\w-]{43})$/.exec(argument);
  if (!match) throw new MachineMessage(`„${argument.slice(0, 80)}“ ist kein Block. Bitte schreiben Sie Bündnis:Nummer:Prüfsumme.`);
  return { alliance: match[1] ?? '', number: Number(match[2]), hash: match[3] ?? '' };
}

async function verify(noted: readonly Noted[]): Promise<number> {
  const table: Table = { name: settings.tableName(), client: openTable() };
  const key = keyOrNone();
  const chains = chainStore(table, key);
  const begun = performance.now();
  const { faults, rows, unsealed, heads } = await registerCheck(table, key, settings.alliances()).verify();
  const sentences = faults.map(sentenceOf);
  for (const { alliance, ...block } of noted)
    if (!(await chains.holds(alliance, block))) sentences.push(`${alliance}: Block ${block.number} ist nicht mehr der, der notiert wurde.`);
  for (const sentence of sentences) console.error(sentence);
  const seconds = ((performance.now() - begun) / 1000).toLocaleString('de-DE', { maximumFractionDigits: 1 });
  console.log(`${rows} Zeilen geprüft in ${seconds} s, ${unsealed} seit dem letzten Siegel hinzugekommen, ${sentences.length} Fehler.`);
  if (key === null) console.log('Ohne den Schlüssel der Siegel wurde nicht geprüft, ob die Ketten echt enden.');
  for (const [alliance, { number, hash }] of heads) console.log(`Ende der Kette: ${alliance}:${number}:${hash}`);
  return sentences.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const noted = process.argv.slice(2).map(notedIn);
  const close = await openDatabase();
  try {
    return await verify(noted);
  } finally {
    await close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof MachineMessage ? error.message : error);
  process.exitCode = 2;
}
