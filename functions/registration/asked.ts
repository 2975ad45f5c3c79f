import { consentNames } from '../../shared/domain/participant.ts';
import type { RegistrationOffer } from '../../shared/domain/registration.ts';

/** What the form asks at this event, in the words it shows. */
export const askedOf = ({ questions, asksNeeds, consents, largestParty, notice }: RegistrationOffer) => ({
  questions,
  asksNeeds,
  consents: consents.map((kind) => ({ kind, label: consentNames[kind] })),
  largestParty,
  notice,
});
