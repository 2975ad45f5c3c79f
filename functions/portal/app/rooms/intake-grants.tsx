import { useRef, useState } from 'preact/hooks';
import { fold } from '../../../../shared/domain/text.ts';
import { call, Problem } from '../api.ts';
import type { Body, Success } from '../contract.ts';
import { everyPage, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, fault, Row, Select } from '../form.tsx';
import { hrefOf } from '../place.ts';
import { Alert, Badge, Button, Link, Loading, P, Section, type SelectOption, Table, Trouble } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { AmountField, readAmount } from './amount.tsx';
import { doubtsInWords, type FoundRow, linesInWords, readingInWords } from './intake-words.tsx';
import { strategiesOf } from './paper-words.tsx';

type Organisation = Success<'listOrganisations'>['items'][number];
type Result = { readonly key: string; readonly project: string; readonly grantId?: string; readonly problem?: Problem };
const NEW = 'NEU';

async function choicesFor(alliance: string) {
  const [funds, organisations, strategies] = await Promise.all([
    everyPage((page) => call('listFunds', alliance, { query: page })),
    everyPage((page) => call('listOrganisations', alliance, { query: page })),
    strategiesOf(alliance),
  ]);
  return { funds, organisations, strategies };
}
type Known = Awaited<ReturnType<typeof choicesFor>>;

/** The one that bears the name or a spelling of it. */
const knownAs = (name: string | null, organisations: readonly Organisation[]): Organisation | undefined =>
  name === null ? undefined : organisations.find((one) => [one.name, ...one.spellings].some((known) => fold(known) === fold(name)));

function OrganisationFields({ row, at, organisations }: { row: FoundRow; at: string; organisations: readonly Organisation[] }) {
  const known = knownAs(row.organisation, organisations);
  const [chosen, setChosen] = useState<string>(known?.id ?? (row.organisation === null ? '' : NEW));
  return (
    <>
      <Select
        name={`${at}/organisationId`}
        label="Organisation"
        required
        none="bitte wählen"
        value={chosen}
        options={[[NEW, 'neu aufnehmen'], ...organisations.map(({ id, name }) => [id, name] as const)]}
        onChange={setChosen}
        {...(known || row.organisation === null ? {} : { hint: `Im Text: ${row.organisation}` })}
      />
      {chosen === NEW && <Field name={`${at}/organisationName`} label="Name der neuen Organisation" required value={row.organisation} />}
    </>
  );
}

const RowFields = ({ row, index, organisations }: { row: FoundRow; index: number; organisations: readonly Organisation[] }) => {
  const at = `/rows/${index}`;
  const several = row.amountCents === null || !row.amount.certain;
  return (
    <fieldset class="repeated">
      <legend class="kern-label">{`${row.number === null ? `Zeile ${index + 1}` : `Nr. ${row.number}`}: ${row.title}`}</legend>
      <Field name={`${at}/project`} label="Projekt" required value={row.title} />
      {several && <P>{`Betrag im Text „${row.amount.printed}“: ${readingInWords(row.amount)}. ${doubtsInWords(row.amount)}`}</P>}
      <Row>
        <OrganisationFields row={row} at={at} organisations={organisations} />
        <AmountField
          name={`${at}/amount`}
          label="Betrag in Euro"
          reads="positive"
          cents={several ? undefined : (row.amountCents ?? undefined)}
          {...(several ? { hint: 'Bitte entscheiden Sie' } : {})}
        />
      </Row>
    </fieldset>
  );
};

/** Fields of action of the alliance and of its strategies: a grant names at least one. */
function useFieldOptions(known: Known): SelectOption[] {
  const own = useAlliance()?.fieldsOfAction ?? [];
  const fields = [...own, ...known.strategies.flatMap(({ fields }) => fields)];
  return [...new Map(fields.map(({ id, label }) => [id, label] as const))];
}

type Shared = Pick<Body<'applyForGrant'>, 'fundId' | 'fiscalYear' | 'fieldsOfAction' | 'source'>;

const applicationFor = (row: FoundRow, shared: Shared, project: string, organisationId: string, cents: number): Body<'applyForGrant'> => ({
  ...shared,
  no: row.number,
  organisationId,
  project,
  requestedCents: cents,
  partnerOrganisationIds: [],
  initiativeId: null,
  purpose: null,
  targetGroup: null,
  appliedOn: null,
  projectEndsOn: null,
  checklist: [],
  genderRemark: null,
  tags: [],
  coFunding: [],
  targets: [],
  note: null,
  relatedGrantIds: [],
});

type Wanted = {
  readonly row: FoundRow;
  readonly project: string;
  readonly organisationId: string;
  readonly name: string;
  readonly cents: number;
};

const wantedIn = (entries: Entries, rows: readonly FoundRow[]): Wanted[] =>
  rows.map((row, index) => ({
    row,
    project: entries.text(`/rows/${index}/project`),
    organisationId: entries.text(`/rows/${index}/organisationId`),
    name: entries.text(`/rows/${index}/organisationName`),
    cents: readAmount(entries, `/rows/${index}/amount`),
  }));

/**
 * Sends row by row; what failed is said and can be sent again without doing the others twice.
 * @param keys one per row and step, kept as long as the room is open
 */
function useSender(alliance: string) {
  const keys = useRef(new Map<string, string>());
  const recorded = useRef(new Map<string, string>());
  const keyOf = (what: string): string => {
    const key = keys.current.get(what) ?? crypto.randomUUID();
    keys.current.set(what, key);
    return key;
  };
  const organisationOf = async ({ organisationId, name }: Wanted): Promise<string> => {
    if (organisationId !== NEW) return organisationId;
    const before = recorded.current.get(fold(name));
    if (before !== undefined) return before;
    const body = { name, spellings: [], dissolvedYear: null, note: null, source: null };
    const { id } = await call('recordOrganisation', alliance, { body, key: keyOf(`organisation ${fold(name)}`) });
    recorded.current.set(fold(name), id);
    return id;
  };
  return async (wanted: Wanted, shared: Shared): Promise<Result> => {
    const key = `${wanted.row.lines.from}`;
    try {
      const organisationId = await organisationOf(wanted);
      const body = applicationFor(wanted.row, shared, wanted.project, organisationId, wanted.cents);
      const { id } = await call('applyForGrant', alliance, { body, key: keyOf(`grant ${JSON.stringify(body)}`) });
      return { key, project: wanted.project, grantId: id };
    } catch (error) {
      return { key, project: wanted.project, problem: error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' }) };
    }
  };
}

const Results = ({ results }: { results: readonly Result[] }) => {
  const { alliance } = useDesk();
  const done = results.filter(({ grantId }) => grantId !== undefined).length;
  return (
    <>
      <Alert
        tone={done === results.length ? 'success' : 'warning'}
        title={`${done} von ${count(results.length, 'Zeile', 'Zeilen')} übernommen`}
        focused={results}
      >
        <P>Ein Antrag zählt noch nicht: Über ihn entscheidet eine andere Person.</P>
      </Alert>
      <Table<Result>
        caption="Ergebnis je Zeile"
        rows={results}
        keyOf={({ key }) => key}
        columns={[
          {
            title: 'Projekt',
            heads: true,
            cell: ({ project, grantId }) =>
              grantId === undefined ? project : <Link href={hrefOf(alliance, `foerderung/zuwendungen/${grantId}`)}>{project}</Link>,
          },
          {
            title: 'Ergebnis',
            nowrap: true,
            cell: ({ grantId }) =>
              grantId === undefined ? <Badge tone="danger">nicht übernommen</Badge> : <Badge tone="success">aufgenommen</Badge>,
          },
          {
            title: 'Warum nicht',
            cell: ({ problem }) =>
              problem ? [problem.title, problem.detail, ...problem.faults.map(({ detail }) => detail)].filter(Boolean).join(' ') : '–',
          },
        ]}
      />
    </>
  );
};

function GrantForm({ rows, known, onBack }: { rows: readonly FoundRow[]; known: Known; onBack: () => void }) {
  const { alliance } = useDesk();
  const send = useSender(alliance);
  const fields = useFieldOptions(known);
  const [results, setResults] = useState<readonly Result[]>([]);
  const done = new Set(results.filter(({ grantId }) => grantId !== undefined).map(({ key }) => key));
  const open = rows.filter(({ lines }) => !done.has(String(lines.from)));
  const submit = async (entries: Entries) => {
    const fieldsOfAction = fields.map(([id]) => id).filter((id) => entries.has(`/fieldsOfAction/${id}`));
    if (fieldsOfAction.length === 0) throw fault('/fieldsOfAction', 'Bitte nennen Sie mindestens ein Handlungsfeld.');
    const shared: Shared = {
      fundId: entries.text('/fundId'),
      fiscalYear: entries.yearOrNull('/fiscalYear') ?? 0,
      fieldsOfAction,
      source: entries.textOrNull('/source'),
    };
    const found: Result[] = results.filter(({ grantId }) => grantId !== undefined);
    for (const wanted of wantedIn(entries, open)) found.push(await send(wanted, shared));
    setResults(found);
  };
  return (
    <>
      {results.length > 0 && <Results results={results} />}
      {open.length === 0 ? (
        <div class="form-actions">
          <Button onClick={onBack}>Zurück zur Tabelle</Button>
        </div>
      ) : (
        <Form
          submitLabel={`${count(open.length, 'Antrag', 'Anträge')} aufnehmen`}
          cancel={{ label: 'Zurück zur Tabelle', onClick: onBack }}
          onSubmit={submit}
        >
          <Row>
            <Select
              name="/fundId"
              label="Fonds"
              required
              none="bitte wählen"
              value={known.funds.length === 1 ? known.funds[0]?.id : null}
              options={known.funds.map(({ id, name }) => [id, name] as const)}
            />
            <Field name="/fiscalYear" label="Haushaltsjahr" required inputMode="numeric" reads="year" />
            <Field name="/source" label="Fundstelle" hint="Zum Beispiel Drs. 0025/2021 Anlage 1" />
          </Row>
          <Choices
            legend="Handlungsfelder, für alle angekreuzten Zeilen"
            name="/fieldsOfAction"
            type="checkbox"
            options={fields}
            hint="Einzelne Anträge können Sie danach ändern"
          />
          {open.map((row, index) => (
            <RowFields row={row} index={index} organisations={known.organisations} key={row.lines.from} />
          ))}
        </Form>
      )}
    </>
  );
}

/** Rows that a person ticked, completed and sent as applications; each is answered by itself. */
export function IntakeGrants({ caption, rows, onBack }: { caption: string; rows: readonly FoundRow[]; onBack: () => void }) {
  const { alliance } = useDesk();
  const { data, problem } = useLoaded(alliance, () => choicesFor(alliance));
  const total = rows.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
  return (
    <Section title={`Anträge aus ${caption}`}>
      <P muted>
        {count(rows.length, 'Zeile', 'Zeilen')} (
        {rows
          .map(({ lines }) => linesInWords(lines))
          .slice(0, 3)
          .join(', ')}
        {rows.length > 3 ? ' …' : ''}), sicher gelesen zusammen {euro(total)}. Gespeichert wird erst, wenn Sie die Anträge aufnehmen.
      </P>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && data.funds.length === 0 && (
        <P>
          Noch ist kein Fonds angelegt, aus dem gefördert wird. <Link href={hrefOf(alliance, 'foerderung/neu')}>Fonds anlegen</Link>
        </P>
      )}
      {data && data.funds.length > 0 && <GrantForm rows={rows} known={data} onBack={onBack} />}
    </Section>
  );
}
