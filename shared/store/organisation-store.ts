import { Organisation, OrganisationRole } from '../domain/organisation.ts';
import { fold } from '../domain/text.ts';
import { organisationParent } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** Organisations in the order of their folded names. */
export const organisationStore = (table: Table) =>
  recordStore(table, {
    type: 'ORGANISATION',
    schema: Organisation,
    notFound: 'organisationNotFound',
    listOrder: ({ name }) => fold(name).slice(0, 60),
  });
export type OrganisationStore = ReturnType<typeof organisationStore>;

/** What organisations did, found under each. */
export const organisationRoleStore = (table: Table) =>
  recordStore(table, {
    type: 'ORGANISATION_ROLE',
    schema: OrganisationRole,
    notFound: 'organisationNotFound',
    listOrder: ({ from }) => from ?? '',
    parent: (alliance, { organisationId }) => organisationParent(alliance, organisationId),
  });
export type OrganisationRoleStore = ReturnType<typeof organisationRoleStore>;
