import { formatInstant } from '../../../../shared/domain/calendar.ts';
import type { StepName } from '../../../../shared/domain/inquiry.ts';
import { inquiryStatuses, inquiryStatusNames } from '../../../../shared/domain/inquiry.ts';
import type { Inquiry, RouteId } from '../contract.ts';
import { type Desk, may, useDesk } from '../desk.ts';
import { Alert, LinkButton, P } from '../ui.tsx';
import { inquiryHref } from './inquiry-frame.tsx';
import { handInWords } from './inquiry-words.tsx';

type Status = Inquiry['status'];
type Step = { readonly path: string; readonly row: RouteId; readonly label: string; readonly from: readonly Status[] };

/** What leads on, in order; each stands in the address under its path. */
const onward: readonly Step[] = [
  { path: 'zuweisen', row: 'assignInquiry', label: 'Federführung zuweisen', from: ['RECEIVED'] },
  { path: 'abfragen', row: 'startCollecting', label: 'Abfrage der Ämter beginnen', from: ['ASSIGNED'] },
  { path: 'entwerfen', row: 'startDrafting', label: 'Mit dem Entwurf beginnen', from: ['ASSIGNED', 'COLLECTING'] },
  { path: 'festhalten', row: 'freezeFigures', label: 'Zahlen festhalten', from: ['DRAFT'] },
  { path: 'mitzeichnen', row: 'coSignAnswer', label: 'Prüfen und mitzeichnen', from: ['FIGURES_FROZEN'] },
  { path: 'billigen', row: 'approveAnswer', label: 'Antwort billigen', from: ['CO_SIGNED'] },
  { path: 'versenden', row: 'sendAnswer', label: 'Versand festhalten', from: ['APPROVED'] },
  { path: 'ausgeben', row: 'issueAnswer', label: 'Ausgabe festhalten', from: ['SENT'] },
];
const beside: readonly Step[] = [
  { path: 'zurueckgeben', row: 'reopenDraft', label: 'Zurück in den Entwurf', from: ['FIGURES_FROZEN', 'CO_SIGNED'] },
  { path: 'rahmen', row: 'editInquiry', label: 'Rahmen bearbeiten', from: ['RECEIVED', 'ASSIGNED', 'COLLECTING', 'DRAFT'] },
  { path: 'mitteilen', row: 'extendInquiry', label: 'Spätere Antwort mitteilen', from: inquiryStatuses.filter((one) => one !== 'ISSUED') },
  { path: 'berichtigen', row: 'correctAnswer', label: 'Berichtigen', from: ['ISSUED'] },
];
export const steps: readonly Step[] = [...onward, ...beside];

const nowOpen = (desk: Desk, { status, correctedBy }: Inquiry, all: readonly Step[]): Step[] =>
  all.filter(({ row, from, path }) => from.includes(status) && may(desk, row) && !(path === 'berichtigen' && correctedBy !== null));

/** The one step for the signed-in person, and whatever else is possible beside it. */
export function StepActions({ inquiry }: { inquiry: Inquiry }) {
  const desk = useDesk();
  const [next] = nowOpen(desk, inquiry, onward).toReversed();
  const others = [...nowOpen(desk, inquiry, onward).filter((one) => one !== next), ...nowOpen(desk, inquiry, beside)];
  return (
    <>
      {next && (
        <LinkButton kind="primary" href={inquiryHref(desk.alliance, inquiry.id, next.path)}>
          {next.label}
        </LinkButton>
      )}
      {others.map(({ path, label }) => (
        <LinkButton href={inquiryHref(desk.alliance, inquiry.id, path)} key={path}>
          {label}
        </LinkButton>
      ))}
    </>
  );
}

const whoIsNext: Readonly<Record<Status, string | null>> = {
  RECEIVED: 'Als Nächstes weist die Geschäftsstelle die Federführung zu.',
  ASSIGNED: 'Als Nächstes fragt die Geschäftsstelle die Ämter ab oder beginnt mit dem Entwurf.',
  COLLECTING: 'Die Ämter tragen bei oder melden Fehlanzeige. Danach beginnt der Entwurf.',
  DRAFT: 'Die Geschäftsstelle schreibt. Ist in der Prüfung nichts mehr offen, hält sie die Zahlen fest.',
  FIGURES_FROZEN: 'Als Nächstes prüft eine andere Person die festgehaltenen Zahlen und zeichnet mit.',
  CO_SIGNED: 'Als Nächstes billigt die Antwort, wer weder am Entwurf geschrieben noch die Zahlen festgehalten hat.',
  APPROVED: 'Als Nächstes geht die Antwort an den Landtag.',
  SENT: 'Als Nächstes wird festgehalten, wann und unter welcher Nummer die Antwort ausgegeben wurde.',
  ISSUED: null,
};

/** Why the next step may not be the reader's, told before it is tried. */
function ownHands({ status, steps: taken, drafters }: Inquiry, { subject }: Desk): string | undefined {
  const froze = taken.frozen?.subject === subject;
  if (status === 'FIGURES_FROZEN' && froze)
    return 'Sie haben die Zahlen festgehalten. Nach dem Vier-Augen-Prinzip prüft sie eine andere Person.';
  if (status === 'CO_SIGNED' && (froze || drafters.includes(subject)))
    return 'Sie haben an der Antwort mitgewirkt. Nach dem Vier-Augen-Prinzip billigt sie eine andere Person.';
  return undefined;
}

export function NextStep({ inquiry }: { inquiry: Inquiry }) {
  const desk = useDesk();
  const own = ownHands(inquiry, desk);
  const asked = desk.office !== null && inquiry.packHash === null;
  const next = asked ? 'Unter „Beiträge der Ämter“ steht, wozu Ihr Amt gefragt ist.' : whoIsNext[inquiry.status];
  if (next === null || !may(desk, 'listContributions')) return null;
  return (
    <Alert tone="info" title={own === undefined ? 'Wie es weitergeht' : 'Vier-Augen-Prinzip'} live={false}>
      <P>{own ?? next}</P>
    </Alert>
  );
}

const stepOf: Readonly<Record<Status, StepName | null>> = {
  RECEIVED: null,
  ASSIGNED: 'assigned',
  COLLECTING: 'collecting',
  DRAFT: 'drafting',
  FIGURES_FROZEN: 'frozen',
  CO_SIGNED: 'coSigned',
  APPROVED: 'approved',
  SENT: 'sent',
  ISSUED: 'issued',
};

/** From receipt to issue: what is done, by whom and when, and where the inquiry stands; of the house's concern only. */
export function StepLine({ inquiry }: { inquiry: Inquiry }) {
  const desk = useDesk();
  if (!may(desk, 'listContributions')) return null;
  const at = inquiryStatuses.indexOf(inquiry.status);
  return (
    <ol class="step-line" aria-label="Stand der Bearbeitung">
      {inquiryStatuses.map((status, index) => {
        const name = stepOf[status];
        const sign = name && inquiry.steps[name];
        const state = index < at ? 'done' : index === at ? 'here' : 'ahead';
        return (
          <li class={`step-${state}`} key={status} {...(index === at ? { 'aria-current': 'step' } : {})}>
            <span class="step-name">{inquiryStatusNames[status]}</span>
            {sign && index <= at && (
              <span class="step-by">
                {handInWords(sign.subject, desk.subject)}, {formatInstant(sign.at)}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
