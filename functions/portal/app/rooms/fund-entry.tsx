import { useState } from 'preact/hooks';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { type Desk, may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Alert, Button, Facts, Link, LinkButton, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { euro, todayInBerlin } from '../words.ts';
import { BackToFund } from './fund-frame.tsx';
import {
  accountOf,
  EntryBadge,
  type FundEntry,
  fundHref,
  grantHref,
  OwnHand,
  organisationHref,
  valueDayFor,
  valueDayHint,
} from './fund-words.tsx';
import { handInWords } from './inquiry-words.tsx';

type Step = 'confirm' | 'withdraw' | 'reverse';
type StepProps = { readonly entry: FundEntry; readonly reload: () => void; readonly done: () => void; readonly onCancel: () => void };

const cancelOf = (onClick: () => void) => ({ label: 'Abbrechen', onClick });

function Confirm({ entry, reload, done, onCancel }: StepProps) {
  const { alliance } = useDesk();
  const submit = async (_: Entries, { key }: Sending) => {
    await call('confirmFundEntry', alliance, { params: { entryId: entry.id }, version: entry.version, key, body: {} });
    done();
  };
  return (
    <Form submitLabel="Jetzt bestätigen" cancel={cancelOf(onCancel)} onSubmit={submit} onReload={reload}>
      <P>{`Sie bestätigen ${euro(entry.amountCents)}. Ab dann steht der Betrag im Fondsbuch und wird nur noch durch ein Storno berichtigt.`}</P>
    </Form>
  );
}

function Withdraw({ entry, reload, done, onCancel }: StepProps) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { reason: entries.text('/reason') };
    await call('withdrawFundEntry', alliance, { params: { entryId: entry.id }, version: entry.version, key, body });
    done();
  };
  return (
    <Form submitLabel="Zurückziehen" cancel={cancelOf(onCancel)} onSubmit={submit} onReload={reload}>
      <TextArea name="/reason" label="Begründung" required rows={2} />
    </Form>
  );
}

function Reverse({ entry, onCancel }: StepProps) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { reason: entries.text('/reason'), valueDay: entries.text('/valueDay') };
    const { id } = await call('reverseFundEntry', alliance, { params: { entryId: entry.id }, key, body });
    go(fundHref(alliance, [entry.fundId, 'buchungen', id]));
  };
  return (
    <Form submitLabel="Storno erfassen" cancel={cancelOf(onCancel)} onSubmit={submit}>
      <P>Die Buchung bleibt stehen. Das Storno ist eine eigene Buchung mit umgekehrtem Vorzeichen; auch sie braucht zwei Personen.</P>
      <Field
        name="/valueDay"
        label="Wirksam am"
        type="date"
        required
        value={valueDayFor(entry.fiscalYear)}
        max={todayInBerlin()}
        hint={valueDayHint(entry.fiscalYear)}
      />
      <TextArea name="/reason" label="Begründung" required rows={2} />
    </Form>
  );
}

const steps = { confirm: Confirm, withdraw: Withdraw, reverse: Reverse } as const;

const isOwn = ({ enteredBy }: FundEntry, { subject }: Desk): boolean => enteredBy.subject === subject;

function Buttons({ entry, onStep }: { entry: FundEntry; onStep: (step: Step) => void }) {
  const desk = useDesk();
  const isDraft = entry.status === 'DRAFT';
  return (
    <>
      {isDraft && may(desk, 'confirmFundEntry') && !isOwn(entry, desk) && (
        <Button kind="primary" onClick={() => onStep('confirm')}>
          Bestätigen
        </Button>
      )}
      {isDraft && may(desk, 'withdrawFundEntry') && <Button onClick={() => onStep('withdraw')}>Zurückziehen</Button>}
      {entry.status === 'CONFIRMED' && entry.reverses === null && may(desk, 'reverseFundEntry') && (
        <Button onClick={() => onStep('reverse')}>Stornieren</Button>
      )}
      {may(desk, 'getFundEntryJournal') && (
        <LinkButton kind="tertiary" href={fundHref(desk.alliance, [entry.fundId, 'buchungen', entry.id, 'journal'])}>
          Journal
        </LinkButton>
      )}
      <BackToFund fundId={entry.fundId} year={entry.fiscalYear} tab="buchungen" />
    </>
  );
}

/** An entry with the names of what it belongs to. */
type Named = FundEntry & { readonly fundName: string; readonly project: string | undefined; readonly organisationName: string | undefined };

async function namedEntry(alliance: string, entryId: string): Promise<Named> {
  const entry = await call('getFundEntry', alliance, { params: { entryId } });
  const { grantId, organisationId } = entry;
  const [fund, grant, organisation] = await Promise.all([
    call('getFund', alliance, { params: { fundId: entry.fundId } }),
    grantId === null ? undefined : call('getGrant', alliance, { params: { grantId } }),
    organisationId === null ? undefined : call('getOrganisation', alliance, { params: { organisationId } }),
  ]);
  return { ...entry, fundName: fund.name, project: grant?.project, organisationName: organisation?.name };
}

function Details({ entry }: { entry: Named }) {
  const { alliance, subject } = useDesk();
  const who = (sign: FundEntry['enteredBy']) => `${handInWords(sign.subject, subject)}, ${formatInstant(sign.at)}`;
  return (
    <Facts
      items={[
        ['Betrag', euro(entry.amountCents)],
        ['Haushaltsjahr', entry.fiscalYear],
        ['Wirksam am', formatDay(entry.valueDay)],
        ['Zuwendung', entry.grantId !== null && <Link href={grantHref(alliance, entry.grantId)}>{entry.project ?? 'Zur Zuwendung'}</Link>],
        [
          'Organisation',
          entry.organisationId !== null && (
            <Link href={organisationHref(alliance, entry.organisationId)}>{entry.organisationName ?? 'Zur Organisation'}</Link>
          ),
        ],
        ['Ursache', entry.cause],
        ['Jahr der Ursache', entry.causeYear],
        ['Begründung', entry.reason],
        [
          'Storniert',
          entry.reverses !== null && (
            <Link href={fundHref(alliance, [entry.fundId, 'buchungen', entry.reverses])}>die frühere Buchung</Link>
          ),
        ],
        ['Erfasst von', who(entry.enteredBy)],
        ['Bestätigt von', entry.confirmedBy === null ? 'noch niemandem' : who(entry.confirmedBy)],
        ['Übernommen aus', entry.takenOverFrom],
      ]}
    />
  );
}

/** One movement: who entered it, and who else confirms it. */
export default function FundEntryRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, fundId = '', , entryId = ''] = path;
  const [step, setStep] = useState<Step>();
  const [done, setDone] = useState(0);
  const { data: entry, problem, reload } = useLoaded(entryId, () => namedEntry(desk.alliance, entryId));
  if (!entry)
    return (
      <Room title="Buchung" actions={<BackToFund fundId={fundId} />}>
        {problem ? <Trouble problem={problem} /> : <Loading />}
      </Room>
    );
  const Task = step && steps[step];
  const finish = () => {
    setStep(undefined);
    setDone(done + 1);
    reload();
  };
  return (
    <Room
      title={`${accountOf(entry)}: ${euro(entry.amountCents)}`}
      lead={
        <>
          <EntryBadge status={entry.status} /> {entry.fundName} {entry.fiscalYear}
        </>
      }
      actions={!Task && <Buttons entry={entry} onStep={setStep} />}
    >
      {done > 0 && <Alert tone="success" title="Gespeichert" focused={done} />}
      {entry.status === 'DRAFT' && isOwn(entry, desk) && (
        <OwnHand>Sie haben diese Buchung erfasst. Sie zählt, sobald eine andere Person sie bestätigt.</OwnHand>
      )}
      {Task && <Task entry={entry} reload={reload} done={finish} onCancel={() => setStep(undefined)} key={entry.version} />}
      <Section title="Buchung">
        <Details entry={entry} />
      </Section>
    </Room>
  );
}
