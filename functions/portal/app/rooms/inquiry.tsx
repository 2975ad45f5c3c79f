import type { AnswerDocument } from '../../../../shared/domain/answer-document.ts';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { dispositionNames, inquiryKindNames, unitsOf } from '../../../../shared/domain/inquiry.ts';
import type { RoomProps } from '../app.tsx';
import type { Inquiry } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Alert, Facts, Link, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { Errata } from './inquiry-changes.tsx';
import { Documents } from './inquiry-documents.tsx';
import { InquiryRoom, inquiryHref, knownOf } from './inquiry-frame.tsx';
import { NextStep, StepActions, StepLine } from './inquiry-next.tsx';
import { FigureTableView } from './inquiry-tables.tsx';
import { unitInWords } from './inquiry-words.tsx';

type AnswerUnit = AnswerDocument['units'][number];

function askersInWords({ askers }: Inquiry): string {
  const byFaction = Map.groupBy(askers, ({ faction }) => faction);
  return [...byFaction].map(([faction, people]) => `${people.map(({ name }) => name).join(', ')} (${faction})`).join('; ');
}

const signedBy = ({ signedBy: signer }: Inquiry): string | null =>
  signer && `${signer.asDeputy ? 'In Vertretung ' : ''}${signer.name}, ${signer.office}`;

const onDay = (day: string | null): string | null => day && formatDay(day);

function Head({ inquiry }: { inquiry: Inquiry }) {
  const { alliance } = useDesk();
  return (
    <Facts
      items={[
        ['Art', `${inquiryKindNames[inquiry.kind]}, ${inquiry.term}. Wahlperiode`],
        ['Fragestellende', askersInWords(inquiry)],
        ['Eingegangen', onDay(inquiry.receivedOn)],
        ['Übersandt', onDay(inquiry.forwardedOn)],
        ['Beantwortet', onDay(inquiry.answeredOn)],
        ['Ausgegeben', onDay(inquiry.issuedOn)],
        ['Federführung', inquiry.leadUnit],
        ['Gezeichnet', signedBy(inquiry)],
        [
          'Spätere Antwort',
          inquiry.extensions.length > 0 && (
            <ul class="bare">
              {inquiry.extensions.map(({ sentOn, expectedOn, reasons }) => (
                <li key={sentOn}>
                  mitgeteilt am {formatDay(sentOn)}, voraussichtlich {formatDay(expectedOn)}: {reasons}
                </li>
              ))}
            </ul>
          ),
        ],
        ['Zahlen festgehalten', inquiry.frozenAt && formatInstant(inquiry.frozenAt)],
        [
          'Berichtigt',
          inquiry.corrects && (
            <>
              <Link href={inquiryHref(alliance, inquiry.corrects.inquiryId)}>die frühere Antwort</Link>: {inquiry.corrects.reason}
            </>
          ),
        ],
      ]}
    />
  );
}

/** What stands above everything else: this answer was replaced, or replaces another. */
function Correction({ inquiry, document }: { inquiry: Inquiry; document: AnswerDocument | undefined }) {
  const { alliance } = useDesk();
  return (
    <>
      {inquiry.correctedBy !== null && (
        <Alert tone="warning" title="Zu dieser Antwort gibt es eine Berichtigung" live={false}>
          <P>
            Diese Antwort bleibt, wie sie ausgegeben wurde. <Link href={inquiryHref(alliance, inquiry.correctedBy)}>Zur Berichtigung</Link>
          </P>
        </Alert>
      )}
      {document?.corrects && (
        <Section title="Berichtigung">
          {document.errata.length === 0 ? (
            <P>Noch ändert sich keine Zahl gegenüber der ausgegebenen Antwort.</P>
          ) : (
            <Errata items={document.errata} caption="Berichtigte Angaben" before="Bisher" after="Berichtigt" />
          )}
        </Section>
      )}
    </>
  );
}

function Answer({ unit }: { unit: AnswerUnit }) {
  const empty = unit.prose.length === 0 && unit.tables.length === 0 && unit.reasoning === null;
  return (
    <>
      {unit.disposition !== 'FULL' && (
        <P>
          Antwort: <strong>{dispositionNames[unit.disposition]}</strong>
          {unit.ground !== null && `, ${unit.ground}`}
          {unit.reasoning !== null && `. ${unit.reasoning}`}
        </P>
      )}
      {unit.prose.map((paragraph, index) => (
        <P key={index}>{paragraph}</P>
      ))}
      {unit.tables.map((table) => (
        <FigureTableView table={table} key={table.id} />
      ))}
      {empty && <p class="kern-body unknown">Noch keine Antwort.</p>}
    </>
  );
}

/** Every question beside its answer, with the figures of now or of the day they were held. */
function Questions({ inquiry, document }: { inquiry: Inquiry; document: AnswerDocument | undefined }) {
  const desk = useDesk();
  const open = may(desk, 'draftAnswerPart') && inquiry.packHash === null && inquiry.status !== 'ISSUED';
  return (
    <Section title={document ? 'Fragen und Antworten' : 'Fragen'}>
      {unitsOf(inquiry.questions).map(({ id, leadIn, question }) => {
        const answer = document?.units.find((unit) => unit.id === id);
        return (
          <div class={document ? 'unit' : 'unit unit-alone'} id={`frage-${id}`} key={id}>
            <div class="unit-question">
              {leadIn !== null && <P>{leadIn}</P>}
              <p class="kern-body">
                <strong>
                  {unitInWords(id)}. {question}
                </strong>
              </p>
              {open && (
                <Link href={inquiryHref(desk.alliance, inquiry.id, 'fragen', id)}>Antwort auf Frage {unitInWords(id)} bearbeiten</Link>
              )}
            </div>
            {answer && (
              <div class="unit-answer">
                <Answer unit={answer} />
              </div>
            )}
          </div>
        );
      })}
    </Section>
  );
}

const Preamble = ({ title, paragraphs }: { title: string; paragraphs: readonly string[] }) =>
  paragraphs.length > 0 && (
    <Section title={title}>
      {paragraphs.map((paragraph, index) => (
        <P key={index}>{paragraph}</P>
      ))}
    </Section>
  );

export default function InquiryDetailRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, inquiryId = ''] = path;
  const { data, problem } = useLoaded(inquiryId, () => knownOf(desk, inquiryId));
  if (problem || !data) return <Room title="Anfrage">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { inquiry, document } = data;
  return (
    <InquiryRoom inquiry={inquiry} tab="" actions={<StepActions inquiry={inquiry} />}>
      <StepLine inquiry={inquiry} />
      <NextStep inquiry={inquiry} />
      <Correction inquiry={inquiry} document={document} />
      <div class="columns">
        <Section title="Angaben">
          <Head inquiry={inquiry} />
        </Section>
        <Documents inquiry={inquiry} />
      </div>
      <Preamble title="Vorbemerkung der Fragestellenden" paragraphs={inquiry.askersPreamble} />
      <Preamble title="Vorbemerkung der Landesregierung" paragraphs={inquiry.governmentPreamble} />
      <Questions inquiry={inquiry} document={document} />
    </InquiryRoom>
  );
}
