import { useState } from 'preact/hooks';
import { formatInstant } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { RouteId, Query as RowQuery, Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Form, type Sending, TextArea } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Alert, Badge, Filter, Link, Loading, P, Room, Section, type SelectOption, Trouble } from '../ui.tsx';
import { count, euro, thousands } from '../words.ts';

type Found = Success<'listFindings'>;
type Finding = Found['items'][number];
type FoundRecord = Finding['records'][number];
type Query = RoomProps['query'];

/** Where the record of a finding is at home, and who may enter there; undefined: it has no room of its own. */
const rooms: Readonly<Partial<Record<FoundRecord['type'], readonly [room: string, row: RouteId]>>> = {
  EVENT: ['veranstaltungen', 'getAllianceEvent'],
  EXPENSE: ['ausgaben', 'getExpense'],
  BODY: ['gremien', 'getBody'],
  PERSON: ['gremien/personen', 'listPersons'],
  PROPOSAL: ['ergebnisse/vorschlaege', 'getProposal'],
  MEASURE: ['ergebnisse/massnahmen', 'getMeasure'],
  INDICATOR: ['ergebnisse/kennzahlen', 'editIndicator'],
  FUND: ['foerderung', 'getFund'],
  GRANT: ['foerderung/zuwendungen', 'getGrant'],
  ORGANISATION: ['organisationen', 'getOrganisation'],
  PAPER: ['drucksachen', 'getPaper'],
  STRATEGY: ['drucksachen/strategien', 'getStrategy'],
};

/** Two persons are both called „Person“: links that lead apart are told apart. */
function namedApart(records: readonly FoundRecord[]): (FoundRecord & { readonly name: string })[] {
  const seen = new Map<string, number>();
  return records.map((record) => {
    const turn = (seen.get(record.label) ?? 0) + 1;
    seen.set(record.label, turn);
    const isAlone = records.filter(({ label }) => label === record.label).length === 1;
    return { ...record, name: isAlone ? record.label : `${record.label} ${turn}` };
  });
}

const Records = ({ records }: Pick<Finding, 'records'>) => {
  const desk = useDesk();
  if (records.length === 0) return null;
  return (
    <ul class="bare small-links record-links">
      {namedApart(records).map(({ type, id, name }) => {
        const [room, row] = rooms[type] ?? [];
        const isOpen = room !== undefined && row !== undefined && may(desk, row);
        return <li key={`${type} ${id}`}>{isOpen ? <Link href={hrefOf(desk.alliance, `${room}/${id}`)}>{name}</Link> : name}</li>;
      })}
    </ul>
  );
};

type Step = 'acceptFinding' | 'withdrawAcceptance';
const stepNames = { acceptFinding: 'Annehmen', withdrawAcceptance: 'Annahme zurücknehmen' } as const satisfies Record<Step, string>;

function ReasonForm({ finding, step, onDone, onCancel }: { finding: Finding; step: Step; onDone: () => void; onCancel: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    await call(step, alliance, { params: { findingId: finding.id }, key, body: { reason: entries.text('/reason') } });
    onDone();
  };
  return (
    <Form submitLabel={stepNames[step]} cancel={{ label: 'Abbrechen', onClick: onCancel }} onSubmit={submit}>
      <TextArea
        name="/reason"
        label="Begründung"
        required
        rows={2}
        hint={
          step === 'acceptFinding' ? 'Ändern sich die Werte dieses Befundes, ist er wieder offen' : 'Der Befund ist danach wieder offen'
        }
      />
    </Form>
  );
}

type Choosing = { readonly open: string; readonly choose: (id: string) => void; readonly onDone: (step: Step) => void };

function Entry({ finding, choosing }: { finding: Finding; choosing: Choosing }) {
  const desk = useDesk();
  const { id, sentence, records, amountCents, acceptance } = finding;
  const step: Step = acceptance === null ? 'acceptFinding' : 'withdrawAcceptance';
  const isOpen = choosing.open === id;
  return (
    <li class="finding finding-entry">
      <div>
        <p class="kern-body">
          {acceptance !== null && <Badge tone="success">angenommen</Badge>} {sentence}
          {amountCents !== null && (
            <>
              {' '}
              <span class="nowrap">
                Betrag: <strong>{euro(amountCents)}</strong>
              </span>
            </>
          )}
        </p>
        <Records records={records} />
        {acceptance && (
          <P muted>
            Angenommen am {formatInstant(acceptance.acceptedAt)}: „{acceptance.reason}“
          </P>
        )}
        {isOpen && <ReasonForm finding={finding} step={step} onDone={() => choosing.onDone(step)} onCancel={() => choosing.choose('')} />}
      </div>
      {may(desk, step) && !isOpen && (
        <button type="button" class="plain" onClick={() => choosing.choose(id)}>
          {stepNames[step]}
          <span class="kern-sr-only">: {sentence}</span>
        </button>
      )}
    </li>
  );
}

/** Who works on what: findings stand where their first record belongs. */
const areaNames = {
  ausgaben: 'Ausgaben und Veranstaltungen',
  gremien: 'Gremien und Personen',
  ergebnisse: 'Ergebnisse',
  foerderung: 'Förderung und Organisationen',
  drucksachen: 'Drucksachen und Strategien',
} as const;
type Area = keyof typeof areaNames;
const areasOf: Readonly<Record<FoundRecord['type'], Area>> = {
  ...{ ALLIANCE: 'ausgaben', EVENT: 'ausgaben', INITIATIVE: 'ausgaben', EXPENSE: 'ausgaben' },
  ...{ BODY: 'gremien', SEAT: 'gremien', ROLE: 'gremien', PERSON: 'gremien', MEETING: 'gremien' },
  ...{ PROPOSAL: 'ergebnisse', MEASURE: 'ergebnisse', INDICATOR: 'ergebnisse' },
  ...{ FUND: 'foerderung', GRANT: 'foerderung', ORGANISATION: 'foerderung' },
  ...{ PAPER: 'drucksachen', STRATEGY: 'drucksachen' },
};
const areaOf = ({ records }: Finding): Area => areasOf[records[0]?.type ?? 'ALLIANCE'];

const Rule = ({ members, choosing }: { members: readonly Finding[]; choosing: Choosing }) => {
  const open = members.filter(({ acceptance }) => acceptance === null).length;
  return (
    <div class="rule">
      <div class="rule-head">
        <h3 class="kern-title">{members[0]?.title}</h3>
        <p class="flags rule-note">{members[0]?.remedy}</p>
        <Badge tone={open === 0 ? 'success' : 'warning'}>{open === 0 ? 'angenommen' : `${thousands(open)} offen`}</Badge>
      </div>
      <ul class="bare finding-list">
        {members.map((finding) => (
          <Entry finding={finding} choosing={choosing} key={finding.id} />
        ))}
      </ul>
    </div>
  );
};

const Areas = ({ findings, choosing }: { findings: readonly Finding[]; choosing: Choosing }) => {
  const byArea = Map.groupBy(findings, areaOf);
  return Object.entries(areaNames).map(([area, name]) => {
    const own = byArea.get(area as Area) ?? [];
    if (own.length === 0) return null;
    return (
      <Section title={`${name} (${thousands(own.length)})`} key={area}>
        {[...Map.groupBy(own, ({ rule }) => rule)].map(([rule, members]) => (
          <Rule members={members} choosing={choosing} key={rule} />
        ))}
      </Section>
    );
  });
};

/** One area at a time, with how much there is in each. */
function AreaTabs({ findings, query }: { findings: readonly Finding[]; query: Query }) {
  const { alliance } = useDesk();
  const byArea = Map.groupBy(findings, areaOf);
  const tabs = [
    ['', 'Alle', findings.length] as const,
    ...Object.entries(areaNames).map(([area, name]) => [area, name, byArea.get(area as Area)?.length ?? 0] as const),
  ];
  return (
    <nav class="tabs" aria-label="Befunde nach Bereich">
      <ul>
        {tabs
          .filter(([area, , found]) => found > 0 || area === (query.bereich ?? ''))
          .map(([area, name, found]) => (
            <li key={area}>
              <a
                href={hrefOf(alliance, 'befunde', { ...query, bereich: area })}
                {...((query.bereich ?? '') === area ? { 'aria-current': 'page' } : {})}
              >
                {`${name} (${thousands(found)})`}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

const states: readonly SelectOption[] = [
  ['angenommen', 'angenommene'],
  ['alle', 'alle'],
];
const openness: Readonly<Record<string, 'true' | 'false' | undefined>> = { angenommen: 'false', alle: undefined };
const openFor = (stand: string | undefined) => (stand && Object.hasOwn(openness, stand) ? openness[stand] : 'true');

const Tiles = ({ found }: { found: Found }) => (
  <dl class="tiles tiles-small">
    {(
      [
        ['Offen', found.open],
        ['Angenommen', found.accepted],
        ['Regeln mit offenen Befunden', found.rules.filter(({ open }) => open > 0).length],
      ] as const
    ).map(([name, value]) => (
      <div class="tile" key={name}>
        <dt>{name}</dt>
        <dd class="tile-value">{thousands(value)}</dd>
      </div>
    ))}
  </dl>
);

function Nothing({ found }: { found: Found }) {
  if (found.open > 0) return <P>Zu diesen Angaben gibt es keinen Befund.</P>;
  if (found.accepted > 0) return <P>Kein Befund ist offen. Angenommene zeigt der Filter „Stand“.</P>;
  return (
    <Alert tone="success" title="Nichts gefunden" live={false}>
      <P>Nach den Regeln dieses Registers passt in den Daten alles zusammen.</P>
    </Alert>
  );
}

const ruleOptions = ({ rules }: Found): SelectOption[] =>
  rules
    .filter(({ open, accepted }) => open + accepted > 0)
    .map(({ rule, title, open, accepted }) => [rule, `${title} (${open} offen, ${accepted} angenommen)`] as const);

/** What does not fit together, rule by rule. */
export default function FindingsRoom({ query }: RoomProps) {
  const { alliance } = useDesk();
  const [open, choose] = useState('');
  const [said, setSaid] = useState('');
  const { data, problem, loading, reload } = useLoaded(JSON.stringify([query.regel, query.stand]), () => {
    const asked: RowQuery<'listFindings'> = {
      ...(query.regel ? { rule: query.regel as Finding['rule'] } : {}),
      ...(openFor(query.stand) === undefined ? {} : { open: openFor(query.stand) }),
    };
    return call('listFindings', alliance, { query: asked });
  });
  const shown = (data?.items ?? []).filter((finding) => !query.bereich || areaOf(finding) === query.bereich);
  const change = (changes: Query) => go(hrefOf(alliance, 'befunde', { ...query, ...changes }));
  const onDone = (step: Step) => {
    choose('');
    setSaid(step === 'acceptFinding' ? 'Der Befund ist angenommen' : 'Die Annahme ist zurückgenommen');
    reload();
  };
  return (
    <Room title="Befunde" lead="Was in den Daten nicht zusammenpasst. Das Register ändert nichts von selbst.">
      {data && <Tiles found={data} />}
      {data && data.items.length > 0 && <AreaTabs findings={data.items} query={query} />}
      <search class="filters filters-narrow">
        <Filter
          label="Regel"
          value={query.regel}
          all="alle"
          options={data ? ruleOptions(data) : []}
          onChange={(regel) => change({ regel })}
        />
        <Filter label="Stand" value={query.stand} all="offene" options={states} onChange={(stand) => change({ stand })} />
      </search>
      {said !== '' && (
        <div class="beside">
          <Alert tone="success" title={said} focused={said} />
        </div>
      )}
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <p class="kern-body count" role="status">
            {count(shown.length, 'Befund', 'Befunde')}
          </p>
          {shown.length === 0 ? <Nothing found={data} /> : <Areas findings={shown} choosing={{ open, choose, onDone }} />}
        </div>
      )}
    </Room>
  );
}
