import { useState } from 'preact/hooks';
import type { PersonRegister } from '../../../../shared/domain/result.ts';
import { personRegisterStateNames } from '../../../../shared/domain/result.ts';
import { Choices, type Entries, Field, fault, Group, Row, Select } from '../form.tsx';
import { optionsOf } from '../ui.tsx';
import { LineArea, readLines } from './line-fields.tsx';
import { RowGroup, readRows } from './result-rows.tsx';
import type { MeasureDetail } from './results-known.ts';
import { Tick } from './tick.tsx';

type Card = NonNullable<MeasureDetail['card']>;
type ContactPoint = Card['contactPoints'][number];
type YearGoal = Card['yearGoals'][number];

const pointStates = { IN_OPERATION: 'in Betrieb', IN_PREPARATION: 'in Vorbereitung' } as const;
const freshPoint: ContactPoint = { name: '', address: null, state: 'IN_OPERATION', opening: null, service: null, audience: null };

const ContactPoints = ({ values }: { values: readonly ContactPoint[] }) => (
  <RowGroup<ContactPoint> legend="Anlaufstellen" one="Anlaufstelle" values={values} fresh={freshPoint}>
    {({ name, address, state, opening, service, audience }, index) => (
      <>
        <Row>
          <Field name={`/card/contactPoints/${index}/name`} label="Name der Anlaufstelle" required value={name} />
          <Field name={`/card/contactPoints/${index}/address`} label="Anschrift" value={address} />
          <Select
            name={`/card/contactPoints/${index}/state`}
            label="Stand der Anlaufstelle"
            required
            value={state}
            options={optionsOf(pointStates)}
          />
        </Row>
        <Row>
          <Field name={`/card/contactPoints/${index}/opening`} label="Öffnung" value={opening} />
          <Field name={`/card/contactPoints/${index}/service`} label="Angebot" value={service} />
          <Field name={`/card/contactPoints/${index}/audience`} label="Zielgruppe" value={audience} />
        </Row>
      </>
    )}
  </RowGroup>
);

const readPoint = (entries: Entries, at: string): ContactPoint => ({
  name: entries.text(`${at}/name`),
  address: entries.textOrNull(`${at}/address`),
  state: entries.text(`${at}/state`) as ContactPoint['state'],
  opening: entries.textOrNull(`${at}/opening`),
  service: entries.textOrNull(`${at}/service`),
  audience: entries.textOrNull(`${at}/audience`),
});

const yearGoalLines = (goals: readonly YearGoal[] = []): string[] =>
  goals.toSorted((a, b) => a.year - b.year).map(({ year, goal }) => `${year}: ${goal}`);

function readYearGoals(entries: Entries): YearGoal[] {
  const name = '/card/yearGoals';
  return readLines(entries, name).map((line) => {
    const [, year = '', goal = ''] = /^(\d{4})\s*:\s*(\S.*)$/.exec(line) ?? [];
    if (year === '') throw fault(name, `Bitte beginnen Sie jede Zeile mit dem Jahr und einem Doppelpunkt, zum Beispiel: 2018: ${line}`);
    return { year: Number(year), goal };
  });
}

const CardParts = ({ card }: { card: Card | null }) => (
  <>
    <Row>
      <Field
        name="/card/printedStatus"
        label="Gedruckter Stand"
        value={card?.printedStatus}
        hint="Wie auf der Karte, auch wenn er überholt ist"
      />
      <Field
        name="/card/lastUpdatedOn"
        label="Zuletzt aktualisiert"
        type="date"
        value={card?.lastUpdatedOn}
        hint="Leer: kein Tag angegeben"
      />
    </Row>
    <Row>
      <Field name="/card/area" label="Gebiet" value={card?.area} />
      <Field name="/card/field" label="Bereich" value={card?.field} />
      <Field name="/card/programme" label="Programm" value={card?.programme} />
    </Row>
    <LineArea name="/card/overarchingGoals" label="Übergeordnete Ziele" values={card?.overarchingGoals ?? []} />
    <LineArea
      name="/card/yearGoals"
      label="Jahresziele"
      values={yearGoalLines(card?.yearGoals)}
      hint="Je Zeile eines, mit dem Jahr davor: 2018: Zwei neue Standorte"
    />
    <Row>
      <LineArea name="/card/partners" label="Partner" values={card?.partners ?? []} />
      <LineArea
        name="/card/councilPapers"
        label="Drucksachen auf der Karte"
        values={card?.councilPapers ?? []}
        hint="Je Zeile eine Nummer"
      />
    </Row>
    <Field name="/card/councilWording" label="Ratsgremien" value={card?.councilWording} hint="Im Wortlaut der Karte" />
    <Field name="/card/participation" label="Beteiligung der Öffentlichkeit" value={card?.participation} />
    <Tick name="/card/isParticipationOpen" label="Beteiligung noch zu klären" checked={card?.isParticipationOpen ?? false} />
    <ContactPoints values={card?.contactPoints ?? []} />
  </>
);

/** What a city's portal prints on the card of a project; many measures have none. */
export function CardFields({ card }: { card: Card | null }) {
  const [isThere, setIsThere] = useState(card !== null);
  return (
    <Group legend="Vorhabenkarte">
      <Choices
        legend="Karte im Portal der Stadt"
        name="/hasCard"
        type="checkbox"
        value={card === null ? undefined : 'yes'}
        options={[['yes', 'Zu dieser Maßnahme gibt es eine Vorhabenkarte']]}
        onChange={() => setIsThere((before) => !before)}
      />
      {isThere && <CardParts card={card} />}
    </Group>
  );
}

export const readCard = (entries: Entries): Card | null =>
  entries.has('/hasCard/yes')
    ? {
        printedStatus: entries.textOrNull('/card/printedStatus'),
        lastUpdatedOn: entries.textOrNull('/card/lastUpdatedOn'),
        area: entries.textOrNull('/card/area'),
        field: entries.textOrNull('/card/field'),
        programme: entries.textOrNull('/card/programme'),
        overarchingGoals: readLines(entries, '/card/overarchingGoals'),
        yearGoals: readYearGoals(entries),
        contactPoints: readRows(entries, '/card/contactPoints', 'name', (at) => readPoint(entries, at)),
        partners: readLines(entries, '/card/partners'),
        councilPapers: readLines(entries, '/card/councilPapers'),
        councilWording: entries.textOrNull('/card/councilWording'),
        participation: entries.textOrNull('/card/participation'),
        isParticipationOpen: entries.has('/card/isParticipationOpen'),
      }
    : null;

const freshRegister: PersonRegister = {
  ...{ name: '', state: 'KEPT', keeper: null, purpose: null, legalBasis: null, keptFor: null, readers: [], source: null },
};

/** Registers of people that others keep for the measure: described here, never held. */
export const RegisterRows = ({ values }: { values: readonly PersonRegister[] }) => (
  <RowGroup<PersonRegister> legend="Verzeichnisse mit Angaben über Menschen" one="Verzeichnis" values={values} fresh={freshRegister}>
    {({ name, state, keeper, purpose, legalBasis, keptFor, readers, source }, index) => (
      <>
        <Row>
          <Field
            name={`/personRegisters/${index}/name`}
            label="Name des Verzeichnisses"
            required
            value={name}
            hint="Ohne Namen von Personen"
          />
          <Select
            name={`/personRegisters/${index}/state`}
            label="Stand des Verzeichnisses"
            required
            value={state}
            options={optionsOf(personRegisterStateNames)}
          />
        </Row>
        <Row>
          <Field name={`/personRegisters/${index}/keeper`} label="Wird geführt von" value={keeper} hint="Stelle oder Organisation" />
          <Field name={`/personRegisters/${index}/keptFor`} label="Aufbewahrung" value={keptFor} />
        </Row>
        <Row>
          <Field name={`/personRegisters/${index}/purpose`} label="Zweck" value={purpose} />
          <Field name={`/personRegisters/${index}/legalBasis`} label="Rechtsgrundlage" value={legalBasis} />
        </Row>
        <Row>
          <LineArea
            name={`/personRegisters/${index}/readers`}
            label="Wer es lesen darf"
            values={readers}
            hint="Stellen und Funktionen, eine je Zeile"
          />
          <Field name={`/personRegisters/${index}/source`} label="Fundstelle des Verzeichnisses" value={source} />
        </Row>
      </>
    )}
  </RowGroup>
);

export const readRegisters = (entries: Entries): PersonRegister[] =>
  readRows(entries, '/personRegisters', 'name', (at) => ({
    name: entries.text(`${at}/name`),
    state: entries.text(`${at}/state`) as PersonRegister['state'],
    keeper: entries.textOrNull(`${at}/keeper`),
    purpose: entries.textOrNull(`${at}/purpose`),
    legalBasis: entries.textOrNull(`${at}/legalBasis`),
    keptFor: entries.textOrNull(`${at}/keptFor`),
    readers: readLines(entries, `${at}/readers`),
    source: entries.textOrNull(`${at}/source`),
  }));
