import { fundEntryEntered } from '../../events/fund-entry-entered.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { reverseEntry } from '../../shared/domain/fund-rules.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { FundDeps } from './deps.ts';
import { actingBy, inShort } from './reach.ts';
import type { reverseFundEntry } from './routes.ts';

export const work: Work<typeof reverseFundEntry, FundDeps> = async ({ params, body, actor, by }, { entries }) => {
  const read = await entries.get(actor.alliance, params.entryId);
  const state = reverseEntry(read.state, params.entryId, body, actingBy(by));
  if (await entries.isReversed(actor.alliance, read.id)) throw new Failure('fundEntryReversed');
  const change = { state, event: fundEntryEntered(inShort(state)) };
  return recorded(await entries.enter(actor.alliance, ids.next(), change, by));
};
