import { fundEntryEntered } from '../../events/fund-entry-entered.ts';
import { enterEntry } from '../../shared/domain/fund-rules.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { FundDeps } from './deps.ts';
import { actingBy, assertLinked, assertMayDraw, grantOf, inShort } from './reach.ts';
import type { enterFundEntry } from './routes.ts';

export const work: Work<typeof enterFundEntry, FundDeps> = async ({ body, actor, by }, deps) => {
  const state = enterEntry(body, actingBy(by));
  await assertLinked(deps, actor.alliance, state);
  const grant = await grantOf(deps, actor.alliance, state);
  if (grant) await assertMayDraw(deps, actor.alliance, grant, state);
  const change = { state, event: fundEntryEntered(inShort(state)) };
  return recorded(await deps.entries.enter(actor.alliance, ids.next(), change, by));
};
