import type { AnswerDocument } from '../../../../shared/domain/answer-document.ts';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { dispositionNames, inquiryKindNames, type Unit, unitsOf } from '../../../../shared/domain/inquiry.ts';
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

const Extensions = ({ inquiry: { extensions } }: { inquiry: Inquiry }) => (
  <ul class="bare">
    {extensions.map(({ sentOn, expectedOn, reasons }) => (
      <li key={sentOn}>
        mitgeteilt am {formatDay(sentOn)}, voraussichtlich {formatDay(expectedOn)}: {reasons}
      </li>
    ))}
  </ul>
);

function Head({ inquiry }: { inquiry: Inquiry }) {
  const { alliance } = useDesk();
  return (
    <Facts
      items={[
        ['Art', `${inquiryKindNames[inquiry.kind]}, ${inquiry.term}. Wahlperiode`],
        ['Fragestellende', askersInWords(inquiry)],
        ['Federführung', inquiry.leadUnit],
        ['Gezeichnet', signedBy(inquiry)],
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

const Dates = ({ inquiry }: { inquiry: Inquiry }) => (
  <Facts
    items={[
      ['Eingegangen', onDay(inquiry.receivedOn)],
      ['Übersandt', onDay(inquiry.forwardedOn)],
      ['Beantwortet', onDay(inquiry.answeredOn)],
      ['Ausgegeben', onDay(inquiry.issuedOn)],
      ['Spätere Antwort', inquiry.extensions.length > 0 && <Extensions inquiry={inquiry} />],
      ['Zahlen festgehalten', inquiry.frozenAt && formatInstant(inquiry.frozenAt)],
    ]}
  />
);

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

const FEW = 3;
/** A long answer is a long page: straight to one question. */
const Jumps = ({ units }: { units: readonly Unit[] }) =>
  units.length > FEW && (
    <div class="jumps">
      <span>Zu Frage</span>
      {units.map(({ id }) => (
        <button
          type="button"
          class="plain"
          key={id}
          onClick={() => {
            const unit = document.getElementById(`frage-${id}`);
            unit?.scrollIntoView();
            unit?.focus();
          }}
        >
          {unitInWords(id)}
        </button>
      ))}
    </div>
  );

/** Every question beside its answer, with the figures of now or of the day they were held. */
function Questions({ inquiry, document }: { inquiry: Inquiry; document: AnswerDocument | undefined }) {
  const desk = useDesk();
  const units = unitsOf(inquiry.questions);
  const open = may(desk, 'draftAnswerPart') && inquiry.packHash === null && inquiry.status !== 'ISSUED';
  return (
    <Section title={document ? 'Fragen und Antworten' : 'Fragen'} actions={<Jumps units={units} />}>
      {units.map(({ id, leadIn, question }) => {
        const answer = document?.units.find((unit) => unit.id === id);
        return (
          <div class={document ? 'unit' : 'unit unit-alone'} id={`frage-${id}`} tabIndex={-1} key={id}>
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
      <div class="columns head-columns">
        <Section title="Angaben">
          <Head inquiry={inquiry} />
        </Section>
        <Section title="Daten">
          <Dates inquiry={inquiry} />
        </Section>
      </div>
      <Documents inquiry={inquiry} />
      <Preamble title="Vorbemerkung der Fragestellenden" paragraphs={inquiry.askersPreamble} />
      <Preamble title="Vorbemerkung der Landesregierung" paragraphs={inquiry.governmentPreamble} />
      <Questions inquiry={inquiry} document={document} />
    </InquiryRoom>
  );
}
