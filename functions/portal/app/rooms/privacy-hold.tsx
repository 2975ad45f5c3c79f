import type { HoldReason } from '../../../../shared/domain/retention.ts';
import { holdReasonNames } from '../../../../shared/domain/retention.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { eventsOf, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Select } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Filter, Loading, P, Room, Trouble } from '../ui.tsx';
import { daysOf } from '../words.ts';
import { privacyHref, retentionHref } from './privacy-words.tsx';

type Hold = Success<'getLegalHold'>;

const FREE = '';

function Edit({ hold, reload }: { hold: Hold; reload: () => void }) {
  const { alliance } = useDesk();
  const home = privacyHref(alliance, 'aufbewahrung');
  const submit = async (entries: Entries) => {
    const reason = entries.text('/hold/reason');
    const until = entries.textOrNull('/hold/until');
    await call('setLegalHold', alliance, {
      params: { eventId: hold.eventId },
      version: hold.version,
      body: { hold: reason === FREE ? null : { reason: reason as HoldReason, until } },
    });
    go(retentionHref(alliance, reason === FREE ? 'frei' : 'sperre'));
  };
  return (
    <Form submitLabel="Festhalten" cancelHref={home} onSubmit={submit} onReload={reload}>
      <Select
        name="/hold/reason"
        label="Sperre"
        value={hold.hold?.reason}
        none="nicht gesperrt"
        options={Object.entries(holdReasonNames)}
        hint="Solange gesperrt ist, löscht das Register keine Angaben zu Personen dieser Veranstaltung."
      />
      <Field name="/hold/until" label="Gesperrt bis" type="date" value={hold.hold?.until} hint="Leer: bis die Sperre aufgehoben wird" />
    </Form>
  );
}

function Held({ eventId }: { eventId: string }) {
  const { alliance } = useDesk();
  const { data, problem, reload } = useLoaded(eventId, () => call('getLegalHold', alliance, { params: { eventId } }));
  if (problem) return <Trouble problem={problem} />;
  return data ? <Edit hold={data} reload={reload} key={`${data.id} ${data.version}`} /> : <Loading />;
}

export default function LegalHoldRoom({ query }: RoomProps) {
  const { alliance } = useDesk();
  const { data } = useLoaded(alliance, () => eventsOf(alliance));
  return (
    <Room title="Veranstaltung sperren" lead="Für Nachweise, Verfahren und laufende Anfragen">
      <search class="filters">
        <Filter
          label="Veranstaltung"
          value={query.veranstaltung}
          all="bitte wählen"
          options={(data ?? []).map(({ id, title, dates }) => [id, `${title} (${daysOf(dates)})`] as const)}
          onChange={(veranstaltung) => go(hrefOf(alliance, 'datenschutz/sperre', { veranstaltung }))}
        />
      </search>
      {query.veranstaltung ? <Held eventId={query.veranstaltung} key={query.veranstaltung} /> : <P>Bitte wählen Sie eine Veranstaltung.</P>}
    </Room>
  );
}
