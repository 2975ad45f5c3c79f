import { formatDay } from '../../../../shared/domain/calendar.ts';
import { paperLinkNames } from '../../../../shared/domain/paper-graph.ts';
import type { Success } from '../contract.ts';
import { useDesk } from '../desk.ts';
import { Link, P, Section } from '../ui.tsx';
import { paperHref } from './paper-words.tsx';

type Graph = Success<'getPaperGraph'>;
type Node = Graph['nodes'][number];

/** What one paper says about others: „Auftrag: 2136/2018; Befragung: 2925/2020“. */
function namesOthers(node: Node, { edges, nodes }: Graph): string {
  const labels = new Map(nodes.map(({ key, label }) => [key, label]));
  return edges
    .filter(({ from }) => from === node.key)
    .map(({ to, kind }) => `${paperLinkNames[kind]}: ${labels.get(to) ?? to}`)
    .join('; ');
}

const Named = ({ node, graph }: { node: Node; graph: Graph }) => {
  const { alliance } = useDesk();
  const isThis = node.key === graph.from;
  const others = namesOthers(node, graph);
  const title = node.title === null ? '' : ` ${node.title}`;
  return (
    <>
      {isThis || node.paperId === null ? (
        <strong>{node.label}</strong>
      ) : (
        <Link href={paperHref(alliance, node.paperId)}>{`${node.label}${title}`}</Link>
      )}
      {isThis && ' diese Drucksache'}
      <span class="flags">
        {[node.paperId === null ? 'nicht erfasst, nur genannt' : null, node.datedOn && formatDay(node.datedOn), others || null]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
};

/** The course of a matter through its papers, the first one first; what is only named beside it comes after. */
export function PaperChain({ graph }: { graph: Graph }) {
  const inChain = new Set(graph.chain);
  const steps = graph.nodes.filter(({ key }) => inChain.has(key));
  const beside = graph.nodes.filter(({ key }) => !inChain.has(key));
  return (
    <Section title="Zusammenhang">
      {graph.nodes.length <= 1 ? (
        <P>Diese Drucksache nennt keine andere und wird von keiner genannt.</P>
      ) : (
        <>
          <ol class="bare" aria-label="Gang der Sache">
            {steps.map((node) => (
              <li class="chain-step" key={node.key} {...(node.key === graph.from ? { 'aria-current': 'true' as const } : {})}>
                <Named node={node} graph={graph} />
              </li>
            ))}
          </ol>
          {beside.length > 0 && (
            <>
              <P muted>Daneben genannt, etwa als Haushaltsbeschluss:</P>
              <ul class="bare link-list">
                {beside.map((node) => (
                  <li key={node.key}>
                    <Named node={node} graph={graph} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {graph.isCut && <P muted>Gezeigt wird nur das Nächstliegende; es hängt mehr zusammen.</P>}
        </>
      )}
    </Section>
  );
}
