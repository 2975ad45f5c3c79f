import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Select, type Sending } from '../form.tsx';
import { Alert, Facts, Loading, P, type SelectOption, Trouble } from '../ui.tsx';
import { euro, todayInBerlin } from '../words.ts';
import { AmountField, readAmount } from './amount.tsx';
import { type Book, deciderInWords, type Fund, type GrantDetail, isUnmoved, needsPaper, OwnHand } from './fund-words.tsx';
import { paperOptions, type StepProps, useStep } from './grant-known.ts';

/** What stands in the way before anybody decides. */
const Open = ({ grant }: { grant: GrantDetail }) => {
  const open = grant.checklistStandings.filter(({ isMet }) => isMet !== true);
  if (open.length === 0) return null;
  return (
    <Alert tone="warning" title="Noch nicht alle Voraussetzungen sind erfüllt" live={false}>
      <ul class="kern-list kern-list--bullet findings">
        {open.map(({ id, label }) => (
          <li key={id}>{label}</li>
        ))}
      </ul>
    </Alert>
  );
};

const freeSaid = (book: Book): string =>
  isUnmoved(book)
    ? `Für ${book.fiscalYear} ist im Fonds noch nichts gebucht.`
    : `Im Fonds sind nur noch ${euro(book.remainderCents)} frei.`;

/** Who decides over what is typed, and whether the fund has as much. */
function amountSaid(fund: Fund, book: Book, cents: number | undefined): string {
  if (cents === undefined || cents <= 0) return 'Geben Sie den Betrag ein, dann steht hier, wer entscheidet.';
  const tooMuch = cents > book.remainderCents ? ` ${freeSaid(book)}` : '';
  return `${deciderInWords(fund.tiers, cents)}${tooMuch}`;
}

type FormProps = StepProps & { readonly fund: Fund; readonly book: Book; readonly papers: readonly SelectOption[] };

function DecisionForm({ grant, reload, fund, book, papers }: FormProps) {
  const { alliance, back, named, done } = useStep({ grant, reload });
  const { subject } = useDesk();
  const [cents, setCents] = useState(grant.requestedCents ?? undefined);
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = {
      amountCents: readAmount(entries, '/amountCents'),
      decidedOn: entries.text('/decidedOn'),
      paperId: entries.textOrNull('/paperId') as NonNullable<GrantDetail['decision']>['paperId'],
      reservation: entries.textOrNull('/reservation'),
    };
    await call('decideGrant', alliance, { ...named, key, body });
    done();
  };
  const byResolution = cents !== undefined && needsPaper(fund.tiers, cents);
  return (
    <Form submitLabel="Bewilligen" cancelHref={back} onSubmit={submit} onReload={reload}>
      {grant.enteredBy.subject === subject && (
        <OwnHand>Sie haben diesen Antrag erfasst. Nach dem Vier-Augen-Prinzip entscheidet eine andere Person.</OwnHand>
      )}
      <Open grant={grant} />
      <Facts
        items={[
          ['Organisation', grant.organisationName],
          ['Beantragt', grant.requestedCents === null ? 'nicht bekannt' : euro(grant.requestedCents)],
          ['Im Fonds frei', isUnmoved(book) ? 'nicht bekannt' : `${euro(book.remainderCents)} für ${grant.fiscalYear}`],
        ]}
      />
      <AmountField
        name="/amountCents"
        label="Bewilligt (Euro)"
        reads="positive"
        cents={grant.requestedCents ?? undefined}
        onRead={setCents}
      />
      <p class="kern-body decider" role="status">
        {amountSaid(fund, book, cents)}
      </p>
      <Select
        name="/paperId"
        label="Beschlussdrucksache"
        required={byResolution}
        none={byResolution ? 'bitte wählen' : 'keine'}
        options={papers}
        hint="Ein Gremium muss ihr zugestimmt haben"
      />
      <Field name="/decidedOn" label="Entschieden am" type="date" required value={todayInBerlin()} max={todayInBerlin()} />
      <Field
        name="/reservation"
        label="Vorbehalt"
        hint="Solange er besteht, wird nicht ausgezahlt. Zum Beispiel: vorbehaltlich der Rechtskraft des Haushalts"
      />
      <P muted>Mit der Entscheidung steht der Betrag als bewilligt im Fondsbuch.</P>
    </Form>
  );
}

export function Decide({ grant, reload }: StepProps) {
  const desk = useDesk();
  const { data, problem } = useLoaded(grant.id, async () => {
    const params = { fundId: grant.fundId };
    const [fund, book, papers] = await Promise.all([
      call('getFund', desk.alliance, { params }),
      call('getFundBook', desk.alliance, { params, query: { fiscalYear: String(grant.fiscalYear) } }),
      paperOptions(desk),
    ]);
    return { fund, book, papers };
  });
  if (!data) return problem ? <Trouble problem={problem} /> : <Loading />;
  return <DecisionForm grant={grant} reload={reload} {...data} />;
}
