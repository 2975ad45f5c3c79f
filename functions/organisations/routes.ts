import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { fundReaders, fundWriters } from '../../shared/domain/fund.ts';
import {
  Organisation,
  OrganisationId,
  OrganisationRole,
  OrganisationRoleView,
  OrganisationView,
} from '../../shared/domain/organisation.ts';
import { OrganisationRoles } from '../../shared/domain/organisation-roles.ts';
import { recordId, text } from '../../shared/domain/text.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const OrganisationPath = AlliancePath.extend({ organisationId: OrganisationId });
const RolePath = OrganisationPath.extend({ roleId: recordId<'OrganisationRoleId'>('Rolle') });
const journalReaders = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'AUTHORISER', 'BUDGET_OFFICER', 'AUDITOR'] as const satisfies Role[];
const roleFields = OrganisationRole.omit({ organisationId: true });

export const listOrganisations = defineRoute({
  id: 'listOrganisations',
  area: 'organisations',
  method: 'GET',
  path: '/alliances/{allianceId}/organisations',
  title: 'Organisationen nach Namen; die Suche findet auch andere Schreibweisen',
  access: { roles: fundReaders },
  request: { params: AlliancePath, query: z.strictObject({ search: text(100, 'Suche').optional(), ...pageQuery }) },
  success: { status: 200, body: pageOf(OrganisationView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const recordOrganisation = defineRoute({
  id: 'recordOrganisation',
  area: 'organisations',
  method: 'POST',
  path: '/alliances/{allianceId}/organisations',
  title: 'Organisation aufnehmen',
  access: { roles: fundWriters },
  request: { params: AlliancePath, body: Organisation },
  success: { status: 201, body: OrganisationView },
  failures: [],
  table: 'write',
  emits: ['OrganisationRecorded'],
});

export const getOrganisation = defineRoute({
  id: 'getOrganisation',
  area: 'organisations',
  method: 'GET',
  path: '/alliances/{allianceId}/organisations/{organisationId}',
  title: 'Eine Organisation mit allem, was sie mit diesem Bündnis zu tun hatte',
  access: { roles: fundReaders },
  request: { params: OrganisationPath },
  success: { status: 200, body: OrganisationView.extend({ roles: OrganisationRoles }) },
  failures: ['organisationNotFound'],
  table: 'read',
});

export const editOrganisation = defineRoute({
  id: 'editOrganisation',
  area: 'organisations',
  method: 'PUT',
  path: '/alliances/{allianceId}/organisations/{organisationId}',
  title: 'Organisation ändern',
  access: { roles: fundWriters },
  request: { params: OrganisationPath, body: Organisation },
  ifMatch: true,
  success: { status: 200, body: OrganisationView },
  failures: ['organisationNotFound'],
  table: 'write',
  emits: ['OrganisationEdited'],
});

export const recordOrganisationRole = defineRoute({
  id: 'recordOrganisationRole',
  area: 'organisations',
  method: 'POST',
  path: '/alliances/{allianceId}/organisations/{organisationId}/roles',
  title: 'Rolle einer Organisation festhalten',
  access: { roles: fundWriters },
  request: { params: OrganisationPath, body: roleFields },
  success: { status: 201, body: OrganisationRoleView },
  failures: ['organisationNotFound', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['OrganisationRoleRecorded'],
});

export const editOrganisationRole = defineRoute({
  id: 'editOrganisationRole',
  area: 'organisations',
  method: 'PUT',
  path: '/alliances/{allianceId}/organisations/{organisationId}/roles/{roleId}',
  title: 'Rolle einer Organisation berichtigen',
  access: { roles: fundWriters },
  request: { params: RolePath, body: roleFields },
  ifMatch: true,
  success: { status: 200, body: OrganisationRoleView },
  failures: ['organisationNotFound', 'linkedRecordUnknown'],
  table: 'write',
  emits: ['OrganisationRoleEdited'],
});

export const getOrganisationJournal = defineRoute({
  id: 'getOrganisationJournal',
  area: 'organisations',
  method: 'GET',
  path: '/alliances/{allianceId}/organisations/{organisationId}/journal',
  title: 'Journal einer Organisation',
  access: { roles: journalReaders },
  request: { params: OrganisationPath },
  success: { status: 200, body: JournalView },
  failures: ['organisationNotFound'],
  table: 'read',
});

/** The same organisation in every alliance that the caller's own token opens; nothing is merged, each stands for itself. */
export const findOrganisation = defineRoute({
  id: 'findOrganisation',
  area: 'organisations',
  method: 'GET',
  path: '/organisations',
  title: 'Eine Organisation dem Namen nach in allen Bündnissen, in denen die angemeldete Person lesen darf',
  access: { signedIn: 'asks only alliances in which the token itself names a role that may read organisations' },
  request: { query: z.strictObject({ name: text(200, 'Name') }) },
  success: {
    status: 200,
    body: z.strictObject({
      items: z.array(OrganisationView.extend({ allianceId: z.string(), allianceName: z.string(), roles: OrganisationRoles })),
    }),
  },
  failures: [],
  table: 'read',
});

export const organisationRoutes = [
  listOrganisations,
  recordOrganisation,
  getOrganisation,
  editOrganisation,
  recordOrganisationRole,
  editOrganisationRole,
  getOrganisationJournal,
  findOrganisation,
] as const;
