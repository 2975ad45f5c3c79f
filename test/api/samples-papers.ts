import { recordPaper, recordStrategy } from '../../functions/papers/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { as, call } from '../support/api.ts';
import { paperFields, sentPaper, sentStrategy } from '../support/papers.ts';

/** Calls of the rows of papers and strategies, for tests over all rows; parts of `samples.ts`. */

export type PaperTargets = {
  readonly paperId: string;
  /** Its number follows. */
  readonly pendingPaperId: string;
  readonly strategyId: string;
};
type About = { readonly papers?: PaperTargets };
const none: PaperTargets = { paperId: 'keine-davon', pendingPaperId: 'keine-davon', strategyId: 'keine-davon' };
const of =
  <Sent>(make: (targets: PaperTargets) => Sent) =>
  ({ papers = none }: About): Sent =>
    make(papers);

let serial = 100;
/** Another one with each call: a number is one paper's. */
const nextNumber = (): string => {
  serial += 1;
  return `${String(serial).padStart(4, '0')}/2030`;
};
const paper = ({ paperId }: PaperTargets) => ({ params: { paperId } });
const strategy = ({ strategyId }: PaperTargets) => ({ params: { strategyId } });

export const paperSamples = {
  listPapers: () => ({ query: { limit: '3' } }),
  recordPaper: () => ({ body: sentPaper({ number: nextNumber() }) }),
  getPaper: of(paper),
  editPaper: of((about) => ({ ...paper(about), version: 1, body: paperFields({ note: 'Geändert' }) })),
  supplyNumber: of(({ pendingPaperId }) => ({ params: { paperId: pendingPaperId }, version: 1, body: { number: nextNumber() } })),
  recordRouteOutcome: of((about) => ({
    ...paper(about),
    version: 1,
    body: { place: 0, on: '2018-05-08', meetingId: null, outcome: { kind: 'UNANIMOUS' } },
  })),
  supersedePaper: of((about) => ({ ...paper(about), body: paperFields({ revisionReason: 'Anlage 1 geändert' } as never) })),
  getPaperJournal: of(paper),
  getPaperGraph: of(({ paperId }) => ({ query: { from: paperId } })),
  listStrategies: () => ({ query: { limit: '3' } }),
  recordStrategy: () => ({ body: sentStrategy() }),
  getStrategy: of(strategy),
  editStrategy: of((about) => ({ ...strategy(about), version: 1, body: sentStrategy({ note: 'Geändert' }) })),
  getStrategyJournal: of(strategy),
};

/** A paper, one whose number follows, and a strategy. */
export async function paperTargets(allianceId: string): Promise<PaperTargets> {
  const made = async (row: RouteRow, body: object): Promise<string> => {
    const answer = await call(row, as('OFFICE_EDITOR', { alliance: allianceId }), { params: { allianceId }, body });
    if (answer.status !== 201) throw new Error(`${row.id} answered ${answer.status}: ${answer.text}`);
    return answer.body.id;
  };
  return {
    paperId: await made(recordPaper, sentPaper({ number: nextNumber() })),
    pendingPaperId: await made(recordPaper, sentPaper({ number: null })),
    strategyId: await made(recordStrategy, sentStrategy()),
  };
}
