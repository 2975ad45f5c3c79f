import { useState } from 'preact/hooks';
import { fold } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row } from '../form.tsx';
import { Alert, Section, Table, Trouble } from '../ui.tsx';

type WalkIn = Success<'listWalkIns'>['items'][number];

const nameOf = ({ title, givenName, familyName }: WalkIn): string => [title, givenName, familyName].filter(Boolean).join(' ');

type CorrectProps = { readonly eventId: string; readonly walkIn: WalkIn; readonly onDone: () => void; readonly onKeep: () => void };

function Correct({ eventId, walkIn, onDone, onKeep }: CorrectProps) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries) => {
    const body = {
      title: entries.textOrNull('/title'),
      givenName: entries.textOrNull('/givenName'),
      familyName: entries.text('/familyName'),
      organisation: entries.textOrNull('/organisation'),
    };
    await call('correctParticipant', alliance, { params: { eventId, ticketId: walkIn.ticketId }, body });
    onDone();
  };
  return (
    <Form submitLabel="Berichtigung speichern" cancel={{ label: 'Nichts ändern', onClick: onKeep }} onSubmit={submit}>
      <Row>
        <Field name="/givenName" label="Vorname" value={walkIn.givenName} />
        <Field name="/familyName" label="Nachname" required value={walkIn.familyName} />
        <Field name="/title" label="Titel" value={walkIn.title} />
        <Field name="/organisation" label="Organisation" value={walkIn.organisation} />
      </Row>
    </Form>
  );
}

/** Whoever came without a registration and gave a name. @param needle folded; what the room is searched for */
export function WalkIns({ eventId, needle }: { eventId: string; needle: string }) {
  const { alliance } = useDesk();
  const [correcting, setCorrecting] = useState<WalkIn>();
  const [isDone, setDone] = useState(false);
  const { data, problem, reload } = useLoaded(eventId, () => call('listWalkIns', alliance, { params: { eventId } }));
  const shown = data?.items.filter((one) => fold(`${nameOf(one)} ${one.organisation ?? ''}`).includes(needle)) ?? [];
  if (problem) return <Trouble problem={problem} />;
  if (shown.length === 0) return null;
  return (
    <Section title="An der Tür gekommen, ohne Anmeldung">
      {isDone && <Alert tone="success" title="Der Name ist berichtigt" />}
      {correcting && (
        <Correct
          eventId={eventId}
          walkIn={correcting}
          onDone={() => {
            setCorrecting(undefined);
            setDone(true);
            reload();
          }}
          onKeep={() => setCorrecting(undefined)}
          key={correcting.ticketId}
        />
      )}
      <Table<WalkIn>
        caption="Wer ohne Anmeldung an der Tür kam"
        rows={shown}
        keyOf={({ ticketId }) => ticketId}
        columns={[
          { title: 'Name', heads: true, cell: nameOf },
          { title: 'Organisation', cell: ({ organisation }) => organisation ?? '–' },
          { title: 'Anwesend', nowrap: true, cell: ({ present }) => (present ? 'ja' : 'nein') },
          {
            title: 'Berichtigen',
            cell: (one) => (
              <button
                type="button"
                class="plain nowrap"
                aria-label={`Berichtigen für ${nameOf(one)}`}
                onClick={() => {
                  setDone(false);
                  setCorrecting(one);
                }}
              >
                Berichtigen
              </button>
            ),
          },
        ]}
      />
    </Section>
  );
}
