import type * as z from 'zod';
import { MunicipalPaper, Strategy } from '../../shared/domain/municipal-paper.ts';
import type { EditPaper, RecordPaper } from '../../shared/domain/paper-requests.ts';

/** Papers and strategies as they are sent and kept; each builder names what matters to the rule. */
type Sent<T> = { [Key in keyof T]?: unknown };

export const aSection = (kind: string) => ({ kind, summary: 'Probe' });
export const everySection = ['GENDER', 'FINANCE_TABLE', 'FINANCE_EXPLANATION', 'REASONS'].map(aSection);
export const aStation = (label: string, more: object = {}) => ({ label, bodyId: null, role: 'DECISION', recipients: 1, ...more });
export const anAmount = (fiscalYear: number | null, amountCents: number) => ({
  label: 'Zuwendung',
  fiscalYear,
  amountCents,
  condition: null,
});
export const aRow = (kind: string, amountCents: number, fiscalYear: number | null = null) => ({ kind, fiscalYear, amountCents });
export const aTable = (basis: string, rows: object[]) => ({ basis, basisWording: null, product: '11137', partialBudget: '50', rows });
export const aReference = (number: string, kind: string, paperId: string | null = null) => ({ number, kind, paperId });

/** Nothing is odd about it. */
export const paperFields = (more: Sent<EditPaper> = {}) => ({
  kind: 'DECISION',
  title: 'Zuwendung für ein Patenprojekt',
  datedOn: '2017-05-02',
  signedBy: 'Fachbereich 50',
  department: '50.6',
  agendaNumber: '7',
  sections: everySection,
  route: [aStation('Sozialausschuss')],
  references: [],
  annexes: [],
  annexStatements: [],
  amounts: [],
  financeTable: null,
  limits: [],
  cover: null,
  strategyId: null,
  note: null,
  source: null,
  ...more,
});

export const sentPaper = (more: Sent<RecordPaper> = {}) => ({
  ...paperFields(),
  number: '1249/2017',
  revision: 0,
  supersedes: null,
  revisionReason: null,
  ...more,
});

const kept = ({ label, ...station }: { label: string }) => ({ on: null, meetingId: null, outcome: null, ...station, label });

/** As a store keeps it; stations of the route may bring what was made of it. */
export const aPaper = (more: Sent<MunicipalPaper> = {}): MunicipalPaper => {
  const sent = { ...sentPaper(), ...more };
  const { number = '1249/2017', route } = sent as { number: string | null; route: { label: string }[] };
  return MunicipalPaper.parse({ numberPending: number === null, ...sent, number, route: route.map(kept) });
};

export const aPoint = (id: string) => ({ id, label: `Punkt ${id}` });
export const aField = (id: string, subtopics: number, claimedSubtopics: number | null, bodyId: string | null = null) => ({
  ...aPoint(id),
  bodyId,
  subtopics: Array.from({ length: subtopics }, (_, index) => ({ ...aPoint(`${id}-${index + 1}`), focus: [] })),
  focusAreas: [],
  claimedSubtopics,
  claimWording: claimedSubtopics === null ? null : `${claimedSubtopics} Unterthemen`,
});

export const sentStrategy = (more: Sent<Strategy> = {}): z.input<typeof Strategy> =>
  ({
    title: 'Zusammenleben in der Stadt',
    shortName: null,
    paperId: null,
    guidelines: [],
    priorities: [],
    fields: [],
    crossCuttingThemes: [],
    claims: [],
    phases: [],
    validFrom: '2021-02-25',
    validYears: 5,
    reviewOn: null,
    indicatorRules: [],
    followUp: null,
    note: null,
    source: null,
    ...more,
  }) as z.input<typeof Strategy>;
export const aStrategy = (more: Sent<Strategy> = {}): Strategy => Strategy.parse(sentStrategy(more));
