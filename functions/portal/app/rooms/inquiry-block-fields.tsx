import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { eventKindNames, ownershipNames } from '../../../../shared/domain/alliance-event.ts';
import { subjectNames } from '../../../../shared/domain/attendance.ts';
import { dimensionNames, positionNames } from '../../../../shared/domain/breakdown.ts';
import { berlinDayOf } from '../../../../shared/domain/calendar.ts';
import type { FigureBlock, FigureQuery } from '../../../../shared/domain/figure-block.ts';
import { occasionNames } from '../../../../shared/domain/posting.ts';
import { proposalKindNames } from '../../../../shared/domain/result.ts';
import { useAlliance } from '../desk.ts';
import { Field, Row, Select, TextArea } from '../form.tsx';
import { Button, optionsOf, P, type SelectOption } from '../ui.tsx';
import { officeOptions, themeOptions, todayInBerlin } from '../words.ts';
import { GridFields } from './inquiry-grid.tsx';
import { heldNames, measureDetailNames, type QueryKind, queryInWords, queryKindNames } from './inquiry-words.tsx';

/** Several of many, each ticked or not. */
const Checks = ({
  legend,
  name,
  options,
  chosen,
}: {
  legend: string;
  name: string;
  options: readonly SelectOption[];
  chosen: readonly string[];
}) => (
  <fieldset class="kern-fieldset">
    <legend class="kern-label">{legend}</legend>
    <div class="kern-fieldset__body checks">
      {options.map(([key, label]) => {
        const id = `check${name.replaceAll('/', '-')}-${key}`;
        return (
          <div class="kern-form-check" key={key}>
            <input
              id={id}
              class="kern-form-check__checkbox"
              type="checkbox"
              name={`${name}/${key}`}
              data-label={legend}
              defaultChecked={chosen.includes(key)}
            />
            <label class="kern-label" for={id}>
              {label}
            </label>
          </div>
        );
      })}
    </div>
  </fieldset>
);

export const columnNames = { date: 'Datum', title: 'Veranstaltung', place: 'Ort', office: 'Amt', status: 'Status' } as const;

type Values = Readonly<Record<string, string | readonly string[] | undefined>>;
const filterOf = (query: FigureQuery | undefined): Values => (query && 'filter' in query ? (query.filter as Values) : {});
const one = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

function EventFilter({ at, filter }: { at: string; filter: Values }) {
  const alliance = useAlliance();
  return (
    <Row>
      <Select name={`${at}/kind`} label="Art" value={one(filter, 'kind')} none="alle" options={optionsOf(eventKindNames)} />
      <Select name={`${at}/theme`} label="Thema" value={one(filter, 'theme')} none="alle" options={themeOptions(alliance)} />
      <Select name={`${at}/office`} label="Amt" value={one(filter, 'office')} none="alle" options={officeOptions} />
    </Row>
  );
}

type QueryProps = { readonly at: string; readonly query: FigureQuery | undefined };

function Expenditure({ at, query }: QueryProps) {
  const groupBy = query?.kind === 'EXPENDITURE' ? query.groupBy : [];
  const filter = filterOf(query);
  return (
    <>
      <Row>
        <Select
          name={`${at}/groupBy/0`}
          label="Gegliedert nach"
          required
          value={groupBy[0] ?? 'line'}
          options={optionsOf(dimensionNames)}
        />
        <Select name={`${at}/groupBy/1`} label="dann nach" value={groupBy[1]} none="–" options={optionsOf(dimensionNames)} />
        <Select name={`${at}/groupBy/2`} label="und nach" value={groupBy[2]} none="–" options={optionsOf(dimensionNames)} />
      </Row>
      <Row>
        <Select
          name={`${at}/filter/section`}
          label="Abschnitt"
          value={one(filter, 'section')}
          none="alle"
          options={optionsOf(positionNames)}
        />
        <Select
          name={`${at}/filter/occasion`}
          label="Anlass"
          value={one(filter, 'occasion')}
          none="alle"
          options={optionsOf(occasionNames)}
        />
        <Field name={`${at}/filter/fiscalYear`} label="Haushaltsjahr" inputMode="numeric" value={one(filter, 'fiscalYear')} />
      </Row>
      <details class="more" open={['kind', 'theme', 'office'].some((name) => filter[name] !== undefined)}>
        <summary>Nach Veranstaltungen eingrenzen</summary>
        <EventFilter at={`${at}/filter`} filter={filter} />
      </details>
    </>
  );
}

function Events({ at, query }: QueryProps) {
  const known = query?.kind === 'EVENTS' ? query : undefined;
  const filter = filterOf(query);
  return (
    <>
      <Row>
        <Select name={`${at}/held`} label="Welche" required value={known?.held ?? 'HELD'} options={optionsOf(heldNames)} />
        <Select
          name={`${at}/filter/ownership`}
          label="Trägerschaft"
          value={one(filter, 'ownership')}
          none="alle"
          options={optionsOf(ownershipNames).filter(([key]) => key !== 'NOT_OURS')}
        />
      </Row>
      <Row>
        <Field name={`${at}/filter/from`} label="Ab" type="date" value={one(filter, 'from')} />
        <Field name={`${at}/filter/to`} label="Bis" type="date" value={one(filter, 'to')} />
      </Row>
      <EventFilter at={`${at}/filter`} filter={filter} />
      <details class="more" open={known?.filter.kinds !== undefined}>
        <summary>Mehrere Arten wählen</summary>
        <Checks legend="Arten" name={`${at}/filter/kinds`} options={optionsOf(eventKindNames)} chosen={known?.filter.kinds ?? []} />
      </details>
      <Checks legend="Spalten" name={`${at}/columns`} options={optionsOf(columnNames)} chosen={known?.columns ?? ['date', 'title']} />
    </>
  );
}

const Attendance = ({ at, query }: QueryProps) => (
  <>
    <Select
      name={`${at}/subject`}
      label="Was gezählt wird"
      required
      value={query?.kind === 'ATTENDANCE' ? query.subject : 'PERSONS'}
      options={optionsOf(subjectNames)}
    />
    <EventFilter at={`${at}/filter`} filter={filterOf(query)} />
  </>
);

function Initiatives({ at, query }: QueryProps) {
  const alliance = useAlliance();
  return (
    <Select
      name={`${at}/filter/fieldOfAction`}
      label="Handlungsfeld"
      value={one(filterOf(query), 'fieldOfAction')}
      none="alle"
      options={(alliance?.fieldsOfAction ?? []).map(({ id, label }) => [id, label] as const)}
    />
  );
}

const Proposals = ({ at, query }: QueryProps) => (
  <>
    <Row>
      <Select
        name={`${at}/byKind`}
        label="Spalten"
        required
        value={String(query?.kind === 'PROPOSALS' && query.byKind)}
        options={[
          ['false', 'eine für alle Vorschläge'],
          ['true', 'je Art des Vorschlags eine'],
        ]}
      />
      <Select
        name={`${at}/filter/proposalKind`}
        label="Art des Vorschlags"
        value={one(filterOf(query), 'proposalKind')}
        none="alle"
        options={optionsOf(proposalKindNames)}
      />
    </Row>
    <EventFilter at={`${at}/filter`} filter={filterOf(query)} />
  </>
);

const Measures = ({ at, query }: QueryProps) => (
  <>
    <Select
      name={`${at}/detail`}
      label="Umfang"
      required
      value={query?.kind === 'MEASURES' ? query.detail : 'COUNT'}
      options={optionsOf(measureDetailNames)}
    />
    <EventFilter at={`${at}/filter`} filter={filterOf(query)} />
  </>
);

const Nothing = () => <P muted>Diese Abfrage braucht nur einen Stand.</P>;

const fieldsOf: Readonly<Record<QueryKind, (props: QueryProps) => ComponentChildren>> = {
  EXPENDITURE: Expenditure,
  EVENTS: Events,
  ATTENDANCE: Attendance,
  INITIATIVES: Initiatives,
  PROPOSALS: Proposals,
  MEASURES: Measures,
  APPROPRIATIONS: Nothing,
  STATED_TOTALS: Nothing,
  RECONCILIATION: Nothing,
  FREE_TABLE: ({ at, query }) => <GridFields at={at} query={query?.kind === 'FREE_TABLE' ? query : undefined} />,
};

/** A table typed by hand has one place for its headings: its own stand in its columns. */
function asShown({ query, labels }: FigureBlock): FigureQuery {
  if (query.kind !== 'FREE_TABLE') return query;
  return { ...query, columns: query.columns.map((column, index) => ({ ...column, label: labels[index] ?? column.label })) };
}

/** One table: what it is called, as of when, and what it asks the register. */
export function BlockFields({
  at,
  block,
  number,
  suggested,
  onRemove,
}: {
  at: string;
  block: FigureBlock | undefined;
  number: number;
  /** For a table that is new. */
  suggested: { readonly id: string; readonly asOf: string };
  onRemove: () => void;
}) {
  const [kind, setKind] = useState<QueryKind>(block?.query.kind ?? 'EXPENDITURE');
  const QueryFields = fieldsOf[kind];
  const today = todayInBerlin();
  return (
    <details class="block" open={block === undefined}>
      <summary>
        <span class="block-title">{block?.title ?? 'Neue Tabelle'}</span>
        {block && <span class="block-query">{queryInWords(block.query)}</span>}
      </summary>
      <div class="block-fields">
        <Select
          name={`${at}/query/kind`}
          label="Abfrage"
          required
          value={kind}
          options={optionsOf(queryKindNames)}
          onChange={(value) => setKind(value as QueryKind)}
        />
        <Field name={`${at}/title`} label="Überschrift" required value={block?.title} />
        <Row>
          <Field
            name={`${at}/asOf`}
            label="Stand"
            type="date"
            max={today}
            value={block ? block.asOf : suggested.asOf}
            hint="Wertstellung bis zu diesem Tag"
          />
          <Field
            name={`${at}/knownAt`}
            label="Kenntnisstand"
            type="date"
            max={today}
            value={block?.knownAt ? berlinDayOf(block.knownAt) : undefined}
            hint="leer: der heutige"
          />
        </Row>
        <QueryFields at={`${at}/query`} query={block?.query.kind === kind ? asShown(block) : undefined} key={kind} />
        {kind !== 'FREE_TABLE' && (
          <TextArea
            name={`${at}/labels`}
            label="Eigene Spaltenüberschriften"
            rows={2}
            value={block?.labels.join('\n')}
            hint="Von links, je Zeile eine; leer: die üblichen"
          />
        )}
        <Field name={`${at}/id`} label="Kennung" required value={block?.id ?? suggested.id} hint="Name der Datei in den offenen Daten" />
        <div>
          <Button kind="tertiary" onClick={onRemove}>
            Tabelle {number} entfernen
          </Button>
        </div>
      </div>
    </details>
  );
}
