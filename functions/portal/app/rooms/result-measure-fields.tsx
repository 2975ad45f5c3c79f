import type { Due } from '../../../../shared/domain/due.ts';
import { formatEuro, parseEuro } from '../../../../shared/domain/money.ts';
import { worthNames } from '../../../../shared/domain/quantity.ts';
import type { Measure } from '../../../../shared/domain/result.ts';
import { responsibilityNames } from '../../../../shared/domain/result.ts';
import { Choices, type Entries, Field, Row, Select } from '../form.tsx';
import { optionsOf } from '../ui.tsx';
import { DueFields, readDue } from './due-fields.tsx';
import { RowGroup, readRows } from './result-rows.tsx';

type Responsible = Measure['responsible'][number];
type Funding = Measure['funding'][number];
type Step = Measure['schedule'][number];
type Place = Measure['places'][number];

const { UNKNOWN: _, ...fundingWorths } = worthNames;

export const ResponsibleRows = ({ values }: { values: readonly Responsible[] }) => (
  <RowGroup<Responsible> legend="Beteiligte Stellen" one="Stelle" values={values} fresh={{ name: '', role: 'RESPONSIBLE', isNamed: true }}>
    {({ name, role, isNamed }, index) => (
      <>
        <Row>
          <Field
            name={`/responsible/${index}/name`}
            label="Name der Stelle"
            required
            value={name}
            hint="Ministerium, Behörde oder Partner"
          />
          <Select name={`/responsible/${index}/role`} label="Rolle" required value={role} options={optionsOf(responsibilityNames)} />
        </Row>
        <Choices
          legend="Herkunft"
          type="checkbox"
          name={`/responsible/${index}/isNamed`}
          value={isNamed ? 'yes' : undefined}
          options={[['yes', 'In der Quelle ausdrücklich genannt']]}
        />
      </>
    )}
  </RowGroup>
);

const readResponsible = (entries: Entries, at: string): Responsible => ({
  name: entries.text(`${at}/name`),
  role: entries.text(`${at}/role`) as Responsible['role'],
  isNamed: entries.has(`${at}/isNamed/yes`),
});

const perNames = { ONCE: 'einmalig', YEAR: 'jährlich' } as const;
const FRESH_FUNDING = { label: '', amountCents: null, worth: 'EXACT', per: 'ONCE', fromYear: null, toYear: null, printed: null } as const;
type TypedFunding = Omit<Funding, 'amountCents'> & { readonly amountCents: number | null };

export const FundingRows = ({ values }: { values: readonly Funding[] }) => (
  <RowGroup<TypedFunding> legend="Genannte Mittel" one="Betrag" values={values} fresh={FRESH_FUNDING}>
    {(funding, index) => (
      <>
        <Row>
          <Field name={`/funding/${index}/label`} label="Wofür" required value={funding.label} />
          <Select name={`/funding/${index}/worth`} label="Genauigkeit" required value={funding.worth} options={optionsOf(fundingWorths)} />
          <Field
            name={`/funding/${index}/amountCents`}
            label="Betrag in Euro"
            required
            inputMode="decimal"
            reads="amount"
            value={funding.amountCents === null ? '' : formatEuro(funding.amountCents)}
          />
        </Row>
        <Row>
          <Select name={`/funding/${index}/per`} label="Wie oft" required value={funding.per} options={optionsOf(perNames)} />
          <Field
            name={`/funding/${index}/fromYear`}
            label="Von Jahr"
            inputMode="numeric"
            reads="year"
            value={yearTyped(funding.fromYear)}
          />
          <Field name={`/funding/${index}/toYear`} label="Bis Jahr" inputMode="numeric" reads="year" value={yearTyped(funding.toYear)} />
        </Row>
        <Field name={`/funding/${index}/printed`} label="Wortlaut der Quelle" value={funding.printed} />
      </>
    )}
  </RowGroup>
);
const yearTyped = (year: number | null): string => (year === null ? '' : String(year));

const readFunding = (entries: Entries, at: string): Funding => ({
  label: entries.text(`${at}/label`),
  amountCents: parseEuro(entries.text(`${at}/amountCents`)) ?? 0,
  worth: entries.text(`${at}/worth`) as Funding['worth'],
  per: entries.text(`${at}/per`) as Funding['per'],
  fromYear: entries.yearOrNull(`${at}/fromYear`),
  toYear: entries.yearOrNull(`${at}/toYear`),
  printed: entries.textOrNull(`${at}/printed`),
});

type TypedStep = Omit<Step, 'due'> & { readonly due: Due | undefined };

export const ScheduleRows = ({ values }: { values: readonly Step[] }) => (
  <RowGroup<TypedStep> legend="Zeitplan" one="Schritt" values={values} fresh={{ label: '', due: undefined, state: null }}>
    {({ label, due, state }, index) => (
      <>
        <Row>
          <Field name={`/schedule/${index}/label`} label="Was" required value={label} />
          <Field name={`/schedule/${index}/state`} label="Stand des Schritts" value={state} hint="Wie die Quelle es sagt" />
        </Row>
        <DueFields at={`/schedule/${index}/due`} due={due} />
      </>
    )}
  </RowGroup>
);

const readStep = (entries: Entries, at: string): Step => ({
  label: entries.text(`${at}/label`),
  due: readDue(entries, `${at}/due`),
  state: entries.textOrNull(`${at}/state`),
});

export const PlaceRows = ({ values }: { values: readonly Place[] }) => (
  <RowGroup<Place> legend="Orte" one="Ort" values={values} fresh={{ name: '', role: null }}>
    {({ name, role }, index) => (
      <Row>
        <Field name={`/places/${index}/name`} label="Name des Ortes" required value={name} />
        <Field name={`/places/${index}/role`} label="Rolle des Ortes" value={role} hint="Zum Beispiel: Standort" />
      </Row>
    )}
  </RowGroup>
);

const readPlace = (entries: Entries, at: string): Place => ({ name: entries.text(`${at}/name`), role: entries.textOrNull(`${at}/role`) });

export const readMeasureRows = (entries: Entries): Pick<Measure, 'responsible' | 'funding' | 'schedule' | 'places'> => ({
  responsible: readRows(entries, '/responsible', 'name', (at) => readResponsible(entries, at)),
  funding: readRows(entries, '/funding', 'label', (at) => readFunding(entries, at)),
  schedule: readRows(entries, '/schedule', 'label', (at) => readStep(entries, at)),
  places: readRows(entries, '/places', 'name', (at) => readPlace(entries, at)),
});
