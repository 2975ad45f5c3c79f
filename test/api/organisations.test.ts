import { beforeAll, describe, expect, test } from '@jest/globals';
import { allianceRecorded } from '../../events/alliance-recorded.ts';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { registerInitiative } from '../../functions/initiatives/routes.ts';
import {
  editOrganisation,
  editOrganisationRole,
  findOrganisation,
  getOrganisation,
  getOrganisationJournal,
  listOrganisations,
  recordOrganisation,
  recordOrganisationRole,
} from '../../functions/organisations/routes.ts';
import type { Organisation } from '../../shared/domain/organisation.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import type { Caller } from '../support/api.ts';
import { as, call, openRegister } from '../support/api.ts';
import { anAlliance, anAuthor } from '../support/builders.ts';
import { aFundOf, CITY, city, editor } from '../support/funds.ts';
import { anOrganisation, keptGrant } from '../support/grants.ts';
import { anEvent, bookedExpense, done } from './samples.ts';

beforeAll(async () => {
  const alliances = allianceStore(await openRegister());
  for (const id of ['npa', CITY]) {
    const change = { state: anAlliance(), event: allianceRecorded({ name: id }) };
    await alliances.create(id, id, change, anAuthor({ at: '2019-01-01T08:00:00.000Z' }));
  }
});

const state = { allianceId: 'npa' };
const stateEditor = as('OFFICE_EDITOR');
const recorded = async (name: string, more: Partial<Organisation> = {}, params = city, caller: Caller = editor): Promise<string> =>
  (await done(recordOrganisation, caller, { params, body: anOrganisation(name, more) })).id;
const reading = async (organisationId: string, params = city, caller: Caller = editor) =>
  (await call(getOrganisation, caller, { params: { ...params, organisationId } })).body;
const aRole = { kind: 'PARTNER', subject: null, from: null, to: null, wording: null, source: null } as const;
const giving = (organisationId: string, more: object, params = city, caller: Caller = editor) =>
  call(recordOrganisationRole, caller, { params: { ...params, organisationId }, body: { ...aRole, ...more } });

describe('an organisation', () => {
  test('is found by name and spelling, however it is typed', async () => {
    await recorded('Förderverein Straßenkunst e.V.', { spellings: ['Strassenkünstler'] });
    await recorded('Zirkus');
    for (const search of ['foerderverein', 'STRASSENKUNST', 'straßenkuenstler', 'Strassenkünstler']) {
      const { items } = (await call(listOrganisations, editor, { params: city, query: { search } })).body;
      expect(items.map(({ name }: { name: string }) => name)).toEqual(['Förderverein Straßenkunst e.V.']);
    }
  });

  test('is edited over the version that was read; its journal keeps both', async () => {
    const organisationId = await recorded('Verein');
    const params = { ...city, organisationId };
    const body = anOrganisation('Verein', { dissolvedYear: 2019 });
    expect((await call(editOrganisation, editor, { params, version: 1, body })).body.dissolvedYear).toBe(2019);
    expect((await call(editOrganisation, editor, { params, version: 1, body })).status).toBe(412);
    const { entries } = (await call(getOrganisationJournal, editor, { params })).body;
    expect(entries.map(({ event, data }: { event: string; data: object }) => [event, data])).toEqual([
      ['OrganisationRecorded', { spellings: 0 }],
      ['OrganisationEdited', { changed: ['dissolvedYear'] }],
    ]);
  });
});

describe('all roles in one view', () => {
  test('grants received and shared, roles on record, initiatives and events by name', async () => {
    const organisationId = await recorded('Kargah e.V.');
    const fundId = await aFundOf();
    await keptGrant(CITY, fundId, { no: 1, organisationId, granted: 1_500_000, project: 'LIP-LAB' });
    await keptGrant(CITY, fundId, { no: 2, partnerOrganisationIds: [organisationId], project: 'Gemeinsames' });
    const { body: role } = await giving(organisationId, { kind: 'NETWORK', from: '2017-01-01' });
    const named = { fieldOfAction: null, districtKey: null, website: null };
    await done(registerInitiative, editor, { params: city, body: { ...named, name: 'Sprachcafé', organisation: 'kargah e. V.' } });
    await done(registerInitiative, editor, { params: city, body: { ...named, name: 'Anderes', organisation: 'Kargah Nord' } });
    const organisers = [{ name: 'KARGAH e.V.', role: 'Ausrichter' }];
    await done(registerAllianceEvent, editor, { params: city, body: anEvent('03241', { title: 'Fest', organisers, theme: null }) });

    const { roles } = await reading(organisationId);
    expect(roles.grants).toMatchObject([
      { project: 'LIP-LAB', isPartner: false, amountCents: 1_500_000 },
      { project: 'Gemeinsames', isPartner: true, amountCents: null },
    ]);
    expect(roles.recorded.map(({ id }: { id: string }) => id)).toEqual([role.id]);
    expect(roles.initiatives).toMatchObject([{ name: 'Sprachcafé', as: 'kargah e. V.' }]);
    expect(roles.events).toMatchObject([{ title: 'Fest', as: 'KARGAH e.V.', role: 'Ausrichter' }]);
    expect(roles.namesakes).toEqual([]);
  });

  test('who may not read initiatives is not told of them by way of an organisation', async () => {
    const organisationId = await recorded('Trägerverein');
    expect((await reading(organisationId)).roles.initiatives).toEqual([]);
    expect((await reading(organisationId, city, as('AUTHORISER', { alliance: CITY }))).roles.initiatives).toBeNull();
  });

  test('another record of the same name is a hint; both stay as they are', async () => {
    const one = await recorded('Unter einem Dach gUG');
    const other = await recorded('Unter einem Dach', { spellings: ['UeD'] });
    const fundId = await aFundOf();
    await keptGrant(CITY, fundId, { organisationId: other, granted: 100 });
    const { roles } = await reading(one);
    expect([roles.namesakes, roles.grants]).toEqual([[{ id: other, name: 'Unter einem Dach' }], []]);
  });
});

describe('a role', () => {
  test('is about something on record, and is corrected in place', async () => {
    const organisationId = await recorded('Verein mit Rolle');
    const nothing = { subject: { type: 'PAPER', id: 'gibt-es-nicht' } };
    const refused = await giving(organisationId, nothing);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/subject/id']);
    const { body: role } = await giving(organisationId, { kind: 'VISITED' });
    const params = { ...city, organisationId, roleId: role.id };
    const edited = await call(editOrganisationRole, editor, { params, version: 1, body: { ...aRole, kind: 'EVALUATOR' } });
    expect([edited.body.kind, edited.body.organisationId]).toEqual(['EVALUATOR', organisationId]);
    const elsewhere = { ...params, organisationId: await recorded('Andere') };
    expect((await call(editOrganisationRole, editor, { params: elsewhere, version: 2, body: aRole })).body.code).toBe(
      'organisationNotFound',
    );
  });
});

describe('one organisation in two alliances', () => {
  const name = 'Politik zum Anfassen e.V.';
  beforeAll(async () => {
    const contractor = await recorded('Politik zum Anfassen', {}, state, stateEditor);
    const { id: eventId } = await done(registerAllianceEvent, stateEditor, { params: state, body: anEvent('03241', { theme: null }) });
    const expenseId = await bookedExpense(eventId, {}, { amountCents: 1_182_983 });
    await giving(contractor, { kind: 'CONTRACTOR', subject: { type: 'EXPENSE', id: expenseId } }, state, stateEditor);
    const recipient = await recorded(name);
    await keptGrant(CITY, await aFundOf(), { organisationId: recipient, granted: 1_500_000, project: 'Demokratiebildung' });
  });
  const seen = async (...grants: string[]) => {
    const { status, body } = await call(findOrganisation, { subject: 'person', grants }, { query: { name } });
    expect(status).toBe(200);
    return body.items.map(({ allianceId, roles }: { allianceId: string; roles: { grants: object[]; recorded: { kind: string }[] } }) => [
      allianceId,
      roles.recorded.map(({ kind }) => kind),
      roles.grants.length,
    ]);
  };
  const inCity = [CITY, [], 1];
  const inState = ['npa', ['CONTRACTOR'], 0];

  test('is seen in both by who has a reading role in both', async () => {
    expect(await seen('npa:AUDITOR', `${CITY}:OFFICE_LEAD`)).toEqual([inCity, inState]);
  });
  test('is seen in one by who has a role in one, as if there were no other', async () => {
    expect(await seen('npa:OFFICE_LEAD')).toEqual([inState]);
    expect(await seen(`${CITY}:OFFICE_LEAD`)).toEqual([inCity]);
  });
  test('a role that reads no organisations opens none, whatever the other alliance’s role is', async () => {
    expect(await seen('npa:TECH_ADMIN', 'npa:DPO', 'npa:REGIONAL_EDITOR:LW', `${CITY}:GROUP_MANAGER:ag-probe`)).toEqual([]);
    expect(await seen('npa:OFFICE_LEAD', `${CITY}:DPO`)).toEqual([inState]);
    expect(await seen()).toEqual([]);
  });
  test('a right in one alliance reads nothing more in the other', async () => {
    const grants = ['npa:OFFICE_LEAD', `${CITY}:AUTHORISER`];
    const { items } = (await call(findOrganisation, { subject: 'person', grants }, { query: { name } })).body;
    expect(
      items.map(({ allianceId, roles }: { allianceId: string; roles: { initiatives: object[] | null } }) => [
        allianceId,
        roles.initiatives,
      ]),
    ).toEqual([
      [CITY, null],
      ['npa', []],
    ]);
  });
  test('without a token there is no answer', async () => {
    expect((await call(findOrganisation, null, { query: { name } })).status).toBe(401);
  });
  test('the view of one alliance holds nothing of the other', async () => {
    const { items } = (await call(listOrganisations, editor, { params: city, query: { search: 'politik zum' } })).body;
    expect(items).toHaveLength(1);
    expect((await reading(items[0].id)).roles).toMatchObject({ recorded: [], namesakes: [] });
  });
});
