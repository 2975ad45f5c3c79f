import { formatDay } from '../../../../shared/domain/calendar.ts';
import { Badge, Facts, Section, Table } from '../ui.tsx';
import type { MeasureDetail } from './results-known.ts';

type Card = NonNullable<MeasureDetail['card']>;
type ContactPoint = Card['contactPoints'][number];

const pointStates = { IN_OPERATION: ['success', 'in Betrieb'], IN_PREPARATION: ['info', 'in Vorbereitung'] } as const;

const listOf = (entries: readonly string[], otherwise: string) =>
  entries.length === 0 ? (
    otherwise
  ) : (
    <ul class="bare">
      {entries.map((entry) => (
        <li key={entry}>{entry}</li>
      ))}
    </ul>
  );

const yearGoals = (card: Card) => card.yearGoals.toSorted((a, b) => a.year - b.year).map(({ year, goal }) => `${year}: ${goal}`);

/** What a city's portal prints on the card of a project; what it leaves empty is shown as empty. */
export const ProjectCard = ({ card }: { card: Card }) => (
  <>
    <Section title="Vorhabenkarte">
      <div class="columns">
        <Facts
          items={[
            ['Gedruckter Stand', card.printedStatus ?? 'keiner angegeben'],
            ['Zuletzt aktualisiert', card.lastUpdatedOn === null ? 'kein Tag angegeben' : formatDay(card.lastUpdatedOn)],
            ['Gebiet', card.area],
            ['Bereich', card.field],
            ['Programm', card.programme],
            ['Übergeordnete Ziele', listOf(card.overarchingGoals, 'keine genannt')],
          ]}
        />
        <Facts
          items={[
            ['Jahresziele', listOf(yearGoals(card), 'keine genannt')],
            ['Partner', listOf(card.partners, 'keine genannt')],
            ['Drucksachen', listOf(card.councilPapers, 'keine Nummer genannt')],
            ['Ratsgremien', card.councilWording],
            [
              'Beteiligung',
              [card.participation, card.isParticipationOpen && 'noch zu klären'].filter(Boolean).join('; ') || 'nichts angegeben',
            ],
          ]}
        />
      </div>
    </Section>
    {card.contactPoints.length > 0 && (
      <Section title="Anlaufstellen">
        <Table<ContactPoint>
          caption="Anlaufstellen"
          rows={card.contactPoints}
          keyOf={({ name, address }) => `${name} ${address}`}
          columns={[
            { title: 'Name', heads: true, cell: ({ name }) => name },
            { title: 'Anschrift', cell: ({ address }) => address ?? '–' },
            {
              title: 'Stand',
              nowrap: true,
              cell: ({ state }) => <Badge tone={pointStates[state][0]}>{pointStates[state][1]}</Badge>,
            },
            { title: 'Öffnung', cell: ({ opening }) => opening ?? '–' },
            { title: 'Angebot', cell: ({ service }) => service ?? '–' },
            { title: 'Zielgruppe', cell: ({ audience }) => audience ?? '–' },
          ]}
        />
      </Section>
    )}
  </>
);
