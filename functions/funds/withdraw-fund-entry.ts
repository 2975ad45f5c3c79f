import { fundEntryWithdrawn } from '../../events/fund-entry-withdrawn.ts';
import { withdrawEntry } from '../../shared/domain/fund-rules.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { FundDeps } from './deps.ts';
import type { withdrawFundEntry } from './routes.ts';

export const work: Work<typeof withdrawFundEntry, FundDeps> = async ({ params, body, actor, by, expectedVersion }, { entries }) => {
  const read = await entries.get(actor.alliance, params.entryId);
  const change = { state: withdrawEntry(read.state, body.reason), event: fundEntryWithdrawn({ reason: body.reason }) };
  return recorded(await entries.update(actor.alliance, read, expectedVersion, change, by));
};
