import * as z from 'zod';
import { grantStatuses } from './grant.ts';
import type { Organisation } from './organisation.ts';
import { OrganisationRoleView } from './organisation.ts';
import { fold } from './text.ts';

/** Everything an organisation was in one alliance, side by side. Links by name are hints and merge nothing. */

const legalForm = / (?:e v|e g|eg|gug|ug|ggmbh|gmbh|haftungsbeschraenkt|ag|stiftung)$/;

/** "Unter einem Dach gUG" and "Unter einem Dach": the same name without what kind of association it is. */
const bareName = (name: string): string => {
  const folded = fold(name);
  let bare = folded;
  while (legalForm.test(bare)) bare = bare.replace(legalForm, '');
  return bare || folded;
};

type Named = Pick<Organisation, 'name' | 'spellings'>;

/** Under which folded names an organisation is known. */
export const nameKeysOf = ({ name, spellings }: Named): ReadonlySet<string> => new Set([name, ...spellings].map(bareName));

/** Whether a name in a document may mean this organisation: a hint, never a reason to merge. */
export const isNamed = (keys: ReadonlySet<string>, name: string | null): boolean => name !== null && keys.has(bareName(name));

/** Groups of organisations of which each shares a name or spelling with another one of the group. */
export function namesakes<T extends { readonly state: Named }>(organisations: readonly T[]): T[][] {
  const groups: { keys: Set<string>; members: T[] }[] = [];
  for (const organisation of organisations) {
    const keys = nameKeysOf(organisation.state);
    const meeting = groups.filter((group) => [...keys].some((key) => group.keys.has(key)));
    const [into = { keys: new Set<string>(), members: [] }, ...others] = meeting;
    if (meeting.length === 0) groups.push(into);
    for (const { keys: more, members } of [...others, { keys, members: [organisation] }]) {
      for (const key of more) into.keys.add(key);
      into.members.push(...members);
    }
    for (const other of others) groups.splice(groups.indexOf(other), 1);
  }
  return groups.map(({ members }) => members).filter(({ length }) => length > 1);
}

const hintFields = { id: z.string(), as: z.string().meta({ description: 'Name, wie er dort steht' }) };

export const OrganisationRoles = z.strictObject({
  /** From the grants themselves. */
  grants: z.array(
    z.strictObject({
      grantId: z.string(),
      fundId: z.string(),
      fiscalYear: z.int(),
      project: z.string(),
      status: z.enum(grantStatuses),
      isPartner: z.boolean().meta({ description: 'Als Partner eines anderen Empfängers' }),
      amountCents: z.int().nullable().meta({ description: 'Bewilligt; null: nicht entschieden' }),
    }),
  ),
  recorded: z.array(OrganisationRoleView),
  /** In steps of strategies that name it; null: the caller may not read strategies. */
  strategies: z.array(z.strictObject({ strategyId: z.string(), title: z.string(), steps: z.array(z.string()) })).nullable(),
  /** By name alone; null: the caller may not read initiatives. */
  initiatives: z.array(z.strictObject({ ...hintFields, name: z.string() })).nullable(),
  /** As organiser, by name alone. */
  events: z.array(z.strictObject({ ...hintFields, title: z.string(), from: z.string().nullable(), role: z.string() })),
  /** Others of the alliance that share a name or spelling: perhaps one and the same. */
  namesakes: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type OrganisationRoles = z.output<typeof OrganisationRoles>;
