import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { compose } from './compose.ts';
import type { BreakdownDeps } from './deps.ts';
import type { getExpenditureBreakdown } from './routes.ts';

export const work: Work<typeof getExpenditureBreakdown, BreakdownDeps> = async ({ query, actor, now }, deps) =>
  ok(await compose(query, actor, now, deps));
