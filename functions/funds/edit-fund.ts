import { fundEdited } from '../../events/fund-edited.ts';
import { assertFundFits } from '../../shared/domain/fund-rules.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { FundDeps } from './deps.ts';
import type { editFund } from './routes.ts';

export const work: Work<typeof editFund, FundDeps> = async ({ params, body, actor, by, expectedVersion }, { funds }) => {
  assertFundFits(body);
  const read = await funds.get(actor.alliance, params.fundId);
  const change = { state: body, event: fundEdited({ changed: changedFields(read.state, body) }) };
  return recorded(await funds.update(actor.alliance, read, expectedVersion, change, by));
};
