import { useState } from 'preact/hooks';
import type { PrivacyKind } from '../../../../shared/domain/privacy.ts';
import { privacyKindNames } from '../../../../shared/domain/privacy.ts';
import { call } from '../api.ts';
import type { Body, Success } from '../contract.ts';
import { useDesk } from '../desk.ts';
import { type Entries, Field, Form, fault, Group, Row, Select, type Sending } from '../form.tsx';
import { go } from '../place.ts';
import { Alert, optionsOf, P, Room, Section } from '../ui.tsx';
import { count, daysOf, todayInBerlin } from '../words.ts';
import { type Found, privacyHref } from './privacy-words.tsx';

const NONE_OF_THEM = '/none';
const nameOfChoice = (index: number): string => `/participants/${index}/ticketId`;

export const participationInWords = ({ name, organisation, eventTitle, dates }: Found): string =>
  [name ?? 'ohne Namen', organisation, eventTitle, daysOf(dates)].filter(Boolean).join(' · ');

/** Ticked participations; each box carries the place of what it stands for in the list. */
export function Participants({ legend, found }: { legend: string; found: readonly Found[] }) {
  return (
    <fieldset class="kern-fieldset">
      <legend class="kern-label">{legend}</legend>
      <div class="kern-fieldset__body">
        {found.map((one, index) => (
          <div class="kern-form-check" key={one.ticketId}>
            <input
              id={`wahl-${one.ticketId}`}
              class="kern-form-check__checkbox"
              type="checkbox"
              name={nameOfChoice(index)}
              data-label={legend}
            />
            <label class="kern-label" for={`wahl-${one.ticketId}`}>
              {participationInWords(one)}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

export const chosenOf = (entries: Entries, found: readonly Found[]): Body<'eraseParticipants'>['participants'] =>
  found.filter((_, index) => entries.has(nameOfChoice(index))).map(({ eventId, ticketId }) => ({ eventId, ticketId }));

type Searched = Success<'findParticipants'> & { readonly name: string };

function Search({ onFound }: { onFound: (found: Searched) => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const name = entries.text('/name');
    onFound({ ...(await call('findParticipants', alliance, { key, body: { name } })), name });
  };
  return (
    <Form submitLabel="Suchen" onSubmit={submit}>
      <Field name="/name" label="Name" required hint="Vor- und Nachname; ß und Umlaute dürfen ausgeschrieben sein" />
    </Form>
  );
}

const Result = ({ items, isCutOff }: Success<'findParticipants'>) => (
  <Alert tone={items.length === 0 ? 'warning' : 'info'} title={count(items.length, 'Teilnahme gefunden', 'Teilnahmen gefunden')}>
    {isCutOff && <P>Es gibt noch mehr. Bitte suchen Sie mit dem ganzen Namen.</P>}
    {items.length === 0 && <P>Wenn Sie das Anliegen so aufnehmen, ist die Auskunft: Unter diesem Namen ist nichts gespeichert.</P>}
    {items.length > 0 && <P>Kreuzen Sie unten an, welche zu der Person gehören. Gleiche Namen sind nicht dieselbe Person.</P>}
  </Alert>
);

export default function OpenPrivacyRoom() {
  const { alliance } = useDesk();
  const [result, setResult] = useState<Searched>();
  const found = result?.items ?? [];
  const submit = async (entries: Entries, { key }: Sending) => {
    const participants = chosenOf(entries, found);
    const email = entries.textOrNull('/email');
    if (found.length > 0 && participants.length === 0 && email === null && !entries.has(NONE_OF_THEM))
      throw fault('/participants/0/ticketId', 'Bitte kreuzen Sie an, welche zu der Person gehören, oder dass keine zu ihr gehört.');
    const body = {
      kind: entries.text('/kind') as PrivacyKind,
      receivedOn: entries.text('/receivedOn'),
      email,
      name: result?.name ?? null,
      participants,
    };
    const { id } = await call('openPrivacyCase', alliance, { key, body });
    go(privacyHref(alliance, id));
  };
  const today = todayInBerlin();
  return (
    <Room title="Anliegen aufnehmen" lead="Die E-Mail-Adresse dient nur der Suche und wird mit dem Anliegen nicht gespeichert">
      <Section title="Ohne E-Mail-Adresse: nach Namen suchen">
        <Search onFound={setResult} />
        {result && <Result {...result} />}
      </Section>
      <Section title="Anliegen">
        <Form submitLabel="Aufnehmen" cancelHref={privacyHref(alliance)} onSubmit={submit}>
          <Row>
            <Select name="/kind" label="Anliegen" required value="ACCESS" options={optionsOf(privacyKindNames)} />
            <Field
              name="/receivedOn"
              label="Eingegangen am"
              type="date"
              required
              value={today}
              max={today}
              hint="Ab hier läuft die Frist"
            />
          </Row>
          <Field
            name="/email"
            label="E-Mail-Adresse der Person"
            hint="Findet alle ihre Teilnahmen; ohne Adresse suchen Sie oben nach dem Namen. Auch nichts gefunden ist eine Auskunft."
          />
          {found.length > 0 && (
            <Group legend="Gefundene Teilnahmen">
              <Participants legend="Gehören zu der Person" found={found} />
              <div class="kern-form-check">
                <input id="wahl-keine" class="kern-form-check__checkbox" type="checkbox" name={NONE_OF_THEM} />
                <label class="kern-label" for="wahl-keine">
                  Keine davon gehört zu der Person
                </label>
              </div>
            </Group>
          )}
        </Form>
      </Section>
    </Room>
  );
}
