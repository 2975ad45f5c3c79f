import type { Actor } from '../../shared/domain/access.ts';
import { assertTheme } from '../../shared/domain/alliance.ts';
import type { AllianceBody, PersonId } from '../../shared/domain/alliance-body.ts';
import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { BodiesDeps } from './deps.ts';

/** @throws bodyNotFound also for a body that is not the caller's own */
export async function bodyFor({ bodies }: BodiesDeps, actor: Actor, bodyId: string): Promise<Versioned<AllianceBody>> {
  if (!mayEnterBody(actor, bodyId)) throw new Failure('bodyNotFound');
  return await bodies.get(actor.alliance, bodyId);
}

/** @throws linkedRecordUnknown */
export async function assertBodyThere({ bodies }: BodiesDeps, alliance: string, bodyId: string | null, pointer: string): Promise<void> {
  if (bodyId !== null && (await bodies.find(alliance, bodyId)) === undefined)
    throw at('linkedRecordUnknown', pointer, 'Dieses Gremium gibt es nicht.');
}

/** What a body names: its theme, and the body it is a part of. @throws themeUnknown, linkedRecordUnknown */
export async function assertBodyFits(deps: BodiesDeps, alliance: string, body: AllianceBody, bodyId?: string): Promise<void> {
  if (body.theme !== null) assertTheme((await deps.alliances.get(alliance, alliance)).state, body.theme);
  if (body.partOfBodyId !== null && body.partOfBodyId === bodyId)
    throw at('linkedRecordUnknown', '/partOfBodyId', 'Ein Gremium gehört nicht zu sich selbst.');
  await assertBodyThere(deps, alliance, body.partOfBodyId, '/partOfBodyId');
}

/** @throws holdingInvalid for a person who is not there, was erased, or for whom another record stands */
export async function assertPersonFits(
  { persons }: BodiesDeps,
  alliance: string,
  personId: PersonId | null,
  pointer: string,
): Promise<void> {
  if (personId === null) return;
  const person = await persons.find(alliance, personId);
  if (person === undefined) throw at('holdingInvalid', pointer, 'Diese Person gibt es nicht.');
  if (person.state.erasedOn !== null) throw at('holdingInvalid', pointer, 'Die Angaben zu dieser Person sind gelöscht.');
  if (person.state.mergedInto !== null)
    throw at('holdingInvalid', pointer, 'Diese Person ist zusammengeführt. Bitte wählen Sie den Datensatz, der für beide steht.');
}
