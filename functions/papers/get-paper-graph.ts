import { graphFrom } from '../../shared/domain/paper-graph.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PaperDeps } from './deps.ts';
import { linkedPapers } from './reach.ts';
import type { getPaperGraph } from './routes.ts';

export const work: Work<typeof getPaperGraph, PaperDeps> = async ({ query, actor }, deps) => {
  const { id } = await deps.papers.get(actor.alliance, query.from);
  return ok(graphFrom(id, await linkedPapers(deps, actor.alliance)));
};
