import { organisationRoleRecorded } from '../../events/organisation-role-recorded.ts';
import { OrganisationId } from '../../shared/domain/organisation.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { organisationRoleStore } from '../../shared/store/organisation-store.ts';
import { anAuthor } from '../support/builders.ts';
import { aField, anApplication, anOrganisation, keptGrant, storedOrganisation } from '../support/grants.ts';
import { aValue } from '../support/results.ts';

/** Calls of the rows of grants and organisations, for tests over all rows; parts of `samples.ts`. */

export type GrantTargets = {
  readonly fundId: string;
  readonly organisationId: string;
  readonly roleId: string;
  /** Applied for. */
  readonly grantId: string;
  /** Granted under a reservation, nothing drawn. */
  readonly reservedGrantId: string;
  /** Drawn whole and proven. */
  readonly provenGrantId: string;
};
const none = 'keine';
const nothing: GrantTargets = {
  fundId: none,
  organisationId: none,
  roleId: none,
  grantId: none,
  reservedGrantId: none,
  provenGrantId: none,
};
type About = { readonly grants?: GrantTargets };
const grant = ({ grants = nothing }: About) => ({ params: { grantId: grants.grantId } });
const reserved = ({ grants = nothing }: About) => ({ params: { grantId: grants.reservedGrantId }, version: 1 });
const organisation = ({ grants = nothing }: About) => ({ params: { organisationId: grants.organisationId } });
const applied = ({ grants = nothing }: About) => anApplication(grants.fundId, grants.organisationId);
const aRole = { kind: 'CONTRACTOR', subject: null, from: null, to: null, wording: null, source: null } as const;
const reason = { reason: 'Probe' };

export const grantSamples = {
  listGrants: () => ({ query: { limit: '3' } }),
  applyForGrant: (about: About) => ({ body: applied(about) }),
  getGrant: grant,
  editGrant: (about: About) => ({ ...grant(about), version: 1, body: { ...applied(about), note: 'Geändert' } }),
  decideGrant: (about: About) => ({
    ...grant(about),
    version: 1,
    body: { amountCents: 10_000, decidedOn: '2020-02-03', paperId: null, reservation: null },
  }),
  refuseGrant: (about: About) => ({ ...grant(about), version: 1, body: reason }),
  withdrawGrant: (about: About) => ({ ...grant(about), version: 1, body: reason }),
  liftReservation: (about: About) => ({ ...reserved(about), body: { liftedOn: '2020-03-02' } }),
  returnGrant: (about: About) => ({
    ...reserved(about),
    body: { amountCents: 10_000, cause: 'Verein aufgelöst', causeYear: 2020, valueDay: '2020-03-02' },
  }),
  closeGrant: ({ grants = nothing }: About) => ({ params: { grantId: grants.provenGrantId }, version: 1, body: {} }),
  stateProofOfUse: (about: About) => ({
    ...reserved(about),
    body: { dueOn: '2021-03-31', receivedOn: null, narrativeReceivedOn: null, checkedOn: null, note: null },
  }),
  stateTargets: (about: About) => ({
    ...grant(about),
    version: 1,
    body: { targets: [{ label: 'Kinder', unit: 'Kinder', planned: aValue(60), actual: null }] },
  }),
  getGrantJournal: grant,
  getFundReview: ({ grants = nothing }: About) => ({ params: { fundId: grants.fundId }, query: { fiscalYear: '2020' } }),
  listOrganisations: () => ({ query: { limit: '3' } }),
  recordOrganisation: () => ({ body: anOrganisation() }),
  getOrganisation: organisation,
  editOrganisation: (about: About) => ({ ...organisation(about), version: 1, body: anOrganisation('Verein Probe e. V.') }),
  recordOrganisationRole: (about: About) => ({ ...organisation(about), body: aRole }),
  editOrganisationRole: ({ grants = nothing }: About) => ({
    params: { organisationId: grants.organisationId, roleId: grants.roleId },
    version: 1,
    body: { ...aRole, kind: 'PARTNER' },
  }),
  getOrganisationJournal: organisation,
  findOrganisation: () => ({ query: { name: 'Verein Probe' } }),
};

const proven = { dueOn: '2021-03-31', receivedOn: '2021-03-01', narrativeReceivedOn: '2021-03-01', checkedOn: '2021-04-06', note: null };

/** An organisation with a role and three grants of the fund: applied for, reserved, and ready to be closed. */
export async function grantTargets(alliance: string, fundId: string): Promise<GrantTargets> {
  const [organisationId] = await Promise.all([storedOrganisation(alliance), aField(alliance)]);
  const roleId = `${organisationId}-rolle`;
  const event = organisationRoleRecorded({ organisationId, kind: 'CONTRACTOR' });
  const role = { ...aRole, organisationId: OrganisationId.parse(organisationId) };
  const received = { organisationId };
  const [grantId, reservedGrantId, provenGrantId] = await Promise.all([
    keptGrant(alliance, fundId, { ...received, fieldsOfAction: ['probe-feld'] }),
    keptGrant(alliance, fundId, { ...received, granted: 10_000, reservation: 'vorbehaltlich' }),
    keptGrant(alliance, fundId, { ...received, granted: 10_000, drawn: 10_000, proofOfUse: proven }),
    organisationRoleStore(liveTable()).create(alliance, roleId, { state: role, event }, anAuthor()),
  ]);
  return { fundId, organisationId, roleId, grantId, reservedGrantId, provenGrantId };
}
