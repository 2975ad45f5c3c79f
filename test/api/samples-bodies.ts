import { bodyRecorded } from '../../events/body-recorded.ts';
import { assignBodyRole, recordSeat } from '../../functions/bodies/routes.ts';
import { recordPerson } from '../../functions/people/routes.ts';
import type { AllianceBody } from '../../shared/domain/alliance-body.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { as, call } from '../support/api.ts';
import { aBody, anAuthor, aPerson, aRole, aSeat } from '../support/builders.ts';

/** Calls of the rows of bodies and persons, for tests over all rows; parts of `samples.ts`. */

/** The body that `as('GROUP_MANAGER')` works for. */
export const PROBE_BODY = 'ag-probe';

export type BodyTargets = {
  readonly bodyId: string;
  readonly seatId: string;
  readonly roleId: string;
  readonly personId: string;
  readonly otherPersonId: string;
};
const nothing: BodyTargets = { bodyId: PROBE_BODY, seatId: 'keiner', roleId: 'keine', personId: 'keine', otherPersonId: 'keine-andere' };
const mail = { reportAddress: null };
const { bodyId: _body, holdings: _holdings, ...seatFields } = aSeat(PROBE_BODY);

type About = { readonly bodies?: BodyTargets };
const of = (make: (about: BodyTargets) => object) => (about: About) => make(about.bodies ?? nothing);

export const bodySamples = {
  listBodies: of(() => ({ query: { limit: '3' } })),
  recordBody: of(() => ({ body: { ...aBody(), ...mail } })),
  getBody: of(({ bodyId }) => ({ params: { bodyId } })),
  editBody: of(({ bodyId }) => ({ params: { bodyId }, version: 1, body: { ...aBody(), note: 'Geändert', ...mail } })),
  getBodyMail: of(({ bodyId }) => ({ params: { bodyId } })),
  getComposition: of(({ bodyId }) => ({ params: { bodyId }, query: { on: '2020-03-31' } })),
  listBodySeats: of(({ bodyId }) => ({ params: { bodyId } })),
  recordSeat: of(({ bodyId }) => ({ body: aSeat(bodyId) })),
  editSeat: of(({ seatId }) => ({ params: { seatId }, version: 1, body: { ...seatFields, label: 'Geändert' } })),
  changeHolding: of(({ seatId, personId }) => ({
    params: { seatId },
    version: 1,
    body: { personId, from: '2020-08-01', dated: true, as: 'HOLDER', wording: null, followsPersonId: null, isBeside: false },
  })),
  assignBodyRole: of(({ bodyId, personId }) => ({ body: aRole(bodyId, personId) })),
  endBodyRole: of(({ roleId }) => ({ params: { roleId }, version: 1, body: { to: '2020-12-31' } })),
  countMembers: of(() => ({ query: { rule: 'SEATS' } })),
  getBodyJournal: of(({ bodyId }) => ({ params: { bodyId } })),
  listPersons: of(({ bodyId }) => ({ query: { bodyId } })),
  listPersonPlaces: of(({ personId }) => ({ params: { personId } })),
  recordPerson: of(() => ({ body: aPerson() })),
  renamePerson: of(({ personId }) => ({
    params: { personId },
    version: 1,
    body: { title: null, givenName: 'Probe', familyName: 'Berichtigt' },
  })),
  listMergeSuggestions: of(() => ({})),
  mergePersons: of(({ personId, otherPersonId }) => ({
    params: { personId: otherPersonId },
    version: 1,
    body: { intoPersonId: personId, reason: 'Dieselbe Dienststelle' },
  })),
  separatePersons: of(({ otherPersonId }) => ({ params: { personId: otherPersonId }, version: 2, body: { reason: 'Irrtum' } })),
  keepPersonsApart: of(({ personId, otherPersonId }) => ({ params: { personId }, version: 1, body: { otherPersonId } })),
  erasePerson: of(({ otherPersonId }) => ({ params: { personId: otherPersonId }, body: {} })),
} as const;

/** The body with its known id, once per alliance. */
export async function probeBody(alliance: string): Promise<void> {
  const bodies = bodyStore(liveTable());
  if (await bodies.find(alliance, PROBE_BODY)) return;
  const state = aBody() as AllianceBody;
  await bodies.record(alliance, PROBE_BODY, { state, event: bodyRecorded({ kind: state.kind }) }, mail, anAuthor());
}

/** A body with a seat and a speaker, and two persons. */
export async function bodyTargets(allianceId: string): Promise<BodyTargets> {
  const editor = as('OFFICE_EDITOR', { alliance: allianceId });
  const params = { allianceId };
  const made = async (row: Parameters<typeof call>[0], body: unknown): Promise<string> => {
    const answer = await call(row, editor, { params, body });
    if (answer.status !== 201) throw new Error(`${row.id} answered ${answer.status}: ${answer.text}`);
    return answer.body.id;
  };
  await probeBody(allianceId);
  const personId = await made(recordPerson, aPerson());
  return {
    bodyId: PROBE_BODY,
    seatId: await made(recordSeat, aSeat(PROBE_BODY)),
    roleId: await made(assignBodyRole, aRole(PROBE_BODY, personId)),
    personId,
    otherPersonId: await made(recordPerson, aPerson({ familyName: 'Probst' })),
  };
}
