import { useState } from 'preact/hooks';
import { paperKindNames } from '../../../../shared/domain/municipal-paper.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Alert, Loading, optionsOf, P, Room, type SelectOption, Trouble } from '../ui.tsx';
import { bodiesOf, bodyOptions } from './body-words.tsx';
import {
  AmountFields,
  AnnexFields,
  FinanceFields,
  LimitFields,
  type PaperInput,
  ReferenceFields,
  RouteFields,
  readAmounts,
  readAnnexes,
  readFinance,
  readLimits,
  readReferences,
  readRoute,
  readSections,
  readStatements,
  SectionFields,
  StatementFields,
  sectionRows,
} from './paper-form-parts.tsx';
import { type Paper, paperHref, paperOptions, papersOf, strategiesOf, strategyName } from './paper-words.tsx';

type Mode = 'neu' | 'bearbeiten' | 'neufassung';
type Choices = {
  readonly bodies: readonly SelectOption[];
  readonly papers: readonly SelectOption[];
  readonly strategies: readonly SelectOption[];
};
type FormProps = { readonly mode: Mode; readonly paper: Paper | undefined; readonly choices: Choices; readonly reload: () => void };

/** A paper as the form sends it back where the form shows only a part. */
const inputOf = (paper: Paper): PaperInput => ({
  kind: paper.kind,
  title: paper.title,
  datedOn: paper.datedOn,
  signedBy: paper.signedBy,
  department: paper.department,
  agendaNumber: paper.agendaNumber,
  sections: paper.sections,
  route: paper.route.map(({ label, bodyId, role, recipients }) => ({ label, bodyId, role, recipients })),
  references: paper.references,
  annexes: paper.annexes,
  annexStatements: paper.annexStatements,
  amounts: paper.amounts,
  financeTable: paper.financeTable,
  limits: paper.limits,
  cover: paper.cover,
  strategyId: paper.strategyId,
  note: paper.note,
  source: paper.source,
});

/** What says something about a paper; it may change even after a body dealt with it. */
const readAbout = (entries: Entries) => ({
  agendaNumber: entries.textOrNull('/agendaNumber'),
  annexStatements: readStatements(entries),
  strategyId: entries.textOrNull('/strategyId'),
  note: entries.textOrNull('/note'),
  source: entries.textOrNull('/source'),
});

const AboutFields = ({ paper, choices }: Pick<FormProps, 'paper' | 'choices'>) => (
  <>
    <Row>
      <Field name="/agendaNumber" label="TOP" value={paper?.agendaNumber} />
      <Select name="/strategyId" label="Strategie" none="keine" value={paper?.strategyId} options={choices.strategies} />
      <Field name="/source" label="Fundstelle" value={paper?.source} />
    </Row>
    <StatementFields statements={paper?.annexStatements ?? []} />
    <TextArea name="/note" label="Anmerkung" value={paper?.note} />
  </>
);

/** Once a body has dealt with a paper, its content stands. */
function AboutForm({ paper, choices, reload }: FormProps & { paper: Paper }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries) => {
    const body = { ...inputOf(paper), ...readAbout(entries) };
    await call('editPaper', alliance, { params: { paperId: paper.id }, version: paper.version, body });
    go(paperHref(alliance, paper.id));
  };
  return (
    <Form submitLabel="Speichern" cancelHref={paperHref(alliance, paper.id)} onSubmit={submit} onReload={reload}>
      <Alert tone="info" title="Ein Gremium hat die Drucksache schon behandelt" live={false}>
        <P>Ihr Inhalt bleibt, wie er ist. Ändern lassen sich Angaben über sie; für einen geänderten Inhalt legen Sie eine Neufassung an.</P>
      </Alert>
      <AboutFields paper={paper} choices={choices} />
    </Form>
  );
}

const HeadFields = ({ mode, paper, onKind }: Pick<FormProps, 'mode' | 'paper'> & { onKind: (kind: string) => void }) => (
  <>
    {mode === 'neufassung' && (
      <TextArea name="/revisionReason" label="Grund der Neufassung" required rows={2} hint="Zum Beispiel: Geänderter Finanzierungsplan" />
    )}
    <Row>
      <Select name="/kind" label="Art" required value={paper?.kind ?? 'DECISION'} options={optionsOf(paperKindNames)} onChange={onKind} />
      {mode === 'neu' && <Field name="/number" label="Nummer" hint="Wie 0025/2021; leer, wenn sie nachgereicht wird" />}
    </Row>
    <TextArea name="/title" label="Titel" required rows={2} value={paper?.title} />
    <Row>
      <Field name="/datedOn" label="Datum" type="date" value={mode === 'neufassung' ? null : paper?.datedOn} />
      <Field name="/signedBy" label="Gezeichnet" value={paper?.signedBy} hint="Stelle, kein Name" />
      <Field name="/department" label="Stelle" value={paper?.department} />
    </Row>
  </>
);

const isOpen = (values: readonly unknown[] | undefined): boolean => (values?.length ?? 0) > 0;

function PaperForm({ mode, paper, choices, reload }: FormProps) {
  const { alliance } = useDesk();
  const [kind, setKind] = useState<PaperInput['kind']>(paper?.kind ?? 'DECISION');
  const sections = sectionRows(paper?.sections ?? []);
  const read = (entries: Entries): PaperInput => ({
    kind: entries.text('/kind') as PaperInput['kind'],
    title: entries.text('/title'),
    datedOn: entries.textOrNull('/datedOn'),
    signedBy: entries.textOrNull('/signedBy'),
    department: entries.textOrNull('/department'),
    sections: readSections(entries, sections),
    route: readRoute(entries),
    references: readReferences(entries),
    annexes: readAnnexes(entries),
    amounts: readAmounts(entries),
    financeTable: readFinance(entries),
    limits: readLimits(entries),
    cover: entries.textOrNull('/cover'),
    ...readAbout(entries),
  });
  const send = (entries: Entries, key: string) => {
    const body = read(entries);
    if (!paper) {
      const first = { number: entries.textOrNull('/number'), revision: 0, supersedes: null, revisionReason: null };
      return call('recordPaper', alliance, { body: { ...body, ...first }, key });
    }
    const params = { paperId: paper.id };
    if (mode === 'bearbeiten') return call('editPaper', alliance, { params, body, version: paper.version });
    return call('supersedePaper', alliance, { params, key, body: { ...body, revisionReason: entries.text('/revisionReason') } });
  };
  const submit = async (entries: Entries, { key }: Sending) => {
    const { id } = await send(entries, key);
    go(paperHref(alliance, id));
  };
  return (
    <Form
      submitLabel={mode === 'neu' ? 'Aufnehmen' : mode === 'bearbeiten' ? 'Speichern' : 'Neufassung anlegen'}
      cancelHref={paper ? paperHref(alliance, paper.id) : paperHref(alliance)}
      onSubmit={submit}
      onReload={reload}
    >
      <HeadFields mode={mode} paper={paper} onKind={(chosen) => setKind(chosen as PaperInput['kind'])} />
      <SectionFields rows={sections} kind={kind} />
      <RouteFields route={paper?.route ?? []} bodies={choices.bodies} />
      <AmountFields amounts={paper?.amounts ?? []} />
      <FinanceFields table={paper?.financeTable ?? null} />
      <Field name="/cover" label="Deckung" value={paper?.cover} />
      <details class="more" open={isOpen(paper?.references)}>
        <summary>Bezüge auf andere Drucksachen</summary>
        <ReferenceFields references={paper?.references ?? []} papers={choices.papers} />
      </details>
      <details class="more" open={isOpen(paper?.annexes) || isOpen(paper?.limits)}>
        <summary>Anlagen und Wertgrenzen</summary>
        <AnnexFields annexes={paper?.annexes ?? []} />
        <LimitFields limits={paper?.limits ?? []} />
      </details>
      <AboutFields paper={paper} choices={choices} />
    </Form>
  );
}

const titles = { neu: 'Drucksache aufnehmen', bearbeiten: 'Drucksache bearbeiten', neufassung: 'Neufassung anlegen' } as const;

export default function PaperFormRoom({ path }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const [, paperId = '', step] = path;
  const mode: Mode = paperId === 'neu' ? 'neu' : step === 'neufassung' ? 'neufassung' : 'bearbeiten';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const [paper, papers, strategies, bodies] = await Promise.all([
      mode === 'neu' ? undefined : call('getPaper', alliance, { params: { paperId } }),
      papersOf(alliance),
      strategiesOf(alliance),
      may(desk, 'listBodies') ? bodiesOf(alliance) : [],
    ]);
    const choices: Choices = {
      bodies: bodyOptions(bodies),
      papers: paperOptions(papers),
      strategies: strategies.map((one) => [one.id, strategyName(one)] as const),
    };
    return { paper, choices };
  });
  const isDealtWith = mode === 'bearbeiten' && data?.paper?.route.some(({ outcome }) => outcome !== null);
  return (
    <Room title={titles[mode]} {...(data?.paper ? { lead: `${data.paper.label} ${data.paper.title}` } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data &&
        (isDealtWith && data.paper ? (
          <AboutForm mode={mode} paper={data.paper} choices={data.choices} reload={reload} key={data.paper.version} />
        ) : (
          <PaperForm mode={mode} paper={data.paper} choices={data.choices} reload={reload} key={data.paper?.version} />
        ))}
    </Room>
  );
}
