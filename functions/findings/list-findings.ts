import type * as z from 'zod';
import type { FindingAcceptance, FindingList, FindingRule, FindingView } from '../../shared/domain/finding.ts';
import { findingRules, MOST_SHOWN } from '../../shared/domain/finding.ts';
import { findingRuleNames } from '../../shared/domain/finding-rules.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { FindingDeps } from './deps.ts';
import type { Identified } from './gather.ts';
import { findingsIn } from './gather.ts';
import type { listFindings } from './routes.ts';

const viewOfFinding = (
  { id, rule, sentence, records, amountCents }: Identified,
  accepted: ReadonlyMap<string, Versioned<FindingAcceptance>>,
): FindingView => {
  const acceptance = accepted.get(id);
  return {
    id,
    rule,
    ...findingRuleNames[rule],
    sentence,
    records: [...records],
    amountCents: amountCents ?? null,
    acceptance: acceptance ? { reason: acceptance.state.reason, acceptedAt: acceptance.changedAt } : null,
  };
};

const isOpen = ({ acceptance }: FindingView): boolean => acceptance === null;

function countsByRule(found: readonly FindingView[]): z.output<typeof FindingList>['rules'] {
  const byRule = Map.groupBy(found, ({ rule }) => rule);
  return findingRules.flatMap((rule: FindingRule) => {
    const own = byRule.get(rule) ?? [];
    const open = own.filter(isOpen).length;
    return own.length === 0 ? [] : [{ rule, title: findingRuleNames[rule].title, open, accepted: own.length - open }];
  });
}

export const work: Work<typeof listFindings, FindingDeps> = async ({ query, actor, now }, deps) => {
  const [found, acceptances] = await Promise.all([findingsIn(deps, actor.alliance, now), deps.acceptances.all(actor.alliance)]);
  const accepted = new Map(acceptances.filter(({ state }) => state.status === 'ACCEPTED').map((one) => [one.id, one]));
  const all = found.map((finding) => viewOfFinding(finding, accepted));
  const open = all.filter(isOpen).length;
  const fitting = all.filter(
    (finding) =>
      (query.rule === undefined || finding.rule === query.rule) &&
      (query.open === undefined || isOpen(finding) === (query.open === 'true')),
  );
  return ok({ items: fitting.slice(0, MOST_SHOWN), found: fitting.length, rules: countsByRule(all), open, accepted: all.length - open });
};
