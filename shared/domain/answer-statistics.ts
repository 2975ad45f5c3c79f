import * as z from 'zod';
import type { Question } from './registration.ts';
import { questionKindNames } from './registration.ts';
import type { Shown, SmallNumberRule } from './small-numbers.ts';
import { splitAllowed, suppress } from './small-numbers.ts';

const shown = z.union([z.int(), z.enum(['BELOW', 'WITHHELD'])]);

/** How one question of an event was answered. */
const CountedQuestion = z.strictObject({
  questionId: z.string(),
  label: z.string(),
  kind: z.enum(Object.keys(questionKindNames) as [keyof typeof questionKindNames, ...(keyof typeof questionKindNames)[]]),
  answered: z.int(),
  /** Null with the reason beside it. */
  choices: z
    .array(
      z.strictObject({
        choice: z.string(),
        count: z.int(),
        /** The same for handing on: small numbers hidden, and others so that the sum does not betray them. */
        published: shown,
      }),
    )
    .nullable(),
  publishedTotal: shown.nullable(),
  whyNot: z.string().nullable(),
});
export const AnswerStatistics = z.strictObject({
  eventId: z.string(),
  title: z.string(),
  /** People who are registered or came, and who can still be read. */
  people: z.int(),
  smallestShown: z.int(),
  questions: z.array(CountedQuestion),
});

const OTHER = 'Andere, nicht mehr gefragte Antworten';

/** @param given the answers to this question, one per person */
export function countAnswers(question: Question, given: readonly string[], rule: SmallNumberRule): z.output<typeof CountedQuestion> {
  const { id: questionId, label, kind } = question;
  const head = { questionId, label, kind, answered: given.length };
  const withheld = (whyNot: string) => ({ ...head, choices: null, publishedTotal: null, whyNot });
  if (kind === 'TEXT') return withheld('Freie Antworten werden nicht gezählt.');
  if (!splitAllowed(given.length, rule)) return withheld(`Gezählt wird erst, wenn mehr als ${rule.splitAbove} Personen geantwortet haben.`);
  const asked = kind === 'YES_NO' ? ['Ja', 'Nein'] : question.choices;
  // The question may have been changed since, even from a free one: what is no choice any more is not shown word by word.
  const others = given.filter((answer) => !asked.includes(answer)).length;
  const choices = others === 0 ? asked : [...asked, OTHER];
  const counts = choices.map((choice) => (choice === OTHER ? others : given.filter((answer) => answer === choice).length));
  const { cells, rowTotals } = suppress([counts], rule);
  return {
    ...head,
    choices: choices.map((choice, index) => ({ choice, count: counts[index] ?? 0, published: cells[0]?.[index] as Shown })),
    publishedTotal: rowTotals[0] ?? null,
    whyNot: null,
  };
}
