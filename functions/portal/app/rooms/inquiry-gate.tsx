import { useState } from 'preact/hooks';
import { formatInstant } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Inquiry, Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Form, fault, type Sending, TextArea } from '../form.tsx';
import { Alert, Badge, Link, LinkButton, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { InquiryRoom, inquiryHref } from './inquiry-frame.tsx';
import { handInWords } from './inquiry-words.tsx';

type Finding = Success<'getFindings'>['items'][number];
const nameOf = ({ rule, place }: Finding): string => `/findings/${rule}/${place}`;
const isOpen = ({ accepted }: Finding): boolean => accepted === null;

/** Where the remedy is at hand: the question the finding is about. */
function Place({ inquiry, finding }: { inquiry: Inquiry; finding: Finding }) {
  const desk = useDesk();
  const unitId = /^\d{1,3}[a-z]?(?=\/|$)/.exec(finding.place)?.[0];
  if (finding.rule === 'CONTRIBUTION_MISSING')
    return <Link href={inquiryHref(desk.alliance, inquiry.id, 'beitraege')}>{finding.placeInWords}</Link>;
  if (unitId === undefined || !may(desk, 'draftAnswerPart')) return <strong>{finding.placeInWords}</strong>;
  const room = inquiry.packHash === null ? ['fragen', unitId] : [];
  return <Link href={inquiryHref(desk.alliance, inquiry.id, ...room)}>{finding.placeInWords}</Link>;
}

function FindingEntry({ inquiry, finding, choosable }: { inquiry: Inquiry; finding: Finding; choosable: boolean }) {
  const id = `befund-${finding.rule}-${finding.place}`.replace(/[^\w-]/g, '-');
  const { subject } = useDesk();
  const { accepted, amountCents } = finding;
  return (
    <li class="finding">
      {choosable && (
        <span class="kern-form-check">
          <input id={id} class="kern-form-check__checkbox" type="checkbox" name={nameOf(finding)} data-label="Befund" />
          <label class="kern-label" for={id}>
            Annehmen<span class="kern-sr-only">: {finding.placeInWords}</span>
          </label>
        </span>
      )}
      <div>
        <p class="kern-body">
          <Place inquiry={inquiry} finding={finding} />
          {amountCents !== null && (
            <>
              {' '}
              · {finding.rule === 'VALUE_DATE_UNDETERMINED' ? 'Betrag' : 'Differenz'} <strong>{euro(amountCents)}</strong>
            </>
          )}
        </p>
        <P>{finding.message}</P>
        {accepted && (
          <P muted>
            Angenommen: „{accepted.reason}“ ({handInWords(accepted.subject, subject)}, {formatInstant(accepted.at)})
          </P>
        )}
      </div>
    </li>
  );
}

function Rules({ inquiry, findings, choosable }: { inquiry: Inquiry; findings: readonly Finding[]; choosable: boolean }) {
  return [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, members]) => {
    const [first] = members;
    const open = members.filter(isOpen).length;
    return (
      <Section
        key={rule}
        title={first?.title ?? rule}
        actions={
          <Badge tone={open === 0 ? 'success' : first?.blocks ? 'danger' : 'warning'}>
            {open === 0 ? 'angenommen' : first?.blocks ? `${open} zu beheben` : `${open} offen`}
          </Badge>
        }
      >
        <P muted>{first?.remedy}</P>
        <ul class="bare finding-list">
          {members.map((finding) => (
            <FindingEntry
              inquiry={inquiry}
              finding={finding}
              choosable={choosable && !finding.blocks && isOpen(finding)}
              key={finding.place}
            />
          ))}
        </ul>
      </Section>
    );
  });
}

function Accept({ inquiry, findings, reload }: { inquiry: Inquiry; findings: readonly Finding[]; reload: () => void }) {
  const { alliance } = useDesk();
  const [all, setAll] = useState(false);
  const acceptable = findings.filter((finding) => !finding.blocks && isOpen(finding));
  const submit = async (entries: Entries, { key }: Sending) => {
    const chosen = acceptable.filter((finding) => entries.has(nameOf(finding)));
    const [first] = acceptable;
    if (chosen.length === 0 && first) throw fault(nameOf(first), 'Bitte wählen Sie mindestens einen Befund.');
    await call('acceptFindings', alliance, {
      params: { inquiryId: inquiry.id },
      version: inquiry.version,
      key,
      body: {
        reason: entries.text('/reason'),
        findings: chosen.map(({ rule, place, amountCents }) => ({ rule, place, amountCents })),
      },
    });
    reload();
  };
  const choose = (form: HTMLFormElement | null) => {
    for (const box of form?.querySelectorAll<HTMLInputElement>('input[name^="/findings/"]') ?? []) box.checked = !all;
    setAll(!all);
  };
  return (
    <Form submitLabel="Ausgewählte annehmen" onSubmit={submit} onReload={reload}>
      <div>
        <button type="button" class="plain" onClick={(event) => choose(event.currentTarget.form)}>
          {all ? 'Auswahl aufheben' : `Alle ${acceptable.length} annehmbaren auswählen`}
        </button>
      </div>
      <div>
        <Rules inquiry={inquiry} findings={findings} choosable />
      </div>
      <TextArea
        name="/reason"
        label="Begründung für die ausgewählten Befunde"
        required
        rows={2}
        hint="Steht mit Ihrem Namen im Journal. Eine Differenz wird auf den Cent genau angenommen."
      />
    </Form>
  );
}

function Verdict({ inquiry, open }: { inquiry: Inquiry; open: number }) {
  const desk = useDesk();
  if (inquiry.packHash !== null)
    return (
      <Alert tone="info" title="Die Zahlen sind festgehalten" live={false}>
        <P>Hier steht, was die Prüfung heute fände. An der Antwort ändert das nichts.</P>
      </Alert>
    );
  if (open > 0)
    return (
      <Alert tone="warning" title={`${count(open, 'Befund ist', 'Befunde sind')} offen`} live={false}>
        <P>Festhalten lässt sich die Antwort erst, wenn jeder Befund behoben oder mit Begründung angenommen ist.</P>
      </Alert>
    );
  return (
    <Alert tone="success" title="Nichts ist offen" live={false}>
      <P>Die Zahlen lassen sich festhalten.</P>
      {inquiry.status === 'DRAFT' && may(desk, 'freezeFigures') && (
        <div>
          <LinkButton kind="primary" href={inquiryHref(desk.alliance, inquiry.id, 'festhalten')}>
            Zahlen festhalten
          </LinkButton>
        </div>
      )}
    </Alert>
  );
}

export default function GateRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, inquiryId = ''] = path;
  const { data, problem, reload } = useLoaded(inquiryId, async () => {
    const params = { inquiryId };
    const [inquiry, { open, items }] = await Promise.all([
      call('getInquiry', desk.alliance, { params }),
      call('getFindings', desk.alliance, { params }),
    ]);
    return { inquiry, open, items };
  });
  if (problem || !data) return <Room title="Prüfung">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { inquiry, open, items } = data;
  const choosable = inquiry.packHash === null && may(desk, 'acceptFindings') && items.some((finding) => !finding.blocks && isOpen(finding));
  return (
    <InquiryRoom inquiry={inquiry} tab="pruefung" title="Prüfung vor dem Festhalten">
      <Verdict inquiry={inquiry} open={open} />
      {choosable ? (
        <Accept inquiry={inquiry} findings={items} reload={reload} key={inquiry.version} />
      ) : (
        <Rules inquiry={inquiry} findings={items} choosable={false} />
      )}
    </InquiryRoom>
  );
}
