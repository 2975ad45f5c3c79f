import { strategyCountNames } from '../../../../shared/domain/strategy-checks.ts';
import type { Body, Success } from '../contract.ts';
import { type Entries, Field, fault, Group, Row, Select } from '../form.tsx';
import { optionsOf, type SelectOption } from '../ui.tsx';
import { count } from '../words.ts';
import { DueFields, readDue } from './due-fields.tsx';
import { ChoiceRows, readChoices } from './grant-fields.tsx';
import { LineArea, pointsOf, readLines } from './line-fields.tsx';
import { RowGroup, readRows } from './result-rows.tsx';
import { newRowId } from './row-list.tsx';

export type StrategyInput = Body<'recordStrategy'>;
type Strategy = Success<'getStrategy'>;
type Goal = Strategy['priorities'][number];
type Area = StrategyInput['fields'][number];
type Subtopic = Area['subtopics'][number];

const numberTyped = (value: number | null | undefined): string => value?.toString() ?? '';

/** What it wants to reach, and what measures that. */
export const GoalRows = ({ values, indicators }: { values: readonly Goal[]; indicators: readonly SelectOption[] }) => (
  <RowGroup<Goal> legend="Prioritäten und Ziele" one="Ziel" values={values} fresh={{ id: '', label: '', indicatorIds: [] }}>
    {({ id, label, indicatorIds }, index) => (
      <>
        <input type="hidden" name={`/priorities/${index}/id`} value={id || newRowId('ziel')} />
        <Field name={`/priorities/${index}/label`} label="Was erreicht werden soll" required value={label} />
        <details class="more">
          <summary>{`Kennzahlen (${indicatorIds.length})`}</summary>
          <ChoiceRows
            at={`/priorities/${index}/indicatorIds`}
            legend="Kennzahlen"
            one="Kennzahl"
            label="Woran sich das Ziel messen lässt"
            values={indicatorIds}
            options={indicators}
          />
        </details>
      </>
    )}
  </RowGroup>
);

export const readGoals = (entries: Entries): StrategyInput['priorities'] =>
  readRows(entries, '/priorities', 'label', (at) => ({
    id: entries.text(`${at}/id`),
    label: entries.text(`${at}/label`),
    indicatorIds: readChoices(entries, `${at}/indicatorIds`),
  }));

const FOCUS = /^[-–•]\s*(\S.*)$/;
const linesOf = (subtopics: readonly Subtopic[]): string[] =>
  subtopics.flatMap(({ label, focus }) => [label, ...focus.map((one) => `- ${one}`)]);

/** @throws Problem for a line that belongs to no subtopic */
function readSubtopics(entries: Entries, name: string, before: readonly Subtopic[]): Subtopic[] {
  const read: { readonly label: string; readonly focus: string[] }[] = [];
  for (const line of readLines(entries, name)) {
    const focus = FOCUS.exec(line)?.[1];
    if (focus === undefined) read.push({ label: line, focus: [] });
    else if (read.length === 0) throw fault(name, 'Vor dem ersten Schwerpunkt fehlt das Unterthema, zu dem er gehört.');
    else read.at(-1)?.focus.push(focus);
  }
  const points = pointsOf(
    read.map(({ label }) => label),
    before,
    'thema',
  );
  return points.map((point, index) => ({ ...point, focus: read[index]?.focus ?? [] }));
}

const freshArea: Area = { id: '', label: '', bodyId: null, subtopics: [], focusAreas: [], claimedSubtopics: null, claimWording: null };

/** Fields of action; what other records know them by is kept, whatever they are called. */
export const AreaRows = ({ values, bodies }: { values: readonly Area[]; bodies: readonly SelectOption[] }) => (
  <RowGroup<Area> legend="Handlungsfelder" one="Handlungsfeld" values={values} fresh={freshArea}>
    {({ id, label, bodyId, subtopics, focusAreas, claimedSubtopics, claimWording }, index) => (
      <>
        <input type="hidden" name={`/fields/${index}/id`} value={id || newRowId('feld')} />
        <Row>
          <Field name={`/fields/${index}/label`} label="Name des Handlungsfelds" required value={label} />
          <Select name={`/fields/${index}/bodyId`} label="Gremium" none="keines" value={bodyId} options={bodies} />
        </Row>
        <details class="more" open={id === ''}>
          <summary>{`Unterthemen und Schwerpunkte (${count(subtopics.length, 'Unterthema', 'Unterthemen')})`}</summary>
          <div class="group-fields">
            <LineArea
              name={`/fields/${index}/subtopics`}
              label="Unterthemen"
              values={linesOf(subtopics)}
              hint="Je Zeile eines. Eine Zeile mit Strich davor ist ein Schwerpunkt des Unterthemas darüber."
            />
            <LineArea name={`/fields/${index}/focusAreas`} label="Schwerpunkte des Handlungsfelds" values={focusAreas} />
            <Row>
              <Field
                name={`/fields/${index}/claimedSubtopics`}
                label="Unterthemen laut Text"
                inputMode="numeric"
                reads="number"
                value={numberTyped(claimedSubtopics)}
                hint="Leer: der Text nennt keine Zahl"
              />
              <Field
                name={`/fields/${index}/claimWording`}
                label="Wortlaut dazu"
                value={claimWording}
                hint="Zum Beispiel: sieben Unterthemen"
              />
            </Row>
          </div>
        </details>
      </>
    )}
  </RowGroup>
);

export const readAreas = (entries: Entries, before: readonly Area[]): Area[] =>
  readRows(entries, '/fields', 'label', (at) => {
    const id = entries.text(`${at}/id`);
    return {
      id,
      label: entries.text(`${at}/label`),
      bodyId: entries.textOrNull(`${at}/bodyId`),
      subtopics: readSubtopics(entries, `${at}/subtopics`, before.find((one) => one.id === id)?.subtopics ?? []),
      focusAreas: readLines(entries, `${at}/focusAreas`),
      claimedSubtopics: entries.numberOrNull(`${at}/claimedSubtopics`),
      claimWording: entries.textOrNull(`${at}/claimWording`),
    };
  });

type Claim = StrategyInput['claims'][number];
type TypedClaim = Omit<Claim, 'value'> & { readonly value: number | null };

/** What the text says of its own shape; the room counts after it. */
export const ClaimRows = ({ values }: { values: readonly Claim[] }) => (
  <RowGroup<TypedClaim>
    legend="Was der Text an Zahlen nennt"
    one="Angabe"
    values={values}
    fresh={{ of: 'FIELDS', value: null, wording: null, where: null }}
  >
    {({ of, value, wording, where }, index) => (
      <Row>
        <Select name={`/claims/${index}/of`} label="Was gezählt ist" required value={of} options={optionsOf(strategyCountNames)} />
        <Field
          name={`/claims/${index}/value`}
          label="Zahl im Text"
          required
          inputMode="numeric"
          reads="number"
          value={numberTyped(value)}
        />
        <Field name={`/claims/${index}/wording`} label="Wortlaut der Angabe" value={wording} />
        <Field name={`/claims/${index}/where`} label="Wo das steht" value={where} />
      </Row>
    )}
  </RowGroup>
);

export const readClaims = (entries: Entries): Claim[] =>
  readRows(entries, '/claims', 'of', (at) => ({
    of: entries.text(`${at}/of`) as Claim['of'],
    value: entries.numberOrNull(`${at}/value`) ?? 0,
    wording: entries.textOrNull(`${at}/wording`),
    where: entries.textOrNull(`${at}/where`),
  }));

type Phase = Strategy['phases'][number];
type Milestone = Phase['milestones'][number];
type TypedMilestone = Omit<Milestone, 'due'> & { readonly due: Milestone['due'] | undefined };

type Actors = { readonly organisations: readonly SelectOption[] };

const Milestones = ({ at, values, organisations }: Actors & { at: string; values: readonly Milestone[] }) => (
  <RowGroup<TypedMilestone>
    legend="Meilensteine"
    one="Meilenstein"
    values={values}
    fresh={{ label: '', due: undefined, organisationIds: [] }}
  >
    {({ label, due, organisationIds }, index) => (
      <>
        <Field name={`${at}/${index}/label`} label="Was bis dahin geschieht" required value={label} />
        <DueFields at={`${at}/${index}/due`} due={due} />
        <details class="more">
          <summary>{`Wer handelt: ${count(organisationIds.length, 'Organisation', 'Organisationen')}`}</summary>
          <ChoiceRows
            at={`${at}/${index}/organisationIds`}
            legend="Wer handelt"
            one="Organisation"
            label="Name der Organisation"
            values={organisationIds}
            options={organisations}
          />
        </details>
      </>
    )}
  </RowGroup>
);

export const PhaseRows = ({ values, organisations }: Actors & { values: readonly Phase[] }) => (
  <RowGroup<Partial<Phase>> legend="Phasen" one="Phase" values={values} fresh={{}}>
    {({ name, state, milestones = [] }, index) => (
      <>
        <Row>
          <Field name={`/phases/${index}/name`} label="Name der Phase" required value={name} />
          <Field name={`/phases/${index}/state`} label="Stand der Phase" value={state} hint="Wie die Quelle es sagt" />
        </Row>
        <details class="more" open={name === undefined}>
          <summary>{count(milestones.length, 'Meilenstein', 'Meilensteine')}</summary>
          <Milestones at={`/phases/${index}/milestones`} values={milestones} organisations={organisations} />
        </details>
      </>
    )}
  </RowGroup>
);

export const readPhases = (entries: Entries): StrategyInput['phases'] =>
  readRows(entries, '/phases', 'name', (at) => ({
    name: entries.text(`${at}/name`),
    state: entries.textOrNull(`${at}/state`),
    milestones: readRows(entries, `${at}/milestones`, 'label', (milestone) => ({
      label: entries.text(`${milestone}/label`),
      due: readDue(entries, `${milestone}/due`),
      organisationIds: readChoices(entries, `${milestone}/organisationIds`),
    })),
  }));

type FollowUp = StrategyInput['followUp'];

export const FollowUpFields = ({ followUp, bodies }: { followUp: FollowUp; bodies: readonly SelectOption[] }) => (
  <Group legend="Begleitung">
    <Row>
      <Select name="/followUp/bodyId" label="Begleitet von" none="keinem Gremium" value={followUp?.bodyId} options={bodies} />
      <Field
        name="/followUp/atLeastEveryMonths"
        label="Tagt mindestens alle … Monate"
        inputMode="numeric"
        reads="number"
        value={numberTyped(followUp?.atLeastEveryMonths)}
      />
      <Field name="/followUp/wording" label="Wortlaut dazu" value={followUp?.wording} hint="Zum Beispiel: wenigstens halbjährlich" />
    </Row>
  </Group>
);

export function readFollowUp(entries: Entries): FollowUp {
  const [bodyId, months] = [entries.textOrNull('/followUp/bodyId'), entries.numberOrNull('/followUp/atLeastEveryMonths')];
  const wording = entries.textOrNull('/followUp/wording');
  if (bodyId === null) {
    if (months !== null || wording !== null) throw fault('/followUp/bodyId', 'Bitte wählen Sie das Gremium, das die Strategie begleitet.');
    return null;
  }
  if (months === null)
    throw fault('/followUp/atLeastEveryMonths', 'Bitte geben Sie an, wie viele Monate höchstens zwischen zwei Sitzungen liegen.');
  return { bodyId, wording, atLeastEveryMonths: months };
}
