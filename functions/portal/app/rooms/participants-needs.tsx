import { useState } from 'preact/hooks';
import { roleNames } from '../../../../shared/domain/access.ts';
import { formatInstant } from '../../../../shared/domain/calendar.ts';
import { call, Problem } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { useDesk } from '../desk.ts';
import { Button, P, Section, Table, Trouble } from '../ui.tsx';
import { RegistrationRoom } from './registration-frame.tsx';

type Needs = Success<'readSpecialNeeds'>;

function Shown({ items, readings }: Needs) {
  return (
    <>
      <Section title="Besondere Bedarfe">
        {items.length === 0 ? (
          <P>Niemand, der angemeldet ist, hat besondere Bedarfe angegeben.</P>
        ) : (
          <Table
            caption="Besondere Bedarfe der Angemeldeten"
            rows={items}
            keyOf={({ ticketId }) => ticketId}
            columns={[
              { title: 'Name', heads: true, cell: ({ name }) => name ?? 'ohne Namen' },
              { title: 'Bedarf', cell: ({ needs }) => needs },
            ]}
          />
        )}
      </Section>
      <Section title="Bisherige Abrufe">
        <Table
          caption="Wann und in welcher Rolle die Bedarfe abgerufen wurden"
          rows={readings}
          keyOf={({ at, role }) => `${at} ${role}`}
          columns={[
            { title: 'Zeitpunkt', heads: true, cell: ({ at }) => formatInstant(at) },
            { title: 'Rolle', cell: ({ role }) => roleNames[role as keyof typeof roleNames] ?? role },
          ]}
        />
      </Section>
    </>
  );
}

/** Shown only when asked for: opening the room alone is no reading. */
function Needs({ eventId }: { eventId: string }) {
  const { alliance } = useDesk();
  const [needs, setNeeds] = useState<Needs>();
  const [problem, setProblem] = useState<Problem>();
  const read = () => {
    call('readSpecialNeeds', alliance, { params: { eventId } }).then(
      (found) => setNeeds(found),
      (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' })),
    );
  };
  if (needs) return <Shown {...needs} />;
  return (
    <>
      <P>
        Diese Angaben sagen oft etwas über die Gesundheit. Bitte rufen Sie sie nur ab, wenn Sie sie für die Vorbereitung brauchen. Jeder
        Abruf wird mit Zeitpunkt und Rolle festgehalten.
      </P>
      {problem && <Trouble problem={problem} />}
      <div class="form-actions">
        <Button kind="primary" onClick={read}>
          Bedarfe anzeigen
        </Button>
      </div>
    </>
  );
}

export default function NeedsRoom({ path }: RoomProps) {
  const [, eventId = ''] = path;
  return (
    <RegistrationRoom eventId={eventId} room="bedarfe">
      {() => <Needs eventId={eventId} />}
    </RegistrationRoom>
  );
}
