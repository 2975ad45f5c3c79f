import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { routes } from '../functions/routes.ts';
import { roleNames } from '../shared/domain/access.ts';
import * as alliance from '../shared/domain/alliance.ts';
import * as allianceEvent from '../shared/domain/alliance-event.ts';
import * as answerDocument from '../shared/domain/answer-document.ts';
import * as answerPart from '../shared/domain/answer-part.ts';
import * as attendance from '../shared/domain/attendance.ts';
import * as breakdown from '../shared/domain/breakdown.ts';
import * as budget from '../shared/domain/budget.ts';
import * as expense from '../shared/domain/expense.ts';
import * as expenseCorrection from '../shared/domain/expense-correction.ts';
import type { FailureCode } from '../shared/domain/failures.ts';
import { failures } from '../shared/domain/failures.ts';
import * as figureBlock from '../shared/domain/figure-block.ts';
import * as initiative from '../shared/domain/initiative.ts';
import * as inquiry from '../shared/domain/inquiry.ts';
import * as posting from '../shared/domain/posting.ts';
import * as reconciliation from '../shared/domain/reconciliation.ts';
import * as releaseGate from '../shared/domain/release-gate.ts';
import * as journalView from '../shared/http/journal-view.ts';
import { problemType } from '../shared/http/problem.ts';
import type { RouteRow } from '../shared/http/route.ts';
import { isLocated } from '../shared/http/route.ts';
import type { Io, Json } from './contract-schema.ts';
import { jsonSchema } from './contract-schema.ts';

export const contractFile = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));

/** What readers of the contract call an area, and what they find there. */
const tags: Readonly<Record<string, { readonly name: string; readonly description: string }>> = {
  alliances: { name: 'Bündnisse', description: 'Wer sich zusammengetan hat, mit Zielen, Handlungsfeldern, Themen und Gremien' },
  'alliance-events': { name: 'Veranstaltungen', description: 'Registrieren, ändern, verlegen, bestätigen, absagen; jede Fassung bleibt' },
  attendance: { name: 'Teilnahme', description: 'Angaben mit ihrer Genauigkeit und was sich daraus sagen lässt' },
  initiatives: { name: 'Initiativen', description: 'Initiativen und ihre Stände auf dem Markt der Möglichkeiten' },
  expenses: { name: 'Ausgaben', description: 'Erfassen, feststellen, buchen, berichtigen; gebucht wird durch zwei Personen' },
  budget: { name: 'Haushalt', description: 'Ansätze, mitgeteilte Gesamtsummen und Freigaben für den Landtag' },
  breakdowns: { name: 'Ausgabenaufstellung', description: 'Ausgaben gegliedert, zu jedem Stand und Kenntnisstand, mit Abgleich' },
  reports: {
    name: 'Ergebnisberichte',
    description: 'Ergebnisberichte der Gremien: erstellt nach Zeitplan oder von Hand, veröffentlicht von der Leitung',
  },
  inquiries: { name: 'Anfragen', description: 'Anfragen aus dem Landtag, ihre Teile, Beiträge und Fristen' },
  bodies: { name: 'Gremien', description: 'Gremien, ihre Sitze und Funktionen, ihre Besetzung an einem Tag' },
  meetings: {
    name: 'Sitzungen',
    description: 'Einladung, Tagesordnung, Anwesenheit, Beschlüsse, Niederschrift, Zusagen und Termine von Gremien',
  },
  results: { name: 'Ergebnisse', description: 'Vorschläge, Maßnahmen und Kennzahlen, ihre Stände und Freigaben' },
  papers: { name: 'Drucksachen', description: 'Drucksachen eines Rates, ihr Beratungsgang und ihr Zusammenhang; Strategien' },
  people: { name: 'Personen in Gremien', description: 'Namen, Verdacht auf doppelte Datensätze, Löschung' },
  funds: { name: 'Fonds', description: 'Fonds einer Stadt, ihre Wertgrenzen, ihr Buch und die Buchungen, die zwei Personen machen' },
  grants: {
    name: 'Zuwendungen',
    description: 'Anträge, Entscheidungen, Vorbehalte, Rückgaben und Verwendungsnachweise; Prüfung eines Fondsjahres',
  },
  'fund-reports': { name: 'Fondsberichte', description: 'Der jährliche Bericht über einen Fonds: erstellt, festgehalten, ausgegeben' },
  organisations: { name: 'Organisationen', description: 'Organisationen mit allem, was sie mit einem Bündnis zu tun hatten' },
  findings: {
    name: 'Befunde',
    description: 'Was in allem, was ein Bündnis führt, nicht zusammenpasst; angenommene Befunde mit Begründung',
  },
  intake: { name: 'Einlesen', description: 'Texte von Drucksachen lesen und Datensätze vorschlagen; gespeichert wird nichts' },
  documents: { name: 'Dokumente', description: 'Antworten und Ergebnisberichte als Dokument, ausgegebene Antworten als offene Daten' },
  'document-pdf': { name: 'Dokumente', description: 'Antworten und Ergebnisberichte als Dokument, ausgegebene Antworten als offene Daten' },
  privacy: { name: 'Datenschutz', description: 'Auskunft, Löschung und Widerspruch von Personen; Fristen der Aufbewahrung' },
  'door-papers': { name: 'Drucksachen der Tür', description: 'Namensschilder, Anwesenheitsliste und Auskunft als PDF' },
  registration: {
    name: 'Öffentliche Anmeldung',
    description: 'Was ohne Anmeldung am Portal offen steht: Termine, Kalender, eigene Anmeldung',
  },
  registrations: { name: 'Anmeldungen', description: 'Anmeldung einrichten, Angemeldete, Einladungen, besondere Bedarfe' },
  'participant-lists': { name: 'Listen', description: 'Listen einlesen, berichtigen und ausgeben' },
  door: { name: 'Tür', description: 'Liste, Erfassungen und Zählung am Einlass' },
  search: { name: 'Suche', description: 'Suche über Veranstaltungen, Gremien, Drucksachen und Ergebnisse' },
  oparl: { name: 'OParl', description: 'Öffentliche Gremien, ihre Sitzungen, Tagesordnungen und Drucksachen nach OParl 1.1, nur lesend' },
  contract: { name: 'Schnittstelle', description: 'Diese Beschreibung und die Betriebsbereitschaft' },
  portal: { name: 'Portal', description: 'Die Seiten für den Browser' },
};

/** Schemas that the code has a name for become components under that name, wherever they are used. */
const named: readonly (readonly [string, z.ZodType])[] = [
  alliance,
  allianceEvent,
  attendance,
  breakdown,
  budget,
  expense,
  expenseCorrection,
  posting,
  initiative,
  reconciliation,
  answerDocument,
  answerPart,
  figureBlock,
  inquiry,
  releaseGate,
  journalView,
].flatMap((module) =>
  Object.entries(module).flatMap(([name, value]) =>
    /^[A-Z][a-z]/.test(name) && value instanceof z.ZodType ? [[name, value] as const] : [],
  ),
);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Collects the named schemas that the operations really use, and writes a reference in their place. */
class Components {
  readonly used = new Map<string, unknown>();
  readonly #names = new Map<string, string>();

  constructor() {
    for (const io of ['output', 'input'] as const) {
      for (const [name, schema] of named) {
        const made = canonical(jsonSchema(schema, io));
        if (!this.#names.has(made)) this.#names.set(made, [...this.#names.values()].includes(name) ? `${name}Input` : name);
      }
    }
  }

  of = (schema: z.ZodType, io: Io): unknown => this.#referring(jsonSchema(schema, io));

  #referring(json: unknown): unknown {
    if (json === null || typeof json !== 'object') return json;
    const name = this.#names.get(canonical(json));
    if (name === undefined) return this.within(json);
    if (!this.used.has(name)) {
      this.used.set(name, undefined);
      this.used.set(name, this.within(json));
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  within(json: object): unknown {
    if (Array.isArray(json)) return json.map((item) => this.#referring(item));
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, this.#referring(value)]));
  }
}

const Problem = z
  .object({
    type: z.string().meta({ description: `Gleichbleibend, zum Beispiel ${problemType('requestInvalid')}` }),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    correlationId: z.string().meta({ description: 'Vorgangsnummer für Rückfragen' }),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) in den Inhalt, oder query/…, path/…, header/…' }),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ title: 'Problembeschreibung nach RFC 9457' });

/** What the one chain of `shared/http/endpoint.ts` can answer on any row of this shape, beside the row's own failures. */
function failuresOf(row: RouteRow): FailureCode[] {
  const isPublic = 'public' in row.access;
  const general: (FailureCode | false)[] = [
    Boolean(row.request.params ?? row.request.query ?? row.request.body) && 'requestInvalid',
    row.method === 'POST' && 'idempotencyKeyMissing',
    !isPublic && 'notSignedIn',
    !isPublic && 'tooManyRequests',
    'roles' in row.access && 'notPermitted',
    'roles' in row.access && 'allianceNotFound',
    row.method === 'POST' && 'idempotencyKeyReused',
    row.ifMatch === true && 'recordChangedMeanwhile',
    row.method !== 'GET' && 'bodyTooLarge',
    row.request.body !== undefined && 'contentTypeUnsupported',
    row.ifMatch === true && 'versionMissing',
    'internal',
    row.table !== 'none' && 'registerBusy',
  ];
  const mayAnswer = new Set<FailureCode>([...row.failures, ...general.filter((code) => code !== false)]);
  return (Object.keys(failures) as FailureCode[]).filter((code) => mayAnswer.has(code));
}

const problemAnswer = (codes: readonly FailureCode[]): Json => ({
  description: [...new Set(codes.map((code) => failures[code].title))].join('; '),
  ...(codes.includes('registerBusy') || codes.includes('tooManyRequests')
    ? { headers: { 'Retry-After': { description: 'Sekunden bis zum nächsten Versuch', schema: { type: 'integer', format: 'int64' } } } }
    : {}),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { type: 'string', enum: codes } } }],
      },
    },
    ...(codes.includes('notSignedIn') || codes.includes('tooManyRequests') ? fromTheGateway : {}),
  },
});

/** A token it refuses and a call it throttles, API Gateway answers by itself, also where a row has a limit of its own. */
const fromTheGateway: Json = {
  'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] } },
};
const throttled: Json = { description: failures.tooManyRequests.title, content: fromTheGateway };

/** One answer per status, kept as a component under the codes it can carry: rows of one kind share most of them. */
function problemAnswers(row: RouteRow, answers: Map<string, Json>): Record<string, Json> {
  const byStatus = new Map<string, FailureCode[]>();
  for (const code of failuresOf(row)) {
    const status = String(failures[code].status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  answers.set('throttled', throttled);
  return Object.fromEntries([
    ['429', { $ref: '#/components/responses/throttled' }],
    ...[...byStatus].map(([status, codes]) => {
      const name = codes.join('.');
      answers.set(name, problemAnswer(codes));
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  ]);
}

/** Whether every form of an answer carries the record's version, which the endpoint then sends as ETag. */
function carriesVersion(json: Json): boolean {
  const forms = json.anyOf as Json[] | undefined;
  if (forms) return forms.every(carriesVersion);
  return (json.required as string[] | undefined)?.includes('version') ?? false;
}

const mediaTypeOf = (contentType: string): Json => {
  if (contentType.startsWith('application/json')) return { schema: { type: 'object' } };
  return contentType.startsWith('text/') || contentType.startsWith('image/svg') ? { schema: { type: 'string' } } : {};
};

function successAnswer(row: RouteRow, components: Components): Json {
  const { success, title } = row;
  if ('contentTypes' in success)
    return { description: title, content: Object.fromEntries(success.contentTypes.map((type) => [type, mediaTypeOf(type)])) };
  const headers = {
    ...(carriesVersion(jsonSchema(success.body, 'output')) ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
    ...(isLocated(row, routes) ? { Location: { $ref: '#/components/headers/Location' } } : {}),
  };
  return {
    description: success.status === 201 ? 'Angelegt' : 'In Ordnung',
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: { 'application/json': { schema: components.of(success.body, 'output') } },
  };
}

/** Path and query as parameters; their titles are their descriptions. */
function parametersIn(place: 'path' | 'query', schema: z.ZodObject | undefined, components: Components): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { title, description, ...bare } = jsonSchema(field as z.ZodType, 'input');
    const words = [title, description].filter((word) => word !== undefined).join('. ');
    return {
      name,
      in: place,
      required: place === 'path' || !(field as z.ZodType).safeParse(undefined).success,
      ...(words === '' ? {} : { description: words }),
      schema: components.within(bare),
    };
  });
}

function accessInWords({ access }: RouteRow): string {
  if ('public' in access) return 'Ohne Anmeldung.';
  if ('signedIn' in access) return 'Für alle Angemeldeten.';
  return `Für: ${access.roles.map((role) => `${roleNames[role]} (\`${role}\`)`).join('; ')}.`;
}

function operationOf(row: RouteRow, components: Components, answers: Map<string, Json>): Json {
  const tag = tags[row.area];
  if (tag === undefined) throw new Error(`no German name for the area "${row.area}"; add it to tags in infra/openapi.ts`);
  const parameters = [
    ...parametersIn('path', row.request.params, components),
    ...parametersIn('query', row.request.query, components),
    ...(row.method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(row.ifMatch ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
  ];
  return {
    operationId: row.id,
    tags: [tag.name],
    summary: row.title,
    description: accessInWords(row),
    security: 'public' in row.access ? [] : [{ accessToken: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(row.request.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: components.of(row.request.body, 'input') } } } }
      : {}),
    responses: { [row.success.status]: successAnswer(row, components), ...problemAnswers(row, answers) },
  };
}

const byName = <Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

const info = (version: string): Json => ({
  title: 'Register des Bündnisses „Niedersachsen packt an“',
  version,
  summary: 'Veranstaltungen, Teilnahme und Ausgaben der Bündnisse, mit Journal und Aufstellungen',
  description: [
    'Alle Beträge sind ganze Cent in Euro, Tage sind Kalendertage in Europe/Berlin, Zeitpunkte stehen in UTC.',
    'Zugang gibt ein OpenID-Connect-Zugriffstoken (JWT). Was außerhalb der eigenen Rechte liegt, antwortet wie etwas, das es nicht gibt.',
    'Fehler antworten nach RFC 9457; ein Token, das schon das Gateway abweist (401), und eine gedrosselte Anfrage (429) beantwortet das Gateway selbst, ohne Problembeschreibung.',
    'Antworten auf POST werden 30 Tage lang unter ihrem Idempotency-Key wiederholt.',
  ].join('\n\n'),
  contact: { name: 'Geschäftsstelle des Bündnisses in der Niedersächsischen Staatskanzlei' },
  license: { name: 'European Union Public Licence 1.2', identifier: 'EUPL-1.2' },
});

/** The contract as the rows say it, in their order; equal rows give an equal file to the byte. */
export function openApi(rows: readonly RouteRow[], version: string): string {
  const components = new Components();
  const answers = new Map<string, Json>();
  const paths: Record<string, Record<string, Json>> = {};
  for (const row of rows) {
    paths[row.path] = { ...paths[row.path], [row.method.toLowerCase()]: operationOf(row, components, answers) };
  }
  const areas = [...new Set(rows.map(({ area }) => area))];
  const document = {
    openapi: '3.1.1',
    info: info(version),
    // RFC 3986: relative to where the description was fetched; the portal, the door and other systems use the one server
    servers: [{ url: '/', 'x-internal': false }],
    tags: [...new Map(areas.map((area) => [tags[area]?.name, tags[area]])).values()],
    paths,
    components: {
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'Zugriffstoken (RS256) des OpenID-Connect-Anbieters, der für diese Installation eingerichtet ist; geprüft nach RFC8725: nur dieser Algorithmus, Aussteller, Empfänger und Ablauf',
        },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          description: 'Für jeden Vorgang ein neuer; derselbe Schlüssel mit demselben Inhalt gibt die erste Antwort noch einmal',
          schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{8,100}$', maxLength: 100 },
        },
        IfMatch: {
          name: 'If-Match',
          in: 'header',
          required: true,
          description: 'Die gelesene Fassung, wie sie als ETag kam, zum Beispiel "3"',
          schema: { type: 'string', pattern: '^"\\d{1,9}"$', maxLength: 11 },
        },
      },
      headers: {
        ETag: { description: 'Fassung des Datensatzes, für If-Match', schema: { type: 'string', pattern: '^"\\d{1,9}"$', maxLength: 11 } },
        Location: { description: 'Adresse des angelegten Datensatzes', schema: { type: 'string', format: 'uri-reference' } },
      },
      responses: byName(answers),
      schemas: byName([...components.used, ['Problem', jsonSchema(Problem, 'output')]]),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

export async function currentContract(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return openApi(routes, version);
}

async function run(): Promise<void> {
  const contract = await currentContract();
  if (!process.argv.includes('--check')) return await writeFile(contractFile, contract);
  if (contract === (await readFile(contractFile, 'utf8'))) return console.log('docs/openapi.json is what the rows say');
  console.error('docs/openapi.json is not what the rows say. Please run "npm run openapi" and commit the file.');
  process.exitCode = 1;
}

if (import.meta.main) await run();
