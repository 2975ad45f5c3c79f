import { shownInWords } from '../../../../shared/domain/small-numbers.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { P, Section, Table } from '../ui.tsx';
import { count, thousands } from '../words.ts';

type Question = Success<'getAnswerStatistics'>['questions'][number];
type Choice = NonNullable<Question['choices']>[number];

function Answered({ question, smallestShown }: { question: Question; smallestShown: number }) {
  const { label, answered, choices, whyNot, publishedTotal } = question;
  return (
    <div class="figure">
      <h3 class="figure-title">{label}</h3>
      <P muted>
        {count(answered, 'Antwort', 'Antworten')}.{' '}
        {whyNot ?? `Zur Weitergabe: zusammen ${shownInWords(publishedTotal ?? answered, { smallestShown })}.`}
      </P>
      {choices && (
        <Table<Choice>
          caption={`Antworten auf „${label}“`}
          rows={choices}
          keyOf={({ choice }) => choice}
          columns={[
            { title: 'Antwort', heads: true, cell: ({ choice }) => choice },
            { title: 'Gezählt (intern)', numeric: true, cell: ({ count: heads }) => thousands(heads) },
            { title: 'Zur Weitergabe', numeric: true, cell: ({ published }) => shownInWords(published, { smallestShown }) },
          ]}
        />
      )}
    </div>
  );
}

/** For the team of an event only; an event without questions of its own has nothing to show here. */
export function Answers({ eventId }: { eventId: string }) {
  const desk = useDesk();
  const mayRead = may(desk, 'getAnswerStatistics');
  const { data } = useLoaded(`${eventId} ${mayRead}`, async () =>
    mayRead ? await call('getAnswerStatistics', desk.alliance, { params: { eventId } }).catch(() => undefined) : undefined,
  );
  if (!data || data.questions.length === 0) return null;
  return (
    <Section title="Antworten auf die Fragen der Veranstaltung">
      {data.questions.map((question) => (
        <Answered key={question.questionId} question={question} smallestShown={data.smallestShown} />
      ))}
    </Section>
  );
}
