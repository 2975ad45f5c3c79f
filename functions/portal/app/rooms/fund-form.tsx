import { formatEuro, parseEuro } from '../../../../shared/domain/money.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, optionsOf, Room, Trouble } from '../ui.tsx';
import { deciderNames, type Fund, fundHref } from './fund-words.tsx';
import { RowGroup, readRows } from './result-rows.tsx';
import { newRowId } from './row-list.tsx';
import { Tick } from './tick.tsx';

type Input = Body<'recordFund'>;
type Tier = Input['tiers'][number];
type Item = Input['checklist'][number];

const endNames = { AT: 'einschließlich', BEYOND: 'ausschließlich' } as const;

const BoundFields = ({ at, label, bound }: { at: string; label: string; bound: Tier['from'] }) => (
  <Row>
    <Field
      name={`${at}/cents`}
      label={`${label} (Euro)`}
      inputMode="decimal"
      reads="positive"
      value={bound === null ? '' : formatEuro(bound.cents)}
      hint="Leer: ohne Grenze"
    />
    <Select
      name={`${at}/isIncluded`}
      label={`${label}: dieser Betrag selbst`}
      required
      value={bound?.isIncluded === false ? 'BEYOND' : 'AT'}
      options={optionsOf(endNames)}
    />
  </Row>
);

function readBound(entries: Entries, at: string): Tier['from'] {
  const cents = parseEuro(entries.text(`${at}/cents`));
  return cents === undefined ? null : { cents, isIncluded: entries.text(`${at}/isIncluded`) === 'AT' };
}

const readTier = (entries: Entries, at: string): Tier => ({
  id: entries.text(`${at}/id`),
  label: entries.text(`${at}/label`),
  from: readBound(entries, `${at}/from`),
  to: readBound(entries, `${at}/to`),
  decidedBy: entries.text(`${at}/decidedBy`) as Tier['decidedBy'],
  decider: entries.textOrNull(`${at}/decider`),
  wording: entries.textOrNull(`${at}/wording`),
});

const freshTier: Tier = { id: '', label: '', from: null, to: null, decidedBy: 'OFFICE', decider: null, wording: null };
const Kept = ({ name, value }: { name: string; value: string }) => <input type="hidden" name={name} value={value} />;

const Tiers = ({ tiers }: { tiers: readonly Tier[] }) => (
  <RowGroup<Tier> legend="Wertgrenzen" one="Wertgrenze" values={tiers} fresh={freshTier}>
    {(tier, index) => (
      <>
        <Kept name={`/tiers/${index}/id`} value={tier.id || newRowId('grenze')} />
        <Row>
          <Field name={`/tiers/${index}/label`} label="Bezeichnung" required value={tier.label} />
          <Select
            name={`/tiers/${index}/decidedBy`}
            label="Entscheidet"
            required
            value={tier.decidedBy}
            options={optionsOf(deciderNames)}
          />
        </Row>
        <BoundFields at={`/tiers/${index}/from`} label="Ab" bound={tier.from} />
        <BoundFields at={`/tiers/${index}/to`} label="Bis" bound={tier.to} />
        <Row>
          <Field name={`/tiers/${index}/decider`} label="Stelle oder Gremium" value={tier.decider} />
          <Field name={`/tiers/${index}/wording`} label="Wortlaut der Grenze" value={tier.wording} />
        </Row>
      </>
    )}
  </RowGroup>
);

const Checklist = ({ items }: { items: readonly Item[] }) => (
  <RowGroup<Item> legend="Voraussetzungen jedes Antrags" one="Voraussetzung" values={items} fresh={{ id: '', label: '' }}>
    {({ id, label }, index) => (
      <>
        <Kept name={`/checklist/${index}/id`} value={id || newRowId('punkt')} />
        <Field name={`/checklist/${index}/label`} label="Was vorliegen muss" required value={label} />
      </>
    )}
  </RowGroup>
);

const readFund = (entries: Entries): Input => ({
  name: entries.text('/name'),
  instrumentOf: entries.textOrNull('/instrumentOf'),
  product: entries.textOrNull('/product'),
  partialBudget: entries.textOrNull('/partialBudget'),
  permanentFundingPossible: entries.has('/permanentFundingPossible'),
  applicationPeriod: entries.textOrNull('/applicationPeriod'),
  tiers: readRows(entries, '/tiers', 'label', (at) => readTier(entries, at)),
  checklist: readRows(entries, '/checklist', 'label', (at) => ({ id: entries.text(`${at}/id`), label: entries.text(`${at}/label`) })),
  proofWithinDays: entries.numberOrNull('/proofWithinDays'),
  legalBasis: entries.textOrNull('/legalBasis'),
  note: entries.textOrNull('/note'),
  source: entries.textOrNull('/source'),
});

function FundForm({ fund, reload }: { fund: Fund | undefined; reload: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = readFund(entries);
    const { id } = fund
      ? await call('editFund', alliance, { params: { fundId: fund.id }, body, version: fund.version })
      : await call('recordFund', alliance, { body, key });
    go(fundHref(alliance, [id]));
  };
  return (
    <Form
      submitLabel={fund ? 'Speichern' : 'Anlegen'}
      cancelHref={fundHref(alliance, fund ? [fund.id] : [])}
      onSubmit={submit}
      onReload={reload}
    >
      <Field name="/name" label="Name" required value={fund?.name} />
      <Field name="/instrumentOf" label="Instrument von" value={fund?.instrumentOf} hint="Plan oder Strategie, der der Fonds dient" />
      <Row>
        <Field name="/product" label="Produkt" inputMode="numeric" value={fund?.product} hint="Zum Beispiel 11137" />
        <Field name="/partialBudget" label="Teilhaushalt" inputMode="numeric" value={fund?.partialBudget} />
      </Row>
      <Tiers tiers={fund?.tiers ?? []} />
      <Checklist items={fund?.checklist ?? []} />
      <Group legend="Weitere Regeln">
        <Tick name="/permanentFundingPossible" label="Dauerförderung möglich" checked={fund?.permanentFundingPossible ?? false} />
        <Row>
          <Field name="/applicationPeriod" label="Antragszeitraum" value={fund?.applicationPeriod} />
          <Field
            name="/proofWithinDays"
            label="Nachweis fällig nach Tagen"
            inputMode="numeric"
            reads="number"
            value={fund?.proofWithinDays?.toString()}
            hint="Leer: für jede Zuwendung einzeln"
          />
        </Row>
        <Field name="/legalBasis" label="Rechtsgrundlage" value={fund?.legalBasis} />
        <TextArea name="/note" label="Anmerkung" rows={2} value={fund?.note} />
        <Field name="/source" label="Fundstelle" value={fund?.source} />
      </Group>
    </Form>
  );
}

export default function FundFormRoom({ path }: RoomProps) {
  const { alliance } = useDesk();
  const [, fundId = ''] = path;
  const isNew = fundId === 'neu';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => ({
    fund: isNew ? undefined : await call('getFund', alliance, { params: { fundId } }),
  }));
  return (
    <Room title={isNew ? 'Fonds anlegen' : 'Fonds ändern'} {...(data?.fund ? { lead: data.fund.name } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && <FundForm fund={data.fund} reload={reload} key={data.fund?.version} />}
    </Room>
  );
}
