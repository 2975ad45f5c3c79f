import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Built, defaultOutDir } from '../build.ts';
import { REQUESTS_PER_SECOND } from '../stacks/stage-throttle.ts';
import { commandLineOf } from './engine.ts';
import { writeWhole } from './files.ts';
import { assertPortFree } from './listen.ts';
import { startMachine } from './machine.ts';
import { MachineMessage } from './message.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** `npm start`: the whole register on this machine. Everything listens on loopback only. */

function portSetting(name: string, standard: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return standard;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new MachineMessage(`${name} muss eine Portnummer von 1 bis 65535 sein, nicht „${text.slice(0, 20)}“.`);
  }
  return port;
}

/** One machine per data folder: two would take each other's database away. */
function claim(dataDir: string): () => void {
  const file = join(dataDir, 'machine.pid');
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (other > 1 && other !== process.pid && commandLineOf(other).includes('infra/local/start')) {
    throw new MachineMessage(
      `Das Register läuft schon mit dem Ordner ${dataDir} (Prozess ${other}). Beenden Sie es dort oder wählen Sie mit DATA_DIR einen anderen Ordner.`,
    );
  }
  writeWhole(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** One line that fills up in a terminal, a few lines in a log. */
function progressDisplay(): (done: number, of: number, what: string) => void {
  const { isTTY } = process.stdout;
  let shownTenth = -1;
  return (done, of, what) => {
    const share = of === 0 ? 1 : Math.min(1, done / of);
    const tenth = Math.floor(share * 10);
    const text = `Erstbefüllung ${'█'.repeat(tenth)}${'░'.repeat(10 - tenth)} ${String(Math.floor(share * 100)).padStart(3)} %  ${done} von ${of}  ${what}`;
    if (isTTY) process.stdout.write(`\r\u001b[K${text}${share === 1 ? '\n' : ''}`);
    else if (tenth !== shownTenth) console.log(text);
    shownTenth = tenth;
  };
}

/** `--bundles=<file>` tells, as JSON, of functions bundled before; without it they are bundled at each start. */
function givenBundles(): { skipMissing: boolean; prebuilt?: Built } {
  const { values } = parseArgs({ options: { 'skip-missing': { type: 'boolean' }, bundles: { type: 'string' } } });
  const { 'skip-missing': skipMissing = false, bundles } = values;
  return { skipMissing, ...(bundles === undefined ? {} : { prebuilt: JSON.parse(readFileSync(bundles, 'utf8')) as Built }) };
}

async function start(): Promise<void> {
  const begun = performance.now();
  const seconds = () =>
    `${((performance.now() - begun) / 1000).toLocaleString('de-DE', { maximumFractionDigits: 1, minimumFractionDigits: 1 })} s`;
  const ports = {
    gateway: portSetting('PORT', 8080),
    identity: portSetting('OIDC_PORT', 8081),
    engine: portSetting('DYNAMODB_PORT', 8082),
    bus: portSetting('BUS_PORT', 8083),
    mail: portSetting('MAIL_PORT', 8084),
  };
  process.env.LOG_LEVEL ||= 'WARN';
  process.env.REQUESTS_PER_SECOND ||= String(REQUESTS_PER_SECOND);
  const dataDir = resolve(process.env.DATA_DIR || '.data');
  await assertPortFree(ports.gateway, 'PORT');
  await assertPortFree(ports.identity, 'OIDC_PORT');
  await assertPortFree(ports.bus, 'BUS_PORT');
  await assertPortFree(ports.mail, 'MAIL_PORT');
  // of its own per machine: another one, or a test, builds at any time
  const outDir = join(defaultOutDir, `local-${ports.gateway}`);
  const unclaim = claim(dataDir);
  const release = (): void => {
    rmSync(outDir, { recursive: true, force: true });
    unclaim();
  };
  const machine = await startMachine({
    dataDir,
    ports,
    outDir,
    ...givenBundles(),
    ...(process.env.DYNAMODB_ENDPOINT ? { dynamoEndpoint: process.env.DYNAMODB_ENDPOINT } : {}),
  });
  stopOnSignal(machine, release);
  console.log(`Das Register antwortet seit ${seconds()} unter ${machine.origin}/`);

  const { importEverything } = await import('./import.ts');
  const { imported, summary } = await importEverything(progressDisplay());
  if (imported) console.log(`Die Daten sind geladen (${seconds()} nach dem Start).`);
  for (const line of summary) console.log(line);
  const { importExample } = await import('./import-example.ts');
  await importExample();
  if (imported) {
    await machine.drained();
    const { sealImport } = await import('./import-seal.ts');
    for (const fault of await sealImport()) console.error(fault);
  }
  console.log(
    `\nPortal:     ${machine.origin}/\nAnmeldung:  ${machine.issuer}/ (Beispielpersonen ohne Kennwort)\nE-Mails:    ${machine.mailAddress}/mails (keine verlässt diesen Rechner)\nDaten:      ${dataDir}\nBeenden mit Strg+C.`,
  );
}

start().catch((error: unknown) => {
  if (error instanceof MachineMessage) console.error(`\n${error.message}\n`);
  else console.error(error);
  process.exit(1);
});
