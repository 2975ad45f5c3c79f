import { organisationRoleEdited } from '../../events/organisation-role-edited.ts';
import { organisationRoleRecorded } from '../../events/organisation-role-recorded.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import type { OrganisationRole } from '../../shared/domain/organisation.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { OrganisationDeps } from './deps.ts';
import type { editOrganisationRole, recordOrganisationRole } from './routes.ts';

/** What the role was about must be on record. @throws linkedRecordUnknown */
async function assertSubject(deps: OrganisationDeps, alliance: string, subject: OrganisationRole['subject']): Promise<void> {
  if (subject === null) return;
  const stores: Record<typeof subject.type, { find: (alliance: string, id: string) => Promise<object | undefined> }> = {
    EVENT: deps.events,
    EXPENSE: deps.expenses,
    MEASURE: deps.measures,
    PAPER: deps.papers,
    INITIATIVE: deps.initiatives,
    BODY: deps.bodies,
  };
  if (!(await stores[subject.type].find(alliance, subject.id)))
    throw at('linkedRecordUnknown', '/subject/id', 'Diesen Datensatz gibt es nicht. Bitte wählen Sie ihn aus der Liste.');
}

export const record: Work<typeof recordOrganisationRole, OrganisationDeps> = async ({ params, body, actor, by }, deps) => {
  const { organisationId } = params;
  await deps.organisations.get(actor.alliance, organisationId);
  await assertSubject(deps, actor.alliance, body.subject);
  const event = organisationRoleRecorded({ organisationId, kind: body.kind });
  return recorded(await deps.roles.create(actor.alliance, ids.next(), { state: { ...body, organisationId }, event }, by));
};

export const edit: Work<typeof editOrganisationRole, OrganisationDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const { organisationId, roleId } = params;
  const role = await deps.roles.get(actor.alliance, roleId);
  if (role.state.organisationId !== organisationId) throw new Failure('organisationNotFound');
  await assertSubject(deps, actor.alliance, body.subject);
  const state: OrganisationRole = { ...body, organisationId };
  const event = organisationRoleEdited({ organisationId, changed: changedFields(role.state, state) });
  return recorded(await deps.roles.update(actor.alliance, role, expectedVersion, { state, event }, by));
};
