import type * as z from 'zod';
import { viewOf } from '../../shared/domain/journal.ts';
import { findingsOfPaper } from '../../shared/domain/paper-checks.ts';
import { amountPerUnit, sumsOf } from '../../shared/domain/paper-figures.ts';
import type { LinkedPaper } from '../../shared/domain/paper-graph.ts';
import { namingIt, predecessorOf, successorOf } from '../../shared/domain/paper-graph.ts';
import { labelOf } from '../../shared/domain/paper-number.ts';
import { recipientsOf, standingOf } from '../../shared/domain/paper-rules.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PaperDeps } from './deps.ts';
import { linkedPapers } from './reach.ts';
import type { getPaper } from './routes.ts';
import type { PaperDetail } from './views.ts';

const toLink = ({ id, state }: LinkedPaper) => ({ paperId: id, label: labelOf(state), title: state.title });

export const work: Work<typeof getPaper, PaperDeps> = async ({ params, query, actor }, deps) => {
  const { alliance } = actor;
  const paper = await deps.papers.get(alliance, params.paperId);
  const [all, indicators] = await Promise.all([
    linkedPapers(deps, alliance),
    Promise.all((query.unitIndicatorIds ?? []).map((id) => deps.indicators.get(alliance, id))),
  ]);
  const [successor, predecessor] = [successorOf(paper, all), predecessorOf(paper, all)];
  const detail: z.output<typeof PaperDetail> = {
    ...viewOf(paper),
    label: labelOf(paper.state),
    standing: standingOf(paper.state),
    supersededBy: successor ? toLink(successor) : null,
    predecessor: predecessor ? toLink(predecessor) : null,
    referencedBy: namingIt(paper, all).map(toLink),
    recipients: recipientsOf(paper.state),
    sums: sumsOf(paper.state),
    perUnit: indicators.map((indicator) => amountPerUnit(paper.state, indicator)),
    findings: findingsOfPaper(paper.state),
  };
  return ok(detail, paper.version);
};
