import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Form, type Sending, TextArea } from '../form.tsx';
import { Alert, Link, Loading, P, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { ResultsRoom } from './results-frame.tsx';
import { type Origins, useOrigins } from './results-known.ts';
import { proposalHref } from './results-words.tsx';

type Pair = Success<'listDoubleSuggestions'>['items'][number];
type Verdict = 'SAME' | 'DIFFERENT';
const pairKey = ({ first, second }: Pair): string => `${first.id} ${second.id}`;

function Side({ proposal, origins }: { proposal: Pair['first']; origins: Origins | undefined }) {
  const { alliance } = useDesk();
  return (
    <div class="pair-side">
      <p class="kern-body">
        <Link href={proposalHref(alliance, proposal.id)}>{proposal.title}</Link>
      </p>
      <p class="flags indicator-line">{`${origins?.conferenceName(proposal.eventId) ?? 'ohne Konferenz'}, Nr.\u00a0${proposal.order}`}</p>
    </div>
  );
}

function Judgement({ pair, onDone, onCancel }: { pair: Pair; onDone: (verdict: Verdict) => void; onCancel: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const params = { proposalId: pair.first.id };
    const { version } = await call('getProposal', alliance, { params });
    const verdict = (entries.textOrNull('/verdict') ?? 'SAME') as Verdict;
    await call('judgeDouble', alliance, {
      params,
      version,
      key,
      body: { otherProposalId: pair.second.id, verdict, reason: entries.textOrNull('/reason') },
    });
    onDone(verdict);
  };
  return (
    <Form submitLabel="Festhalten" cancel={{ label: 'Abbrechen', onClick: onCancel }} onSubmit={submit}>
      <Choices
        legend="Urteil"
        type="radio"
        name="/verdict"
        value="SAME"
        options={[
          ['SAME', 'Das ist dasselbe'],
          ['DIFFERENT', 'Das ist verschieden'],
        ]}
      />
      <TextArea name="/reason" label="Begründung" rows={2} hint="Beide Vorschläge bleiben mit ihrer Herkunft stehen" />
    </Form>
  );
}

/** Suggestions side by side; nothing is merged, and every judgement names its reason. */
export default function DoublesRoom({ query }: RoomProps) {
  const desk = useDesk();
  const origins = useOrigins();
  const { data, problem, reload } = useLoaded('doubles', () => call('listDoubleSuggestions', desk.alliance));
  const [open, setOpen] = useState('');
  const [said, setSaid] = useState('');
  const done = (verdict: Verdict) => {
    setOpen('');
    setSaid(verdict === 'SAME' ? 'Festgehalten: Beide meinen dasselbe' : 'Festgehalten: Beide sind verschieden');
    reload();
  };
  return (
    <ResultsRoom tab="aehnliche" query={query}>
      <P muted>Das Register vergleicht die Titel. Es führt nichts zusammen: Ob zwei Vorschläge dasselbe meinen, halten Sie fest.</P>
      {said !== '' && (
        <div class="beside">
          <Alert tone="success" title={said} focused={said} />
        </div>
      )}
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <>
          <p class="kern-body count" role="status">
            {data.total === 0 ? 'Kein Paar wartet auf ein Urteil.' : `${count(data.total, 'Paar wartet', 'Paare warten')} auf ein Urteil`}
            {data.total > data.items.length ? `; hier die ${data.items.length} ähnlichsten.` : ''}
          </p>
          <ul class="bare pairs">
            {data.items.map((pair) => (
              <li class="pair" key={pairKey(pair)}>
                <Side proposal={pair.first} origins={origins} />
                <Side proposal={pair.second} origins={origins} />
                <div class="pair-state">
                  <span class="flags">{`Ähnlichkeit ${pair.likeness} von 100`}</span>
                  {may(desk, 'judgeDouble') && open !== pairKey(pair) && (
                    <button type="button" class="plain" onClick={() => setOpen(pairKey(pair))}>
                      Beurteilen<span class="kern-sr-only">: {pair.first.title}</span>
                    </button>
                  )}
                </div>
                {open === pairKey(pair) && (
                  <div class="pair-form">
                    <Judgement pair={pair} onDone={done} onCancel={() => setOpen('')} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </ResultsRoom>
  );
}
