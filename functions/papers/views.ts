import * as z from 'zod';
import { MunicipalPaperView, StrategyView } from '../../shared/domain/municipal-paper.ts';
import { PaperFinding } from '../../shared/domain/paper-checks.ts';
import { AmountPerUnit, PaperAmounts } from '../../shared/domain/paper-figures.ts';
import { paperStandings, Recipients } from '../../shared/domain/paper-rules.ts';
import { StrategyActor, StrategyCount, StrategyDays, StrategyFinding, StrategyGoal } from '../../shared/domain/strategy-checks.ts';

/** What readers of papers and strategies are told beside the records themselves. */

const PaperLink = z.strictObject({ paperId: z.string(), label: z.string(), title: z.string() });

export const PaperLine = MunicipalPaperView.pick({
  id: true,
  version: true,
  changedAt: true,
  number: true,
  numberPending: true,
  revision: true,
  kind: true,
  title: true,
  datedOn: true,
  department: true,
  strategyId: true,
}).extend({
  /** "1249/2017 N1", or that the number follows. */
  label: z.string(),
  standing: z.enum(paperStandings).meta({ title: 'Stand der Beratung' }),
});

export const PaperDetail = MunicipalPaperView.extend({
  label: z.string(),
  standing: z.enum(paperStandings).meta({ title: 'Stand der Beratung' }),
  /** Null: this is the version that holds. */
  supersededBy: PaperLink.nullable(),
  /** The version before, where it is recorded. */
  predecessor: PaperLink.nullable(),
  /** Recorded papers that name this one. */
  referencedBy: z.array(PaperLink),
  recipients: Recipients,
  sums: PaperAmounts,
  /** What each amount is per unit of the indicators asked for. */
  perUnit: z.array(AmountPerUnit),
  findings: z.array(PaperFinding),
});

export const StrategyDetail = StrategyView.extend({
  counts: z.array(StrategyCount),
  days: StrategyDays,
  /** In the order of the goals. */
  goalsWithoutIndicator: z.array(StrategyGoal).meta({ title: 'Ziele ohne Kennzahl' }),
  /** Organisations that act in its steps. */
  actors: z.array(StrategyActor).meta({ title: 'Handelnde' }),
  findings: z.array(StrategyFinding),
});
