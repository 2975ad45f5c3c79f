import { organisationEdited } from '../../events/organisation-edited.ts';
import { organisationRecorded } from '../../events/organisation-recorded.ts';
import { changedFields, viewOf } from '../../shared/domain/journal.ts';
import { fold } from '../../shared/domain/text.ts';
import { toJournalView } from '../../shared/http/journal-view.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { OrganisationDeps } from './deps.ts';
import type { editOrganisation, getOrganisationJournal, listOrganisations, recordOrganisation } from './routes.ts';

export const list: Work<typeof listOrganisations, OrganisationDeps> = async ({ query, actor }, { organisations }) => {
  const needle = fold(query.search ?? '');
  const page = await organisations.page({ alliance: actor.alliance }, scopeOf(query), pageFor(actor, query), ({ state }) =>
    [state.name, ...state.spellings].some((name) => fold(name).includes(needle)),
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

export const record: Work<typeof recordOrganisation, OrganisationDeps> = async ({ body, actor, by }, { organisations }) => {
  const event = organisationRecorded({ spellings: body.spellings.length });
  return recorded(await organisations.create(actor.alliance, ids.next(), { state: body, event }, by));
};

export const edit: Work<typeof editOrganisation, OrganisationDeps> = async (
  { params, body, actor, by, expectedVersion },
  { organisations },
) => {
  const organisation = await organisations.get(actor.alliance, params.organisationId);
  const event = organisationEdited({ changed: changedFields(organisation.state, body) });
  return recorded(await organisations.update(actor.alliance, organisation, expectedVersion, { state: body, event }, by));
};

export const journal: Work<typeof getOrganisationJournal, OrganisationDeps> = async ({ params, actor }, { organisations }) => {
  const { id } = await organisations.get(actor.alliance, params.organisationId);
  return ok(toJournalView(await organisations.journalOf(actor.alliance, id)));
};
