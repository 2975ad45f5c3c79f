import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { FundDeps } from './deps.ts';
import type { getFundEntry } from './routes.ts';

export const work: Work<typeof getFundEntry, FundDeps> = async ({ params, actor }, { entries }) => {
  const entry = await entries.get(actor.alliance, params.entryId);
  return ok(viewOf(entry), entry.version);
};
