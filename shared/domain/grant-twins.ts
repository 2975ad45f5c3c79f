import * as z from 'zod';
import type { Grant } from './grant.ts';
import type { Versioned } from './journal.ts';
import type { Cents } from './money.ts';
import { formatEuro, perHead } from './money.ts';
import { nearDoubles } from './near-doubles.ts';
import { fold, quoted } from './text.ts';

/** Projects that are the same by their title or by who runs them, compared by what each received for one unit. */

export const ProjectTwins = z.strictObject({
  basis: z.enum(['TITLE', 'ORGANISATION']),
  /** Null: they state no unit in common, so that only their titles can be compared. */
  unit: z.string().nullable(),
  grants: z.array(
    z.strictObject({
      grantId: z.string(),
      no: z.int().nullable(),
      project: z.string(),
      organisationName: z.string(),
      amountCents: z.int(),
      units: z.number().nullable(),
      perUnitCents: z.int().nullable().meta({ description: 'Kaufmännisch gerundet; null: nicht zu sagen' }),
    }),
  ),
  /** Null: fewer than two can be compared. */
  isUneven: z.boolean().nullable(),
  sentence: z.string(),
});
type ProjectTwins = z.output<typeof ProjectTwins>;

/** Units planned, where the number is a whole one and sure enough to divide by; unknown is not 0. */
function unitsOf({ targets }: Grant, unit: string): number | null {
  const planned = targets.filter((target) => fold(target.unit) === unit).map((target) => target.planned);
  const [only, ...more] = planned;
  if (!only || more.length > 0 || only.value === null || only.upTo !== null) return null;
  return Number.isSafeInteger(only.value) && only.value > 0 ? only.value : null;
}

const foldedUnits = ({ state }: Versioned<Grant>): string[] => [...new Set(state.targets.map(({ unit }) => fold(unit)))];

/** Units at least two of the projects can be divided by. */
function commonUnits(grants: readonly Versioned<Grant>[]): string[] {
  const units = grants.flatMap((grant) => foldedUnits(grant).filter((unit) => unitsOf(grant.state, unit) !== null));
  return [...new Set(units)].filter((unit) => units.filter((other) => other === unit).length > 1);
}

const labelOf = (grants: readonly Versioned<Grant>[], unit: string): string =>
  grants.flatMap(({ state }) => state.targets.map((target) => target.unit)).find((label) => fold(label) === unit) ?? unit;

function comparison(
  basis: ProjectTwins['basis'],
  members: readonly Versioned<Grant>[],
  unit: string | null,
  nameOf: (id: string) => string,
): ProjectTwins {
  const grants = members.map(({ id, state }) => {
    const units = unit === null ? null : unitsOf(state, unit);
    const amountCents: Cents = state.decision?.amountCents ?? 0;
    const perUnitCents = units === null ? null : perHead(amountCents, units);
    return {
      grantId: id,
      no: state.no,
      project: state.project,
      organisationName: nameOf(state.organisationId),
      amountCents,
      units,
      perUnitCents,
    };
  });
  const rates = grants.flatMap(({ perUnitCents }) => (perUnitCents === null ? [] : [perUnitCents]));
  const label = unit === null ? null : labelOf(members, unit);
  const projects = [...new Set(grants.map(({ project }) => quoted(project)))].join(' und ');
  const compared =
    label === null
      ? 'ohne gemeinsame Einheit, nach der sich die Beträge vergleichen ließen'
      : `je ${quoted(label)}: ${rates.map(formatEuro).join(' und ')} Euro`;
  return { basis, unit: label, grants, isUneven: rates.length < 2 ? null : new Set(rates).size > 1, sentence: `${projects}: ${compared}.` };
}

/** Sets of grants of which each is near another one of its set. */
function connected(grants: readonly Versioned<Grant>[], pairs: readonly (readonly [string, string])[]): Versioned<Grant>[][] {
  const groupOf = new Map(grants.map(({ id }) => [id, id]));
  for (const [one, other] of pairs) {
    const [into, from] = [groupOf.get(one), groupOf.get(other)];
    for (const [id, group] of groupOf) if (group === from && into !== undefined) groupOf.set(id, into);
  }
  return [...Map.groupBy(grants, ({ id }) => groupOf.get(id)).values()].filter(({ length }) => length > 1);
}

/** @param grants of one fund and year */
export function twinsAmong(grants: readonly Versioned<Grant>[], nameOf: (id: string) => string): ProjectTwins[] {
  const titled = grants.map(({ id, state }) => ({ id, title: state.project }));
  const same = connected(
    grants,
    nearDoubles(titled, []).map(({ first, second }) => [first.id, second.id] as const),
  );
  const byTitle = same.flatMap((group) => {
    const units = commonUnits(group);
    return (units.length === 0 ? [null] : units).map((unit) => comparison('TITLE', group, unit, nameOf));
  });
  const shown = new Set(same.map((group) => group.map(({ id }) => id).join(' ')));
  const byOrganisation = [...Map.groupBy(grants, ({ state }) => state.organisationId as string).values()]
    .filter((group) => group.length > 1 && !shown.has(group.map(({ id }) => id).join(' ')))
    .flatMap((group) =>
      commonUnits(group).map((unit) => {
        const counted = group.filter(({ state }) => unitsOf(state, unit) !== null);
        return comparison('ORGANISATION', counted, unit, nameOf);
      }),
    );
  return [...byTitle, ...byOrganisation];
}
