import * as z from 'zod';
import type { Role } from './access.ts';
import { findingRuleNames } from './finding-rules.ts';
import { recordId, text } from './text.ts';

/** What does not fit together in everything an alliance keeps: found by named rules, corrected or accepted by people. */

export type FindingRule = keyof typeof findingRuleNames;
export const findingRules = Object.keys(findingRuleNames) as [FindingRule, ...FindingRule[]];

export const FindingId = recordId<'FindingId'>('Befund');

/** A record that a finding is about; `label` names no person. */
export const FoundRecord = z.strictObject({
  type: z.enum([
    'ALLIANCE',
    'EVENT',
    'INITIATIVE',
    'EXPENSE',
    'BODY',
    'SEAT',
    'ROLE',
    'PERSON',
    'MEETING',
    'PROPOSAL',
    'MEASURE',
    'INDICATOR',
    'FUND',
    'GRANT',
    'ORGANISATION',
    'PAPER',
    'STRATEGY',
  ]),
  id: z.string(),
  label: z.string(),
});
export type FoundRecord = z.output<typeof FoundRecord>;

/** What a rule says. `values` are what deviates: with other values it is another finding. */
export type Found = {
  readonly rule: FindingRule;
  readonly sentence: string;
  readonly records: readonly FoundRecord[];
  readonly values: readonly unknown[];
  readonly amountCents?: number;
};

/** Somebody looked at a finding and let it stand; withdrawn, it is open again. */
export const FindingAcceptance = z.strictObject({
  rule: z.enum(findingRules),
  /** The sentence that was accepted. */
  sentence: z.string().max(4000),
  records: z.array(FoundRecord).max(200),
  reason: text(500, 'Begründung'),
  status: z.enum(['ACCEPTED', 'WITHDRAWN']).meta({ title: 'Stand' }),
});
export type FindingAcceptance = z.output<typeof FindingAcceptance>;

export const FindingView = z.strictObject({
  id: z.string().meta({ title: 'Kennung', description: 'Folgt aus Regel, Datensätzen und abweichenden Werten' }),
  rule: z.enum(findingRules).meta({ title: 'Regel' }),
  title: z.string().meta({ title: 'Bezeichnung der Regel' }),
  sentence: z.string().meta({ title: 'Befund' }),
  remedy: z.string().meta({ title: 'Abhilfe' }),
  records: z.array(FoundRecord).meta({ title: 'Datensätze' }),
  amountCents: z.int().nullable().meta({ title: 'Betrag, in Cent' }),
  acceptance: z.strictObject({ reason: z.string(), acceptedAt: z.string() }).nullable().meta({ title: 'Angenommen' }),
});
export type FindingView = z.output<typeof FindingView>;

/** Findings in one answer. */
export const MOST_SHOWN = 500;

export const FindingList = z.strictObject({
  items: z.array(FindingView).max(MOST_SHOWN),
  /** How many fit the filter; beyond the most that are shown, one filters by rule. */
  found: z.int().min(0),
  /** Of everything found, whatever the list is filtered by. */
  rules: z.array(z.strictObject({ rule: z.enum(findingRules), title: z.string(), open: z.int(), accepted: z.int() })),
  open: z.int(),
  accepted: z.int(),
});

export const findingReaders = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'BUDGET_OFFICER', 'AUDITOR', 'ANSWER_APPROVER'] as const satisfies Role[];
export const findingAccepters = ['OFFICE_LEAD'] as const satisfies Role[];
