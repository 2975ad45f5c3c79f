import { useState } from 'preact/hooks';
import type { AnswerDocument } from '../../../../shared/domain/answer-document.ts';
import type { FigureBlock } from '../../../../shared/domain/figure-block.ts';
import { dispositionNames, refusalGrounds, type Unit, unitsOf } from '../../../../shared/domain/inquiry.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { AllianceEvent, AnswerPart, Body, Inquiry } from '../contract.ts';
import { eventsOf, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Form, Select, TextArea } from '../form.tsx';
import { Alert, Button, LinkButton, Loading, optionsOf, P, Room, Section, Trouble } from '../ui.tsx';
import { daysOf, todayInBerlin } from '../words.ts';
import { BlockFields } from './inquiry-block-fields.tsx';
import { readBlock } from './inquiry-block-reading.ts';
import { inquiryHref, knownOf } from './inquiry-frame.tsx';
import { paragraphsOf } from './inquiry-open.tsx';
import { FigureTableView } from './inquiry-tables.tsx';
import { unitInWords } from './inquiry-words.tsx';

type Draft = Body<'draftAnswerPart'>;
type Entry = { readonly key: number; readonly block: FigureBlock | undefined };

/** The tables of the form: each keeps its key, so that what was typed stays when another goes. */
function useBlocks(blocks: readonly FigureBlock[]) {
  const [state, setState] = useState<{ entries: readonly Entry[]; next: number }>({
    entries: blocks.map((block, key) => ({ key, block })),
    next: blocks.length,
  });
  return {
    entries: state.entries,
    add: () => setState(({ entries, next }) => ({ entries: [...entries, { key: next, block: undefined }], next: next + 1 })),
    remove: (key: number) => setState(({ entries, next }) => ({ entries: entries.filter((one) => one.key !== key), next })),
  };
}

const hasGround = (disposition: string): boolean => disposition === 'PARTIAL' || disposition === 'REFUSED';

function Scope({ part, events }: { part: AnswerPart | undefined; events: readonly AllianceEvent[] }) {
  const [disposition, setDisposition] = useState<string>(part?.disposition ?? 'FULL');
  const notOurs = events.filter(({ ownership, id }) => ownership === 'NOT_OURS' || id === part?.notOursEventId);
  return (
    <>
      <Select
        name="/disposition"
        label="Umfang der Antwort"
        required
        value={disposition}
        options={optionsOf(dispositionNames)}
        onChange={setDisposition}
      />
      {hasGround(disposition) && (
        <>
          <Select name="/ground" label="Grund" required value={part?.ground} none="bitte wählen" options={optionsOf(refusalGrounds)} />
          <TextArea
            name="/reasoning"
            label="Begründung für diesen Fall"
            required
            rows={3}
            value={part?.reasoning}
            hint="Steht in der Antwort. Gründe können nicht nachgereicht werden."
          />
        </>
      )}
      {(disposition === 'NOT_OURS' || part?.notOursEventId) && (
        <Select
          name="/notOursEventId"
          label="Gefragt, aber nicht vom Bündnis"
          value={part?.notOursEventId}
          none="keine Veranstaltung"
          hint="Aus dem Verzeichnis der Nachfragen"
          options={notOurs.map(({ id, title, dates }) => [id, `${title} (${daysOf(dates)})`] as const)}
        />
      )}
    </>
  );
}

const readPart = (entries: Entries, blocks: readonly Entry[]): Draft => ({
  disposition: entries.text('/disposition') as Draft['disposition'],
  ground: entries.textOrNull('/ground') as Draft['ground'],
  reasoning: entries.textOrNull('/reasoning'),
  notOursEventId: entries.textOrNull('/notOursEventId'),
  prose: paragraphsOf(entries.text('/prose')),
  blocks: blocks.map(({ block }, index) => readBlock(entries, `/blocks/${index}`, block)),
});

function PartForm({
  inquiry,
  unit,
  part,
  events,
  onSaved,
  reload,
}: {
  inquiry: Inquiry;
  unit: Unit;
  part: AnswerPart | undefined;
  events: readonly AllianceEvent[];
  onSaved: (version: number) => void;
  reload: () => void;
}) {
  const { alliance } = useDesk();
  const { entries: blocks, add, remove } = useBlocks(part?.blocks ?? []);
  const asOf = blocks.findLast(({ block }) => block?.asOf)?.block?.asOf ?? todayInBerlin();
  const submit = async (entries: Entries) => {
    const { version } = await call('draftAnswerPart', alliance, {
      params: { inquiryId: inquiry.id, unitId: unit.id },
      version: part?.version ?? 0,
      body: readPart(entries, blocks),
    });
    onSaved(version);
  };
  return (
    <Form submitLabel="Antwort speichern" cancelHref={inquiryHref(alliance, inquiry.id)} onSubmit={submit} onReload={reload}>
      <Scope part={part} events={events} />
      <TextArea
        name="/prose"
        label="Text der Antwort"
        rows={8}
        value={part?.prose.join('\n\n')}
        hint="Absätze durch eine Leerzeile trennen. „Ausgaben“ schreiben; die Prüfung weist anderes zurück."
      />
      <div class="blocks">
        {blocks.map(({ key, block }, index) => (
          <BlockFields
            key={key}
            at={`/blocks/${index}`}
            block={block}
            number={index + 1}
            suggested={{ id: `frage-${unit.id}-tabelle-${key + 1}`, asOf }}
            onRemove={() => remove(key)}
          />
        ))}
      </div>
      <div>
        <Button onClick={add}>Tabelle hinzufügen</Button>
      </div>
    </Form>
  );
}

function Live({ document, unit }: { document: AnswerDocument | undefined; unit: Unit }) {
  const tables = document?.units.find(({ id }) => id === unit.id)?.tables ?? [];
  return (
    <Section title="Zahlen">
      {tables.length === 0 ? (
        <P muted>Mit dieser Frage ist noch keine Tabelle verknüpft. Nach dem Speichern stehen hier ihre Zahlen.</P>
      ) : (
        tables.map((table) => <FigureTableView table={table} key={table.id} />)
      )}
    </Section>
  );
}

/** The units before and after, for working through the questions in order. */
function Neighbours({ inquiry, unit, units }: { inquiry: Inquiry; unit: Unit; units: readonly Unit[] }) {
  const { alliance } = useDesk();
  const at = units.findIndex(({ id }) => id === unit.id);
  const to = (other: Unit | undefined, words: string) =>
    other && (
      <LinkButton kind="tertiary" href={inquiryHref(alliance, inquiry.id, 'fragen', other.id)}>
        {words} {unitInWords(other.id)}
      </LinkButton>
    );
  return (
    <>
      {to(units[at - 1], '← Frage')}
      {to(units[at + 1], '→ Frage')}
      <LinkButton href={inquiryHref(alliance, inquiry.id)}>Zur Anfrage</LinkButton>
    </>
  );
}

export default function AnswerPartRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, inquiryId = '', , unitId = ''] = path;
  const [saved, setSaved] = useState(0);
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const [known, events] = await Promise.all([knownOf(desk, inquiryId), eventsOf(desk.alliance)]);
    return { ...known, events };
  });
  const title = `Frage ${unitInWords(unitId)}`;
  if (problem || !data) return <Room title={title}>{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { inquiry, document, parts, events } = data;
  const units = unitsOf(inquiry.questions);
  const unit = units.find(({ id }) => id === unitId);
  if (!unit) return <Room title="Diese Frage gibt es nicht" />;
  const part = parts.find((one) => one.unitId === unitId);
  return (
    <Room
      title={title}
      lead={`Drs. ${inquiry.questionPaper}, ${inquiry.title}`}
      actions={<Neighbours inquiry={inquiry} unit={unit} units={units} />}
    >
      <blockquote class="asked">
        {unit.leadIn !== null && <P>{unit.leadIn}</P>}
        <P>{unit.question}</P>
      </blockquote>
      {saved > 0 && saved === part?.version && (
        <Alert tone="success" title="Gespeichert" focused={saved} live={false}>
          <P>Die Zahlen daneben sind neu berechnet.</P>
        </Alert>
      )}
      <div class="columns part-columns">
        <div>
          {inquiry.packHash === null ? (
            <PartForm
              inquiry={inquiry}
              unit={unit}
              part={part}
              events={events}
              onSaved={(version) => {
                setSaved(version);
                reload();
              }}
              reload={reload}
              key={part?.version}
            />
          ) : (
            <Alert tone="info" title="Die Zahlen sind festgehalten" live={false}>
              <P>Diese Antwort lässt sich nicht mehr ändern, solange sie nicht zurückgegeben oder berichtigt wird.</P>
            </Alert>
          )}
        </div>
        <Live document={document} unit={unit} />
      </div>
    </Room>
  );
}
