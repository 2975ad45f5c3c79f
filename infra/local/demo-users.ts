import { type Role, regionalRoles, roleNames, roles } from '../../shared/domain/access.ts';
import { type OfficeId, officeIds, officeNames } from '../../shared/domain/regions.ts';

/** A person of the development identity provider; nobody real. */
export type DemoUser = {
  /** Subject of the tokens. */
  readonly id: string;
  readonly name: string;
  readonly note: string;
  /** As in the token's grants claim. */
  readonly grants: readonly string[];
};

const STATE_ALLIANCE = 'npa';
const CITY_ALLIANCE = 'lip';
/** One commissioner is enough to try the role; the office is the one with most events in 2016. */
const COMMISSIONERS: readonly OfficeId[] = ['LW'];

/** Managing staff of a group, one per alliance; the state's is the group with the most figures of its own. */
const MANAGED = {
  [STATE_ALLIANCE]: ['ag-sprachfoerderung', 'AG „Sprachförderung“'],
  [CITY_ALLIANCE]: ['ag-1', 'AG 1 Bildung'],
} as const;

const idOf = (alliance: string, role: Role, office?: OfficeId): string =>
  [alliance, ...role.toLowerCase().split('_'), ...(office ? [office.toLowerCase()] : [])].join('-');

const oneOf = (alliance: string, role: Role, office?: OfficeId): DemoUser => ({
  id: idOf(alliance, role, office),
  name: roleNames[role],
  note: office ? officeNames[office] : alliance === CITY_ALLIANCE ? 'Bündnis der Stadt Hannover' : 'Bündnis des Landes',
  grants: [[alliance, role, ...(office ? [office] : [])].join(':')],
});

const managerOf = (alliance: keyof typeof MANAGED): DemoUser => {
  const [body, note] = MANAGED[alliance];
  return { ...oneOf(alliance, 'GROUP_MANAGER'), note, grants: [`${alliance}:GROUP_MANAGER:${body}`] };
};

const inState = (role: Role): DemoUser[] => {
  if (role === 'GROUP_MANAGER') return [managerOf(STATE_ALLIANCE)];
  if (!regionalRoles.has(role)) return [oneOf(STATE_ALLIANCE, role)];
  const offices = role === 'REGIONAL_COMMISSIONER' ? COMMISSIONERS : officeIds;
  return offices.map((office) => oneOf(STATE_ALLIANCE, role, office));
};

/** One person per role, the regional editor once per office; and two who are needed to try the borders between them. */
export const demoUsers: readonly DemoUser[] = [
  ...roles.flatMap(inState),
  {
    id: 'npa-certifier-authoriser',
    name: 'Feststellung und Anordnung in einer Person',
    note: 'Zum Ausprobieren des Vier-Augen-Prinzips',
    grants: [`${STATE_ALLIANCE}:CERTIFIER`, `${STATE_ALLIANCE}:AUTHORISER`],
  },
  oneOf(CITY_ALLIANCE, 'OFFICE_EDITOR'),
  oneOf(CITY_ALLIANCE, 'OFFICE_LEAD'),
  oneOf(CITY_ALLIANCE, 'BUDGET_OFFICER'),
  managerOf(CITY_ALLIANCE),
];
