import { useState } from 'preact/hooks';
import { fundAccountNames } from '../../../../shared/domain/fund.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body } from '../contract.ts';
import { everyPage, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, optionsOf, P, Room, type SelectOption, Trouble } from '../ui.tsx';
import { euro, todayInBerlin } from '../words.ts';
import { AmountField, readAmount } from './amount.tsx';
import { BackToFund } from './fund-frame.tsx';
import { type Fund, fundHref, fundOf, type GrantLine, optionsByName, organisationsOf, valueDayFor, yearShown } from './fund-words.tsx';

type Input = Body<'enterFundEntry'>;
type Account = Input['account'];

const { GRANTED: _, ...enterable } = fundAccountNames;
const hints = {
  APPROPRIATION: 'Was der Haushalt dem Fonds für dieses Jahr gibt.',
  RETURN: 'Was zurückkam und wieder verfügbar ist, mit Ursache und Jahr.',
  DRAWN: 'Was aus einer Zuwendung ausgezahlt wurde.',
  NOT_DRAWN: 'Was aus einer Zuwendung nicht abgerufen wird. Ohne Zuwendung nur, wenn die Aufteilung nicht bekannt ist.',
} as const satisfies Record<Account, string>;

const readEntry = (entries: Entries, fundId: Fund['id']): Input => ({
  fundId,
  fiscalYear: entries.yearOrNull('/fiscalYear') ?? 0,
  account: entries.text('/account') as Account,
  amountCents: readAmount(entries, '/amountCents'),
  grantId: entries.textOrNull('/grantId') as Input['grantId'],
  organisationId: entries.textOrNull('/organisationId') as Input['organisationId'],
  cause: entries.textOrNull('/cause'),
  causeYear: entries.yearOrNull('/causeYear'),
  valueDay: entries.text('/valueDay'),
  reason: entries.textOrNull('/reason'),
});

const ReturnFields = ({ organisations, year }: { organisations: readonly SelectOption[]; year: number }) => (
  <>
    <Select name="/organisationId" label="Organisation" none="nicht bekannt" options={organisations} />
    <Row>
      <Field name="/cause" label="Ursache" required hint="Zum Beispiel: Verein aufgelöst" />
      <Field name="/causeYear" label="Jahr der Ursache" required inputMode="numeric" reads="year" value={String(year - 1)} />
    </Row>
  </>
);

function EntryForm({
  fund,
  year,
  asked,
  grants,
  organisations,
}: {
  fund: Fund;
  year: number;
  asked: RoomProps['query'];
  grants: readonly GrantLine[];
  organisations: readonly SelectOption[];
}) {
  const { alliance } = useDesk();
  const [account, setAccount] = useState<Account>(asked.zuwendung === undefined ? 'APPROPRIATION' : 'DRAWN');
  const options = grants
    .filter(({ decision }) => decision !== null)
    .map((grant): SelectOption => [grant.id, `${grant.project} – offen ${euro(grant.money.openCents)}`]);
  const submit = async (entries: Entries, { key }: Sending) => {
    const { id } = await call('enterFundEntry', alliance, { body: readEntry(entries, fund.id), key });
    go(fundHref(alliance, [fund.id, 'buchungen', id]));
  };
  const ofGrant = account === 'DRAWN' || account === 'NOT_DRAWN';
  return (
    <Form submitLabel="Erfassen" cancelHref={fundHref(alliance, [fund.id, 'buchungen'], { jahr: String(year) })} onSubmit={submit}>
      <P>Erfasst zählt noch nicht: Eine andere Person bestätigt die Buchung, ab dann steht sie im Fondsbuch.</P>
      <Choices
        legend="Konto"
        name="/account"
        type="radio"
        value={account}
        options={optionsOf(enterable)}
        hint={hints[account]}
        onChange={(value) => setAccount(value as Account)}
      />
      {ofGrant && (
        <Select
          name="/grantId"
          label="Zuwendung"
          required={account === 'DRAWN'}
          none={account === 'DRAWN' ? 'bitte wählen' : 'Aufteilung nicht bekannt'}
          value={asked.zuwendung}
          options={options}
        />
      )}
      <AmountField name="/amountCents" label="Betrag in Euro" reads="positive" />
      {account === 'RETURN' && <ReturnFields organisations={organisations} year={year} />}
      <Row>
        <Field
          name="/valueDay"
          label="Wirksam am"
          type="date"
          required
          value={valueDayFor(year)}
          {...(ofGrant ? { max: todayInBerlin() } : {})}
        />
        <Field name="/fiscalYear" label="Haushaltsjahr" required inputMode="numeric" reads="year" value={String(year)} />
      </Row>
      <TextArea name="/reason" label="Begründung" rows={2} />
    </Form>
  );
}

export default function FundEntryFormRoom({ path, query }: RoomProps) {
  const { alliance } = useDesk();
  const [, fundId = ''] = path;
  const { data, problem } = useLoaded(path.join('/'), async () => {
    const [fund, organisations] = await Promise.all([fundOf(alliance, fundId), organisationsOf(alliance)]);
    const year = yearShown(fund, query.jahr);
    const asked = { fundId: fund.id, fiscalYear: String(year) };
    const grants = await everyPage<GrantLine>((page) => call('listGrants', alliance, { query: { ...asked, ...page } }));
    return { fund, year, grants, organisations: optionsByName(organisations) };
  });
  return (
    <Room
      title="Buchung erfassen"
      {...(data ? { lead: `${data.fund.name} ${data.year}` } : {})}
      actions={<BackToFund fundId={fundId} year={data?.year} tab="buchungen" />}
    >
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && <EntryForm {...data} asked={query} />}
    </Room>
  );
}
