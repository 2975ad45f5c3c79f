import { paperEdited } from '../../events/paper-edited.ts';
import { paperNumberSupplied } from '../../events/paper-number-supplied.ts';
import { paperRecorded } from '../../events/paper-recorded.ts';
import { paperRevised } from '../../events/paper-revised.ts';
import { paperRouteOutcomeRecorded } from '../../events/paper-route-outcome-recorded.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { at } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { changedFields, viewOf } from '../../shared/domain/journal.ts';
import type { MunicipalPaper } from '../../shared/domain/municipal-paper.ts';
import { successorOf } from '../../shared/domain/paper-graph.ts';
import { labelOf } from '../../shared/domain/paper-number.ts';
import { editPaper as edited, numberPaper, paperFrom, revisionOf, routePaper, standingOf } from '../../shared/domain/paper-rules.ts';
import { toJournalView } from '../../shared/http/journal-view.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { PaperDeps } from './deps.ts';
import { assertLinks, assertThere, linkedPapers } from './reach.ts';
import type { editPaper, getPaperJournal, listPapers, recordPaper, recordRouteOutcome, supersedePaper, supplyNumber } from './routes.ts';

function toPaperLine(paper: Versioned<MunicipalPaper>) {
  const { id, version, changedAt, number, numberPending, revision, kind, title, datedOn, department, strategyId } = viewOf(paper);
  const facts = { id, version, changedAt, number, numberPending, revision, kind, title, datedOn, department, strategyId };
  return { ...facts, label: labelOf(paper.state), standing: standingOf(paper.state) };
}

export const list: Work<typeof listPapers, PaperDeps> = async ({ query, actor }, { papers }) => {
  const { kind, year, strategyId } = query;
  const where = { alliance: actor.alliance, ...(year === undefined ? {} : { from: `${year}#`, to: `${year}$` }) };
  const { items, cursor } = await papers.page(
    where,
    scopeOf(query),
    pageFor(actor, query),
    ({ state }) => (kind === undefined || state.kind === kind) && (strategyId === undefined || state.strategyId === strategyId),
  );
  return ok({ items: items.map(toPaperLine), cursor });
};

export const record: Work<typeof recordPaper, PaperDeps> = async ({ body, actor, by }, deps) => {
  const state = paperFrom(body);
  await assertLinks(deps, actor.alliance, state);
  await assertThere(actor.alliance, [['/supersedes/paperId', deps.papers, state.supersedes?.paperId ?? null]]);
  const { kind, number, revision } = state;
  const event = paperRecorded({ kind, number, revision });
  return recorded(await deps.papers.create(actor.alliance, ids.next(), { state, event }, by));
};

export const edit: Work<typeof editPaper, PaperDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const paper = await deps.papers.get(actor.alliance, params.paperId);
  const state = edited(paper.state, body);
  await assertLinks(deps, actor.alliance, body);
  const event = paperEdited({ changed: changedFields(paper.state, state) });
  return recorded(await deps.papers.update(actor.alliance, paper, expectedVersion, { state, event }, by));
};

export const supply: Work<typeof supplyNumber, PaperDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const paper = await deps.papers.get(actor.alliance, params.paperId);
  const state = numberPaper(paper.state, body.number);
  const event = paperNumberSupplied({ number: body.number });
  return recorded(await deps.papers.update(actor.alliance, paper, expectedVersion, { state, event }, by));
};

export const route: Work<typeof recordRouteOutcome, PaperDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const paper = await deps.papers.get(actor.alliance, params.paperId);
  const meeting = body.meetingId === null ? undefined : await deps.meetings.find(actor.alliance, body.meetingId);
  if (body.meetingId !== null && !meeting) throw at('linkedRecordUnknown', '/meetingId', 'Diese Sitzung gibt es nicht.');
  const state = routePaper(paper.state, body, { meeting: meeting?.state, today: berlinDayOf(now) });
  const { place, on, outcome } = body;
  const event = paperRouteOutcomeRecorded({ place, on, outcome: outcome.kind });
  return recorded(await deps.papers.update(actor.alliance, paper, expectedVersion, { state, event }, by));
};

export const supersede: Work<typeof supersedePaper, PaperDeps> = async ({ params, body, actor, by }, deps) => {
  const before = await deps.papers.get(actor.alliance, params.paperId);
  const successor = successorOf(before, await linkedPapers(deps, actor.alliance));
  const state = revisionOf(before, body, successor?.state);
  await assertLinks(deps, actor.alliance, state);
  const { kind, number, revision } = state;
  const event = paperRevised({ kind, number, revision, supersedesPaperId: before.id });
  return recorded(await deps.papers.create(actor.alliance, ids.next(), { state, event }, by));
};

export const journal: Work<typeof getPaperJournal, PaperDeps> = async ({ params, actor }, { papers }) => {
  const { id } = await papers.get(actor.alliance, params.paperId);
  return ok(toJournalView(await papers.journalOf(actor.alliance, id)));
};
