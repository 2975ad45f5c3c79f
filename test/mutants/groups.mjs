const domain = (...names) => names.map((name) => `shared/domain/${name}.ts`);
const rules = (...names) => names.map((name) => `test/domain/${name}.test.ts`);

/**
 * What is changed, and the tests that state its rules. Others that happen to run the same code are left out: the score is
 * then a lower bound, and a mutant takes a second instead of a minute.
 */
const groups = {
  authorization: {
    mutate: [...domain('access'), 'shared/http/claims.ts'],
    tests: ['test/local/claims.test.ts', ...rules('access')],
  },
  periods: { mutate: domain('report-period', 'calendar', 'holidays'), tests: rules('report-period', 'calendar', 'deadline') },
  deadlines: { mutate: domain('deadline', 'due'), tests: rules('deadline', 'due') },
  money: { mutate: domain('money', 'posting', 'reconciliation'), tests: rules('money', 'expense', 'breakdown') },
  expenses: { mutate: domain('expense', 'expense-correction', 'breakdown'), tests: rules('expense', 'breakdown') },
  ledger: {
    mutate: ['shared/store/ledger-store.ts', 'shared/store/fund-room.ts'],
    tests: ['test/store/ledger-readings.test.ts', 'test/store/fund-ledger.test.ts'],
    hasEngine: true,
  },
  domain: { mutate: ['shared/domain/**/*.ts'], tests: ['test/domain/**/*.test.ts', 'test/local/claims.test.ts'] },
};

export const name = process.env.MUTANTS ?? 'domain';
if (!(name in groups)) throw new Error(`MUTANTS is one of ${Object.keys(groups).join(', ')}`);
export const group = groups[name];
