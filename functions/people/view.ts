import type { BodyPerson } from '../../shared/domain/alliance-body.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { PersonName } from '../../shared/domain/participant.ts';
import { fullName, sortingForm } from '../../shared/domain/participant.ts';
import type { BodyPersonView } from '../../shared/domain/person-likeness.ts';
import { ERASED_PERSON } from '../../shared/domain/person-likeness.ts';
import { fold } from '../../shared/domain/text.ts';

/** A name that cannot be opened is gone, whatever the record says yet. */
export const viewOfPerson = (person: Versioned<BodyPerson>, name: PersonName | undefined): BodyPersonView => ({
  ...viewOf(person),
  name: name ?? null,
  fullName: name === undefined ? ERASED_PERSON : fullName(name),
  sortingName: name === undefined ? fold(ERASED_PERSON) : sortingForm(name),
});
