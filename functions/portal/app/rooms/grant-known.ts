import type { StatedValue } from '../../../../shared/domain/quantity.ts';
import { call } from '../api.ts';
import type { Body } from '../contract.ts';
import { allianceOf, type Desk, everyPage, may, useDesk } from '../desk.ts';
import { go } from '../place.ts';
import type { SelectOption } from '../ui.tsx';
import { type Fund, fundsOf, type GrantDetail, type GrantLine, grantHref, optionsByName, organisationsOf } from './fund-words.tsx';

export type GrantInput = Body<'applyForGrant'>;
export type Targets = GrantInput['targets'];

/** Fields of action of the alliance, then those of its strategies: a grant serves at least one. */
export async function fieldOptions(desk: Desk): Promise<SelectOption[]> {
  const [{ fieldsOfAction }, strategies] = await Promise.all([
    allianceOf(desk.alliance),
    may(desk, 'listStrategies') ? everyPage((page) => call('listStrategies', desk.alliance, { query: page })) : [],
  ]);
  const all = [
    ...fieldsOfAction.map(({ id, label }): SelectOption => [id, label]),
    ...strategies.flatMap(({ title, fields }) => fields.map(({ id, label }): SelectOption => [id, `${label} (${title})`])),
  ];
  return [...new Map(all).entries()];
}

export type Known = {
  readonly funds: readonly Fund[];
  readonly organisations: readonly SelectOption[];
  readonly initiatives: readonly SelectOption[];
  readonly fields: readonly SelectOption[];
  readonly grants: readonly SelectOption[];
  /** Tags in use, so that one thing keeps one name. */
  readonly tags: readonly string[];
};

/** Everything an application can be linked to. */
export async function knownFor(desk: Desk): Promise<Known> {
  const { alliance } = desk;
  const [funds, organisations, fields, initiatives, grants] = await Promise.all([
    fundsOf(alliance).then((lines) => Promise.all(lines.map(({ id }) => call('getFund', alliance, { params: { fundId: id } })))),
    organisationsOf(alliance),
    fieldOptions(desk),
    may(desk, 'listInitiatives') ? everyPage((page) => call('listInitiatives', alliance, { query: page })) : [],
    everyPage<GrantLine>((page) => call('listGrants', alliance, { query: page })),
  ]);
  return {
    funds,
    organisations: optionsByName(organisations),
    fields,
    initiatives: optionsByName(initiatives),
    grants: grants.map(({ id, project, fiscalYear }) => [id, `${project} (${fiscalYear})`]),
    tags: [...new Set(grants.flatMap(({ tags }) => tags))],
  };
}

/** Papers by which a body may have decided, newest first. */
export async function paperOptions(desk: Desk): Promise<SelectOption[]> {
  if (!may(desk, 'listPapers')) return [];
  const papers = await everyPage((page) => call('listPapers', desk.alliance, { query: { kind: 'DECISION', ...page } }));
  return papers.toReversed().map(({ id, label, title }) => [id, `${label}: ${title}`]);
}

/** Nothing was said at all: no statement, which is not the same as one that says „nicht bekannt“. */
export const unlessEmpty = (stated: StatedValue): StatedValue | null =>
  stated.value === null && stated.worth !== 'UNKNOWN' && stated.printed === null && stated.upTo === null ? null : stated;

/** One step of a grant: what it is called with, and the way back. */
export type StepProps = { readonly grant: GrantDetail; readonly reload: () => void };

export function useStep({ grant }: StepProps) {
  const { alliance } = useDesk();
  const back = grantHref(alliance, grant.id);
  return { alliance, back, named: { params: { grantId: grant.id }, version: grant.version }, done: () => go(back) };
}
