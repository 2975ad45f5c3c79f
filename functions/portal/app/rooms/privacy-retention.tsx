import { useState } from 'preact/hooks';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { dataClassNames, retentionStatusNames, waiverNames } from '../../../../shared/domain/retention.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, fault, Select, type Sending } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Alert, Badge, Filter, Link, LinkButton, Loading, optionsOf, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { privacyHref, type Retention, retentionDone, retentionHref, retentionTones } from './privacy-words.tsx';

const decisionOf = ({ status, reference, waiver, decidedOn }: Retention): string => {
  if (status === 'DUE') return 'noch keine';
  const what = waiver === 'NO_OFFER' ? 'ohne Angebot, nach den Fristen' : waiver === null ? `angeboten, ${reference}` : waiverNames[waiver];
  return decidedOn === null ? what : `${what} (${formatDay(decidedOn)})`;
};

const erasedOf = ({ erased, erasedOn }: Retention): string =>
  erasedOn === null ? '–' : `${count(erased, 'Person', 'Personen')}, ${formatDay(erasedOn)}`;

function List({ items }: { items: readonly Retention[] }) {
  const desk = useDesk();
  const { alliance } = desk;
  if (items.length === 0) return <P>Es ist keine Aufbewahrung abgelaufen.</P>;
  return (
    <Table<Retention>
      caption="Abgelaufene Aufbewahrung nach dem Tag ihres Endes"
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        { title: 'Veranstaltung', heads: true, cell: ({ eventTitle }) => eventTitle },
        { title: 'Angaben', cell: ({ dataClass }) => dataClassNames[dataClass] },
        { title: 'Aufbewahrt bis', nowrap: true, cell: ({ endsOn }) => formatDay(endsOn) },
        {
          title: 'Stand',
          cell: ({ status, isOverdue, heldBecause }) => (
            <>
              <Badge tone={isOverdue ? 'danger' : retentionTones[status]}>{retentionStatusNames[status]}</Badge>
              {isOverdue && ' seit mehr als einem Monat'}
              {heldBecause !== null && ` ${heldBecause}`}
            </>
          ),
        },
        {
          title: 'Entscheidung',
          cell: (one) =>
            one.status === 'DUE' && may(desk, 'decideRetention') ? (
              <Link href={privacyHref(alliance, 'aufbewahrung', one.id)}>Entscheiden</Link>
            ) : (
              decisionOf(one)
            ),
        },
        { title: 'Gelöscht', cell: erasedOf },
      ]}
    />
  );
}

/** Holds stand here whether something is due or not. */
function Holds() {
  const { alliance } = useDesk();
  const { data, problem } = useLoaded(alliance, () => call('listLegalHolds', alliance));
  if (problem) return <Trouble problem={problem} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Section title="Gesperrte Veranstaltungen">
      <ul class="kern-list kern-list--bullet">
        {data.items.map(({ eventId, eventTitle, heldBecause }) => (
          <li key={eventId}>
            <Link href={hrefOf(alliance, `veranstaltungen/${eventId}`)}>{eventTitle}</Link>: {heldBecause}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Decide({ one, reload }: { one: Retention; reload: () => void }) {
  const { alliance } = useDesk();
  const [chosen, setChosen] = useState('');
  const home = privacyHref(alliance, 'aufbewahrung');
  const submit = async (entries: Entries, { key }: Sending) => {
    const decision = entries.text('/decision');
    if (decision === '') throw fault('/decision', 'Bitte wählen Sie, was entschieden ist.');
    const body =
      decision === 'OFFERED'
        ? { decision, reference: entries.text('/reference') }
        : { decision: 'WAIVED', reason: entries.text('/reason') };
    await call('decideRetention', alliance, {
      params: { retentionId: one.id },
      version: one.version,
      key,
      body: body as Body<'decideRetention'>,
    });
    go(retentionHref(alliance, 'entschieden'));
  };
  return (
    <Form submitLabel="Entscheiden" cancelHref={home} onSubmit={submit} onReload={reload}>
      <P>
        {one.eventTitle}: {dataClassNames[one.dataClass]}, aufbewahrt bis {formatDay(one.endsOn)}. Nach der Entscheidung werden die Angaben
        in der folgenden Nacht gelöscht. Anwesenheit und Zahlen bleiben.
      </P>
      {one.heldBecause !== null && <P>{one.heldBecause} Gelöscht wird erst danach.</P>}
      <Choices
        legend="Entscheidung"
        name="/decision"
        type="radio"
        options={[
          ['OFFERED', 'Dem Landesarchiv angeboten'],
          ['WAIVED', 'Nicht anzubieten'],
        ]}
        onChange={setChosen}
      />
      {chosen === 'OFFERED' && (
        <Field name="/reference" label="Aktenzeichen des Archivs" required hint="Zum Beispiel NLA 2027/114; ohne Namen" />
      )}
      {chosen === 'WAIVED' && <Select name="/reason" label="Grund" required none="bitte wählen" options={optionsOf(waiverNames)} />}
    </Form>
  );
}

const Done = ({ what }: { what: string }) =>
  Object.hasOwn(retentionDone, what) ? <Alert tone="success" title={retentionDone[what as keyof typeof retentionDone]} /> : null;

export default function RetentionRoom({ path, query }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const [, , retentionId] = path;
  const { status } = query;
  const asked = status ? { status: status as Retention['status'] } : {};
  const { data, problem, reload } = useLoaded(status ?? '', () =>
    everyPage((page) => call('listRetention', alliance, { query: { ...page, ...asked } })),
  );
  const one = retentionId === undefined ? undefined : data?.find(({ id }) => id === retentionId);
  return (
    <Room
      title={retentionId === undefined ? 'Aufbewahrung' : 'Über die Aufbewahrung entscheiden'}
      lead={retentionId === undefined ? 'Was abgelaufen ist, wird dem Archiv angeboten oder nicht, und danach gelöscht' : undefined}
      actions={
        retentionId === undefined && (
          <>
            <LinkButton href={privacyHref(alliance, 'fristen')}>Fristen</LinkButton>
            {may(desk, 'setLegalHold') && <LinkButton href={privacyHref(alliance, 'sperre')}>Veranstaltung sperren</LinkButton>}
          </>
        )
      }
    >
      <Done what={query.neu ?? ''} />
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && retentionId === undefined && (
        <>
          <search class="filters">
            <Filter
              label="Stand"
              value={status}
              all="alle"
              options={optionsOf(retentionStatusNames)}
              onChange={(chosen) => go(hrefOf(alliance, 'datenschutz/aufbewahrung', { status: chosen }))}
            />
          </search>
          <List items={data} />
          <Holds />
        </>
      )}
      {one?.status === 'DUE' && may(desk, 'decideRetention') && <Decide one={one} reload={reload} />}
      {one && one.status !== 'DUE' && <P>Entschieden ist: {decisionOf(one)}.</P>}
      {data && retentionId !== undefined && !one && <P>Diese Aufbewahrung gibt es nicht.</P>}
    </Room>
  );
}
