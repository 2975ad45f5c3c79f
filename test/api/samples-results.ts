import type { Role } from '../../shared/domain/access.ts';
import { regionalRoles } from '../../shared/domain/access.ts';
import { as } from '../support/api.ts';
import { aStatus, aValue, counted, measured, measureSent, proposed, sentIndicator, sentMeasure, sentProposal } from '../support/results.ts';
import { PROBE_BODY, probeBody } from './samples-bodies.ts';

/** Calls of the rows of results, for tests over all rows; parts of `samples.ts`. */

export type ResultTargets = {
  readonly proposalId: string;
  readonly otherProposalId: string;
  readonly measureId: string;
  readonly indicatorId: string;
};
type About = { readonly eventId: string } & Partial<ResultTargets>;
const none = 'keiner-davon';
const bodyId = PROBE_BODY as never;
const { value: _value, ...indicatorSent } = sentIndicator({ bodyId });

const proposalOf = (eventId: string) => sentProposal({ bodyId, eventId: eventId as never });
const at = ({ proposalId = none, measureId = none, indicatorId = none }: About) => ({ proposalId, measureId, indicatorId });
const byMeasure = (about: About) => ({ params: { measureId: at(about).measureId } });
const byProposal = (about: About) => ({ params: { proposalId: at(about).proposalId } });
const byIndicator = (about: About) => ({ params: { indicatorId: at(about).indicatorId } });
const body = () => ({ params: { bodyId: PROBE_BODY } });
const answers = (about: About) => [{ proposalId: at(about).proposalId as never, basis: 'EXPLICIT' as const }];

export const resultSamples = {
  listProposals: () => ({ query: { limit: '3' } }),
  // Which body follows it up is not a regional office's to say.
  recordProposal: ({ eventId }: About, role?: Role) => ({
    body: role && regionalRoles.has(role) ? { ...proposalOf(eventId), bodyId: null } : proposalOf(eventId),
  }),
  getProposal: byProposal,
  editProposal: (about: About) => ({ ...byProposal(about), version: 1, body: { ...proposalOf(about.eventId), title: 'Geändert' } }),
  judgeDouble: (about: About) => ({
    ...byProposal(about),
    version: 1,
    body: { otherProposalId: about.otherProposalId ?? none, verdict: 'DIFFERENT', reason: 'Probe' },
  }),
  listDoubleSuggestions: () => ({}),
  getProposalJournal: byProposal,
  listMeasures: () => ({ query: { limit: '3' } }),
  recordMeasure: (about: About) => ({ body: sentMeasure({ bodyId, eventId: about.eventId as never, answers: answers(about) }) }),
  getMeasure: byMeasure,
  editMeasure: (about: About) => ({
    ...byMeasure(about),
    version: 1,
    body: { ...measureSent, bodyId, eventId: about.eventId, answers: answers(about), note: 'Geändert' },
  }),
  stateMeasureStatus: (about: About) => ({ ...byMeasure(about), version: 1, body: aStatus('DONE', '2018-05-08') }),
  getMeasureJournal: byMeasure,
  listIndicators: () => ({ query: { limit: '3' } }),
  recordIndicator: (about: About) => ({ body: sentIndicator({ bodyId, measureId: at(about).measureId as never, value: aValue(1) }) }),
  editIndicator: (about: About) => ({
    ...byIndicator(about),
    version: 1,
    body: { ...indicatorSent, measureId: at(about).measureId, source: 'Geändert' },
  }),
  stateIndicatorValue: (about: About) => ({ ...byIndicator(about), version: 1, body: aValue(2, { asOf: '2018-05-08' }) }),
  getIndicatorJournal: byIndicator,
  getResultMatrix: () => ({}),
  releaseResults: () => ({ ...body(), body: { withheld: [], note: null } }),
  listResultsReleases: body,
  getResultsPreview: body,
};

/** Two proposals of the conference that read alike, a measure and an indicator, all of the probe body. */
export async function resultTargets(eventId: string, alliance: string, mark = ''): Promise<ResultTargets> {
  const editor = as('OFFICE_EDITOR', { alliance });
  await probeBody(alliance);
  const of = { bodyId, eventId: eventId as never };
  const title = `Abendkurse ${mark} einrichten`;
  const { id: proposalId } = await proposed({ ...of, title, source: mark || null }, editor, alliance);
  const { id: otherProposalId } = await proposed({ ...of, order: 2, title }, editor, alliance);
  const { id: measureId } = await measured({ ...of, title, answers: [{ proposalId, basis: 'EXPLICIT' }] }, editor, alliance);
  const { id: indicatorId } = await counted({ bodyId, measureId, label: title, value: aValue(1) }, editor, alliance);
  return { proposalId, otherProposalId, measureId, indicatorId };
}
