import type { AllianceBody, BodyPerson, BodyRole, Seat } from './alliance-body.ts';
import type { AllianceEvent } from './alliance-event.ts';
import type { Sum } from './breakdown.ts';
import type { Appropriation, Dated, StatedTotal } from './budget.ts';
import type { Day } from './calendar.ts';
import type { Found, FoundRecord } from './finding.ts';
import type { Fund, FundSum } from './fund.ts';
import type { Grant } from './grant.ts';
import type { Versioned } from './journal.ts';
import type { Meeting } from './meeting.ts';
import type { MunicipalPaper, Strategy } from './municipal-paper.ts';
import type { Organisation } from './organisation.ts';
import type { AlikePair } from './person-merge.ts';
import type { Indicator, Measure, Proposal } from './result.ts';

type Records<State> = readonly Versioned<State>[];

/** Everything the rules look at: each list once, as it stands today. */
export type FindingFacts = {
  readonly alliance: string;
  readonly today: Day;
  readonly events: Records<AllianceEvent>;
  /** The ledger's sums, and what the book of record states. */
  readonly sums: readonly Sum[];
  readonly statedTotals: readonly Dated<StatedTotal>[];
  readonly appropriations: readonly Dated<Appropriation>[];
  readonly bodies: Records<AllianceBody>;
  readonly seats: Records<Seat>;
  readonly roles: Records<BodyRole>;
  readonly persons: Records<BodyPerson>;
  /** By their names, which are in no finding. */
  readonly alikePersons: readonly AlikePair[];
  readonly meetings: Records<Meeting>;
  readonly proposals: Records<Proposal>;
  readonly measures: Records<Measure>;
  readonly indicators: Records<Indicator>;
  readonly funds: Records<Fund>;
  readonly fundSums: readonly FundSum[];
  readonly grants: Records<Grant>;
  readonly organisations: Records<Organisation>;
  readonly papers: Records<MunicipalPaper>;
  readonly strategies: Records<Strategy>;
};

/** A rule: pure, over the whole, and quiet where everything fits. */
export type Rule = (facts: FindingFacts) => Found[];

/** How a record is named in a finding. */
export const recordOf = (type: FoundRecord['type'], id: string, label: string): FoundRecord => ({ type, id, label });

/**
 * What deviates in a sentence that another rule composed: its numbers and what it quotes. Other words for the same leave
 * an accepted finding accepted.
 */
export const valuesIn = (sentence: string): string[] => sentence.match(/\d[\d.,:/]*|„[^„“]*“/g) ?? [];
