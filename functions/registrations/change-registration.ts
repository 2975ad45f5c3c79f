import { registrationChanged } from '../../events/registration-changed.ts';
import { canonicalJson } from '../../shared/domain/canonical.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { Person } from '../../shared/domain/participant.ts';
import type { Question, Registration } from '../../shared/domain/registration.ts';
import { assertAnswers } from '../../shared/domain/registration.ts';
import type { BodyOf, Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { RegistrationDeps } from './deps.ts';
import { personsOf } from './names.ts';
import type { changeRegistration } from './routes.ts';

type Body = BodyOf<typeof changeRegistration>;

/** @throws requestInvalid where heads come or go, or the first has no name */
function assertHeads({ tickets }: Registration, heads: Body['heads']): void {
  if (heads.length !== tickets.length || heads.some(({ ticketId }, head) => ticketId !== tickets[head]))
    throw at('requestInvalid', '/heads', 'Diese Personen gehören nicht zu der Anmeldung. Bitte laden Sie die Seite neu.');
  if (heads[0]?.familyName === null)
    throw at('requestInvalid', '/heads/0/familyName', 'Wer angemeldet hat, braucht einen Nachnamen. Bitte geben Sie ihn an.');
}

const byQuestion = (answers: Person['answers']) => answers.toSorted((a, b) => a.questionId.localeCompare(b.questionId));

/** Answers to questions of today are as sent, others stay. What is not touched may lack an answer that is asked for by now. */
function answersAfter(questions: readonly Question[], before: Person['answers'], wanted: Person['answers']): Person['answers'] {
  const isAsked = ({ questionId }: Person['answers'][number]) => questions.some(({ id }) => id === questionId);
  const isFormer = ({ questionId }: Person['answers'][number]) => before.some((one) => one.questionId === questionId && !isAsked(one));
  const [stored, sent] = [before.filter(isAsked), wanted.filter((one) => !isFormer(one))];
  if (canonicalJson(byQuestion(stored)) === canonicalJson(byQuestion(sent))) return before;
  assertAnswers(questions, sent);
  return [...sent, ...before.filter((one) => !isAsked(one))];
}

/** Names of the fields that differ, as the journal keeps them. */
function changedIn(before: readonly (Person | undefined)[], after: readonly (Person | null)[]): string[] {
  const nameOf = (person: Person | null | undefined) => person && [person.title, person.givenName, person.familyName];
  const [[was, ...others], [is, ...companions]] = [before, after];
  const pairs: Readonly<Record<string, readonly [unknown, unknown]>> = {
    name: [nameOf(was), nameOf(is)],
    companions: [others.map((one) => nameOf(one) ?? null), companions.map((one) => nameOf(one) ?? null)],
    email: [was?.email, is?.email],
    organisation: [was?.organisation, is?.organisation],
    function: [was?.function, is?.function],
    answers: [was?.answers, is?.answers],
  };
  return Object.entries(pairs).flatMap(([field, [stored, sent]]) => (JSON.stringify(stored) === JSON.stringify(sent) ? [] : [field]));
}

/** @param stored the companion as the register knows them; what a list or the party itself said beside the name stays */
const companionAfter = ({ ticketId: _id, familyName, ...name }: Body['heads'][number], stored: Person | undefined): Person | null =>
  familyName === null ? null : { email: null, organisation: null, function: null, answers: [], ...stored, ...name, familyName };

export const work: Work<typeof changeRegistration, RegistrationDeps> = async (
  { params, body, actor, by, expectedVersion },
  { events, offers, registrations, people, parties },
) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  const registration = await registrations.get(alliance, params.registrationId);
  if (registration.state.eventId !== eventId) throw new Failure('registrationNotFound');
  if (registration.version !== expectedVersion) throw new Failure('recordChangedMeanwhile');
  assertHeads(registration.state, body.heads);
  const [offer, before] = await Promise.all([offers.get(alliance, eventId), personsOf(people, alliance, registration.state)]);
  const [lead] = before;
  const [first, ...others] = body.heads;
  if (!lead || !first || first.familyName === null) throw new Failure('personErased');
  const { email, organisation, function: role } = body;
  const { ticketId: _id, familyName, ...name } = first;
  const answers = answersAfter(offer.state.questions, lead.answers, body.answers);
  const after = [
    { ...name, familyName, email, organisation, function: role, answers },
    ...others.map((head, index) => companionAfter(head, before[index + 1])),
  ];
  const changed = changedIn(before, after);
  if (changed.length === 0) return ok(viewOf(registration), registration.version);
  const wanted = {
    heads: body.heads.map(({ ticketId }, head) => ({ ticketId, person: after[head] ?? null })),
    consents: registration.state.consents,
    address: { from: lead.email, to: email },
  };
  const event = registrationChanged({ eventId, changed });
  return recorded(await parties.change(alliance, registration, wanted, event, by));
};
