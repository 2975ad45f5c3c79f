import * as z from 'zod';
import { FundEntryView } from '../../shared/domain/fund.ts';
import { GrantView } from '../../shared/domain/grant.ts';
import { ChecklistStanding, CoFundingSum, GrantMoney, ProofStanding, TargetStanding } from '../../shared/domain/grant-standing.ts';

/** A grant as lists show it: with the recipient's name and what became of the money. */
export const GrantLine = GrantView.extend({
  organisationName: z.string(),
  money: GrantMoney,
  proof: ProofStanding,
});

const named = z.strictObject({ id: z.string(), name: z.string() });

export const GrantDetail = GrantLine.extend({
  fundName: z.string(),
  partners: z.array(named),
  initiative: named.nullable(),
  /** The paper that decided, as it is on record; null where the office decided. */
  paper: z
    .strictObject({
      id: z.string(),
      number: z.string().nullable(),
      revision: z.int(),
      title: z.string(),
      isApproved: z.boolean().meta({ description: 'Ein Gremium der Beratungsfolge hat zugestimmt' }),
    })
    .nullable(),
  tierLabel: z.string().nullable(),
  checklistStandings: z.array(ChecklistStanding),
  targetStandings: z.array(TargetStanding),
  coFundingSums: z.array(CoFundingSum).meta({ description: 'Mittel anderer nach Stand; nie zu Bewilligtem addiert' }),
  entries: z.array(FundEntryView).meta({ description: 'Buchungen zu dieser Zuwendung, auch unbestätigte' }),
  relatedGrants: z.array(z.strictObject({ id: z.string(), project: z.string(), fiscalYear: z.int() })),
});
