import { registrationChanged } from '../../events/registration-changed.ts';
import { at } from '../../shared/domain/failures.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { assertFits, chooseConsents } from '../../shared/domain/registration.ts';
import type { BodyOf, SuccessOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PartyChange } from '../../shared/store/party-store.ts';
import { again, withoutKey } from '../../shared/store/party-store.ts';
import type { PublicDeps } from './deps.ts';
import type { Own } from './own.ts';
import { assertOpen, consentsInForce, ownRegistration, viewOf } from './own.ts';
import type { changeOwnRegistration, viewOwnRegistration } from './routes.ts';

type Body = BodyOf<typeof changeOwnRegistration>;
type View = SuccessOf<typeof viewOwnRegistration>;

/** @throws requestInvalid for a companion who is none of this party's, or named twice */
function assertCompanions({ tickets }: Own['registration']['state'], companions: Body['companions']): void {
  const known = new Set<string>(tickets.slice(1));
  for (const [index, { ticketId }] of companions.entries())
    if (!known.delete(ticketId))
      throw at(
        'requestInvalid',
        `/companions/${index}/ticketId`,
        'Diese Person gehört nicht zu Ihrer Anmeldung. Bitte laden Sie die Seite neu.',
      );
}

function wantedOf({ registration, offer, lead }: Own, body: Body, now: string): PartyChange {
  const { title, givenName, familyName, organisation, function: role, answers } = body;
  const inForce = consentsInForce(registration.state);
  const notAskedNow = inForce.filter((kind) => !offer.consents.includes(kind));
  const companion = ({ familyName: name, ...rest }: Omit<Body['companions'][number], 'ticketId'>): Person | null =>
    name === null ? null : { ...rest, familyName: name, email: null, organisation, function: null, answers: [] };
  const [first, ...others] = registration.state.tickets;
  const kept = others.flatMap((id) => body.companions.filter(({ ticketId }) => ticketId === id));
  return {
    heads: [
      ...(first === undefined
        ? []
        : [{ ticketId: first, person: { title, givenName, familyName, email: lead.email, organisation, function: role, answers } }]),
      ...kept.map(({ ticketId, ...name }) => ({ ticketId, person: companion(name) })),
    ],
    needs: body.needs,
    consents: chooseConsents(registration.state.consents, [...body.consents, ...notAskedNow], offer.notice.version, now),
  };
}

const nameOf = ({ title, givenName, familyName }: Pick<Body, 'title' | 'givenName'> & { familyName: string | null }) => [
  title,
  givenName,
  familyName,
];

/** Names of the fields in which the stored party differs from what was sent. */
function changedIn(before: View, body: Body): string[] {
  const [lead, ...companions] = before.heads;
  const byId = (one: readonly { ticketId: string }[]) => [...one].sort((a, b) => a.ticketId.localeCompare(b.ticketId));
  const pairs: Readonly<Record<string, readonly [unknown, unknown]>> = {
    name: [lead && nameOf({ ...lead, givenName: lead.givenName ?? '' }), nameOf(body)],
    organisation: [before.organisation, body.organisation],
    function: [before.function, body.function],
    tickets: [companions.length, body.companions.length],
    companions: [byId(companions), byId(body.companions)],
    answers: [before.answers, body.answers],
    needs: [before.needs, body.needs],
    consents: [
      before.asked.consents.map(({ kind }) => kind).filter((kind) => before.consents.includes(kind)),
      before.asked.consents.map(({ kind }) => kind).filter((kind) => body.consents.includes(kind)),
    ],
  };
  return Object.entries(pairs).flatMap(([field, [stored, sent]]) => (JSON.stringify(stored) === JSON.stringify(sent) ? [] : [field]));
}

/** Changes of the register's own, such as moving up, may come in between; what the person sent is then applied to the newer state. */
export const work: Work<typeof changeOwnRegistration, PublicDeps> = async ({ params, body: sent, by, now }, deps) =>
  await again(async () => {
    const own = await ownRegistration(deps, params, sent.link);
    assertOpen(own, now);
    const { alliance, offer, registration } = own;
    const before = await viewOf(deps, own, now);
    // What is no longer asked for stays as it was answered.
    const body = offer.asksNeeds ? sent : { ...sent, needs: before.needs };
    assertFits(offer, { ...sent, companions: [], noticeVersion: offer.notice.version });
    assertCompanions(registration.state, body.companions);
    const changed = changedIn(before, body);
    if (changed.length === 0) return ok(before);
    const event = registrationChanged({ eventId: params.eventId, changed });
    await deps.parties.change(alliance, registration, wantedOf(own, body, now), event, withoutKey(by));
    return ok(await viewOf(deps, await ownRegistration(deps, params, body.link), now));
  }, ['recordChangedMeanwhile']);
