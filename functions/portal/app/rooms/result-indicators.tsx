import { formatDay } from '../../../../shared/domain/calendar.ts';
import { trendNames } from '../../../../shared/domain/indicator.ts';
import type { StatedValue } from '../../../../shared/domain/quantity.ts';
import { may, useDesk } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Link, P, Section, Table } from '../ui.tsx';
import { IndicatorChart, isDrawable } from './indicator-chart.tsx';
import type { IndicatorLine } from './results-known.ts';
import { againstTarget, amountInWords, areaInWords, dueInWords, indicatorHref, isUnknownDue, ReachBadge } from './results-words.tsx';

type Numbered = { readonly stated: StatedValue; readonly key: string };
const newestFirst = (values: readonly StatedValue[]): Numbered[] =>
  values.map((stated, index) => ({ stated, key: `${index}` })).toSorted((a, b) => ((a.stated.asOf ?? '') < (b.stated.asOf ?? '') ? 1 : -1));

const Values = ({ indicator }: { indicator: IndicatorLine }) => (
  <details class="more">
    <summary>
      {indicator.values.length === 1 ? 'Beleg' : `Alle ${indicator.values.length} Werte`}
      <span class="kern-sr-only">: {indicator.label}</span>
    </summary>
    <Table<Numbered>
      caption={`Werte: ${indicator.label}`}
      rows={newestFirst(indicator.values)}
      keyOf={({ key }) => key}
      columns={[
        { title: 'Stand', nowrap: true, cell: ({ stated: { asOf } }) => (asOf === null ? 'ohne Stand' : formatDay(asOf)) },
        { title: 'Wert', numeric: true, cell: ({ stated }) => amountInWords(stated) },
        { title: 'Wortlaut', cell: ({ stated: { printed } }) => (printed === null ? '–' : `„${printed}“`) },
        { title: 'Fundstelle', cell: ({ stated: { source } }) => source ?? '–' },
      ]}
    />
  </details>
);

function Indicator({ indicator }: { indicator: IndicatorLine }) {
  const desk = useDesk();
  const { id, label, unit, area, target, trend, values } = indicator;
  return (
    <li class="indicator">
      <div class="indicator-head">
        <h3 class="figure-title">{label}</h3>
        {may(desk, 'stateIndicatorValue') && (
          <span class="sources">
            <Link href={indicatorHref(desk.alliance, id, 'wert')}>
              Neuer Wert<span class="kern-sr-only">: {label}</span>
            </Link>
            <Link href={indicatorHref(desk.alliance, id, 'bearbeiten')}>
              Bearbeiten<span class="kern-sr-only">: {label}</span>
            </Link>
          </span>
        )}
      </div>
      <p class="kern-body">
        <strong>{againstTarget(indicator)}</strong> <ReachBadge {...indicator} />
      </p>
      <p class="flags indicator-line">
        {[
          target && unit,
          areaInWords(area),
          target && !isUnknownDue(target.due) && `Ziel: ${dueInWords(target.due)}`,
          values.length > 1 && `Tendenz: ${trendNames[trend]}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {isDrawable(indicator) && <IndicatorChart indicator={indicator} />}
      {values.length > 0 && <Values indicator={indicator} />}
    </li>
  );
}

/** What a measure or proposal is measured by. */
export function Indicators({
  indicators,
  about,
}: {
  indicators: readonly IndicatorLine[];
  about: Readonly<Record<string, string | undefined>>;
}) {
  const desk = useDesk();
  const next = Math.max(0, ...indicators.map(({ order }) => order)) + 1;
  return (
    <Section
      title="Kennzahlen"
      actions={
        may(desk, 'recordIndicator') && (
          <Link href={hrefOf(desk.alliance, 'ergebnisse/kennzahlen/neu', { ...about, nummer: String(next) })}>Kennzahl aufnehmen</Link>
        )
      }
    >
      {indicators.length === 0 ? (
        <P>Noch ist nichts benannt, woran man das Ergebnis messen kann.</P>
      ) : (
        <ul class="bare">
          {indicators.map((indicator) => (
            <Indicator indicator={indicator} key={indicator.id} />
          ))}
        </ul>
      )}
    </Section>
  );
}
