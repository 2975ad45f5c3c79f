import type * as z from 'zod';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { findingsOfCard } from '../../shared/domain/project-card.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ResultDeps } from './deps.ts';
import { toIndicatorLines, toMeasureLine } from './lines.ts';
import { indicatorsOf, measureFor, proposalsById } from './reach.ts';
import type { getMeasure } from './routes.ts';
import type { MeasureDetail } from './views.ts';

export const work: Work<typeof getMeasure, ResultDeps> = async ({ params, actor, now }, deps) => {
  const today = berlinDayOf(now);
  const measure = await measureFor(deps, actor, params.measureId);
  const { answers } = measure.state;
  const [indicators, proposals] = await Promise.all([
    indicatorsOf(deps.indicators, actor, measure.id),
    proposalsById(
      deps.proposals,
      actor,
      answers.map(({ proposalId }) => proposalId),
    ),
  ]);
  const detail: z.output<typeof MeasureDetail> = {
    ...toMeasureLine(measure, indicators, today),
    proposals: answers.flatMap(({ proposalId, basis }) => {
      const proposal = proposals.get(proposalId);
      if (!proposal) return [];
      const { kind, title, eventId, order } = proposal.state;
      return [{ id: proposal.id, kind, title, eventId, order, basis }];
    }),
    indicators: await toIndicatorLines(deps, actor, indicators, today),
    findings: findingsOfCard(
      measure.state,
      indicators.map(({ state }) => state),
      today,
    ),
  };
  return ok(detail, measure.version);
};
