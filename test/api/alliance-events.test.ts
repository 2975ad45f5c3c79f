import { afterEach, beforeAll, expect, test } from '@jest/globals';
import {
  cancelAllianceEvent,
  confirmAllianceEvent,
  editAllianceEvent,
  getAllianceEvent,
  getAllianceEventJournal,
  listAllianceEvents,
  moveAllianceEvent,
  registerAllianceEvent,
} from '../../functions/alliance-events/routes.ts';
import { listAlliances } from '../../functions/alliances/routes.ts';
import { countAttendance, listAttendanceFigures, stateAttendance } from '../../functions/attendance/routes.ts';
import { getHealth, getOpenApi } from '../../functions/contract/routes.ts';
import {
  editInitiative,
  getInitiative,
  listFairStands,
  listInitiatives,
  presentInitiative,
  registerInitiative,
} from '../../functions/initiatives/routes.ts';
import type { Answered } from '../support/api.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { anEvent, someDates } from '../support/builders.ts';

const [editor, lead] = [as('OFFICE_EDITOR'), as('OFFICE_LEAD')];
const regional = (office: string) => as('REGIONAL_EDITOR', { office });
const at = ({ body }: Answered) => ({ params: { eventId: body.id as string }, version: body.version as number });
const registered = async (more: Parameters<typeof anEvent>[0] = {}) => await call(registerAllianceEvent, editor, { body: anEvent(more) });

beforeAll(openRegisterOf2016);
afterEach(() => setClock());

test('from registration to cancellation: one id, every step in the journal, the old dates kept', async () => {
  setClock('2016-04-01T08:00:00.000Z');
  const event = await registered({ title: 'Werkstatt Ehrenamt' });
  expect(event).toMatchObject({ status: 201, body: { status: 'PLANNED', responsibleOffice: 'LW', version: 1 } });
  const { dates: _, ...description } = anEvent({ title: 'Werkstatt Ehrenamt und Hauptamt' });
  const edited = await call(editAllianceEvent, editor, { ...at(event), body: description });
  const moved = await call(moveAllianceEvent, editor, {
    ...at(edited),
    body: { dates: someDates('2016-06-01'), place: { name: 'Celle', districtKey: '03351', facility: null }, reason: 'Saal belegt' },
  });
  expect(moved.body).toMatchObject({ id: event.body.id, movedFrom: someDates('2016-05-03'), responsibleOffice: 'LG', version: 3 });
  expect((await call(confirmAllianceEvent, editor, { ...at(moved), body: {} })).body.code).toBe('allianceEventNotYetOver');
  const cancelled = await call(cancelAllianceEvent, editor, { ...at(moved), body: { reason: 'Zu wenige Anmeldungen' } });
  expect(cancelled.body).toMatchObject({ status: 'CANCELLED', statusReason: 'Zu wenige Anmeldungen' });
  expect(
    (await call(moveAllianceEvent, editor, { ...at(cancelled), body: { dates: someDates('2016-07-01'), place: null, reason: 'x' } })).body
      .code,
  ).toBe('allianceEventNotOpen');
  const { entries } = (await call(getAllianceEventJournal, lead, at(event))).body as { entries: { event: string; data: object }[] };
  expect(entries.map(({ event: name }) => name)).toEqual([
    'AllianceEventRegistered',
    'AllianceEventEdited',
    'AllianceEventMoved',
    'AllianceEventCancelled',
  ]);
  expect(entries[1]?.data).toEqual({ changed: ['title'] });
});

test('an event is confirmed on its day, Berlin time, and not an hour before', async () => {
  const event = await registered({ dates: someDates('2026-07-01') });
  setClock('2026-06-30T21:59:00.000Z');
  expect((await call(confirmAllianceEvent, editor, { ...at(event), body: {} })).status).toBe(409);
  setClock('2026-06-30T22:00:00.000Z');
  expect((await call(confirmAllianceEvent, editor, { ...at(event), body: {} })).body.status).toBe('HELD');
});

test('a regional editor registers and moves within the own area only', async () => {
  const own = await call(registerAllianceEvent, regional('LW'), { body: anEvent() });
  expect(own.status).toBe(201);
  expect((await call(registerAllianceEvent, regional('LG'), { body: anEvent() })).body.code).toBe('officeNotYours');
  const away = { dates: someDates('2016-05-10'), place: { name: 'Celle', districtKey: '03351', facility: null }, reason: 'x' };
  expect((await call(moveAllianceEvent, regional('LW'), { ...at(own), body: away })).body.code).toBe('officeNotYours');
  const foreign = await call(getAllianceEvent, regional('LG'), at(own));
  const missing = await call(getAllianceEvent, regional('LG'), { params: { eventId: 'gibt-es-nicht' } });
  expect({ ...foreign.body, correlationId: '' }).toEqual({ ...missing.body, correlationId: '' });
});

test('lists filter, find with ß and umlauts folded, and page without repeating', async () => {
  await registered({
    title: 'Straßenfest der Kulturen in Wolfenbüttel',
    place: { name: 'Wolfenbüttel', districtKey: '03158', facility: null },
    dates: someDates('2018-05-01'),
  });
  const found = async (query: Record<string, string>) =>
    (await call(listAllianceEvents, editor, { query })).body.items as { title: string; dates: { from: string } }[];
  for (const search of ['strassenfest', 'STRASSENFEST', 'wolfenbuettel', 'Wolfenbüttel', 'kulturen in wolfenb'])
    expect(await found({ search })).toHaveLength(1);
  expect((await found({ from: '2016-11-01', to: '2016-11-16', kind: 'REGIONAL_CONFERENCE' })).map(({ dates }) => dates.from)).toEqual([
    '2016-11-04',
    '2016-11-15',
    '2016-11-16',
  ]);
  expect(await found({ office: 'WE', kind: 'REGIONAL_CONFERENCE' })).toHaveLength(3);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(listAllianceEvents, editor, { query: { limit: '7', ...(cursor ? { cursor } : {}) } });
    seen.push(...(page.body.items as { id: string }[]).map(({ id }) => id));
    cursor = page.body.cursor ?? undefined;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(40);
});

test('relations must exist, and a series is a series', async () => {
  expect((await registered({ followsEventId: 'gibt-es-nicht' as never })).body.errors[0].pointer).toBe('/followsEventId');
  expect((await registered({ campaignId: 'auftakt-2016-01-07' as never })).body).toMatchObject({ status: 422, code: 'campaignInvalid' });
  expect((await registered({ campaignId: 'danke-2016' as never })).status).toBe(201);
});

test('a record is read as it was known', async () => {
  setClock('2026-01-01T10:00:00.000Z');
  const event = await registered({ title: 'Erster Titel' });
  setClock('2026-01-02T10:00:00.000Z');
  const { dates: _, ...description } = anEvent({ title: 'Zweiter Titel' });
  await call(editAllianceEvent, editor, { ...at(event), body: description });
  const known = await call(getAllianceEvent, editor, { params: at(event).params, query: { knownAt: '2026-01-01T23:59:59+01:00' } });
  expect(known.body).toMatchObject({ title: 'Erster Titel', version: 1 });
});

test('a later count stands beside the earlier statement and is the one in force', async () => {
  const eventIds = ['konferenz-wohnen-2016-08-29'];
  const stated = {
    eventIds,
    subject: 'PERSONS',
    value: 460,
    qualifier: 'ABOUT',
    basis: 'ESTIMATED',
    asOf: '2016-08-29',
    source: 'Einlass',
    printed: null,
  };
  expect((await call(stateAttendance, editor, { body: stated })).status).toBe(201);
  expect(
    (await call(stateAttendance, editor, { body: { ...stated, value: 455, qualifier: 'EXACT', basis: 'COUNTED', asOf: '2016-09-05' } }))
      .status,
  ).toBe(201);
  expect((await call(listAttendanceFigures, editor, { query: { eventId: eventIds[0] ?? '' } })).body.items).toHaveLength(4);
  const { body } = await call(countAttendance, editor, { query: { kind: 'STATE_CONFERENCE', theme: 'wohnen-und-leben' } });
  expect(body.held).toMatchObject({ value: 455, qualifier: 'EXACT' });
  expect((await call(stateAttendance, regional('LW'), { body: stated })).body.errors[0].pointer).toBe('/eventIds/0');
});

test('an initiative is registered, found, changed and presents itself once per event', async () => {
  const initiative = {
    name: 'Sprachpaten Großburgwedel',
    organisation: 'Sprachpaten e. V.',
    fieldOfAction: 'hf-sprachfoerderung',
    districtKey: '03241',
    website: 'https://example.org/sprachpaten',
  };
  const created = await call(registerInitiative, editor, { body: initiative });
  expect(created.status).toBe(201);
  const params = { initiativeId: created.body.id as string };
  expect((await call(listInitiatives, editor, { query: { search: 'grossburgwedel' } })).body.items).toHaveLength(1);
  expect((await call(editInitiative, editor, { params, version: 1, body: { ...initiative, website: null } })).body.version).toBe(2);
  expect((await call(getInitiative, editor, { params })).body.website).toBeNull();
  const stand = { initiativeId: params.initiativeId, eventId: 'konferenz-sprache-2016-03-16', note: null };
  expect((await call(presentInitiative, editor, { body: stand })).status).toBe(201);
  expect((await call(presentInitiative, editor, { body: stand })).body).toMatchObject({ status: 409, code: 'initiativeAlreadyPresented' });
  expect((await call(listFairStands, editor, { query: { eventId: stand.eventId } })).body.items).toEqual([
    expect.objectContaining({ initiativeName: initiative.name }),
  ]);
  expect((await call(registerInitiative, editor, { body: { ...initiative, website: 'javascript:alert(1)' } })).body.errors[0].pointer).toBe(
    '/website',
  );
});

test('a person sees the alliances of the token, with the roles in each', async () => {
  const { body } = await call(listAlliances, {
    subject: 'beide',
    grants: ['npa:OFFICE_EDITOR', 'npa:CERTIFIER', 'lip:AUDITOR', 'xyz:AUDITOR'],
  });
  expect(
    (body.items as { id: string; grants: { role: string }[] }[]).map(({ id, grants }) => [id, grants.map(({ role }) => role)]),
  ).toEqual([
    ['lip', ['AUDITOR']],
    ['npa', ['OFFICE_EDITOR', 'CERTIFIER']],
  ]);
});

test('health and contract answer without a token', async () => {
  expect((await call(getHealth, null)).body).toEqual({ status: 'ok' });
  expect((await call(getOpenApi, null)).body.openapi).toMatch(/^3\.1/);
});
