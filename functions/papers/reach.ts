import { at } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { MunicipalPaper } from '../../shared/domain/municipal-paper.ts';
import type { LinkedPaper } from '../../shared/domain/paper-graph.ts';
import type { EditPaper } from '../../shared/domain/paper-requests.ts';
import type { PaperDeps } from './deps.ts';

/** What is known around a paper: what it names, and what names it. */

const LinkedPart = MunicipalPaper.pick({
  number: true,
  numberPending: true,
  revision: true,
  supersedes: true,
  title: true,
  datedOn: true,
  references: true,
});

/** Every paper of the alliance with what links it to others. */
export const linkedPapers = async ({ papers }: Pick<PaperDeps, 'papers'>, alliance: string): Promise<LinkedPaper[]> =>
  await papers.pick({ alliance }, LinkedPart);

type Found = { readonly find: (alliance: string, id: string) => Promise<Versioned<unknown> | undefined> };
/** Where a record is named, in which store, and its id; null: none is named. */
export type Named = readonly [pointer: string, store: Found, id: string | null];

/** @throws linkedRecordUnknown naming the field of the first that is not there */
export async function assertThere(alliance: string, named: readonly Named[]): Promise<void> {
  const there = await Promise.all(named.map(async ([, store, id]) => id === null || (await store.find(alliance, id)) !== undefined));
  const unknown = named.find((_, index) => !there[index]);
  if (unknown) throw at('linkedRecordUnknown', unknown[0], 'Diesen Datensatz gibt es nicht. Bitte wählen Sie ihn aus der Liste.');
}

/** Everything a paper is linked to is there. @throws linkedRecordUnknown */
export async function assertLinks(
  { papers, bodies, strategies }: PaperDeps,
  alliance: string,
  { route, references, strategyId }: Pick<EditPaper, 'route' | 'references' | 'strategyId'>,
): Promise<void> {
  await assertThere(alliance, [
    ...route.map(({ bodyId }, index): Named => [`/route/${index}/bodyId`, bodies, bodyId]),
    ...references.map(({ paperId }, index): Named => [`/references/${index}/paperId`, papers, paperId]),
    ['/strategyId', strategies, strategyId],
  ]);
}
