import type { Due, Precision } from '../../../../shared/domain/due.ts';
import { NOT_DUE, precisionNames } from '../../../../shared/domain/due.ts';
import { type Entries, Field, Row, Select } from '../form.tsx';
import { optionsOf } from '../ui.tsx';

/** A time as the source words it, beside the days that it means. */
export const DueFields = ({ at, due = NOT_DUE }: { at: string; due?: Due | undefined }) => (
  <>
    <Row>
      <Field
        name={`${at}/wording`}
        label="Frist im Wortlaut"
        value={due.wording}
        hint="Wie die Quelle es sagt, zum Beispiel: bis Ende 2016"
      />
      <Select name={`${at}/precision`} label="Genauigkeit" required value={due.precision} options={optionsOf(precisionNames)} />
    </Row>
    <Row>
      <Field name={`${at}/from`} label="Frühestens" type="date" value={due.from} hint="Offen lassen, was der Wortlaut offen lässt" />
      <Field name={`${at}/to`} label="Spätestens" type="date" value={due.to} />
    </Row>
  </>
);

export const readDue = (entries: Entries, at: string): Due => ({
  wording: entries.textOrNull(`${at}/wording`),
  precision: (entries.textOrNull(`${at}/precision`) ?? NOT_DUE.precision) as Precision,
  from: entries.textOrNull(`${at}/from`),
  to: entries.textOrNull(`${at}/to`),
});
