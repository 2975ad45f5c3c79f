import type { Instant } from '../domain/calendar.ts';
import { isFailure } from '../domain/failures.ts';
import type { Versioned } from '../domain/journal.ts';
import type { Meeting, MeetingCommitment } from '../domain/meeting.ts';
import type { Indicator, Measure, Proposal, ResultsRelease } from '../domain/result.ts';
import { bodyParent } from './keys.ts';
import { meetingCommitmentStore, meetingStore } from './meeting-store.ts';
import { indicatorStore, measureStore, proposalStore, resultsReleaseStore } from './result-store.ts';
import type { Table } from './table.ts';

/** What a body's managing staff released, as it was known then. Without a release: nothing at all. */
export type ReleasedResults = {
  readonly release: Versioned<ResultsRelease> | undefined;
  readonly proposals: readonly Versioned<Proposal>[];
  readonly measures: readonly Versioned<Measure>[];
  readonly indicators: readonly Versioned<Indicator>[];
  readonly commitments: readonly Versioned<MeetingCommitment>[];
  readonly meetings: readonly Versioned<Meeting>[];
};

type OfBody = { readonly bodyId: string | null };
type BodyRecords<State> = {
  all: (alliance: string, parent: string) => Promise<Versioned<State>[]>;
  getKnownAt: (alliance: string, id: string, knownAt: Instant) => Promise<Versioned<State>>;
};

/** Journals read at once; only of what changed after the release. */
const AT_ONCE = 25;

export async function knownThen<State>(
  store: Pick<BodyRecords<State>, 'getKnownAt'>,
  alliance: string,
  id: string,
  at: Instant,
): Promise<Versioned<State>[]> {
  try {
    return [await store.getKnownAt(alliance, id, at)];
  } catch (error) {
    // First recorded after the release: the managing staff has not seen it.
    if (isFailure(error)) return [];
    throw error;
  }
}

async function asReleased<State extends OfBody>(
  store: BodyRecords<State>,
  alliance: string,
  { state: { bodyId, withheld }, changedAt }: Versioned<ResultsRelease>,
): Promise<Versioned<State>[]> {
  const released: Versioned<State>[] = [];
  const records = (await store.all(alliance, bodyParent(alliance, bodyId))).filter(({ id }) => !withheld.includes(id));
  for (let start = 0; start < records.length; start += AT_ONCE) {
    const then = await Promise.all(
      records
        .slice(start, start + AT_ONCE)
        .map((record) => (record.changedAt <= changedAt ? [record] : knownThen(store, alliance, record.id, changedAt))),
    );
    released.push(...then.flat());
  }
  return released.filter(({ state }) => state.bodyId === bodyId);
}

const stores = (table: Table) => ({
  proposals: proposalStore(table),
  measures: measureStore(table),
  indicators: indicatorStore(table),
  commitments: meetingCommitmentStore(table),
  meetings: meetingStore(table),
});

/** @returns the latest release recorded at or before the instant */
async function latestRelease(table: Table, alliance: string, bodyId: string, at: Instant): Promise<Versioned<ResultsRelease> | undefined> {
  const where = { alliance, parent: bodyParent(alliance, bodyId), to: `${at}$`, descending: true };
  const { items } = await resultsReleaseStore(table).page(where, 'latest', { limit: 1 }, () => true);
  return items[0];
}

/**
 * The reading of a body's records that may go into its report: one query per type, and a journal only where something
 * changed after the release.
 * Peculiar: what was moved to another body after the release is no longer found under this one.
 */
export function releasedResults(table: Table) {
  const { proposals, measures, indicators, commitments, meetings } = stores(table);
  return async (alliance: string, bodyId: string, at: Instant): Promise<ReleasedResults> => {
    const release = await latestRelease(table, alliance, bodyId, at);
    if (!release) return { release, proposals: [], measures: [], indicators: [], commitments: [], meetings: [] };
    const [ofProposals, ofMeasures, ofIndicators, ofCommitments, ofMeetings] = await Promise.all([
      asReleased(proposals, alliance, release),
      asReleased(measures, alliance, release),
      asReleased(indicators, alliance, release),
      asReleased(commitments, alliance, release),
      asReleased(meetings, alliance, release),
    ]);
    return {
      release,
      proposals: ofProposals,
      measures: ofMeasures,
      indicators: ofIndicators,
      commitments: ofCommitments,
      meetings: ofMeetings,
    };
  };
}

export const releasableTypes = ['PROPOSAL', 'MEASURE', 'INDICATOR', 'COMMITMENT', 'MEETING'] as const;
export type ReleasableChange = {
  readonly type: (typeof releasableTypes)[number];
  readonly id: string;
  readonly title: string;
  readonly version: number;
  /** WITHHELD: left out of the last release, whatever became of it since. */
  readonly change: 'ADDED' | 'CHANGED' | 'WITHHELD';
  readonly changedAt: Instant;
};
export type ReleasePreview = {
  readonly release: Versioned<ResultsRelease> | undefined;
  readonly items: readonly ReleasableChange[];
  readonly unchanged: number;
};

/** What a release at this instant would add to the last one, or change in it. */
export function releasePreview(table: Table) {
  const { proposals, measures, indicators, commitments, meetings } = stores(table);

  async function changesOf<State extends OfBody>(
    type: ReleasableChange['type'],
    store: BodyRecords<State>,
    titleOf: (state: State) => string,
    { alliance, bodyId, release }: { alliance: string; bodyId: string; release: Versioned<ResultsRelease> | undefined },
  ): Promise<(ReleasableChange | undefined)[]> {
    const changeOf = async ({ id, version, changedAt }: Versioned<State>): Promise<ReleasableChange['change'] | undefined> => {
      if (!release) return 'ADDED';
      if (release.state.withheld.includes(id)) return 'WITHHELD';
      if (changedAt <= release.changedAt) return undefined;
      const before = version === 1 ? [] : await knownThen(store, alliance, id, release.changedAt);
      return before.some(({ state }) => state.bodyId === bodyId) ? 'CHANGED' : 'ADDED';
    };
    const records = await store.all(alliance, bodyParent(alliance, bodyId));
    const changes: (ReleasableChange | undefined)[] = [];
    for (let start = 0; start < records.length; start += AT_ONCE) {
      const some = records.slice(start, start + AT_ONCE).map(async (record) => {
        const change = await changeOf(record);
        const { id, version, changedAt, state } = record;
        return change && { type, id, title: titleOf(state), version, change, changedAt };
      });
      changes.push(...(await Promise.all(some)));
    }
    return changes;
  }

  /** Every record of the body that a release covers. */
  async function idsOf(alliance: string, bodyId: string): Promise<string[]> {
    const parent = bodyParent(alliance, bodyId);
    const lists = await Promise.all([
      proposals.all(alliance, parent),
      measures.all(alliance, parent),
      indicators.all(alliance, parent),
      commitments.all(alliance, parent),
      meetings.all(alliance, parent),
    ]);
    return lists.flatMap((records) => records.map(({ id }) => id));
  }

  async function changes(alliance: string, bodyId: string, at: Instant): Promise<ReleasePreview> {
    const release = await latestRelease(table, alliance, bodyId, at);
    const of = { alliance, bodyId, release };
    const found = (
      await Promise.all([
        changesOf('PROPOSAL', proposals, ({ title }) => title, of),
        changesOf('MEASURE', measures, ({ title }) => title, of),
        changesOf('INDICATOR', indicators, ({ label }) => label, of),
        changesOf('COMMITMENT', commitments, ({ title }) => title, of),
        changesOf('MEETING', meetings, ({ title }) => title, of),
      ])
    ).flat();
    const items = found.filter((change) => change !== undefined);
    return { release, items, unchanged: found.length - items.length };
  }

  return { idsOf, changes };
}
