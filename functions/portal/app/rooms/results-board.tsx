import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { MeasureStatus } from '../../../../shared/domain/result.ts';
import { measureStatuses, measureStatusNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { Link, Loading, P, Trouble } from '../ui.tsx';
import { thousands } from '../words.ts';
import { scopeQuery } from './results.tsx';
import { RecordActions, ResultsRoom, ScopeFilters } from './results-frame.tsx';
import { type MeasureLine, useOrigins } from './results-known.ts';
import { measureHref, responsibleOf } from './results-words.tsx';

function Card({ measure }: { measure: MeasureLine }) {
  const desk = useDesk();
  const { id, title, current } = measure;
  return (
    <li class="board-card">
      <h3 class="board-title">
        <Link href={measureHref(desk.alliance, id)}>{title}</Link>
      </h3>
      <p class="board-line">{responsibleOf(measure) === '–' ? 'ohne Zuständigkeit' : responsibleOf(measure)}</p>
      <p class="board-line board-foot small-links">
        <span>{current && `Stand ${formatDay(current.asOf)}`}</span>
        {may(desk, 'stateMeasureStatus') && (
          <Link href={measureHref(desk.alliance, id, 'stand')}>
            Neuer Stand<span class="kern-sr-only">: {title}</span>
          </Link>
        )}
      </p>
    </li>
  );
}

const MANY = 8;
const columnClass = (cards: number): string => (cards > MANY ? 'board-column board-column-wide' : 'board-column');

const Column = ({ status, measures }: { status: MeasureStatus; measures: readonly MeasureLine[] }) => (
  <section class={columnClass(measures.length)} aria-labelledby={`board-${status}`}>
    <h2 class="kern-heading-small board-head" id={`board-${status}`}>
      {measureStatusNames[status]} <span class="board-count">{thousands(measures.length)}</span>
    </h2>
    <ul class="bare board-cards">
      {measures.map((measure) => (
        <Card measure={measure} key={measure.id} />
      ))}
    </ul>
  </section>
);

const emptyInWords = (filled: readonly MeasureStatus[]): string => {
  const empty = measureStatuses.filter((status) => !filled.includes(status)).map((status) => measureStatusNames[status]);
  return empty.length === 0 ? '' : `Ohne Maßnahme: ${empty.join(', ')}.`;
};

/** Measures by what holds today. A card goes to another column when somebody states a new status. */
export default function ResultsBoardRoom({ query }: RoomProps) {
  const desk = useDesk();
  const origins = useOrigins();
  const { data, problem, loading } = useLoaded(JSON.stringify(query), () =>
    everyPage((page) => call('listMeasures', desk.alliance, { query: { ...scopeQuery(query), ...page } })),
  );
  const at = (status: MeasureStatus) => (data ?? []).filter(({ current }) => current?.status === status);
  const filled = measureStatuses.filter((status) => at(status).length > 0);
  const unheard = (data ?? []).filter(({ current }) => current === null);
  const next = Math.max(0, ...(data ?? []).map(({ order }) => order)) + 1;
  return (
    <ResultsRoom tab="tafel" query={query} actions={<RecordActions query={query} nextProposal={1} nextMeasure={next} />}>
      <search class="filters">
        <ScopeFilters tab="tafel" query={query} origins={origins} />
      </search>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <>
          <div class={loading ? 'board stale' : 'board'} aria-busy={loading}>
            {filled.map((status) => (
              <Column status={status} measures={at(status)} key={status} />
            ))}
          </div>
          <P muted>{emptyInWords(filled)}</P>
        </>
      )}
      {unheard.length > 0 && <P muted>{`${unheard.length} Maßnahmen haben heute noch keinen Stand; sie stehen in der Liste.`}</P>}
    </ResultsRoom>
  );
}
