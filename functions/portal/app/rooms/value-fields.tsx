import type { StatedValue, Worth } from '../../../../shared/domain/quantity.ts';
import { worthNames } from '../../../../shared/domain/quantity.ts';
import { parseQuantity, sentences } from '../checks.ts';
import { type Entries, Field, fault, Row, Select } from '../form.tsx';
import { optionsOf } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { numberInWords } from './results-words.tsx';

const typedAs = (value: number | null | undefined): string => (value === null || value === undefined ? '' : numberInWords(value));

/** One stated value: how much, how sure, as of when, from where. */
export const ValueFields = ({
  at,
  stated,
  required = false,
}: {
  at: string;
  stated?: StatedValue | null | undefined;
  required?: boolean;
}) => (
  <>
    <Row>
      <Select name={`${at}/worth`} label="Genauigkeit" required value={stated?.worth ?? 'EXACT'} options={optionsOf(worthNames)} />
      <Field
        name={`${at}/value`}
        label="Wert"
        inputMode="decimal"
        reads="decimal"
        value={typedAs(stated?.value)}
        hint="Leer nur bei „nicht bekannt“"
      />
      <Field
        name={`${at}/upTo`}
        label="Oberes Ende"
        inputMode="decimal"
        reads="decimal"
        value={typedAs(stated?.upTo)}
        hint="Nur bei „zwei bis drei“"
      />
    </Row>
    <Row>
      <Field name={`${at}/asOf`} label="Stand" type="date" required={required} value={stated?.asOf} max={todayInBerlin()} />
      <Field name={`${at}/printed`} label="Wortlaut der Quelle" value={stated?.printed} />
      <Field name={`${at}/source`} label="Fundstelle" value={stated?.source} />
    </Row>
  </>
);

function readQuantity(entries: Entries, name: string): number | null {
  const typed = entries.text(name);
  if (typed === '') return null;
  const value = parseQuantity(typed);
  if (value === undefined) throw fault(name, sentences.decimal);
  return value;
}

export const readStatedValue = (entries: Entries, at: string): StatedValue => ({
  value: readQuantity(entries, `${at}/value`),
  upTo: readQuantity(entries, `${at}/upTo`),
  worth: entries.text(`${at}/worth`) as Worth,
  asOf: entries.textOrNull(`${at}/asOf`),
  printed: entries.textOrNull(`${at}/printed`),
  source: entries.textOrNull(`${at}/source`),
});
