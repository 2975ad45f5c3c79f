import { findingAcceptanceWithdrawn } from '../../events/finding-acceptance-withdrawn.ts';
import { findingAccepted } from '../../events/finding-accepted.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { FindingAcceptance, FoundRecord } from '../../shared/domain/finding.ts';
import { assertNamesNobody } from '../../shared/domain/person-merge.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { FindingDeps } from './deps.ts';
import { findingsIn } from './gather.ts';
import type { acceptFinding, withdrawAcceptance } from './routes.ts';

/** Reasons stand in the journal: those about persons may name none of them. @throws requestInvalid */
async function assertReasonNamesNobody(
  { persons }: FindingDeps,
  alliance: string,
  reason: string,
  records: readonly FoundRecord[],
): Promise<void> {
  const concerned = records.filter(({ type }) => type === 'PERSON');
  assertNamesNobody(reason, await Promise.all(concerned.map(({ id }) => persons.nameOf(alliance, id))));
}

/** Accepted is what is found today under this id: with other figures there is nothing to accept. */
export const accept: Work<typeof acceptFinding, FindingDeps> = async ({ params, body, actor, by, now }, deps) => {
  const { alliance } = actor;
  const [found, before] = await Promise.all([findingsIn(deps, alliance, now), deps.acceptances.find(alliance, params.findingId)]);
  const finding = found.find(({ id }) => id === params.findingId);
  if (!finding) throw new Failure('findingNotFound');
  if (before?.state.status === 'ACCEPTED') throw new Failure('findingNotAcceptable', { detail: 'Der Befund ist schon angenommen.' });
  const { id, rule, sentence, records } = finding;
  await assertReasonNamesNobody(deps, alliance, body.reason, records);
  const state: FindingAcceptance = { rule, sentence, records: [...records], reason: body.reason, status: 'ACCEPTED' };
  const change = { state, event: findingAccepted({ findingId: id, rule }) };
  return recorded(
    before
      ? await deps.acceptances.update(alliance, before, before.version, change, by)
      : await deps.acceptances.create(alliance, id, change, by),
  );
};

/** Also of a finding that is no longer found. */
export const withdraw: Work<typeof withdrawAcceptance, FindingDeps> = async ({ params, body, actor, by }, deps) => {
  const { alliance } = actor;
  const before = await deps.acceptances.get(alliance, params.findingId);
  if (before.state.status !== 'ACCEPTED') throw new Failure('findingNotAcceptable', { detail: 'Der Befund ist nicht angenommen.' });
  await assertReasonNamesNobody(deps, alliance, body.reason, before.state.records);
  const state: FindingAcceptance = { ...before.state, reason: body.reason, status: 'WITHDRAWN' };
  const event = findingAcceptanceWithdrawn({ findingId: before.id, rule: state.rule });
  return recorded(await deps.acceptances.update(alliance, before, before.version, { state, event }, by));
};
