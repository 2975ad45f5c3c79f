import { districts } from '../../../../shared/domain/regions.ts';
import { germanOrder } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { may, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row, Select, type Sending } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Alert, Filter, FilterInput, LinkButton, Loading, P, Room, type SelectOption, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';

type Initiative = Success<'listInitiatives'>['items'][number];

const useFields = (): SelectOption[] => (useAlliance()?.fieldsOfAction ?? []).map(({ id, label }) => [id, label]);
const districtOptions: SelectOption[] = districts
  .filter(({ validTo }) => validTo === undefined)
  .toSorted((a, b) => germanOrder.compare(a.name, b.name))
  .map(({ key, name }) => [key, name]);

function Register() {
  const { alliance } = useDesk();
  const fields = useFields();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = {
      name: entries.text('/name'),
      organisation: entries.textOrNull('/organisation'),
      fieldOfAction: entries.textOrNull('/fieldOfAction'),
      districtKey: entries.textOrNull('/districtKey'),
      website: entries.textOrNull('/website'),
    };
    await call('registerInitiative', alliance, { body, key });
    go(hrefOf(alliance, 'initiativen', { aufgenommen: body.name }));
  };
  return (
    <Form submitLabel="Aufnehmen" cancelHref={hrefOf(alliance, 'initiativen')} onSubmit={submit}>
      <Field name="/name" label="Name der Initiative" required />
      <Field name="/organisation" label="Träger" />
      <Row>
        <Select name="/fieldOfAction" label="Handlungsfeld" none="ohne Angabe" options={fields} />
        <Select name="/districtKey" label="Landkreis oder kreisfreie Stadt" none="ohne Angabe" options={districtOptions} />
      </Row>
      <Field name="/website" label="Internetseite" type="url" hint="Beginnt mit https://" />
    </Form>
  );
}

function List({ query }: { query: RoomProps['query'] }) {
  const { alliance } = useDesk();
  const fields = useFields();
  const { aufgenommen, ...asked } = query;
  const { data, problem } = useLoaded(JSON.stringify(query), () =>
    call('listInitiatives', alliance, { query: { ...asked, limit: '100' } }),
  );
  const change = (changes: Readonly<Record<string, string | undefined>>) => go(hrefOf(alliance, 'initiativen', { ...asked, ...changes }));
  return (
    <>
      {aufgenommen && <Alert tone="success" title={`„${aufgenommen}“ ist aufgenommen`} />}
      <search class="filters">
        <FilterInput label="Suche (Name, Träger)" type="search" value={query.search} onChange={(search) => change({ search })} />
        <Filter
          label="Handlungsfeld"
          value={query.fieldOfAction}
          all="alle"
          options={fields}
          onChange={(fieldOfAction) => change({ fieldOfAction })}
        />
      </search>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <>
          <p class="kern-body count" role="status">
            {data.cursor === null
              ? count(data.items.length, 'Initiative', 'Initiativen')
              : 'Die ersten 100 Initiativen. Bitte suchen Sie genauer.'}
          </p>
          {data.items.length === 0 ? (
            <P>Einzelne Initiativen sind noch nicht aufgenommen. Mitgeteilte Anzahlen stehen bei den Veranstaltungen.</P>
          ) : (
            <Table<Initiative>
              caption="Initiativen nach Namen"
              rows={data.items}
              keyOf={({ id }) => id}
              columns={[
                { title: 'Name', heads: true, cell: ({ name }) => name },
                { title: 'Träger', cell: ({ organisation }) => organisation ?? '–' },
                { title: 'Handlungsfeld', cell: ({ fieldOfAction }) => fields.find(([id]) => id === fieldOfAction)?.[1] ?? '–' },
                { title: 'Landkreis', cell: ({ districtKey }) => districts.find(({ key }) => key === districtKey)?.name ?? '–' },
                {
                  title: 'Internetseite',
                  cell: ({ website }) =>
                    website === null ? (
                      '–'
                    ) : (
                      <a class="kern-link kern-link--no-visited-state" href={website} rel="noreferrer external">
                        {new URL(website).hostname}
                      </a>
                    ),
                },
              ]}
            />
          )}
        </>
      )}
    </>
  );
}

export default function InitiativesRoom({ path, query }: RoomProps) {
  const desk = useDesk();
  const isNew = path[1] === 'neu';
  return (
    <Room
      title={isNew ? 'Initiative aufnehmen' : 'Initiativen'}
      actions={
        !isNew &&
        may(desk, 'registerInitiative') && (
          <LinkButton kind="primary" href={hrefOf(desk.alliance, 'initiativen/neu')}>
            Initiative aufnehmen
          </LinkButton>
        )
      }
    >
      {isNew ? <Register /> : <List query={query} />}
    </Room>
  );
}
