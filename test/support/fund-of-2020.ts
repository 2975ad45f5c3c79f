import type { Fund } from '../../shared/domain/fund.ts';
import { Fund as FundSchema } from '../../shared/domain/fund.ts';
import type { Grant } from '../../shared/domain/grant.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { Organisation } from '../../shared/domain/organisation.ts';
import { aFund, aGrantState } from './funds.ts';
import { anOrganisation } from './grants.ts';
import { aValue } from './results.ts';

/** The 18 grants of 2020 in their printed order, for rules; as they are loaded, `infra/local/reference` holds them. */
type Line = readonly [recipient: string, project: string, euro: number, more?: Partial<Grant>];

const target = (label: string, unit: string, planned: number | null, actual: number | null = null) => ({
  label,
  unit,
  planned: planned === null ? null : { ...aValue(planned) },
  actual: actual === null ? null : { ...aValue(actual) },
});

const printed: readonly Line[] = [
  ['IIK e.V.', 'Move it', 4980],
  ['IKJA e.V.', 'Erhalt der Vereinsstrukturen', 10_000],
  ['Johanniter Unfallhilfe', 'Migrationsberatung', 20_000],
  ['Baobab e.V.', 'Yayo-H – Beratungsstelle', 20_000],
  ['Baobab e.V.', 'Mouharaba', 12_640],
  ['ADIM e.V.', 'Dialog der Kulturen', 4983],
  ['Elterntreff Calenberger Neustadt', 'Arabische Spielgruppe', 2309, { genderRemark: 'WOMEN_AND_CHILDREN' }],
  ['Women for justice e.V.', 'Aufbauende Erinnerung', 5000],
  ['Unter einem Dach gUG', 'Fit für deine Ausbildung', 4960],
  ['Kargah e.V.', 'LIP-LAB', 15_000],
  ['AWO', 'Sprache und Arbeit', 5000, { genderRemark: 'MEN', partnerOrganisationIds: ['asphalt'] as never }],
  ['Blickpunkte e.V.', 'Zwischen den Welten', 4000],
  ['Politik zum Anfassen e.V.', 'Demokratiebildung', 15_000],
  ['Förderverein der IGS Linden e.V.', 'Nichts geht über Demokratie', 4518, { targets: [target('Klassen', 'Klassen', 6)] }],
  [
    'ADV Nord e.V.',
    'Schulunterstützung',
    4860,
    { targets: [target('Schulkinder', 'Kinder', 60, 26), target('Geleaste Laptops', 'Geräte', null, 22)] },
  ],
  ['Unter einem Dach gUG', 'Lokal, inklusiv, demokratisch', 4950, { genderRemark: 'WOMEN' }],
  [
    'Förderverein der Dietrich-Bonhoeffer-Realschule e.V.',
    'Nicht geht über Demokratie',
    1500,
    { targets: [target('Klassen', 'Klassen', 3)] },
  ],
  ['Gesellschaft für Theaterpädagogik e.V.', '#sprachlernendesspiel', 2500],
];

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');
const versioned = <State>(id: string, state: State): Versioned<State> => ({ id, version: 1, changedAt: '2021-01-11T09:00:00.000Z', state });

export const fund2020: Versioned<Fund> = versioned('integrationsfonds', FundSchema.parse(aFund()));

export const decidedGrant = (id: string, euro: number, more: Parameters<typeof aGrantState>[1] = {}): Versioned<Grant> =>
  versioned(
    id,
    aGrantState(fund2020.id, {
      status: 'GRANTED',
      decision: {
        amountCents: Math.round(euro * 100),
        decidedOn: null,
        tierId: null,
        paperId: null,
        reservation: null,
        reservationLiftedOn: null,
        by: { subject: 'person-b', at: '2020-02-03T09:00:00.000Z' },
      },
      ...more,
    }),
  );

export const grants2020: readonly Versioned<Grant>[] = printed.map(([recipient, project, euro, more], index) =>
  decidedGrant(`grant-${index + 1}`, euro, { no: index + 1, organisationId: idOf(recipient), project, ...more }),
);

export const recipients2020: readonly Versioned<Organisation>[] = [...new Set(printed.map(([name]) => name)), 'Asphalt'].map((name) =>
  versioned(idOf(name), Organisation.parse(anOrganisation(name))),
);
