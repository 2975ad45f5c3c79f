import { readFile } from 'node:fs/promises';
import type { ISpectralDiagnostic, RulesetDefinition } from '@stoplight/spectral-core';
import spectralCore from '@stoplight/spectral-core';
import owaspRuleset from '@stoplight/spectral-owasp-ruleset';
import { routes } from '../../functions/routes.ts';
import { contractFile } from '../openapi.ts';

/*
 * The OWASP API Security Top 10 (2023) as rules of Spectral over the contract: every rule of the rank of an error, but
 * for the waivers named here, each with its reason.
 */

/** Its types are those of CommonJS, where the rules lie one level deeper. */
const owasp = owaspRuleset as unknown as { readonly rules: Readonly<Record<string, { readonly severity: number }>> };

/** Rules that say nothing about this API. */
const waivedRules: Readonly<Record<string, string>> = {
  'owasp:api4:2023-rate-limit':
    'API Gateway throttles the stage and answers 429 by itself; it sends no headers that count down, so none are promised',
  'owasp:api8:2023-define-cors-origin':
    'portal and API are one origin and no other is let in: without the header browsers refuse (test/infra/register-stack.test.ts)',
};

/** Limits protect us from what is sent. Answers are written here, and what they repeat was bounded when it was sent. */
const rulesOfRequests: Readonly<Record<string, string>> = {
  'owasp:api4:2023-string-limit': 'string',
  'owasp:api4:2023-integer-limit': 'integer',
  'owasp:api4:2023-array-limit': 'array',
};
const placesOfRequests = ['$.paths[*][*].requestBody', '$.paths[*][*].parameters[*]'];

/** What anybody may send without signing in; the reason stands in the row. */
const WRITE_RESTRICTED = 'owasp:api2:2023-write-restricted';
const openWrites = new Map(
  routes.flatMap(({ id, method, access }) => ('public' in access && method !== 'GET' ? [[id, access.public]] : [])),
);

/** In requests only, where a schema is of one type and where it is of several. */
const inRequests = (type: string): string[] =>
  placesOfRequests.flatMap((place) => [
    `${place}..[?(@ && @.type=="${type}")]`,
    `${place}..[?(@ && @.type && @.type.constructor.name === "Array" && @.type.includes("${type}"))]`,
  ]);

const errors = Object.entries(owasp.rules).filter(([name, { severity }]) => severity === 0 && !(name in waivedRules));
const ruleset = {
  ...owasp,
  rules: Object.fromEntries(
    errors.map(([name, rule]) => {
      const type = rulesOfRequests[name];
      return [name, type === undefined ? rule : { ...rule, given: inRequests(type) }];
    }),
  ),
} as RulesetDefinition;

type Contract = { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>> };

/** What the rules find in a contract, a line each. */
export async function securityFindings(contract: Contract): Promise<string[]> {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset(ruleset);
  const isWaived = ({ code, path: [, path = '', method = ''] }: ISpectralDiagnostic): boolean =>
    code === WRITE_RESTRICTED && openWrites.has(contract.paths[path]?.[method]?.operationId ?? '');
  const found = await spectral.run(contract as Record<string, unknown>);
  return found.filter((one) => !isWaived(one)).map(({ code, path, message }) => `${code} at ${path.join('/')}: ${message}`);
}

async function run(): Promise<void> {
  const findings = await securityFindings(JSON.parse(await readFile(contractFile, 'utf8')) as Contract);
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) process.exitCode = 1;
  else for (const [name, reason] of [...Object.entries(waivedRules), ...openWrites]) console.log(`waived: ${name}: ${reason}`);
}

if (import.meta.main) await run();
