import { formatEuro } from '../../../../shared/domain/money.ts';
import type { PaperSection } from '../../../../shared/domain/municipal-paper.ts';
import { financeRowNames, paperSectionNames, referenceNames } from '../../../../shared/domain/municipal-paper.ts';
import type { Body } from '../contract.ts';
import { type Entries, Field, Group, Row, Select, TextArea } from '../form.tsx';
import { optionsOf, type SelectOption } from '../ui.tsx';
import { AmountField, readAmount } from './amount.tsx';
import { routeRoleNames } from './paper-words.tsx';
import { RowGroup, readRows } from './result-rows.tsx';
import { Tick } from './tick.tsx';

/** Everything of a paper that a form may change. */
export type PaperInput = Body<'editPaper'>;
type SectionInput = PaperInput['sections'][number];

/** Every part that a paper can have; what it says more than once stays apart. */
export function sectionRows(sections: readonly SectionInput[]): SectionInput[] {
  const kinds = Object.keys(paperSectionNames) as PaperSection[];
  return kinds.flatMap((kind) => {
    const found = sections.filter((one) => one.kind === kind);
    return found.length > 0 ? found : [{ kind, summary: '' }];
  });
}

/** What may not be missing, by kind. */
const needs: Readonly<Record<PaperInput['kind'], ReadonlySet<PaperSection>>> = {
  DECISION: new Set(['GENDER', 'FINANCE_TABLE', 'FINANCE_EXPLANATION', 'REASONS']),
  INFORMATION: new Set(['GENDER', 'FINANCE_TABLE']),
  DOCUMENT: new Set(),
};

export const SectionFields = ({ rows, kind }: { rows: readonly SectionInput[]; kind: PaperInput['kind'] }) => (
  <Group legend="Teile der Drucksache">
    {rows.map((row, index) => (
      <TextArea
        key={`${row.kind} ${index}`}
        name={`/sections/${index}/summary`}
        label={paperSectionNames[row.kind]}
        required={needs[kind].has(row.kind)}
        value={row.summary}
        rows={2}
      />
    ))}
  </Group>
);
export const readSections = (entries: Entries, rows: readonly SectionInput[]): SectionInput[] =>
  rows.map(({ kind }, index) => ({ kind, summary: entries.text(`/sections/${index}/summary`) })).filter(({ summary }) => summary !== '');

type Station = PaperInput['route'][number];
export const RouteFields = ({ route, bodies }: { route: readonly Station[]; bodies: readonly SelectOption[] }) => (
  <RowGroup<Station>
    legend="Beratungsgang, in der Reihenfolge"
    one="Gremium"
    values={route}
    fresh={{ label: '', bodyId: null, role: 'DECISION', recipients: 1 }}
  >
    {(station, index) => (
      <>
        <Field name={`/route/${index}/label`} label="Wie es auf der Drucksache steht" required value={station.label} />
        <Row>
          {(bodies.length > 0 || station.bodyId !== null) && (
            <Select name={`/route/${index}/bodyId`} label="Gremium im Register" none="keines" value={station.bodyId} options={bodies} />
          )}
          <Select name={`/route/${index}/role`} label="Rolle" required value={station.role} options={optionsOf(routeRoleNames)} />
          <Field
            name={`/route/${index}/recipients`}
            label="Empfänger"
            required
            inputMode="numeric"
            reads="number"
            value={String(station.recipients)}
            hint="Stadtbezirksräte 01 - 13 sind 13"
          />
        </Row>
      </>
    )}
  </RowGroup>
);
export const readRoute = (entries: Entries): Station[] =>
  readRows(entries, '/route', 'label', (at) => ({
    label: entries.text(`${at}/label`),
    bodyId: entries.textOrNull(`${at}/bodyId`),
    role: entries.text(`${at}/role`) as Station['role'],
    recipients: entries.numberOrNull(`${at}/recipients`) ?? 1,
  }));

type Reference = PaperInput['references'][number];
export const ReferenceFields = ({ references, papers }: { references: readonly Reference[]; papers: readonly SelectOption[] }) => (
  <RowGroup<Reference> legend="Bezüge" one="Bezug" values={references} fresh={{ number: '', kind: 'FOLLOWS', paperId: null }}>
    {({ number, kind, paperId }, index) => (
      <Row>
        <Select name={`/references/${index}/kind`} label="Art des Bezugs" required value={kind} options={optionsOf(referenceNames)} />
        <Field name={`/references/${index}/number`} label="Nummer der anderen" required value={number} hint="Zum Beispiel 2136/2018" />
        <Select name={`/references/${index}/paperId`} label="Im Register" none="nach der Nummer" value={paperId} options={papers} />
      </Row>
    )}
  </RowGroup>
);
export const readReferences = (entries: Entries): Reference[] =>
  readRows(entries, '/references', 'number', (at) => ({
    number: entries.text(`${at}/number`),
    kind: entries.text(`${at}/kind`) as Reference['kind'],
    paperId: entries.textOrNull(`${at}/paperId`),
  }));

type Amount =
  | PaperInput['amounts'][number]
  | { readonly label: ''; readonly fiscalYear: null; readonly amountCents: undefined; readonly condition: null };
export const AmountFields = ({ amounts }: { amounts: PaperInput['amounts'] }) => (
  <RowGroup<Amount>
    legend="Beantragte Beträge"
    one="Betrag"
    values={amounts}
    fresh={{ label: '', fiscalYear: null, amountCents: undefined, condition: null }}
  >
    {({ label, fiscalYear, amountCents, condition }, index) => (
      <>
        <Row>
          <Field name={`/amounts/${index}/label`} label="Wofür" required value={label} />
          <Field
            name={`/amounts/${index}/fiscalYear`}
            label="Haushaltsjahr"
            inputMode="numeric"
            reads="year"
            value={fiscalYear === null ? null : String(fiscalYear)}
          />
          <AmountField name={`/amounts/${index}/amountCents`} label="Beantragter Betrag in Euro" reads="amount" cents={amountCents} />
        </Row>
        <Field name={`/amounts/${index}/condition`} label="Bedingung" value={condition} />
      </>
    )}
  </RowGroup>
);
export const readAmounts = (entries: Entries): PaperInput['amounts'] =>
  readRows(entries, '/amounts', 'label', (at) => ({
    label: entries.text(`${at}/label`),
    fiscalYear: entries.yearOrNull(`${at}/fiscalYear`),
    amountCents: readAmount(entries, `${at}/amountCents`),
    condition: entries.textOrNull(`${at}/condition`),
  }));

type Table = NonNullable<PaperInput['financeTable']>;
type FinanceRow = Pick<Table['rows'][number], 'kind' | 'fiscalYear'> & { readonly amountCents: number | undefined };
const basisNames = { PER_YEAR: 'je Jahr', TOTAL: 'zusammen', UNSTATED: 'nicht angegeben' } as const;

export const FinanceFields = ({ table }: { table: Table | null }) => (
  <>
    <Group legend="Finanzielle Auswirkungen">
      <Row>
        <Select
          name="/financeTable/basis"
          label="Angaben der Tabelle"
          none="keine Tabelle"
          value={table?.basis}
          options={optionsOf(basisNames)}
        />
        <Field name="/financeTable/basisWording" label="Wortlaut dazu" value={table?.basisWording} hint="Zum Beispiel: Angaben pro Jahr" />
        <Field name="/financeTable/product" label="Produkt" inputMode="numeric" value={table?.product} />
        <Field name="/financeTable/partialBudget" label="Teilhaushalt" inputMode="numeric" value={table?.partialBudget} />
      </Row>
    </Group>
    <RowGroup<FinanceRow>
      legend="Zeilen der Tabelle"
      one="Zeile"
      values={table?.rows ?? []}
      fresh={{ kind: 'TRANSFER', fiscalYear: null, amountCents: undefined }}
    >
      {({ kind, fiscalYear, amountCents }, index) => (
        <Row>
          <Select
            name={`/financeTable/rows/${index}/kind`}
            label="Bezeichnung"
            required
            value={kind}
            options={optionsOf(financeRowNames)}
          />
          <Field
            name={`/financeTable/rows/${index}/fiscalYear`}
            label="Jahr der Zeile"
            inputMode="numeric"
            reads="year"
            value={fiscalYear === null ? null : String(fiscalYear)}
          />
          <AmountField
            name={`/financeTable/rows/${index}/amountCents`}
            label="Betrag der Zeile in Euro"
            reads="amount"
            cents={amountCents}
            hint={`Ein Saldo mit Vorzeichen: ${formatEuro(-6_700_000)}`}
          />
        </Row>
      )}
    </RowGroup>
  </>
);
export function readFinance(entries: Entries): PaperInput['financeTable'] {
  const basis = entries.textOrNull('/financeTable/basis') as Table['basis'] | null;
  if (basis === null) return null;
  return {
    basis,
    basisWording: entries.textOrNull('/financeTable/basisWording'),
    product: entries.textOrNull('/financeTable/product'),
    partialBudget: entries.textOrNull('/financeTable/partialBudget'),
    rows: readRows(entries, '/financeTable/rows', 'kind', (at) => ({
      kind: entries.text(`${at}/kind`) as Table['rows'][number]['kind'],
      fiscalYear: entries.yearOrNull(`${at}/fiscalYear`),
      amountCents: readAmount(entries, `${at}/amountCents`),
    })),
  };
}

type Annex = PaperInput['annexes'][number];
export const AnnexFields = ({ annexes }: { annexes: readonly Annex[] }) => (
  <RowGroup<Annex> legend="Anlagen" one="Anlage" values={annexes} fresh={{ label: '', isOnline: false }}>
    {({ label, isOnline }, index) => (
      <>
        <Field name={`/annexes/${index}/label`} label="Titel der Anlage" required value={label} />
        <Tick name={`/annexes/${index}/isOnline`} label="online zu finden" checked={isOnline} />
      </>
    )}
  </RowGroup>
);
export const readAnnexes = (entries: Entries): Annex[] =>
  readRows(entries, '/annexes', 'label', (at) => ({ label: entries.text(`${at}/label`), isOnline: entries.has(`${at}/isOnline`) }));

type Statement = PaperInput['annexStatements'][number];
export const StatementFields = ({ statements }: { statements: readonly Statement[] }) => (
  <RowGroup<Statement> legend="Wie die Anlagen angegeben sind" one="Angabe" values={statements} fresh={{ where: '', wording: '' }}>
    {({ where, wording }, index) => (
      <Row>
        <Field name={`/annexStatements/${index}/where`} label="Wo das steht" required value={where} hint="Kopf, Einladung, Protokoll" />
        <Field name={`/annexStatements/${index}/wording`} label="Wortlaut der Angabe" required value={wording} />
      </Row>
    )}
  </RowGroup>
);
export const readStatements = (entries: Entries): Statement[] =>
  readRows(entries, '/annexStatements', 'where', (at) => ({
    where: entries.text(`${at}/where`),
    wording: entries.text(`${at}/wording`),
  }));

type Limit = Omit<PaperInput['limits'][number], 'cents'> & { readonly cents: number | undefined };
export const LimitFields = ({ limits }: { limits: PaperInput['limits'] }) => (
  <RowGroup<Limit>
    legend="Genannte Wertgrenzen"
    one="Wertgrenze"
    values={limits}
    fresh={{ where: '', wording: '', cents: undefined, isIncluded: true }}
  >
    {({ where, wording, cents, isIncluded }, index) => (
      <>
        <Row>
          <Field name={`/limits/${index}/where`} label="Wo sie steht" required value={where} hint="Titel, Text" />
          <Field name={`/limits/${index}/wording`} label="Wortlaut der Grenze" required value={wording} />
          <AmountField name={`/limits/${index}/cents`} label="Grenze in Euro" reads="positive" cents={cents} />
        </Row>
        <Tick name={`/limits/${index}/isIncluded`} label="einschließlich dieses Betrags" checked={isIncluded} />
      </>
    )}
  </RowGroup>
);
export const readLimits = (entries: Entries): PaperInput['limits'] =>
  readRows(entries, '/limits', 'where', (at) => ({
    where: entries.text(`${at}/where`),
    wording: entries.text(`${at}/wording`),
    cents: readAmount(entries, `${at}/cents`),
    isIncluded: entries.has(`${at}/isIncluded`),
  }));
