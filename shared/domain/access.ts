import { Failure } from './failures.ts';
import type { OfficeId } from './regions.ts';
import { officeIds } from './regions.ts';

/** Roles and what they are called. The matrix of who may do what is the `access` of each route. */
export const roleNames = {
  OFFICE_EDITOR: 'Geschäftsstelle, Sachbearbeitung',
  OFFICE_LEAD: 'Geschäftsstelle, Leitung',
  REGIONAL_EDITOR: 'Amt für regionale Landesentwicklung, Sachbearbeitung',
  REGIONAL_COMMISSIONER: 'Landesbeauftragte oder Landesbeauftragter',
  GROUP_MANAGER: 'Geschäftsführung einer Arbeitsgruppe',
  CERTIFIER: 'Feststellerin oder Feststeller',
  AUTHORISER: 'Anordnungsbefugte oder Anordnungsbefugter',
  BUDGET_OFFICER: 'Beauftragte oder Beauftragter für den Haushalt',
  ANSWER_APPROVER: 'Chefin oder Chef der Staatskanzlei',
  PARLIAMENT_READER: 'Landtag, lesend',
  AUDITOR: 'Landesrechnungshof',
  DPO: 'Datenschutzbeauftragte oder Datenschutzbeauftragter',
  TECH_ADMIN: 'Technische Betreuung',
} as const;
export type Role = keyof typeof roleNames;
export const roles = Object.keys(roleNames) as Role[];

/** Roles whose holder sees and touches only the own office's events. */
export const regionalRoles: ReadonlySet<Role> = new Set(['REGIONAL_EDITOR', 'REGIONAL_COMMISSIONER']);

/** One permission of a token: a role in an alliance, for regional roles with the office, for a group's managers with the body. */
export type Grant = { readonly alliance: string; readonly role: Role; readonly office: OfficeId | null; readonly body: string | null };

/** Who calls, and in which capacity for this one request. */
export type Actor = {
  /** Subject of the token (OIDC `sub`): a pseudonym, never a name. */
  readonly subject: string;
  readonly alliance: string;
  /** The role under which the request was let in; it goes into the journal. */
  readonly role: Role;
  /** All roles of the caller in this alliance. */
  readonly roles: readonly Role[];
  /** The office whose events alone may be seen and touched; null: the whole alliance. */
  readonly office: OfficeId | null;
  /** The bodies whose work alone may be seen and touched; null: all. */
  readonly bodies: readonly string[] | null;
  /** All that the token grants in this alliance, for what asks several lists at once (`admittedTo`). */
  readonly grants: readonly Grant[];
};

/** The role whose holder sees and touches only the bodies that the token names. */
export const BODY_ROLE: Role = 'GROUP_MANAGER';

/**
 * Reads one grant as it stands in the token, `<alliance>:<ROLE>`, `<alliance>:<ROLE>:<office>` or
 * `<alliance>:GROUP_MANAGER:<body>`; exact match only.
 * @returns undefined for anything else: an unknown role grants nothing, a bounded role without its office or body neither
 */
export function parseGrant(entry: string): Grant | undefined {
  const [alliance, role, within, ...rest] = entry.split(':');
  if (!alliance || !/^[a-z0-9-]{2,40}$/.test(alliance) || rest.length > 0) return undefined;
  const knownRole = roles.find((candidate) => candidate === role);
  if (!knownRole) return undefined;
  const knownOffice = officeIds.find((candidate) => candidate === within);
  if (regionalRoles.has(knownRole)) return knownOffice ? { alliance, role: knownRole, office: knownOffice, body: null } : undefined;
  if (knownRole === BODY_ROLE) {
    return within !== undefined && /^[a-z0-9][a-z0-9-]{1,78}[a-z0-9]$/.test(within)
      ? { alliance, role: knownRole, office: null, body: within }
      : undefined;
  }
  return within === undefined ? { alliance, role: knownRole, office: null, body: null } : undefined;
}

/**
 * Lets a caller in under the widest of the roles a route permits.
 * @throws allianceNotFound when the token names no role in this alliance: foreign answers like missing
 * @throws notPermitted when it names only other roles
 */
export function admit(subject: string, grants: readonly Grant[], alliance: string, permitted: readonly Role[]): Actor {
  const here = grants.filter((grant) => grant.alliance === alliance);
  if (here.length === 0) throw new Failure('allianceNotFound');
  const fitting = here.filter((grant) => permitted.includes(grant.role));
  const chosen = fitting.find((grant) => grant.office === null && grant.body === null) ?? fitting[0];
  if (!chosen) throw new Failure('notPermitted');
  const bodies = chosen.body === null ? null : fitting.flatMap(({ body }) => (body === null ? [] : [body]));
  return { subject, alliance, role: chosen.role, roles: here.map((grant) => grant.role), office: chosen.office, bodies, grants: here };
}

/** The same caller as another row with these roles would let them in; undefined: not at all. */
export const admittedTo = ({ subject, grants, alliance }: Actor, permitted: readonly Role[]): Actor | undefined =>
  grants.some(({ role }) => permitted.includes(role)) ? admit(subject, grants, alliance, permitted) : undefined;

/** Region is a hard boundary: what lies outside the own office's area does not exist for a regional caller. */
export const mayEnter = (actor: Actor, responsibleOffice: OfficeId | null): boolean =>
  actor.office === null || actor.office === responsibleOffice;

/** @throws officeNotYours when a regional caller would create or move an event out of the own area */
export function assertOwnOffice(actor: Actor, responsibleOffice: OfficeId | null): void {
  if (!mayEnter(actor, responsibleOffice)) {
    throw new Failure('officeNotYours', {
      detail: 'Der Ort liegt nicht im Bereich Ihres Amtes. Bitte prüfen Sie den Landkreis oder wenden Sie sich an die Geschäftsstelle.',
    });
  }
}
