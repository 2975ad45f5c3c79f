import { at } from '../../shared/domain/failures.ts';
import type { EditGrant } from '../../shared/domain/grant-rules.ts';
import { assertFieldsOfAction } from '../../shared/domain/grant-rules.ts';
import type { GrantDeps } from './deps.ts';

type Linkable = { readonly find: (alliance: string, id: string) => Promise<object | undefined> };
type Link = readonly [store: Linkable, pointer: string, id: string];

const linksOf = (deps: GrantDeps, input: EditGrant): Link[] => [
  [deps.funds, '/fundId', input.fundId],
  [deps.organisations, '/organisationId', input.organisationId],
  ...input.partnerOrganisationIds.map((id, index): Link => [deps.organisations, `/partnerOrganisationIds/${index}`, id]),
  ...(input.initiativeId === null ? [] : [[deps.initiatives, '/initiativeId', input.initiativeId] as const]),
  ...input.relatedGrantIds.map((id, index): Link => [deps.grants, `/relatedGrantIds/${index}`, id]),
];

/** Fields of action of the alliance and of the strategies on record: what a grant may serve. */
async function knownFields({ alliances, strategies }: GrantDeps, alliance: string): Promise<ReadonlySet<string>> {
  const [own, adopted] = await Promise.all([alliances.find(alliance, alliance), strategies.all(alliance)]);
  return new Set([...(own?.state.fieldsOfAction ?? []), ...adopted.flatMap(({ state }) => state.fields)].map(({ id }) => id));
}

/** @throws linkedRecordUnknown, fieldOfActionUnknown */
export async function assertLinks(deps: GrantDeps, alliance: string, input: EditGrant): Promise<void> {
  const links = linksOf(deps, input);
  const [fields, ...found] = await Promise.all([knownFields(deps, alliance), ...links.map(([store, , id]) => store.find(alliance, id))]);
  const unknown = links.find((_, index) => found[index] === undefined);
  if (unknown) throw at('linkedRecordUnknown', unknown[1], 'Diesen Datensatz gibt es nicht. Bitte wählen Sie ihn aus der Liste.');
  assertFieldsOfAction(input.fieldsOfAction, fields);
}
