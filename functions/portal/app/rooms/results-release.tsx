import { useState } from 'preact/hooks';
import { formatInstant } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Form, type Sending, TextArea } from '../form.tsx';
import { Alert, Badge, Link, Loading, P, Section, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { ResultsRoom, ScopeFilters } from './results-frame.tsx';
import { useOrigins } from './results-known.ts';
import { measureHref, proposalHref } from './results-words.tsx';

type Preview = Success<'getResultsPreview'>;
type Item = Preview['items'][number];
type Release = Success<'listResultsReleases'>['items'][number];

const typeNames = { PROPOSAL: 'Vorschlag', MEASURE: 'Maßnahme', INDICATOR: 'Kennzahl', COMMITMENT: 'Zusage', MEETING: 'Sitzung' } as const;
const changes = { ADDED: ['info', 'neu'], CHANGED: ['warning', 'geändert'], WITHHELD: ['danger', 'zurückgehalten'] } as const;

function Title({ item }: { item: Item }) {
  const { alliance } = useDesk();
  if (item.type === 'PROPOSAL') return <Link href={proposalHref(alliance, item.id)}>{item.title}</Link>;
  if (item.type === 'MEASURE') return <Link href={measureHref(alliance, item.id)}>{item.title}</Link>;
  return <>{item.title}</>;
}

/** What a release now would add; single entries can be held back until a later one. */
const Items = ({ items, mayHoldBack }: { items: readonly Item[]; mayHoldBack: boolean }) => (
  <Table<Item>
    caption="Neu oder geändert seit der letzten Freigabe"
    rows={items}
    keyOf={({ type, id }) => `${type} ${id}`}
    columns={[
      { title: 'Eintrag', heads: true, cell: (item) => <Title item={item} /> },
      { title: 'Art', cell: ({ type }) => typeNames[type] },
      {
        title: 'Seit der letzten Freigabe',
        nowrap: true,
        cell: ({ change }) => <Badge tone={changes[change][0]}>{changes[change][1]}</Badge>,
      },
      { title: 'Geändert', nowrap: true, cell: ({ changedAt }) => formatInstant(changedAt) },
      ...(mayHoldBack
        ? [
            {
              title: 'Zurückhalten',
              nowrap: true,
              cell: ({ id, title, change }: Item) => (
                <input
                  type="checkbox"
                  class="kern-form-check__checkbox"
                  name={`/withheld/${id}`}
                  defaultChecked={change === 'WITHHELD'}
                  aria-label={`Zurückhalten: ${title}`}
                />
              ),
            },
          ]
        : []),
    ]}
  />
);

function ReleaseForm({ bodyId, preview, onReleased }: { bodyId: string; preview: Preview; onReleased: () => void }) {
  const desk = useDesk();
  const { items } = preview;
  const submit = async (entries: Entries, { key }: Sending) => {
    const withheld = items.filter(({ id }) => entries.has(`/withheld/${id}`)).map(({ id }) => id);
    await call('releaseResults', desk.alliance, { params: { bodyId }, key, body: { withheld, note: entries.textOrNull('/note') } });
    onReleased();
  };
  return (
    <Form submitLabel="Für den Bericht freigeben" onSubmit={submit}>
      <Items items={items} mayHoldBack />
      <TextArea name="/note" label="Anmerkung zur Freigabe" rows={2} hint="Nur im Register zu lesen, nicht im Bericht" />
      <P muted>
        Der nächste Bericht des Gremiums zeigt die Einträge so, wie sie jetzt sind. Spätere Änderungen brauchen eine neue Freigabe.
      </P>
    </Form>
  );
}

const Earlier = ({ releases }: { releases: readonly Release[] }) => (
  <Section title="Freigaben">
    {releases.length === 0 ? (
      <P>Für dieses Gremium wurde noch nichts freigegeben. Ohne Freigabe nennt sein Bericht keine Ergebnisse.</P>
    ) : (
      <Table<Release>
        caption="Freigaben, die jüngste zuerst"
        rows={releases}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Freigegeben', nowrap: true, cell: ({ changedAt }) => formatInstant(changedAt) },
          {
            title: 'Zurückgehalten',
            cell: ({ withheld }) => (withheld.length === 0 ? 'nichts' : count(withheld.length, 'Eintrag', 'Einträge')),
          },
          { title: 'Anmerkung', cell: ({ note }) => note ?? '–' },
        ]}
      />
    )}
  </Section>
);

function OneBody({ bodyId }: { bodyId: string }) {
  const desk = useDesk();
  const [released, setReleased] = useState(0);
  const params = { bodyId };
  const { data, problem, reload } = useLoaded(bodyId, async () => {
    const [preview, releases] = await Promise.all([
      call('getResultsPreview', desk.alliance, { params }),
      everyPage((page) => call('listResultsReleases', desk.alliance, { params, query: page })),
    ]);
    return { preview, releases };
  });
  if (!data) return problem ? <Trouble problem={problem} /> : <Loading />;
  const { preview, releases } = data;
  const onReleased = () => {
    setReleased(released + 1);
    reload();
  };
  return (
    <>
      {released > 0 && <Alert tone="success" title="Die Ergebnisse sind freigegeben" focused={released} />}
      <Section title="Neu oder geändert">
        <p class="kern-body count" role="status">
          {preview.items.length === 0
            ? 'Seit der letzten Freigabe hat sich nichts geändert.'
            : `${count(preview.items.length, 'Eintrag', 'Einträge')}; ${preview.unchanged} unverändert seit der letzten Freigabe`}
        </p>
        {preview.items.length > 0 &&
          (may(desk, 'releaseResults') ? (
            <ReleaseForm bodyId={bodyId} preview={preview} onReleased={onReleased} key={releases.length} />
          ) : (
            <Items items={preview.items} mayHoldBack={false} />
          ))}
      </Section>
      <Earlier releases={releases} />
    </>
  );
}

/** The managing staff of a body says which results may go into its report. */
export default function ReleaseRoom({ query }: RoomProps) {
  const origins = useOrigins();
  const bodyId = query.gremium ?? origins?.bodies[0]?.[0];
  return (
    <ResultsRoom tab="freigabe" query={query}>
      <search class="filters">
        <ScopeFilters
          tab="freigabe"
          query={{ ...query, ...(bodyId ? { gremium: bodyId } : {}) }}
          origins={origins}
          withConference={false}
          allBodies={null}
        />
      </search>
      {!origins && <Loading />}
      {origins && bodyId === undefined && <P>Es gibt noch kein Gremium, dessen Ergebnisse freigegeben werden können.</P>}
      {bodyId !== undefined && <OneBody bodyId={bodyId} key={bodyId} />}
    </ResultsRoom>
  );
}
