import { findingsAccepted } from '../../events/findings-accepted.ts';
import type { Day, Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { errataBetween } from '../../shared/domain/errata.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Inquiry } from '../../shared/domain/inquiry.ts';
import { acceptFindings as accepted, unitsOf } from '../../shared/domain/inquiry.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { GateFinding } from '../../shared/domain/release-gate.ts';
import { findings, isOpen } from '../../shared/domain/release-gate.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { inquiryParent } from '../../shared/store/keys.ts';
import type { InquiryDeps } from './deps.ts';
import { inquiryFor } from './reach.ts';
import type { acceptFindings, compareWithToday, getFindings } from './routes.ts';

/** Composes the answer on the register as it is and holds it against every rule. */
export async function examine(alliance: string, inquiry: Versioned<Inquiry>, now: Instant, { answers, contributions }: InquiryDeps) {
  const [{ document, blocks, parts }, asked, issued] = await Promise.all([
    answers.compose(alliance, inquiry, now),
    contributions.all(alliance, inquiryParent(alliance, inquiry.id)),
    answers.issuedDocuments(alliance),
  ]);
  const others = issued.filter(({ inquiryId }) => inquiryId !== inquiry.state.corrects?.inquiryId && inquiryId !== inquiry.id);
  const found = findings({
    units: unitsOf(inquiry.state.questions),
    parts,
    tables: blocks.map(({ unitId, block, table, facts }) => ({ unitId, table, facts, queryKind: block.query.kind })),
    contributions: asked.map(({ state }) => state),
    issued: others.flatMap(({ answerPaper, units }) =>
      units.flatMap(({ tables }) => tables.map((table) => ({ answerPaper: answerPaper ?? '', table }))),
    ),
    accepted: inquiry.state.acceptedFindings,
  });
  return { document, blocks, parts, found };
}

export const list: Work<typeof getFindings, InquiryDeps> = async ({ params, actor, now }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  const { found } = await examine(actor.alliance, inquiry, now, deps);
  return ok({ open: found.filter(isOpen).length, items: found });
};

/** @throws findingNotAcceptable for a rule that blocks, a finding that is not there, or a difference named wrongly */
function assertAcceptable(found: readonly GateFinding[], asked: { rule: string; place: string; amountCents: number | null }): void {
  const finding = found.find(({ rule, place }) => rule === asked.rule && place === asked.place);
  if (!finding) throw new Failure('findingNotAcceptable', { detail: 'Diesen Befund gibt es nicht mehr. Bitte laden Sie die Prüfung neu.' });
  if (finding.blocks) throw new Failure('findingNotAcceptable', { detail: `„${finding.title}“ lässt sich nur beheben. ${finding.remedy}` });
  if (finding.amountCents !== asked.amountCents)
    throw new Failure('findingNotAcceptable', { detail: `${finding.message} Bitte nennen Sie genau diesen Betrag.` });
}

export const accept: Work<typeof acceptFindings, InquiryDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  const { found } = await examine(actor.alliance, inquiry, now, deps);
  for (const asked of body.findings) assertAcceptable(found, asked);
  const { reason, findings: asked } = body;
  const state = accepted(
    inquiry.state,
    asked.map((finding) => ({ ...finding, reason, by: { subject: by.subject, at: by.at } })),
  );
  return recorded(
    await deps.inquiries.update(actor.alliance, inquiry, expectedVersion, { state, event: findingsAccepted({ findings: asked }) }, by),
  );
};

const LATE_BOOKINGS_LISTED = 100;

/** What would differ if the frozen answer were composed today: later bookings, corrections, events now past. */
export const compare: Work<typeof compareWithToday, InquiryDeps> = async ({ params, actor, now }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  const { packHash, frozenAt } = inquiry.state;
  const [held, today] = await Promise.all([
    packHash === null ? null : deps.answers.documentFrozenOrLive(actor.alliance, inquiry),
    deps.answers.compose(actor.alliance, inquiry, now),
  ]);
  const items = held === null ? [] : errataBetween(held, today.document);
  const lateBookings = frozenAt === null ? [] : await deps.answers.lateBookings(actor.alliance, frozenAt, LATE_BOOKINGS_LISTED);
  return ok({ frozenAt, items, lateBookings, nowPast: nowPast(today.blocks, berlinDayOf(now)) });
};

/** Events that the answer calls planned and whose day has come since. */
function nowPast(
  blocks: Awaited<ReturnType<InquiryDeps['answers']['compose']>>['blocks'],
  today: Day,
): { eventId: string; title: string; on: string }[] {
  const planned = blocks.flatMap(({ facts }) =>
    [...facts.events.values()].filter(
      ({ state }) => state.status === 'PLANNED' && state.dates.from !== null && state.dates.from > facts.asOf && state.dates.from <= today,
    ),
  );
  return [...new Map(planned.map(({ id, state }) => [id, { eventId: id, title: state.title, on: state.dates.from ?? '' }])).values()];
}
