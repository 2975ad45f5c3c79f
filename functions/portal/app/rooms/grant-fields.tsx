import { coFundingStatusNames } from '../../../../shared/domain/grant.ts';
import { formatEuro, parseEuro } from '../../../../shared/domain/money.ts';
import { worthNames } from '../../../../shared/domain/quantity.ts';
import { type Entries, Field, fault, Group, Row, Select } from '../form.tsx';
import { optionsOf, P, type SelectOption } from '../ui.tsx';
import type { Fund } from './fund-words.tsx';
import { type GrantInput, type Targets, unlessEmpty } from './grant-known.ts';
import { RowGroup, readRows } from './result-rows.tsx';
import { readStatedValue, ValueFields } from './value-fields.tsx';

type CoFunding = GrantInput['coFunding'][number];
type Checked = GrantInput['checklist'][number];
type Target = Targets[number];

const met = { YES: 'erfüllt', NO: 'nicht erfüllt' } as const;
const metKey = (item: Checked | undefined): string | undefined => (item === undefined ? undefined : item.isMet ? 'YES' : 'NO');

/** What the fund asks for; what nobody has looked at stays open. */
export const ChecklistFields = ({ fund, checklist }: { fund: Fund | undefined; checklist: readonly Checked[] }) => (
  <Group legend="Voraussetzungen">
    {!fund && <P muted>Wählen Sie zuerst den Fonds.</P>}
    {fund?.checklist.length === 0 && <P muted>Dieser Fonds nennt keine Voraussetzungen.</P>}
    {fund?.checklist.map(({ id, label }, index) => {
      const said = checklist.find((item) => item.id === id);
      return (
        <Row key={id}>
          <input type="hidden" name={`/checklist/${index}/id`} value={id} />
          <Select
            name={`/checklist/${index}/isMet`}
            label={label}
            none="noch nicht geprüft"
            value={metKey(said)}
            options={optionsOf(met)}
          />
          <Field name={`/checklist/${index}/note`} label={`Anmerkung zu Punkt ${index + 1}`} value={said?.note} />
        </Row>
      );
    })}
  </Group>
);

export const readChecklist = (entries: Entries): Checked[] =>
  readRows(entries, '/checklist', 'id', (at) => ({
    id: entries.text(`${at}/id`),
    said: entries.text(`${at}/isMet`),
    note: entries.textOrNull(`${at}/note`),
  })).flatMap(({ id, said, note }) => (said === '' ? [] : [{ id, isMet: said === 'YES', note }]));

const freshFunding = { funder: '', amountCents: null, worth: 'EXACT', status: 'ASKED', years: [], wording: null } as const;

export const CoFundingRows = ({ values }: { values: readonly CoFunding[] }) => (
  <RowGroup<Omit<CoFunding, 'years'> & { readonly years: readonly number[] }>
    legend="Mittel anderer"
    one="Mittelgeber"
    values={values}
    fresh={freshFunding}
  >
    {({ funder, amountCents, worth, status, years, wording }, index) => (
      <>
        <Row>
          <Field name={`/coFunding/${index}/funder`} label="Name des Mittelgebers" required value={funder} />
          <Select name={`/coFunding/${index}/status`} label="Stand" required value={status} options={optionsOf(coFundingStatusNames)} />
        </Row>
        <Row>
          <Select name={`/coFunding/${index}/worth`} label="Genauigkeit" required value={worth} options={optionsOf(worthNames)} />
          <Field
            name={`/coFunding/${index}/amountCents`}
            label="Betrag in Euro"
            inputMode="decimal"
            reads="positive"
            value={amountCents === null ? '' : formatEuro(amountCents)}
            hint="Leer: nicht bekannt"
          />
          <Field name={`/coFunding/${index}/years`} label="Jahre" value={years.join(', ')} hint="Zum Beispiel: 2020, 2021" />
        </Row>
        <Field name={`/coFunding/${index}/wording`} label="Wortlaut" value={wording} />
      </>
    )}
  </RowGroup>
);

function readYears(entries: Entries, name: string): number[] {
  const typed = entries
    .text(name)
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
  if (typed.some((part) => !/^\d{4}$/.test(part))) throw fault(name, 'Bitte geben Sie jedes Jahr vierstellig an, mit Komma getrennt.');
  return typed.map(Number);
}

export const readCoFunding = (entries: Entries): CoFunding[] =>
  readRows(entries, '/coFunding', 'funder', (at) => {
    const amountCents = parseEuro(entries.text(`${at}/amountCents`)) ?? null;
    return {
      funder: entries.text(`${at}/funder`),
      amountCents,
      worth: amountCents === null ? 'UNKNOWN' : (entries.text(`${at}/worth`) as CoFunding['worth']),
      status: entries.text(`${at}/status`) as CoFunding['status'],
      years: readYears(entries, `${at}/years`),
      wording: entries.textOrNull(`${at}/wording`),
    };
  });

const freshTarget: Target = { label: '', unit: '', planned: null, actual: null };

/** What it is planned to reach; what was reached only where there can be something. */
export const TargetRows = ({ values, withActual }: { values: readonly Target[]; withActual: boolean }) => (
  <RowGroup<Target> legend="Ziele" one="Ziel" values={values} fresh={freshTarget}>
    {({ label, unit, planned, actual }, index) => (
      <>
        <Row>
          <Field name={`/targets/${index}/label`} label="Was erreicht werden soll" required value={label} />
          <Field name={`/targets/${index}/unit`} label="Einheit" required value={unit} hint="Zum Beispiel: Plätze" />
        </Row>
        <fieldset class="card-fields">
          <legend class="kern-label">geplant</legend>
          <ValueFields at={`/targets/${index}/planned`} stated={planned} />
        </fieldset>
        {withActual && (
          <fieldset class="card-fields">
            <legend class="kern-label">erreicht</legend>
            <ValueFields at={`/targets/${index}/actual`} stated={actual} />
          </fieldset>
        )}
      </>
    )}
  </RowGroup>
);

const readOptional = (entries: Entries, at: string): Target['planned'] =>
  entries.has(`${at}/worth`) ? unlessEmpty(readStatedValue(entries, at)) : null;

export const readTargets = (entries: Entries): Targets =>
  readRows(entries, '/targets', 'label', (at) => ({
    label: entries.text(`${at}/label`),
    unit: entries.text(`${at}/unit`),
    planned: readOptional(entries, `${at}/planned`),
    actual: readOptional(entries, `${at}/actual`),
  }));

/** Several of a list, each in a row of its own. */
export const ChoiceRows = ({
  at,
  legend,
  one,
  label,
  values,
  options,
}: {
  at: string;
  legend: string;
  one: string;
  label: string;
  values: readonly string[];
  options: readonly SelectOption[];
}) => (
  <RowGroup<string> legend={legend} one={one} values={values} fresh="">
    {(value, index) => <Select name={`${at}/${index}`} label={label} required none="bitte wählen" value={value} options={options} />}
  </RowGroup>
);

export function readChoices(entries: Entries, at: string): string[] {
  const found: string[] = [];
  for (let index = 0; entries.has(`${at}/${index}`); index++) found.push(entries.text(`${at}/${index}`));
  return found;
}
