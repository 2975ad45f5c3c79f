import { describe, expect, test } from '@jest/globals';
import { findingsOfCard } from '../../shared/domain/project-card.ts';
import { Indicator } from '../../shared/domain/result.ts';
import { aMeasure, aPersonRegister } from '../support/records.ts';
import { aStatus, aValue, dueBy, sentIndicator } from '../support/results.ts';

const ON = '2018-06-01';
const { value: _value, ...indicatorFields } = sentIndicator();

const contactPoint = (name: string, state = 'IN_OPERATION') => ({
  name,
  address: null,
  state,
  opening: null,
  service: null,
  audience: null,
});
const whole = {
  printedStatus: 'abgeschlossen',
  lastUpdatedOn: '2018-02-01',
  area: null,
  field: null,
  programme: null,
  overarchingGoals: [],
  yearGoals: [],
  contactPoints: [] as object[],
  partners: [],
  councilPapers: ['0001/2018'],
  councilWording: null,
  participation: null,
  isParticipationOpen: false,
};
const aCard = (card: Partial<Record<keyof typeof whole, unknown>> = {}, more: Record<string, unknown> = {}) =>
  aMeasure({ card: { ...whole, ...card }, statuses: [aStatus('DONE', '2018-01-31')], ...more });
const centres = (more: Record<string, unknown> = {}): Indicator =>
  Indicator.parse({
    ...indicatorFields,
    label: 'Anlaufzentren',
    unit: 'Anlaufzentren',
    target: { value: aValue(2, { upTo: 3 }), due: dueBy('2017-12-31') },
    values: [],
    ...more,
  });
const step = (label: string, due: object, state: string | null = null) => ({ label, due, state });
const found = (measure: ReturnType<typeof aCard>, indicators: Indicator[] = []) =>
  findingsOfCard(measure, indicators, ON).map(({ code, subject }) => (subject === null ? code : `${code} ${subject}`));

test('a card on which everything fits says nothing', () => {
  expect(found(aCard())).toEqual([]);
});

test('S1-02: an empty stamp is said and not filled', () => {
  expect(found(aCard({ lastUpdatedOn: null }))).toEqual(['NO_UPDATE_DAY']);
});

describe('S2-14: a register of people', () => {
  const kept = (more: object) => found(aMeasure({ personRegisters: [aPersonRegister(), aPersonRegister({ name: 'Kartei', ...more })] }));

  test('says who keeps it, for what, on what ground, how long and for whom; each is told where it is missing', () => {
    expect(kept({})).toEqual([]);
    for (const missing of [{ keeper: null }, { purpose: null }, { legalBasis: null }, { keptFor: null }, { readers: [] }])
      expect(kept(missing)).toEqual(['PERSON_REGISTER_INCOMPLETE Kartei']);
    const [one] = findingsOfCard(aMeasure({ personRegisters: [aPersonRegister({ keptFor: null, readers: [] })] }), [], ON);
    expect(one?.detail).toBe('Zum Verzeichnis „Patenkartei“ ist nicht angegeben: Aufbewahrung, wer es lesen darf.');
  });

  test('that was given up says nothing any more; a card has it as well as a measure without one', () => {
    expect(kept({ state: 'ENDED', purpose: null })).toEqual([]);
    expect(found(aCard({}, { personRegisters: [aPersonRegister({ purpose: null })] }))).toEqual(['PERSON_REGISTER_INCOMPLETE Patenkartei']);
  });
});

describe('S1-05: steps against each other and against the end', () => {
  const until = step('Planung beenden', dueBy('2018-01-31', { wording: 'bis Januar 2018' }));
  const from = (day: string) => step('Umsetzen', dueBy(null, { from: day, wording: 'ab Januar 2018' }));

  test('a step that begins in the month in which another one ends contradicts it', () => {
    expect(found(aCard({}, { schedule: [until, from('2018-01-01')] }))).toEqual(['STEPS_CONTRADICT Umsetzen']);
    expect(found(aCard({}, { schedule: [from('2018-01-01'), until] }))).toEqual(['STEPS_CONTRADICT Umsetzen']);
  });
  test('one that begins after it, or long before beside it, does not', () => {
    expect(found(aCard({}, { schedule: [until, from('2018-02-01')] }))).toEqual([]);
    expect(found(aCard({}, { schedule: [until, from('2016-05-01')] }))).toEqual([]);
    expect(found(aCard({}, { schedule: [step('Vorher', dueBy('2017-12-31')), from('2018-01-01')] }))).toEqual([]);
  });
  test('stated ranges may overlap as they like', () => {
    expect(found(aCard({}, { schedule: [until, step('Dialog', dueBy('2018-03-31', { from: '2018-01-15' }))] }))).toEqual([]);
  });
  test('finished, and steps go on or a centre is being prepared', () => {
    const schedule = [
      step('Zentren', dueBy('2017-12-31'), 'in Umsetzung'),
      step('Schulen', dueBy('2017-12-31'), 'umgesetzt'),
      step('Finden', dueBy(null, { wording: 'erfolgt laufend', precision: 'CONTINUOUS' })),
    ];
    const card = { contactPoints: [contactPoint('Sahlkamp'), contactPoint('Mühlenberg', 'IN_PREPARATION')] };
    expect(found(aCard(card, { schedule }))).toEqual([
      'FINISHED_WITH_OPEN_STEPS Zentren',
      'FINISHED_WITH_OPEN_STEPS Finden',
      'FINISHED_WITH_OPEN_STEPS Mühlenberg',
    ]);
    expect(found(aCard(card, { schedule, statuses: [aStatus('RUNNING', '2018-01-31')] }))).toEqual([]);
  });
});

describe('S1-07: two to three centres were the target, four are open', () => {
  const four = ['Hamburger Allee', 'Rundestraße', 'Brüderstraße', 'Sahlkamp'].map((name) => contactPoint(name));
  const running = { statuses: [aStatus('RUNNING', '2018-01-31')] };

  test('exceeded, with the fifth in preparation named apart', () => {
    const measure = aCard({ contactPoints: [...four, contactPoint('Mühlenberg', 'IN_PREPARATION')] }, running);
    const exceeded = [
      { code: 'TARGET_EXCEEDED', subject: 'Anlaufzentren', detail: '4 (+ 1 in Vorbereitung) Anlaufzentren gegenüber 2 bis 3 als Ziel.' },
    ];
    expect(findingsOfCard(measure, [centres()], ON)).toEqual(exceeded);
    expect(findingsOfCard(measure, [centres({ values: [aValue(4, { asOf: '2018-01-31' })] })], ON)).toEqual(exceeded);
  });
  test('three are within the range, and the one in preparation does not count', () => {
    expect(
      found(aCard({ contactPoints: [...four.slice(0, 3), contactPoint('Mühlenberg', 'IN_PREPARATION')] }, running), [centres()]),
    ).toEqual([]);
  });
  test('a stated value goes before what the card counts', () => {
    expect(found(aCard({ contactPoints: four }, running), [centres({ values: [aValue(3, { asOf: '2018-01-31' })] })])).toEqual([]);
    expect(found(aCard({}, running), [centres({ values: [aValue(5, { asOf: '2018-01-31' })] })])).toEqual([
      'TARGET_EXCEEDED Anlaufzentren',
    ]);
  });
  test('places are not set against a target of something else', () => {
    expect(found(aCard({ contactPoints: four }, running), [centres({ unit: 'Personen' })])).toEqual([]);
  });
});

test('S1-08: a yearly amount without a last year is said', () => {
  const money = { label: 'Betrieb', amountCents: 49_501_600, worth: 'EXACT', per: 'YEAR', fromYear: null, toYear: null, printed: null };
  expect(found(aCard({}, { funding: [money] }))).toEqual(['FUNDING_WITHOUT_END Betrieb']);
  expect(
    found(
      aCard(
        {},
        {
          funding: [
            { ...money, toYear: 2020 },
            { ...money, per: 'ONCE' },
          ],
        },
      ),
    ),
  ).toEqual([]);
});

test('S1-10: council papers without a number are said', () => {
  expect(found(aCard({ councilPapers: [] }))).toEqual(['COUNCIL_PAPERS_EMPTY']);
});

test('S1-11: participation still open is a warning on a finished card only', () => {
  expect(found(aCard({ isParticipationOpen: true }))).toEqual(['PARTICIPATION_OPEN']);
  expect(found(aCard({ isParticipationOpen: true }, { statuses: [aStatus('RUNNING', '2018-01-31')] }))).toEqual([]);
});

test('a measure without a card is judged by its targets only', () => {
  expect(found(aMeasure({ card: null }), [centres({ values: [aValue(4)] })])).toEqual(['TARGET_EXCEEDED Anlaufzentren']);
});
