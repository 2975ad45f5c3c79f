import type { AllianceEvent } from './alliance-event.ts';
import { at, Failure } from './failures.ts';
import type { OfficeId } from './regions.ts';
import type { Proposal } from './result.ts';

/** What conferences and bodies proposed. A proposal is never a decision: conferences pass none (Drs. 17/7349, question 4). */

const conferenceKinds: ReadonlySet<string> = new Set([
  'STATE_CONFERENCE',
  'REGIONAL_CONFERENCE',
  'CONFERENCE',
] satisfies AllianceEvent['kind'][]);

const noSuchConference = () =>
  at('conferenceUnknown', '/eventId', 'Diese Konferenz führt das Register nicht. Bitte wählen Sie eine Konferenz aus der Liste.');

/**
 * The conference something followed from; what is none and what the caller may not see answer alike.
 * @throws conferenceUnknown
 */
export function assertConference(event: AllianceEvent | undefined): AllianceEvent {
  if (!event || !conferenceKinds.has(event.kind)) throw noSuchConference();
  return event;
}

/** The office in whose area the conference lay. @throws conferenceUnknown when it comes from nowhere: no conference, no body */
export function officeOfProposal(conference: AllianceEvent | undefined, bodyId: string | null): OfficeId | null {
  if (!conference && bodyId === null)
    throw at('conferenceUnknown', '/eventId', 'Bitte geben Sie an, von welcher Konferenz oder aus welchem Gremium das stammt.');
  return conference?.responsibleOffice ?? null;
}

export type Double = Proposal['doubles'][number];
const MOST_DOUBLES = 50;

/**
 * Whether two proposals mean the same, with the reason; a later judgement takes the place of an earlier one. Both records
 * stay as they are, with where they came from.
 * @throws linkedRecordUnknown for itself, tooManyFacts
 */
export function judge(proposal: Proposal, ownId: string, double: Double): Proposal {
  if (double.proposalId === ownId) throw at('linkedRecordUnknown', '/otherProposalId', 'Bitte wählen Sie einen anderen Vorschlag.');
  const others = proposal.doubles.filter(({ proposalId }) => proposalId !== double.proposalId);
  if (others.length >= MOST_DOUBLES) throw new Failure('tooManyFacts');
  return { ...proposal, doubles: [...others, double] };
}
