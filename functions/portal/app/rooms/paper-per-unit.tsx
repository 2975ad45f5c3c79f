import { call } from '../api.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Filter, P, Section, Trouble } from '../ui.tsx';
import { euro, thousands } from '../words.ts';
import type { Paper } from './paper-words.tsx';

type PerUnit = Paper['perUnit'][number];

function inWords({ unit, fiscalYears, amountCents, units, perUnitCents }: PerUnit): string {
  const years = fiscalYears.length === 0 ? '' : ` (${fiscalYears.join(', ')})`;
  if (perUnitCents === null)
    return `Je Einheit nicht zu sagen: Die Kennzahl hat kein Ziel in ganzen Zahlen, oder die Drucksache beantragt dafür nichts${years}.`;
  return `Beantragt sind ${euro(amountCents)}${years} für ${thousands(units ?? 0)} ${unit}, je Einheit ${euro(perUnitCents)}.`;
}

/** What is asked for, divided by what is to be reached; a person chooses the indicator. */
export function AmountsPerUnit({ paper, chosen }: { paper: Paper; chosen: string | undefined }) {
  const desk = useDesk();
  const { alliance } = desk;
  const mayChoose = paper.amounts.length > 0 && may(desk, 'listIndicators');
  const { data, problem, loading } = useLoaded(chosen ?? '', async () => {
    if (!mayChoose) return { indicators: [], perUnit: [] };
    const [indicators, { perUnit }] = await Promise.all([
      everyPage((page) => call('listIndicators', alliance, { query: page })),
      chosen ? call('getPaper', alliance, { params: { paperId: paper.id }, query: { unitIndicatorIds: chosen } }) : paper,
    ]);
    return { indicators: indicators.filter(({ target }) => target !== null), perUnit };
  });
  if (problem) return <Trouble problem={problem} />;
  if (!data || data.indicators.length === 0) return null;
  return (
    <Section title="Je Einheit">
      <div class="filters">
        <Filter
          label="Geteilt durch das Ziel der Kennzahl"
          value={chosen}
          all="keine gewählt"
          options={data.indicators.map(({ id, label, unit }) => [id, label === unit ? label : `${label} (${unit})`] as const)}
          onChange={(kennzahl) => go(hrefOf(alliance, `drucksachen/${paper.id}`, { kennzahl }))}
        />
      </div>
      <div class={loading ? 'stale' : ''} role="status">
        {data.perUnit.map((one) => (
          <P key={one.indicatorId}>{inWords(one)}</P>
        ))}
      </div>
    </Section>
  );
}
