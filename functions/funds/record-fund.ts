import { fundRecorded } from '../../events/fund-recorded.ts';
import { assertFundFits } from '../../shared/domain/fund-rules.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { FundDeps } from './deps.ts';
import type { recordFund } from './routes.ts';

export const work: Work<typeof recordFund, FundDeps> = async ({ body, actor, by }, { funds }) => {
  assertFundFits(body);
  const event = fundRecorded({ product: body.product, tiers: body.tiers.map(({ id }) => id) });
  return recorded(await funds.create(actor.alliance, ids.next(), { state: body, event }, by));
};
