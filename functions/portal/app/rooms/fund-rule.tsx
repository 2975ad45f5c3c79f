import { formatEuro } from '../../../../shared/domain/money.ts';
import { Alert, Facts, Section, Table } from '../ui.tsx';
import { deciderNames, type Fund } from './fund-words.tsx';

type Tier = Fund['tiers'][number];

/** „unter 5.001,00 €“, „ab 5.000,00 € bis einschließlich 50.000,00 €“ */
function spanInWords({ from, to }: Tier): string {
  const low = from && `${from.isIncluded ? 'ab' : 'über'}\u00a0${formatEuro(from.cents)}\u00a0€`;
  const high = to && `${to.isIncluded ? 'bis einschließlich' : 'unter'} ${formatEuro(to.cents)}\u00a0€`;
  return [low, high].filter(Boolean).join(' ') || 'jeder Betrag';
}

const Tiers = ({ tiers }: Pick<Fund, 'tiers'>) => (
  <Table<Tier>
    caption="Wertgrenzen: wer über welchen Betrag entscheidet"
    rows={tiers}
    keyOf={({ id }) => id}
    columns={[
      {
        title: 'Wertgrenze',
        heads: true,
        cell: ({ label, wording }) => (
          <>
            {label}
            {wording !== null && <span class="flags">{`„${wording}“`}</span>}
          </>
        ),
      },
      { title: 'Betrag', cell: (tier) => spanInWords(tier) },
      {
        title: 'Entscheidet',
        cell: ({ decidedBy, decider }) => (
          <>
            {decider ?? deciderNames[decidedBy]}
            <span class="flags">{decidedBy === 'OFFICE' ? 'ohne Drucksache' : 'durch Beschlussdrucksache'}</span>
          </>
        ),
      },
    ]}
  />
);

/** Up to which amount who decides, and what is wrong with that. */
export const FundRule = ({ fund }: { fund: Fund }) => (
  <div>
    <Section title="Wer entscheidet">
      {fund.tiers.length === 0 ? (
        <p class="kern-body">Für diesen Fonds sind keine Wertgrenzen festgehalten.</p>
      ) : (
        <Tiers tiers={fund.tiers} />
      )}
      {fund.findings.length > 0 && (
        <div class="beside">
          <Alert
            tone="warning"
            title={fund.findings.length === 1 ? 'Ein Hinweis zu den Wertgrenzen' : `${fund.findings.length} Hinweise zu den Wertgrenzen`}
            live={false}
          >
            <ul class="kern-list kern-list--bullet findings">
              {fund.findings.map(({ sentence }) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Alert>
        </div>
      )}
    </Section>
    <Section title="Regeln des Fonds">
      <Facts
        items={[
          [
            'Voraussetzungen',
            fund.checklist.length > 0 && (
              <ul class="bare">
                {fund.checklist.map(({ id, label }) => (
                  <li key={id}>{label}</li>
                ))}
              </ul>
            ),
          ],
          ['Antragszeitraum', fund.applicationPeriod],
          ['Dauerförderung', fund.permanentFundingPossible ? 'möglich' : 'nicht vorgesehen'],
          ['Nachweis fällig', fund.proofWithinDays === null ? 'nicht festgelegt' : `${fund.proofWithinDays} Tage nach Ende des Projekts`],
          ['Rechtsgrundlage', fund.legalBasis],
          ['Teilhaushalt', fund.partialBudget],
          ['Anmerkung', fund.note],
          ['Fundstelle', fund.source],
        ]}
      />
    </Section>
  </div>
);
