import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { contributionStatusNames } from '../../../../shared/domain/answer-part.ts';
import { formatInstant } from '../../../../shared/domain/calendar.ts';
import { unitsOf } from '../../../../shared/domain/inquiry.ts';
import { type OfficeId, officeIds, officeNames } from '../../../../shared/domain/regions.ts';
import { call, Problem } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Contribution, Inquiry } from '../contract.ts';
import { type Desk, may, useDesk, useLoaded } from '../desk.ts';
import { Alert, Badge, Link, Loading, P, Room, Section, Table, type Tone, Trouble } from '../ui.tsx';
import { shortOffice } from '../words.ts';
import { GiveContribution } from './inquiry-contribution.tsx';
import { InquiryRoom, inquiryHref } from './inquiry-frame.tsx';
import { unitInWords } from './inquiry-words.tsx';

const contributionTones = {
  ASKED: 'info',
  REMINDED: 'warning',
  CONTRIBUTED: 'success',
  NIL_RETURN: 'success',
  CONFIRMED: 'success',
} as const satisfies Record<Contribution['status'], Tone>;

type Unit = ReturnType<typeof unitsOf>[number];
const silent = ({ status }: Contribution): boolean => status === 'ASKED' || status === 'REMINDED';
const isOpen = ({ status, packHash }: Inquiry): boolean => packHash === null && status !== 'ISSUED';

type CellProps = {
  readonly inquiry: Inquiry;
  readonly unit: Unit;
  readonly office: OfficeId;
  readonly given: Contribution | undefined;
  readonly ask: (unitId: string, office: OfficeId) => void;
};

function CellAction({ inquiry, unit, office, given, ask }: CellProps) {
  const desk = useDesk();
  if (!isOpen(inquiry)) return null;
  const place = (
    <span class="kern-sr-only">
      : Frage {unitInWords(unit.id)}, {shortOffice(office)}
    </span>
  );
  if (may(desk, 'askOffice') && (given === undefined || silent(given)))
    return (
      <button type="button" class="plain" onClick={() => ask(unit.id, office)}>
        {given === undefined ? 'Anfragen' : 'Erinnern'}
        {place}
      </button>
    );
  if (given && office === desk.office && may(desk, 'contribute'))
    return (
      <Link href={inquiryHref(desk.alliance, inquiry.id, 'beitraege', unit.id, office)}>
        {silent(given) ? 'Beitragen' : 'Ansehen'}
        {place}
      </Link>
    );
  return null;
}

/** Silence is not zero: an office that was not asked shows a dash, one that was asked and is silent says so. */
const Cell = (props: CellProps) => (
  <div class="board-cell">
    {props.given ? (
      <Badge tone={contributionTones[props.given.status]}>{contributionStatusNames[props.given.status]}</Badge>
    ) : (
      <span class="unknown">
        <span aria-hidden="true">–</span>
        <span class="kern-sr-only">nicht gefragt</span>
      </span>
    )}
    <CellAction {...props} />
  </div>
);

const columnsOf = (desk: Desk): readonly OfficeId[] => (desk.office === null ? officeIds : [desk.office]);

const contributionOf = (items: readonly Contribution[], unitId: string, office: OfficeId): Contribution | undefined =>
  items.find((one) => one.unitId === unitId && one.office === office);

function Board({ inquiry, items, ask }: { inquiry: Inquiry; items: readonly Contribution[]; ask: CellProps['ask'] }) {
  const desk = useDesk();
  return (
    <Table<Unit>
      caption="Fragen und Ämter"
      rows={unitsOf(inquiry.questions)}
      keyOf={({ id }) => id}
      columns={[
        { title: 'Frage', heads: true, cell: ({ id, question }) => `${unitInWords(id)}. ${question}` },
        ...columnsOf(desk).map((office) => ({
          title: shortOffice(office),
          nowrap: true,
          cell: (unit: Unit) => (
            <Cell inquiry={inquiry} unit={unit} office={office} given={contributionOf(items, unit.id, office)} ask={ask} />
          ),
        })),
      ]}
    />
  );
}

const Given = ({ items }: { items: readonly Contribution[] }) => {
  const texts = items.filter(({ text }) => text !== null);
  return (
    texts.length > 0 && (
      <Section title="Beiträge im Wortlaut">
        {texts.map(({ id, unitId, office, text, answeredAt }) => (
          <div class="contribution" key={id}>
            <p class="kern-body">
              <strong>
                Frage {unitInWords(unitId)}, {officeNames[office]}
              </strong>
              {answeredAt !== null && `, ${formatInstant(answeredAt)}`}
            </p>
            <P>{text}</P>
          </div>
        ))}
      </Section>
    )
  );
};

const missing = (items: readonly Contribution[]): number => items.filter(silent).length;

function useAsking(inquiryId: string, shown: unknown, reload: () => void) {
  const { alliance } = useDesk();
  const [problem, setProblem] = useState<Problem>();
  const [done, setDone] = useState('');
  const busy = useRef(false);
  // with the new buttons, not a moment after them
  useLayoutEffect(() => {
    busy.current = false;
  }, [shown]);
  const ask: CellProps['ask'] = (unitId, office) => {
    // A second click would already remind.
    if (busy.current) return;
    busy.current = true;
    call('askOffice', alliance, { params: { inquiryId, unitId, office }, key: crypto.randomUUID(), body: {} })
      .then(
        ({ status }) => {
          setProblem(undefined);
          setDone(`${shortOffice(office)} wurde zu Frage ${unitInWords(unitId)} ${status === 'REMINDED' ? 'erinnert' : 'gefragt'}.`);
        },
        (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' })),
      )
      .finally(reload);
  };
  return { ask, problem, done };
}

export default function BoardRoom({ path }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const [, inquiryId = '', , unitId, office] = path;
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const params = { inquiryId };
    const [inquiry, { items }] = await Promise.all([
      call('getInquiry', alliance, { params }),
      call('listContributions', alliance, { params }),
    ]);
    return { inquiry, items };
  });
  const asking = useAsking(inquiryId, data ?? problem, reload);
  if (problem || !data) return <Room title="Beiträge der Ämter">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { inquiry, items } = data;
  if (unitId !== undefined) {
    const given = contributionOf(items, unitId, office as OfficeId);
    return <GiveContribution inquiry={inquiry} unitId={unitId} given={given} reload={reload} key={given?.version} />;
  }
  return (
    <InquiryRoom inquiry={inquiry} tab="beitraege" title="Beiträge der Ämter">
      {asking.problem && <Trouble problem={asking.problem} />}
      {missing(items) > 0 && isOpen(inquiry) && (
        <Alert tone="warning" title={desk.office === null ? 'Es fehlen Beiträge' : 'Ihr Amt wurde gefragt'} live={false}>
          <P>Schweigen ist keine Fehlanzeige: Solange ein gefragtes Amt nicht geantwortet hat, lassen sich die Zahlen nicht festhalten.</P>
        </Alert>
      )}
      {items.length === 0 && (
        <P>
          {desk.office === null
            ? 'Zu dieser Anfrage ist noch kein Amt gefragt worden.'
            : 'Ihr Amt ist zu dieser Anfrage nicht gefragt worden.'}
        </P>
      )}
      {(items.length > 0 || (isOpen(inquiry) && may(desk, 'askOffice'))) && <Board inquiry={inquiry} items={items} ask={asking.ask} />}
      <p class="kern-sr-only" role="status">
        {asking.done}
      </p>
      <Given items={items} />
    </InquiryRoom>
  );
}
