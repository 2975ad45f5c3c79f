import { useState } from 'preact/hooks';
import type { InquiryKind } from '../../../../shared/domain/inquiry.ts';
import { inquiryKindNames } from '../../../../shared/domain/inquiry.ts';
import { call } from '../api.ts';
import type { Body } from '../contract.ts';
import { useDesk } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Button, optionsOf, P, Room } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';

/** How many rows of something stand in the form; each keeps its key when one before it goes. */
function useRows(first: number) {
  const [state, setState] = useState({ keys: Array.from({ length: first }, (_, index) => index), next: first });
  return {
    keys: state.keys,
    add: () => setState(({ keys, next }) => ({ keys: [...keys, next], next: next + 1 })),
    remove: (key: number) => setState(({ keys, next }) => ({ keys: keys.filter((one) => one !== key), next })),
  };
}

const letterOf = (index: number): string => String.fromCharCode(97 + index);
const MOST_PARTS = 20;

function QuestionFields({ at, no, onRemove }: { at: string; no: number; onRemove: (() => void) | undefined }) {
  const parts = useRows(0);
  return (
    <fieldset class="repeated">
      <legend class="kern-label">Frage {no}</legend>
      <TextArea name={`${at}/text`} label={`Wortlaut der Frage ${no}`} required rows={2} />
      {parts.keys.map((key, index) => (
        <div class="repeated-part" key={key}>
          <TextArea name={`${at}/parts/${index}/text`} label={`Teilfrage ${no} ${letterOf(index)}`} required rows={2} />
          <Button kind="tertiary" onClick={() => parts.remove(key)}>
            Teilfrage {no} {letterOf(index)} entfernen
          </Button>
        </div>
      ))}
      <div class="actions">
        {parts.keys.length < MOST_PARTS && (
          <Button kind="tertiary" onClick={parts.add}>
            Teilfrage zu {no} hinzufügen
          </Button>
        )}
        {onRemove && (
          <Button kind="tertiary" onClick={onRemove}>
            Frage {no} entfernen
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** As many as are named in order; the form shows no gaps. */
function readAll<T>(entries: Entries, nameOf: (index: number) => string, read: (index: number) => T): T[] {
  const found: T[] = [];
  for (let index = 0; entries.has(nameOf(index)); index++) found.push(read(index));
  return found;
}

const readQuestions = (entries: Entries): Body<'openInquiry'>['questions'] =>
  readAll(
    entries,
    (index) => `/questions/${index}/text`,
    (index) => ({
      no: index + 1,
      text: entries.text(`/questions/${index}/text`),
      parts: readAll(
        entries,
        (part) => `/questions/${index}/parts/${part}/text`,
        (part) => ({ letter: letterOf(part), text: entries.text(`/questions/${index}/parts/${part}/text`) }),
      ),
    }),
  );

export const paragraphsOf = (typed: string): string[] =>
  typed
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

const readInquiry = (entries: Entries): Body<'openInquiry'> => ({
  kind: entries.text('/kind') as InquiryKind,
  term: entries.numberOrNull('/term') ?? 0,
  title: entries.text('/title'),
  questionPaper: entries.text('/questionPaper'),
  receivedOn: entries.text('/receivedOn'),
  forwardedOn: entries.textOrNull('/forwardedOn'),
  questions: readQuestions(entries),
  askersPreamble: paragraphsOf(entries.text('/askersPreamble')),
  deadlineRule: null,
  askers: readAll(
    entries,
    (index) => `/askers/${index}/name`,
    (index) => ({ name: entries.text(`/askers/${index}/name`), faction: entries.text(`/askers/${index}/faction`) }),
  ),
});

function Questions() {
  const questions = useRows(1);
  return (
    <Group legend="Fragen im Wortlaut">
      {questions.keys.map((key, index) => (
        <QuestionFields
          key={key}
          at={`/questions/${index}`}
          no={index + 1}
          onRemove={questions.keys.length > 1 ? () => questions.remove(key) : undefined}
        />
      ))}
      <div>
        <Button onClick={questions.add}>Frage hinzufügen</Button>
      </div>
    </Group>
  );
}

function Askers() {
  const askers = useRows(1);
  return (
    <Group legend="Fragestellende">
      {askers.keys.map((key, index) => (
        <div class="repeated-row" key={key}>
          <Field name={`/askers/${index}/name`} label={`Name ${index + 1}`} required />
          <Field name={`/askers/${index}/faction`} label={`Fraktion ${index + 1}`} required />
          {askers.keys.length > 1 && (
            <Button kind="tertiary" onClick={() => askers.remove(key)}>
              Person {index + 1} entfernen
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button onClick={askers.add}>Person hinzufügen</Button>
      </div>
    </Group>
  );
}

export default function OpenInquiryRoom() {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const { id } = await call('openInquiry', alliance, { key, body: readInquiry(entries) });
    go(hrefOf(alliance, `anfragen/${id}`));
  };
  const today = todayInBerlin();
  return (
    <Room title="Anfrage aufnehmen" lead="Kopf und Fragen so, wie sie gedruckt sind. Der Wortlaut ist danach nicht mehr zu ändern.">
      <Form submitLabel="Anfrage aufnehmen" cancelHref={hrefOf(alliance, 'anfragen')} onSubmit={submit}>
        <Group legend="Kopf">
          <Select name="/kind" label="Art" required value="MINOR_WRITTEN" options={optionsOf(inquiryKindNames)} />
          <Field name="/title" label="Titel" required />
          <Row>
            <Field name="/questionPaper" label="Drucksache" required hint="Wahlperiode/Nummer, zum Beispiel 17/7349" />
            <Field name="/term" label="Wahlperiode" required inputMode="numeric" reads="number" hint="Zum Beispiel 19" />
          </Row>
          <Row>
            <Field name="/receivedOn" label="Eingegangen am" type="date" required max={today} hint="beim Landtag" />
            <Field name="/forwardedOn" label="Übersandt am" type="date" max={today} hint="an die Staatskanzlei; ab hier läuft die Frist" />
          </Row>
        </Group>
        <Askers />
        <Group legend="Vorbemerkung der Fragestellenden">
          <TextArea name="/askersPreamble" label="Wortlaut" rows={4} hint="Absätze durch eine Leerzeile trennen" />
        </Group>
        <Questions />
        <P muted>Die Frist folgt der Art der Anfrage: in der Regel ein Monat ab Übersendung.</P>
      </Form>
    </Room>
  );
}
