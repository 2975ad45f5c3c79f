import type { Found } from './finding.ts';
import { cityRules } from './finding-city.ts';
import { expenditureRules } from './finding-expenditure.ts';
import type { FindingFacts } from './finding-facts.ts';
import { spellingRules } from './finding-spelling.ts';
import { workRules } from './finding-work.ts';

const rules = [...expenditureRules, ...workRules, ...spellingRules, ...cityRules];

/** What every rule finds, in the order of the rules. */
export const allFindings = (facts: FindingFacts): Found[] => rules.flatMap((rule) => rule(facts));
