import { financeRowNames } from '../../../../shared/domain/municipal-paper.ts';
import { paperFindingNames } from '../../../../shared/domain/paper-checks.ts';
import { Alert, Facts, P, Section, Table } from '../ui.tsx';
import { euro } from '../words.ts';
import type { Paper } from './paper-words.tsx';

const yearInWords = (year: number | null): string => (year === null ? 'ohne Jahr' : String(year));
const basisNames = { PER_YEAR: 'je Jahr', TOTAL: 'zusammen', UNSTATED: 'nicht angegeben' } as const;

const isOfMoney = ({ rule }: Paper['findings'][number]): boolean => rule.startsWith('PAPER_AMOUNT') || rule.startsWith('PAPER_TABLE');

/** What the check of the table says, also when it has nothing to say. */
function Checks({ paper }: { paper: Paper }) {
  const findings = paper.findings.filter(isOfMoney);
  if (findings.length === 0)
    return <P>{paper.amounts.length === 0 ? 'Die Tabelle ist in sich stimmig.' : 'Die Tabelle passt zu den beantragten Beträgen.'}</P>;
  return (
    <Alert tone="warning" title="Die Tabelle passt nicht" live={false}>
      <ul class="kern-list kern-list--bullet findings">
        {findings.map(({ rule, place, sentence }) => (
          <li key={`${rule} ${place}`}>
            <strong>{paperFindingNames[rule]}</strong>: {sentence}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

type FinanceTable = NonNullable<Paper['financeTable']>;

function FinanceRows({ table }: { table: FinanceTable }) {
  const rows = table.rows.map((row, index) => ({ ...row, key: String(index) }));
  return (
    <>
      <Facts
        items={[
          ['Angaben', `${basisNames[table.basis]}${table.basisWording === null ? '' : ` („${table.basisWording}“)`}`],
          ['Produkt', table.product],
          ['Teilhaushalt', table.partialBudget],
        ]}
      />
      {rows.length > 0 && (
        <Table
          caption="Tabelle der finanziellen Auswirkungen"
          rows={rows}
          keyOf={({ key }) => key}
          columns={[
            { title: 'Zeile', heads: true, cell: ({ kind }) => financeRowNames[kind] },
            { title: 'Jahr', nowrap: true, cell: ({ fiscalYear }) => yearInWords(fiscalYear) },
            { title: 'Betrag', numeric: true, nowrap: true, cell: ({ amountCents }) => euro(amountCents) },
          ]}
        />
      )}
    </>
  );
}

function Asked({ paper: { amounts, sums } }: { paper: Paper }) {
  if (amounts.length === 0) return <P>Diese Drucksache beantragt keinen Betrag.</P>;
  return (
    <>
      <Table
        caption="Beantragte Beträge"
        rows={amounts.map((one, index) => ({ ...one, key: String(index) }))}
        keyOf={({ key }) => key}
        columns={[
          {
            title: 'Beantragt',
            heads: true,
            cell: ({ label, condition }) => (
              <>
                {label}
                {condition !== null && <span class="flags">{condition}</span>}
              </>
            ),
          },
          { title: 'Jahr', nowrap: true, cell: ({ fiscalYear }) => yearInWords(fiscalYear) },
          { title: 'Betrag', numeric: true, nowrap: true, cell: ({ amountCents }) => euro(amountCents) },
        ]}
      />
      <P>
        {sums.byYear.map(({ fiscalYear, amountCents }) => `${yearInWords(fiscalYear)}: ${euro(amountCents)}`).join('; ')}
        {sums.byYear.length > 1 && `; zusammen ${euro(sums.totalCents)}`}
      </P>
    </>
  );
}

const Limits = ({ paper: { limits } }: { paper: Paper }) =>
  limits.length > 0 && (
    <Section title="Genannte Wertgrenzen">
      <ul class="kern-list kern-list--bullet">
        {limits.map(({ where, wording, cents, isIncluded }) => (
          <li key={`${where} ${wording}`}>
            {where}: „{wording}“, also {isIncluded ? 'bis einschließlich' : 'unter'} {euro(cents)}
          </li>
        ))}
      </ul>
    </Section>
  );

/** What the paper asks for, what its table shows, and whether both say the same. */
export const PaperMoney = ({ paper }: { paper: Paper }) => (
  <>
    <div class="columns">
      <Section title="Beantragte Beträge">
        <Asked paper={paper} />
      </Section>
      <Section title="Finanzielle Auswirkungen">
        {paper.financeTable === null ? (
          <P>Eine Tabelle der finanziellen Auswirkungen ist nicht erfasst.</P>
        ) : (
          <>
            <Checks paper={paper} />
            <FinanceRows table={paper.financeTable} />
          </>
        )}
      </Section>
    </div>
    <Limits paper={paper} />
  </>
);
