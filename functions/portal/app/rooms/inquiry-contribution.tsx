import { useState } from 'preact/hooks';
import { contributionStatusNames } from '../../../../shared/domain/answer-part.ts';
import { formatInstant } from '../../../../shared/domain/calendar.ts';
import { unitsOf } from '../../../../shared/domain/inquiry.ts';
import { officeNames } from '../../../../shared/domain/regions.ts';
import { call } from '../api.ts';
import type { Contribution, Inquiry } from '../contract.ts';
import { may, useDesk } from '../desk.ts';
import { Choices, type Entries, Form, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Facts, LinkButton, P, Room, Section } from '../ui.tsx';
import { inquiryHref } from './inquiry-frame.tsx';
import { unitInWords } from './inquiry-words.tsx';

type Props = { readonly inquiry: Inquiry; readonly given: Contribution; readonly reload: () => void };
const answered = ({ status }: Contribution): boolean => status === 'CONTRIBUTED' || status === 'NIL_RETURN';

function useGiven({ inquiry, given }: Props) {
  const { alliance } = useDesk();
  const board = inquiryHref(alliance, inquiry.id, 'beitraege');
  const params = { inquiryId: inquiry.id, unitId: given.unitId, office: given.office };
  return { alliance, board, named: { params, version: given.version } };
}

function Give(props: Props) {
  const { given, reload } = props;
  const { alliance, board, named } = useGiven(props);
  const [status, setStatus] = useState<'CONTRIBUTED' | 'NIL_RETURN'>(given.status === 'NIL_RETURN' ? 'NIL_RETURN' : 'CONTRIBUTED');
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('contribute', alliance, { ...named, key, body: { status, text: entries.textOrNull('/text') } });
    go(board);
  };
  return (
    <Form submitLabel="Abgeben" cancelHref={board} onSubmit={submit} onReload={reload}>
      <Choices
        legend="Was melden Sie?"
        name="/status"
        type="radio"
        value={status}
        options={[
          ['CONTRIBUTED', 'Beitrag'],
          ['NIL_RETURN', 'Fehlanzeige: Es gibt nichts zu berichten'],
        ]}
        onChange={(value) => setStatus(value as typeof status)}
      />
      <TextArea
        name="/text"
        label={status === 'NIL_RETURN' ? 'Anmerkung' : 'Beitrag'}
        required={status === 'CONTRIBUTED'}
        rows={6}
        value={given.text}
      />
    </Form>
  );
}

function Confirm(props: Props) {
  const { alliance, board, named } = useGiven(props);
  const submit = async (_: Entries, { key }: Sending) => {
    await call('confirmContribution', alliance, { ...named, key, body: {} });
    go(board);
  };
  return (
    <Section title="Bestätigen">
      <Form submitLabel="Bestätigen" onSubmit={submit} onReload={props.reload}>
        <P>Sie bestätigen diesen Beitrag für Ihr Amt.</P>
      </Form>
    </Section>
  );
}

const Stated = ({ given }: { given: Contribution }) => (
  <Facts
    items={[
      ['Stand', contributionStatusNames[given.status]],
      ['Gefragt', formatInstant(given.askedAt)],
      ['Erinnert', given.remindedAt && formatInstant(given.remindedAt)],
      ['Beitrag', given.text],
      ['Abgegeben', given.answeredAt && `${formatInstant(given.answeredAt)}, ${given.answeredBy}`],
    ]}
  />
);

function Task(props: Props) {
  const desk = useDesk();
  const { inquiry, given } = props;
  const open = inquiry.packHash === null && inquiry.status !== 'ISSUED';
  if (given.office !== desk.office) return <P>Beitragen kann nur das gefragte Amt selbst.</P>;
  return (
    <>
      <Stated given={given} />
      {!open && <P>Die Zahlen sind festgehalten. Der Beitrag lässt sich nicht mehr ändern.</P>}
      {open && answered(given) && may(desk, 'confirmContribution') && <Confirm {...props} />}
      {open && given.status !== 'CONFIRMED' && may(desk, 'contribute') && (
        <Section title={answered(given) ? 'Ändern' : 'Antworten'}>
          <Give {...props} />
        </Section>
      )}
    </>
  );
}

/** One office's answer to one question. */
export function GiveContribution({
  inquiry,
  unitId,
  given,
  reload,
}: {
  inquiry: Inquiry;
  unitId: string;
  given: Contribution | undefined;
  reload: () => void;
}) {
  const { alliance } = useDesk();
  const unit = unitsOf(inquiry.questions).find(({ id }) => id === unitId);
  return (
    <Room
      title={`Beitrag zu Frage ${unitInWords(unitId)}`}
      {...(unit ? { lead: unit.question } : {})}
      actions={<LinkButton href={inquiryHref(alliance, inquiry.id, 'beitraege')}>Zurück</LinkButton>}
    >
      {given ? (
        <>
          <P muted>{officeNames[given.office]}</P>
          <Task inquiry={inquiry} given={given} reload={reload} />
        </>
      ) : (
        <P>Um diesen Beitrag wurde nicht gebeten.</P>
      )}
    </Room>
  );
}
