import { useState } from 'preact/hooks';
import { questionKindNames } from '../../../../shared/domain/registration.ts';
import type { Body } from '../contract.ts';
import { Choices, type Entries, Field, Row, Select, TextArea } from '../form.tsx';
import { Button, optionsOf } from '../ui.tsx';

type Question = Body<'stateRegistrationOffer'>['questions'][number];

const MOST_QUESTIONS = 10;
const newId = (): string => `frage-${crypto.randomUUID().slice(0, 8)}`;

/** Which questions the form shows, in their order. */
export const usedQuestions = (questions: readonly Question[]): string[] => questions.map(({ id }) => id);

/** @param ids of the questions in the order in which the form shows them */
export const readQuestions = (entries: Entries, ids: readonly string[]): Question[] =>
  ids.map((id, index) => {
    const at = `/questions/${index}`;
    const kind = entries.text(`${at}/kind`) as Question['kind'];
    const choices = kind === 'CHOICE' ? entries.text(`${at}/choices`).split('\n') : [];
    return {
      id,
      label: entries.text(`${at}/label`),
      kind,
      choices: choices.map((choice) => choice.trim()).filter((choice) => choice !== ''),
      required: entries.has(`${at}/must/required`),
    };
  });

function OneQuestion({ question, at, number, onRemove }: { question?: Question; at: string; number: number; onRemove: () => void }) {
  const [kind, setKind] = useState<string>(question?.kind ?? 'TEXT');
  return (
    <fieldset class="card-fields">
      <legend class="kern-label">Frage {number}</legend>
      <Row>
        <Field name={`${at}/label`} label="Wortlaut" required value={question?.label} />
        <Select
          name={`${at}/kind`}
          label="Art der Antwort"
          required
          value={kind}
          options={optionsOf(questionKindNames)}
          onChange={setKind}
        />
      </Row>
      {kind === 'CHOICE' && (
        <TextArea
          name={`${at}/choices`}
          label="Antworten zur Wahl"
          required
          rows={3}
          value={question?.choices.join('\n')}
          hint="Je Zeile eine, mindestens zwei"
        />
      )}
      <div class="question-foot">
        <Choices
          legend="Pflicht"
          name={`${at}/must`}
          type="checkbox"
          values={question?.required ? ['required'] : []}
          options={[['required', 'Muss beantwortet werden']]}
        />
        <Button kind="tertiary" onClick={onRemove}>
          Frage {number} entfernen
        </Button>
      </div>
    </fieldset>
  );
}

/** The event's own questions. Their order is the order on the page; an answer stays with its question when others go. */
export function QuestionFields({
  known,
  ids,
  onIds,
}: {
  known: readonly Question[];
  ids: readonly string[];
  onIds: (ids: readonly string[]) => void;
}) {
  return (
    <>
      {ids.map((id, index) => {
        const question = known.find((one) => one.id === id);
        return (
          <OneQuestion
            key={id}
            {...(question ? { question } : {})}
            at={`/questions/${index}`}
            number={index + 1}
            onRemove={() => onIds(ids.filter((other) => other !== id))}
          />
        );
      })}
      {ids.length < MOST_QUESTIONS && (
        <div>
          <Button onClick={() => onIds([...ids, newId()])}>Eigene Frage hinzufügen</Button>
        </div>
      )}
    </>
  );
}
