import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, Row, type Sending, TextArea } from '../form.tsx';
import { Loading, P, Room, Trouble } from '../ui.tsx';
import { euro, todayInBerlin } from '../words.ts';
import { AmountField, readAmount } from './amount.tsx';
import { valueDayFor, valueDayHint } from './fund-words.tsx';
import { Decide } from './grant-decision.tsx';
import { readTargets, TargetRows } from './grant-fields.tsx';
import { type StepProps, useStep } from './grant-known.ts';

function Because({
  grant,
  reload,
  row,
  label,
  sentence,
}: StepProps & { row: 'refuseGrant' | 'withdrawGrant'; label: string; sentence: string }) {
  const { alliance, back, named, done } = useStep({ grant, reload });
  const submit = async (entries: Entries, { key }: Sending) => {
    await call(row, alliance, { ...named, key, body: { reason: entries.text('/reason') } });
    done();
  };
  return (
    <Form submitLabel={label} cancelHref={back} onSubmit={submit} onReload={reload}>
      <P>{sentence}</P>
      <TextArea name="/reason" label="Grund" required rows={2} hint="Ohne Namen von Personen" />
    </Form>
  );
}

const Refuse = (props: StepProps) => (
  <Because
    {...props}
    row="refuseGrant"
    label="Ablehnen"
    sentence="Der Antrag bleibt mit seinem Grund lesbar. Eine Ablehnung lässt sich nicht zurücknehmen; ein neuer Antrag ist möglich."
  />
);
const Withdraw = (props: StepProps) => (
  <Because
    {...props}
    row="withdrawGrant"
    label="Festhalten"
    sentence="Halten Sie fest, dass die Organisation ihren Antrag zurückgezogen hat. Das lässt sich nicht zurücknehmen."
  />
);

function Lift({ grant, reload }: StepProps) {
  const { alliance, back, named, done } = useStep({ grant, reload });
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('liftReservation', alliance, { ...named, key, body: { liftedOn: entries.text('/liftedOn') } });
    done();
  };
  return (
    <Form submitLabel="Vorbehalt aufheben" cancelHref={back} onSubmit={submit} onReload={reload}>
      <P>{`Bewilligt ist unter dem Vorbehalt „${grant.decision?.reservation ?? ''}“. Ab dem Tag, an dem er entfällt, kann abgerufen werden.`}</P>
      <Field name="/liftedOn" label="Entfallen am" type="date" required value={todayInBerlin()} max={todayInBerlin()} />
    </Form>
  );
}

function Return({ grant, reload }: StepProps) {
  const { alliance, back, named, done } = useStep({ grant, reload });
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = {
      amountCents: readAmount(entries, '/amountCents'),
      cause: entries.text('/cause'),
      causeYear: entries.yearOrNull('/causeYear') ?? 0,
      valueDay: entries.text('/valueDay'),
    };
    await call('returnGrant', alliance, { ...named, key, body });
    done();
  };
  return (
    <Form submitLabel="Rückgabe erfassen" cancelHref={back} onSubmit={submit} onReload={reload}>
      <P>{`Offen sind ${euro(grant.money.openCents)}. Was zurückgegeben wird, zählt als nicht abgerufen, sobald eine andere Person die Buchung bestätigt.`}</P>
      <AmountField name="/amountCents" label="Betrag in Euro" reads="positive" cents={grant.money.openCents} />
      <Row>
        <Field name="/cause" label="Ursache" required hint="Zum Beispiel: Verein aufgelöst" />
        <Field name="/causeYear" label="Jahr der Ursache" required inputMode="numeric" reads="year" value={String(grant.fiscalYear)} />
      </Row>
      <Field
        name="/valueDay"
        label="Wirksam am"
        type="date"
        required
        value={valueDayFor(grant.fiscalYear)}
        max={todayInBerlin()}
        hint={valueDayHint(grant.fiscalYear)}
      />
    </Form>
  );
}

function Close({ grant, reload }: StepProps) {
  const { alliance, back, named, done } = useStep({ grant, reload });
  const submit = async (_: Entries, { key }: Sending) => {
    await call('closeGrant', alliance, { ...named, key, body: {} });
    done();
  };
  return (
    <Form submitLabel="Abschließen" cancelHref={back} onSubmit={submit} onReload={reload}>
      <P>Nichts ist mehr offen, und die Verwendung ist geprüft. Nach dem Abschluss ändert sich die Zuwendung nicht mehr.</P>
    </Form>
  );
}

function StateProof({ grant, reload }: StepProps) {
  const { alliance, back, named, done } = useStep({ grant, reload });
  const { proofOfUse, proof } = grant;
  const today = todayInBerlin();
  const submit = async (entries: Entries) => {
    const body = {
      dueOn: entries.textOrNull('/dueOn'),
      receivedOn: entries.textOrNull('/receivedOn'),
      narrativeReceivedOn: entries.textOrNull('/narrativeReceivedOn'),
      checkedOn: entries.textOrNull('/checkedOn'),
      note: entries.textOrNull('/note'),
    };
    await call('stateProofOfUse', alliance, { ...named, body });
    done();
  };
  return (
    <Form submitLabel="Speichern" cancelHref={back} onSubmit={submit} onReload={reload}>
      <Field
        name="/dueOn"
        label="Fällig am"
        type="date"
        required={proof.dueOn === null}
        value={proofOfUse?.dueOn ?? proof.dueOn}
        hint={proof.dueOn === null ? 'Aus den Regeln des Fonds und dem Ende des Projekts folgt kein Tag' : 'Leer: nach der Regel des Fonds'}
      />
      <Row>
        <Field name="/receivedOn" label="Nachweis eingegangen am" type="date" max={today} value={proofOfUse?.receivedOn} />
        <Field
          name="/narrativeReceivedOn"
          label="Sachbericht eingegangen am"
          type="date"
          max={today}
          value={proofOfUse?.narrativeReceivedOn}
        />
        <Field name="/checkedOn" label="Geprüft am" type="date" max={today} value={proofOfUse?.checkedOn} />
      </Row>
      <TextArea name="/note" label="Ergebnis der Prüfung" rows={2} value={proofOfUse?.note} />
    </Form>
  );
}

function StateTargets({ grant, reload }: StepProps) {
  const { alliance, back, named, done } = useStep({ grant, reload });
  const submit = async (entries: Entries) => {
    await call('stateTargets', alliance, { ...named, body: { targets: readTargets(entries) } });
    done();
  };
  return (
    <Form submitLabel="Speichern" cancelHref={back} onSubmit={submit} onReload={reload}>
      <P>Was nicht bekannt ist, bleibt leer. Ein leerer Wert ist keine Null.</P>
      <TargetRows values={grant.targets} withActual />
    </Form>
  );
}

const steps = {
  entscheiden: { title: 'Zuwendung bewilligen', row: 'decideGrant', Step: Decide },
  ablehnen: { title: 'Antrag ablehnen', row: 'refuseGrant', Step: Refuse },
  zurueckziehen: { title: 'Antrag zurückgezogen', row: 'withdrawGrant', Step: Withdraw },
  vorbehalt: { title: 'Vorbehalt aufheben', row: 'liftReservation', Step: Lift },
  rueckgabe: { title: 'Rückgabe erfassen', row: 'returnGrant', Step: Return },
  abschliessen: { title: 'Zuwendung abschließen', row: 'closeGrant', Step: Close },
  nachweis: { title: 'Verwendungsnachweis', row: 'stateProofOfUse', Step: StateProof },
  ziele: { title: 'Ziele', row: 'stateTargets', Step: StateTargets },
} as const;

export default function GrantStepRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, , grantId = '', action = ''] = path;
  const { data, problem, reload } = useLoaded(path.join('/'), () => call('getGrant', desk.alliance, { params: { grantId } }));
  const step = Object.hasOwn(steps, action) ? steps[action as keyof typeof steps] : undefined;
  return (
    <Room title={step?.title ?? 'Diese Seite gibt es nicht'} {...(data ? { lead: data.project } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && step && may(desk, step.row) && <step.Step grant={data} reload={reload} key={data.version} />}
      {data && !(step && may(desk, step.row)) && <P>Dieser Schritt ist für Ihre Rolle nicht vorgesehen.</P>}
    </Room>
  );
}
