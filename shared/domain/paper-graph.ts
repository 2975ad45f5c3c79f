import * as z from 'zod';
import { day } from './calendar.ts';
import type { MunicipalPaper } from './municipal-paper.ts';
import { referenceNames } from './municipal-paper.ts';
import { labelOf, readPaperName } from './paper-number.ts';

/** How papers hang together: what they refer to and what they supersede, followed in both directions. */
export const paperLinkNames = { ...referenceNames, SUPERSEDES: 'Neufassung von' } as const;
type LinkKind = keyof typeof paperLinkNames;

/** Most papers that are shown; what hangs together farther away is cut, and said to be. */
export const MOST_NODES = 200;

const Node = z.strictObject({
  /** The paper's id, or for what is only named its number. */
  key: z.string(),
  /** Null: named by another paper, and not recorded. */
  paperId: z.string().nullable(),
  label: z.string(),
  title: z.string().nullable(),
  datedOn: day('Datum').nullable(),
  /** Steps from the paper asked for. */
  distance: z.int(),
});
type Node = z.output<typeof Node>;

/** `from` names, follows or supersedes `to`. */
const Edge = z.strictObject({
  from: z.string(),
  to: z.string(),
  kind: z.enum(Object.keys(paperLinkNames) as [LinkKind, ...LinkKind[]]),
});
type Edge = z.output<typeof Edge>;

export const PaperGraph = z.strictObject({
  from: z.string(),
  /** By year and number, so that what came first stands first. */
  nodes: z.array(Node),
  edges: z.array(Edge),
  /** Keys of the nodes without those that only a budget resolution joins: the course of the matter. */
  chain: z.array(z.string()),
  isCut: z.boolean(),
});

/** The fields of a paper that a graph is made of. */
export type LinkedPaper = {
  readonly id: string;
  readonly state: Pick<MunicipalPaper, 'number' | 'numberPending' | 'revision' | 'supersedes' | 'title' | 'datedOn' | 'references'>;
};

type Numbered = ReadonlyMap<string, readonly LinkedPaper[]>;

/** Papers under the key of their number, the latest version last. */
function byNumber(papers: readonly LinkedPaper[]): Numbered {
  const numbered = new Map<string, LinkedPaper[]>();
  for (const paper of [...papers].sort((a, b) => a.state.revision - b.state.revision)) {
    if (paper.state.number === null) continue;
    const { key } = readPaperName(paper.state.number);
    numbered.set(key, [...(numbered.get(key) ?? []), paper]);
  }
  return numbered;
}

/**
 * The node a text names: the recorded paper of that number, in the version named or else the latest, or the bare number.
 * @param known recorded papers by id; a link that was made to one of them goes before what the text says
 */
function keyNamed(
  written: string,
  paperId: string | null,
  revision: number | null,
  known: ReadonlySet<string>,
  numbered: Numbered,
): string {
  if (paperId !== null && known.has(paperId)) return paperId;
  const name = readPaperName(written);
  const versions = numbered.get(name.key) ?? [];
  const wanted = revision ?? name.revision;
  const found = wanted === null ? versions.at(-1) : versions.find(({ state }) => state.revision === wanted);
  return found?.id ?? `nr:${name.key}${wanted === null || wanted === 0 ? '' : ` N${wanted}`}`;
}

type Named = { readonly edges: readonly Edge[]; readonly labels: ReadonlyMap<string, string> };

/** All links of all papers, and what is printed for each node that is only named. */
function namedBy(papers: readonly LinkedPaper[]): Named {
  const [known, numbered] = [new Set(papers.map(({ id }) => id)), byNumber(papers)];
  const labels = new Map<string, string>();
  const edges = papers.flatMap(({ id, state: { references, supersedes } }) => {
    const to = (number: string, paperId: string | null, revision: number | null): string => {
      const key = keyNamed(number, paperId, revision, known, numbered);
      if (!labels.has(key)) labels.set(key, revision === null ? number : labelOf({ number, numberPending: false, revision }));
      return key;
    };
    return [
      ...(supersedes === null
        ? []
        : [{ from: id, to: to(supersedes.number, supersedes.paperId, supersedes.revision), kind: 'SUPERSEDES' as const }]),
      ...references.map(({ number, kind, paperId }) => ({ from: id, to: to(number, paperId, null), kind })),
    ];
  });
  // A text may name the same paper twice.
  const once = new Map(edges.filter(({ from, to }) => from !== to).map((edge) => [`${edge.from}>${edge.to}>${edge.kind}`, edge]));
  return { edges: [...once.values()], labels };
}

/** Distance of everything that hangs together with one node over the edges given; no circle is walked twice. */
function reached(start: string, edges: readonly Edge[]): Map<string, number> {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const distances = new Map([[start, 0]]);
  // A map is walked in the order in which it grows.
  for (const [key, distance] of distances)
    for (const next of neighbours.get(key) ?? []) if (!distances.has(next)) distances.set(next, distance + 1);
  return distances;
}

const orderOf = ({ label }: Node): string => {
  const { order, revision } = readPaperName(label);
  return `${order}#${String(revision ?? 0).padStart(2, '0')}`;
};

/** @param from id of a paper among these */
export function graphFrom(from: string, papers: readonly LinkedPaper[]): z.output<typeof PaperGraph> {
  const { edges, labels } = namedBy(papers);
  const distances = reached(from, edges);
  const byId = new Map(papers.map((paper) => [paper.id, paper.state]));
  const nodes = [...distances].slice(0, MOST_NODES).map(([key, distance]): Node => {
    const paper = byId.get(key);
    return paper
      ? { key, paperId: key, label: labelOf(paper), title: paper.title, datedOn: paper.datedOn, distance }
      : { key, paperId: null, label: labels.get(key) ?? key, title: null, datedOn: null, distance };
  });
  nodes.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const shown = new Set(nodes.map(({ key }) => key));
  const course = reached(
    from,
    edges.filter(({ kind }) => kind !== 'BUDGET'),
  );
  return {
    from,
    nodes,
    edges: edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)),
    chain: nodes.filter(({ key }) => course.has(key)).map(({ key }) => key),
    isCut: distances.size > MOST_NODES,
  };
}

const isOf = ({ id, state }: LinkedPaper, { number, revision, paperId }: NonNullable<MunicipalPaper['supersedes']>): boolean =>
  paperId === id ||
  (paperId === null &&
    state.number !== null &&
    state.revision === revision &&
    readPaperName(state.number).key === readPaperName(number).key);

/** The version that replaced this one, by link or by number. */
export const successorOf = (paper: LinkedPaper, papers: readonly LinkedPaper[]): LinkedPaper | undefined =>
  papers.find(({ id, state }) => id !== paper.id && state.supersedes !== null && isOf(paper, state.supersedes));

/** The version that this one replaced, where it is recorded. */
export function predecessorOf({ id, state: { supersedes } }: LinkedPaper, papers: readonly LinkedPaper[]): LinkedPaper | undefined {
  return supersedes === null ? undefined : papers.find((other) => other.id !== id && isOf(other, supersedes));
}

/** Recorded papers that refer to this one, by link or by number. */
export function namingIt({ id }: LinkedPaper, papers: readonly LinkedPaper[]): LinkedPaper[] {
  const { edges } = namedBy(papers);
  const naming = new Set(edges.filter(({ to, kind }) => to === id && kind !== 'SUPERSEDES').map(({ from }) => from));
  return papers.filter((other) => naming.has(other.id));
}
