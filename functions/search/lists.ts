import type { Actor } from '../../shared/domain/access.ts';
import { mayEnter } from '../../shared/domain/access.ts';
import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { maySee } from '../../shared/domain/inquiry.ts';
import { maySeeReport } from '../../shared/domain/report.ts';
import type { Findable, SearchType, searchedLists } from '../../shared/domain/search.ts';
import { eventListFor } from '../../shared/store/alliance-event-store.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { ListPart } from '../../shared/store/record-store.ts';
import type { SearchDeps } from './deps.ts';
import {
  agendaPapersFound,
  BodyPart,
  bodyFound,
  EventPart,
  eventFound,
  InitiativePart,
  InquiryPart,
  initiativeFound,
  inquiryPaperFound,
  MeasurePart,
  MeetingPart,
  MunicipalPaperPart,
  measureFound,
  meetingFound,
  municipalPaperFound,
  ProposalPart,
  proposalFound,
  ReportPart,
  reportFound,
} from './findables.ts';

/** Where what belongs to bodies is read for this caller: the whole list, or under the own bodies alone. */
const partsFor = ({ alliance, bodies }: Actor): ListPart[] =>
  bodies === null ? [{ alliance }] : bodies.map((body) => ({ alliance, parent: bodyParent(alliance, body) }));

const everywhere = async <Record>(actor: Actor, read: (where: ListPart) => Promise<Record[]>): Promise<Record[]> =>
  (await Promise.all(partsFor(actor).map(read))).flat();

const belongsTo =
  (actor: Actor) =>
  ({ state }: { readonly state: { readonly bodyId: string | null } }): boolean =>
    mayEnterBody(actor, state.bodyId);

type Looking = {
  readonly types: readonly SearchType[];
  /** @param actor the caller as the list's own row would let them in */
  readonly read: (actor: Actor, deps: SearchDeps) => Promise<readonly (readonly [SearchType, Findable])[]>;
};

const as = (type: SearchType, found: readonly Findable[]): [SearchType, Findable][] => found.map((one) => [type, one]);

/** How each list is looked through, with the boundaries of its own row. */
export const lists: Readonly<Record<keyof typeof searchedLists, Looking>> = {
  listAllianceEvents: {
    types: ['EVENT'],
    read: async (actor, { events }) => {
      const found = await events.pick(eventListFor(actor.alliance, actor.office), EventPart);
      return as('EVENT', found.filter(({ state }) => mayEnter(actor, state.responsibleOffice)).map(eventFound));
    },
  },
  listInitiatives: {
    types: ['INITIATIVE'],
    read: async ({ alliance }, { initiatives }) =>
      as('INITIATIVE', (await initiatives.pick({ alliance }, InitiativePart)).map(initiativeFound)),
  },
  listBodies: {
    types: ['BODY'],
    read: async (actor, { bodies }) => {
      const found = await bodies.pick({ alliance: actor.alliance }, BodyPart);
      return as('BODY', found.filter(({ id }) => mayEnterBody(actor, id)).map(bodyFound));
    },
  },
  listMeetings: {
    types: ['MEETING', 'PAPER'],
    read: async (actor, { meetings }) => {
      const found = (await everywhere(actor, (where) => meetings.pick(where, MeetingPart))).filter(belongsTo(actor));
      return [...as('MEETING', found.map(meetingFound)), ...as('PAPER', found.flatMap(agendaPapersFound))];
    },
  },
  listInquiries: {
    types: ['PAPER'],
    read: async (actor, { inquiries }) => {
      const found = await inquiries.pick({ alliance: actor.alliance }, InquiryPart);
      return as('PAPER', found.filter(({ state }) => maySee(actor, state)).map(inquiryPaperFound));
    },
  },
  listPapers: {
    types: ['PAPER'],
    read: async ({ alliance }, { papers }) => as('PAPER', (await papers.pick({ alliance }, MunicipalPaperPart)).map(municipalPaperFound)),
  },
  listProposals: {
    types: ['PROPOSAL'],
    read: async (actor, { proposals }) => {
      const found = (await everywhere(actor, (where) => proposals.pick(where, ProposalPart))).filter(belongsTo(actor));
      return as('PROPOSAL', found.filter(({ state }) => mayEnter(actor, state.responsibleOffice)).map(proposalFound));
    },
  },
  listMeasures: {
    types: ['MEASURE'],
    read: async (actor, { measures }) => {
      const found = (await everywhere(actor, (where) => measures.pick(where, MeasurePart))).filter(belongsTo(actor));
      return as('MEASURE', found.map(measureFound));
    },
  },
  listReports: {
    types: ['REPORT'],
    read: async (actor, { reports, bodies }) => {
      const [found, named] = await Promise.all([
        everywhere(actor, (where) => reports.pick(where, ReportPart)),
        bodies.pick({ alliance: actor.alliance }, BodyPart.pick({ names: true })),
      ]);
      const names = new Map(named.map(({ id, state }) => [id, state.names.at(-1)?.name]));
      return as(
        'REPORT',
        found.filter(({ state }) => maySeeReport(actor, state)).map((report) => reportFound(report, names.get(report.state.bodyId))),
      );
    },
  },
};
