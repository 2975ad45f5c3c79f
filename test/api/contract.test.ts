import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { getHealth, getOpenApi } from '../../functions/contract/routes.ts';
import { certifyExpense } from '../../functions/expenses/routes.ts';
import * as inquiries from '../../functions/inquiries/routes.ts';
import * as meetings from '../../functions/meetings/routes.ts';
import { mergePersons } from '../../functions/people/routes.ts';
import { routes } from '../../functions/routes.ts';
import { contractFile, currentContract } from '../../infra/openapi.ts';
import type { Role } from '../../shared/domain/access.ts';
import { roles } from '../../shared/domain/access.ts';
import type { FailureCode } from '../../shared/domain/failures.ts';
import { failures } from '../../shared/domain/failures.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import type { Sent, Targets } from './samples.ts';
import { done, freshTargets, sampleOf } from './samples.ts';

/** The published contract and what the handlers really answer are one thing. */

type Response = { headers?: Record<string, unknown>; content?: Record<string, { schema?: object }> };
type Operation = { operationId: string; security: unknown[]; parameters?: { $ref?: string }[]; responses: Record<string, Response> };
type Contract = { paths: Record<string, Record<string, Operation>>; components: { responses: Record<string, Response> } };

const committed = await readFile(contractFile, 'utf8');
const contract = JSON.parse(committed) as Contract;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(contract, 'contract');

const operationOf = ({ path, method }: RouteRow): Operation | undefined => contract.paths[path]?.[method.toLowerCase()];
const pointer = (...segments: string[]) =>
  segments.map((segment) => `/${encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** Compiled once each: most answers are one of a few problems. */
const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
function schemaAt(place: string): ReturnType<typeof ajv.compile> {
  const known = compiled.get(place) ?? ajv.compile({ $ref: `contract#${place}` });
  compiled.set(place, known);
  return known;
}

/** What the contract says against an answer: nothing, when it fits. */
function objections(row: RouteRow, { status, headers, body }: Answered): unknown[] {
  const operation = operationOf(row);
  const response = operation?.responses[String(status)];
  if (!response) return [`${row.id} names no answer ${status}`];
  const mediaType = headers['content-type']?.split(';')[0] ?? '';
  const referred = (response as { $ref?: string }).$ref;
  const at = referred ? referred.slice(1) : pointer('paths', row.path, row.method.toLowerCase(), 'responses', String(status));
  const resolved = referred ? contract.components.responses[referred.split('/').at(-1) ?? ''] : response;
  if (!resolved?.content?.[mediaType]) return [`${row.id} names no ${mediaType} for ${status}`];
  const fits = schemaAt(`${at}${pointer('content', mediaType, 'schema')}`);
  return fits(body) ? [] : (fits.errors ?? ['unknown']);
}

let about: Targets;
beforeAll(async () => {
  await openRegisterOf2016();
  about = await freshTargets('LW');
});

describe('the file', () => {
  test('names exactly the rows: every path, method and id, and nothing else', () => {
    const inContract = Object.entries(contract.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`),
    );
    expect(inContract.sort()).toEqual(routes.map(({ id, method, path }) => `${id}: ${method} ${path}`).sort());
  });

  test('is what the rows say, to the byte', async () => {
    expect(await currentContract()).toBe(committed);
  });

  test('is what GET /openapi.json answers', async () => {
    const { status, text } = await call(getOpenApi, null);
    expect(status).toBe(200);
    expect(text).toBe(JSON.stringify(contract));
  });

  test.each(routes.map((row) => [row.id, row] as const))(
    '%s: open only where its row is public; keys, versions and failures named',
    (_id, row) => {
      const operation = operationOf(row);
      expect(operation?.security).toEqual('public' in row.access ? [] : [{ accessToken: [] }]);
      const named = (operation?.parameters ?? []).map(({ $ref }) => $ref?.split('/').at(-1));
      expect(named.includes('IdempotencyKey')).toBe(row.method === 'POST');
      expect(named.includes('IfMatch')).toBe(row.ifMatch === true);
      for (const code of row.failures) expect(JSON.stringify(operation?.responses[failures[code].status])).toContain(code);
    },
  );
});

/** The first role of the row; a person of its own for each, so that four eyes are four. */
const callerFor = ({ access }: RouteRow): Caller => {
  if ('public' in access) return null;
  return as('roles' in access ? (access.roles[0] ?? 'TECH_ADMIN') : 'OFFICE_EDITOR');
};

const part = (blocks: object[]) => ({ disposition: 'FULL', ground: null, reasoning: null, notOursEventId: null, prose: ['Probe'], blocks });
const totals = { id: 'gesamt', title: 'Gesamt', asOf: '2017-02-27', knownAt: null, labels: [], query: { kind: 'STATED_TOTALS' } };

/** The steps before a row's own, in order, each with what is sent; versions count up from 1. */
const inquirySteps: Readonly<Record<string, readonly (readonly [RouteRow, object])[]>> = (() => {
  const assigned = [[inquiries.assignInquiry, { leadUnit: 'Probe' }]] as const;
  const drafting = [...assigned, [inquiries.startDrafting, {}]] as const;
  const frozen = [...drafting, [inquiries.freezeFigures, {}]] as const;
  const approved = [...frozen, [inquiries.coSignAnswer, {}], [inquiries.approveAnswer, {}]] as const;
  return {
    startCollecting: assigned,
    startDrafting: assigned,
    freezeFigures: drafting,
    reopenDraft: frozen,
    coSignAnswer: frozen,
    approveAnswer: [...frozen, [inquiries.coSignAnswer, {}]],
    sendAnswer: approved,
    issueAnswer: [...approved, [inquiries.sendAnswer, { answeredOn: '2018-06-01' }]],
  };
})();

/** Four eyes: whoever drafts, freezes, checks and approves are different people. */
const handFor = (row: RouteRow): Caller => {
  if (row === inquiries.coSignAnswer) return as('BUDGET_OFFICER');
  return row === inquiries.approveAnswer ? as('ANSWER_APPROVER') : as('OFFICE_EDITOR');
};

async function inquiryPreparedFor(row: RouteRow, targets: Targets): Promise<Sent> {
  const { inquiryId } = targets;
  const unit = { params: { inquiryId, unitId: '1' }, version: 0 };
  const contribution = { params: { inquiryId, unitId: '1', office: 'LW' } };
  const sample = sampleOf(row, targets);
  if (row.id in inquirySteps) await done(inquiries.draftAnswerPart, as('OFFICE_EDITOR'), { ...unit, body: part([]) });
  if (row === inquiries.acceptFindings) {
    await done(inquiries.draftAnswerPart, as('OFFICE_EDITOR'), { ...unit, body: part([totals]) });
    const named = { rule: 'PARTS_AND_TOTAL', place: 'abgleich/2017-02-27', amountCents: 92_232 };
    return { ...sample, body: { reason: 'Probe', findings: [named] } };
  }
  if (row === inquiries.contribute || row === inquiries.confirmContribution)
    await done(inquiries.askOffice, as('OFFICE_EDITOR'), { ...contribution, body: {} });
  if (row === inquiries.confirmContribution) {
    await done(inquiries.contribute, as('REGIONAL_EDITOR'), { ...contribution, version: 1, body: { status: 'NIL_RETURN', text: null } });
    return { ...sample, version: 2 };
  }
  if (row === inquiries.correctAnswer) return { ...sample, params: { inquiryId: 'anfrage-17-7349' } };
  const steps = inquirySteps[row.id] ?? [];
  for (const [index, [step, body]] of steps.entries()) await done(step, handFor(step), { params: { inquiryId }, version: index + 1, body });
  return steps.length === 0 ? sample : { ...sample, version: steps.length + 1 };
}

/** A meeting is invited to, held, decided in and minuted, one after the other; the samples' versions follow. */
const meetingSteps: readonly RouteRow[] = [
  meetings.inviteToMeeting,
  meetings.recordPresence,
  meetings.recordDecisions,
  meetings.draftMinutes,
  meetings.approveMinutes,
];

/** What must have happened before a row can succeed: a booking needs a certified expense, a step the step before. */
async function preparedFor(row: RouteRow, targets: Targets): Promise<Sent> {
  if (row.id === 'bookExpense') await done(certifyExpense, as('CERTIFIER'), sampleOf(certifyExpense, targets));
  if (row.id === 'separatePersons') await done(mergePersons, as('OFFICE_EDITOR'), sampleOf(mergePersons, targets));
  for (const step of meetingSteps.slice(0, Math.max(0, meetingSteps.indexOf(row))))
    await done(step, as('OFFICE_LEAD'), sampleOf(step, targets));
  return row.area === 'inquiries' ? await inquiryPreparedFor(row, targets) : sampleOf(row, targets);
}

type Spoiled = readonly [FailureCode, Caller, Sent];
const when = (applies: boolean, ...calls: Spoiled[]): Spoiled[] => (applies ? calls : []);

/** The calls that the one chain turns away on a row of this shape, and the code each gets. */
function spoiledCalls(row: RouteRow, sample: Sent): Spoiled[] {
  const caller = callerFor(row);
  const { access, request, method } = row;
  const given = request.params?.shape ?? {};
  const permitted: readonly Role[] = 'roles' in access ? access.roles : roles;
  const outsider = roles.find((role) => !permitted.includes(role)) ?? 'TECH_ADMIN';
  return [
    ['notSignedIn', null, sample],
    ...when('roles' in access, ['allianceNotFound', { subject: 'nobody', grants: [] }, sample]),
    ...when(permitted.length < roles.length, ['notPermitted', as(outsider), sample]),
    ...when(method === 'POST', ['idempotencyKeyMissing', caller, { ...sample, key: '' }]),
    ...when(row.ifMatch === true, ['versionMissing', caller, { ...sample, headers: { 'if-match': 'egal' } }]),
    ...when(request.query !== undefined, ['requestInvalid', caller, { ...sample, query: { unbekannt: '1' } }]),
    ...when('eventId' in given, ['allianceEventNotFound', caller, { ...sample, params: { ...sample.params, eventId: 'gibt-es-nicht' } }]),
    ...when('expenseId' in given, ['expenseNotFound', caller, { ...sample, params: { ...sample.params, expenseId: 'gibt-es-nicht' } }]),
    ...when(
      request.body !== undefined,
      ['requestInvalid', caller, { ...sample, body: { unbekannt: 1 } }],
      ['requestInvalid', caller, { ...sample, rawBody: '{' }],
      ['contentTypeUnsupported', caller, { ...sample, headers: { 'content-type': 'text/plain' } }],
      ['bodyTooLarge', caller, { ...sample, rawBody: JSON.stringify({ a: 'x'.repeat(row.largestBodyBytes ?? 300_000) }) }],
    ),
  ];
}

const answering = routes.filter(({ success }) => !('contentTypes' in success));

describe('answers', () => {
  test.each(answering.map((row) => [row.id, row] as const))(
    '%s succeeds and fits, with ETag and Location as promised',
    async (_id, row) => {
      const targets = row.method === 'GET' ? about : await freshTargets('LW', { area: row.area, like: about });
      const sent = await preparedFor(row, targets);
      const answer = await call(row, row.id in inquirySteps ? handFor(row) : callerFor(row), sent);
      expect(answer.status).toBe(row.success.status);
      expect(objections(row, answer)).toEqual([]);
      const promised = Object.keys(operationOf(row)?.responses[String(answer.status)]?.headers ?? {}).map((name) => name.toLowerCase());
      expect(new Set(promised)).toEqual(new Set(['etag', 'location'].filter((name) => name in answer.headers)));
    },
  );

  test.each(answering.filter(({ access }) => !('public' in access)).map((row) => [row.id, row] as const))(
    '%s: failures fit as well',
    async (_id, row) => {
      for (const [code, who, sent] of spoiledCalls(row, sampleOf(row, about))) {
        const answer = await call(row, who, sent);
        expect([code, answer.status]).toEqual([answer.body?.code, failures[code].status]);
        expect(objections(row, answer)).toEqual([]);
      }
    },
  );

  test('public rows say their state and nothing else', async () => {
    expect((await call(getHealth, null)).body).toEqual({ status: 'ok' });
  });

  test('an answer that does not fit is found', async () => {
    const answer = await call(getHealth, null);
    expect(objections(getHealth, { ...answer, body: { status: 'kaputt' } })).not.toEqual([]);
    expect(objections(getHealth, { ...answer, status: 418 })).not.toEqual([]);
  });
});
