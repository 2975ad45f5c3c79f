import { personRecorded } from '../../events/person-recorded.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { PeopleDeps } from './deps.ts';
import type { recordPerson } from './routes.ts';

export const work: Work<typeof recordPerson, PeopleDeps> = async ({ body, actor, by }, { persons }) => {
  const { title, givenName, familyName, isPublicFunction, source } = body;
  const state = { isPublicFunction, source, mergedInto: null, mergeReason: null, distinctFrom: [], erasedOn: null };
  const event = personRecorded({ isPublicFunction });
  return recorded(await persons.record(actor.alliance, ids.next(), { state, event }, { title, givenName, familyName }, by));
};
