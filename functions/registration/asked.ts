import { periodInWords } from '../../shared/documents/event-words.ts';
import { consentNames } from '../../shared/domain/participant.ts';
import type { RegistrationOffer } from '../../shared/domain/registration.ts';
import type { Periods } from '../../shared/domain/retention.ts';

/** What the form asks at this event, in the words it shows. @param periods those in force */
export const askedOf = ({ questions, asksNeeds, consents, largestParty, notice }: RegistrationOffer, periods: Periods) => ({
  questions,
  asksNeeds,
  needsErasedAfter: periodInWords(periods.SPECIAL_NEEDS),
  consents: consents.map((kind) => ({ kind, label: consentNames[kind] })),
  largestParty,
  notice,
});
