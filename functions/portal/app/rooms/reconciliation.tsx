import { formatDay } from '../../../../shared/domain/calendar.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import type { Breakdown } from '../contract.ts';
import { Alert, P, Section, Table } from '../ui.tsx';
import { euro } from '../words.ts';

type Compared = NonNullable<Breakdown['reconciliation']>;

/** A gap is claimed only where everything that counts is certain. */
function headlineOf({ differenceCents, undeterminedCents, inWrongYearCents }: Compared, undecided: boolean) {
  const gap = differenceCents === 0 ? inWrongYearCents : differenceCents;
  const amount = <span class="difference">{euro(Math.abs(undecided ? undeterminedCents : gap))}</span>;
  if (undecided) return <>Nicht vergleichbar: bei {amount} steht der Stand nicht fest</>;
  if (differenceCents === 0) return <>{amount} stehen im falschen Haushaltsjahr</>;
  return (
    <>
      {amount} {differenceCents > 0 ? 'sind nicht zugeordnet' : 'zu viel einzeln ausgewiesen'}
    </>
  );
}

function Settled({ sentence, adds }: Compared) {
  return (
    <Alert
      tone={adds ? 'success' : 'info'}
      title={adds ? 'Einzelbeträge und Gesamtsumme stimmen überein' : 'Abgleich mit der Gesamtsumme'}
      live={false}
    >
      <P>{sentence}</P>
    </Alert>
  );
}

/** Whether the parts reach the whole, before anything else on the page. */
export function Reconciliation({
  reconciliation,
  undetermined,
  partial,
}: {
  reconciliation: Compared;
  undetermined: Breakdown['undetermined'];
  partial: boolean;
}) {
  const { differenceCents, inWrongYearCents, statedCents, itemisedCents, undeterminedCents, sentence, years } = reconciliation;
  const undecided = undeterminedCents !== 0 || undetermined.bookings > 0;
  const hasStated = years.some((year) => year.statedCents !== null);
  if (!hasStated || (differenceCents === 0 && inWrongYearCents === 0 && !undecided)) return <Settled {...reconciliation} />;
  const tone = undecided ? 'warning' : 'danger';
  return (
    <section class={`kern-alert kern-alert--${tone} reconciliation`} aria-label="Abgleich mit der Gesamtsumme">
      <div class="kern-alert__header">
        <span class={`kern-icon kern-icon--${tone}`} aria-hidden="true" />
        <h2 class="kern-title">{headlineOf(reconciliation, undecided)}</h2>
      </div>
      <div class="kern-alert__body">
        <P>
          {sentence}
          {partial && ' Der Abgleich gilt für alle Ausgaben, nicht nur für die Auswahl unten.'}
        </P>
        <dl class="equation">
          <div>
            <dt>Mitgeteilte Gesamtsumme</dt>
            <dd>{euro(statedCents)}</dd>
          </div>
          <div>
            <dt>{undecided ? 'Sicher zugeordnet' : 'Summe der Einzelbeträge'}</dt>
            <dd>{euro(itemisedCents)}</dd>
          </div>
          {undecided ? (
            <div>
              <dt>Stand steht nicht fest</dt>
              <dd>{euro(undeterminedCents)}</dd>
            </div>
          ) : (
            <div class="equation-result">
              <dt>Differenz</dt>
              <dd>{euro(differenceCents)}</dd>
            </div>
          )}
        </dl>
      </div>
    </section>
  );
}

const orDash = (cents: number | null): string => (cents === null ? '–' : formatEuro(cents));
const percent = (tenths: number | null): string => (tenths === null ? '–' : `${Math.floor(tenths / 10)},${tenths % 10}\u00a0%`);

export const YearsTable = ({ years }: Pick<Compared, 'years'>) => (
  <Section title="Haushaltsjahre">
    <Table
      caption="Ansatz, Gesamtsumme und nicht verausgabte Mittel je Haushaltsjahr, in Euro"
      rows={years}
      keyOf={({ fiscalYear }) => String(fiscalYear)}
      columns={[
        { title: 'Jahr', heads: true, cell: ({ fiscalYear }) => fiscalYear },
        { title: 'Ansatz', numeric: true, cell: ({ appropriationCents }) => orDash(appropriationCents) },
        { title: 'Gesamtsumme laut HVS', numeric: true, cell: ({ statedCents }) => orDash(statedCents) },
        { title: 'Stand', nowrap: true, cell: ({ statedAsOf }) => (statedAsOf === null ? '–' : formatDay(statedAsOf)) },
        { title: 'einzeln mit Jahr gebucht', numeric: true, cell: ({ itemisedCents }) => formatEuro(itemisedCents) },
        { title: 'nicht verausgabt', numeric: true, cell: ({ unspentCents }) => orDash(unspentCents) },
        { title: 'Anteil am Ansatz', numeric: true, cell: ({ usedPerMille }) => percent(usedPerMille) },
      ]}
    />
  </Section>
);
