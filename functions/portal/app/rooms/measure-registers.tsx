import { personRegisterStateNames } from '../../../../shared/domain/result.ts';
import { P, Section, Table } from '../ui.tsx';
import type { MeasureDetail } from './results-known.ts';

type Register = MeasureDetail['personRegisters'][number];
const orNotSaid = (said: string | null) => said ?? <span class="unknown">nicht angegeben</span>;

/** Registers of people that somebody keeps for a measure: what is known about them, and no person. */
export const PersonRegisters = ({ registers }: { registers: readonly Register[] }) =>
  registers.length > 0 && (
    <Section title="Verzeichnisse mit Angaben über Menschen">
      <P muted>Geführt werden sie anderswo; hier steht nur, wer sie wofür führt.</P>
      <Table<Register>
        caption="Verzeichnisse mit Angaben über Menschen"
        rows={registers}
        keyOf={({ name }) => name}
        columns={[
          {
            title: 'Verzeichnis',
            heads: true,
            cell: ({ name, state, source }) => (
              <>
                {name}
                <span class="flags">{[personRegisterStateNames[state], source].filter(Boolean).join(' · ')}</span>
              </>
            ),
          },
          { title: 'Geführt von', cell: ({ keeper }) => orNotSaid(keeper) },
          { title: 'Zweck', cell: ({ purpose }) => orNotSaid(purpose) },
          { title: 'Rechtsgrundlage', cell: ({ legalBasis }) => orNotSaid(legalBasis) },
          { title: 'Aufbewahrung', cell: ({ keptFor }) => orNotSaid(keptFor) },
          { title: 'Wer es lesen darf', cell: ({ readers }) => orNotSaid(readers.join('; ') || null) },
        ]}
      />
    </Section>
  );
