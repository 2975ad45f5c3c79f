import { identityOf } from '../../shared/domain/participant-import.ts';
import type { ListedPerson } from '../../shared/domain/participant-list.ts';
import { RegistrationId, TicketId } from '../../shared/domain/registration.ts';
import { idFrom } from '../../shared/platform/ids.ts';
import type { KeyTable } from '../../shared/store/key-table.ts';

/** The ids that a row always leads to. They are made from a keyed mark: nobody can try names against them. */
export async function rowIds(keys: KeyTable, alliance: string, eventId: string, person: ListedPerson) {
  const mark = await keys.markOf('listed', `${alliance}|${eventId}|${identityOf(person)}`);
  const ticketId = (head: number) => TicketId.parse(idFrom('import', alliance, eventId, mark, String(head)));
  return { registrationId: RegistrationId.parse(idFrom('import', alliance, eventId, mark)), ticketId };
}
