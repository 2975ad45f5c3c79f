import { useState } from 'preact/hooks';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { isOverdue } from '../../../../shared/domain/due.ts';
import { commitmentStatuses, commitmentStatusNames } from '../../../../shared/domain/meeting.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { may, useDesk } from '../desk.ts';
import { type Entries, Field, Form, Row, Select, type Sending } from '../form.tsx';
import { Alert, Badge, type Column, Link, P, Table, type Tone } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { meetingHref } from './meeting-words.tsx';

export type Commitment = Success<'listCommitments'>['items'][number];

const tones = { OPEN: 'info', DONE: 'success', DROPPED: 'warning' } as const satisfies Record<Commitment['status'], Tone>;

/** „01.03.2021 – 31.03.2021“; an end that nobody said stays open. */
export function intervalInWords({ from, to }: Pick<Commitment['due'], 'from' | 'to'>): string {
  if (from === null && to === null) return '';
  if (from === to && from !== null) return formatDay(from);
  if (to === null) return `ab ${formatDay(from ?? '')}, Ende offen`;
  return from === null ? `bis ${formatDay(to)}` : `${formatDay(from)} – ${formatDay(to)}`;
}

/** The wording as it was said, and the days it means. */
function Due({ due, question }: Pick<Commitment, 'due' | 'question'>) {
  const interval = intervalInWords(due);
  if (due.wording === null) return <>{interval || 'ohne Frist'}</>;
  return (
    <>
      „{due.wording}“<span class="flags">{[interval, question ?? ''].filter(Boolean).join('. ') || 'nicht als Zeitraum zu lesen'}</span>
    </>
  );
}

function State({ one }: { one: Commitment }) {
  const late = one.status === 'OPEN' && isOverdue(one.due, todayInBerlin());
  const since =
    one.status === 'OPEN' ? late && one.overdueFrom && `seit ${formatDay(one.overdueFrom)}` : `Stand ${formatDay(one.statusAsOf)}`;
  return (
    <>
      <Badge tone={late ? 'danger' : tones[one.status]}>{late ? 'überfällig' : commitmentStatusNames[one.status]}</Badge>
      {since && <span class="flags nowrap">{since}</span>}
      {one.statusNote !== null && <span class="flags">{one.statusNote}</span>}
    </>
  );
}

function Stating({ one, onDone, onKeep }: { one: Commitment; onDone: () => void; onKeep: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = {
      status: entries.text('/status') as Commitment['status'],
      statusAsOf: entries.text('/statusAsOf'),
      statusNote: entries.textOrNull('/statusNote'),
    };
    await call('stateCommitment', alliance, { params: { commitmentId: one.id }, version: one.version, key, body });
    onDone();
  };
  return (
    <Alert tone="info" title={`Stand der Zusage: ${one.title}`} focused={one.id} live={false}>
      <Form submitLabel="Stand festhalten" cancel={{ label: 'Abbrechen', onClick: onKeep }} onSubmit={submit} onReload={onDone}>
        <Row>
          <Select
            name="/status"
            label="Stand"
            required
            value={one.status === 'OPEN' ? 'DONE' : one.status}
            options={commitmentStatuses.map((status) => [status, commitmentStatusNames[status]])}
          />
          <Field name="/statusAsOf" label="Am" type="date" required value={todayInBerlin()} max={todayInBerlin()} />
        </Row>
        <Field name="/statusNote" label="Anmerkung" value={one.statusNote} hint="Ohne Namen, zum Beispiel die Drucksache" />
      </Form>
    </Alert>
  );
}

type TableProps = {
  readonly items: readonly Commitment[];
  readonly reload: () => void;
  /** Where commitments of several bodies stand together. */
  readonly bodyName?: (bodyId: string) => string;
  /** Under a meeting that all of them come from. */
  readonly isOneMeeting?: boolean;
};

/** Commitments by what is due next; stating how one stands happens right above the list. */
export function CommitmentTable({ items, reload, bodyName, isOneMeeting = false }: TableProps) {
  const desk = useDesk();
  const [stating, setStating] = useState<Commitment>();
  const [done, setDone] = useState('');
  const finish = () => {
    setDone(stating ? `Der Stand ist festgehalten: ${stating.title}` : '');
    setStating(undefined);
    reload();
  };
  const columns: Column<Commitment>[] = [
    {
      title: 'Zusage',
      heads: true,
      cell: ({ title, saidOn, meetingId, bodyId }) => (
        <>
          {title}
          {!isOneMeeting && (
            <span class="flags">
              {bodyName && `${bodyName(bodyId)}, `}
              {meetingId === null ? (
                `zugesagt am ${formatDay(saidOn)}`
              ) : (
                <Link href={meetingHref(desk.alliance, bodyId, meetingId)}>Sitzung vom {formatDay(saidOn)}</Link>
              )}
            </span>
          )}
        </>
      ),
    },
    { title: 'Zugesagt von', cell: ({ owner }) => owner ?? '–' },
    { title: 'Frist', cell: (one) => <Due {...one} /> },
    { title: 'Stand', cell: (one) => <State one={one} /> },
  ];
  if (may(desk, 'stateCommitment'))
    columns.push({
      title: 'Ändern',
      nowrap: true,
      cell: (one) => (
        <button
          type="button"
          class="plain in-row"
          aria-label={`Stand angeben: ${one.title}`}
          onClick={() => {
            setDone('');
            setStating(one);
          }}
        >
          Stand angeben
        </button>
      ),
    });
  return (
    <>
      {done !== '' && <Alert tone="success" title={done} />}
      {stating && <Stating key={`${stating.id} ${stating.version}`} one={stating} onDone={finish} onKeep={() => setStating(undefined)} />}
      {items.length === 0 ? (
        <P>Zu dieser Auswahl gibt es keine Zusage.</P>
      ) : (
        <Table<Commitment> caption="Zusagen nach ihrer Frist" rows={items} keyOf={({ id }) => id} columns={columns} />
      )}
    </>
  );
}
