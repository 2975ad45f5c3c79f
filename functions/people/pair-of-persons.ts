import type { BodyPerson } from '../../shared/domain/alliance-body.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Authorship, DomainEvent, JournalEntry, Versioned } from '../../shared/domain/journal.ts';
import type { BodyPersonStore } from '../../shared/store/body-person-store.ts';

type Both = { readonly one: Versioned<BodyPerson>; readonly other: Versioned<BodyPerson> };

/**
 * A change of two persons in one transaction, on the journal of both: whoever changes either at the same time is told,
 * so that no chain of merges arises from two at once.
 * @returns the entry of the first
 */
export async function changeBoth(
  persons: BodyPersonStore,
  alliance: string,
  { one, other }: Both,
  expectedVersion: number,
  { states, event }: { readonly states: readonly [BodyPerson, BodyPerson]; readonly event: DomainEvent },
  by: Authorship,
): Promise<JournalEntry<BodyPerson>> {
  if (one.version !== expectedVersion) throw new Failure('recordChangedMeanwhile');
  const { idempotency: _key, ...beside } = by;
  const first = persons.prepareUpdate(alliance, one, { state: states[0], event }, by);
  const second = persons.prepareUpdate(alliance, other, { state: states[1], event }, beside);
  await persons.writeTogether([first, second], [...first.writes, ...second.writes]);
  return first.entry;
}
