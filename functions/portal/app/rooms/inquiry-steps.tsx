import type { ComponentChildren } from 'preact';
import { call, Problem } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Inquiry } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, Group, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Link, Loading, P, Room, Trouble } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { inquiryHref } from './inquiry-frame.tsx';
import { steps } from './inquiry-next.tsx';
import { paragraphsOf } from './inquiry-open.tsx';

type TaskProps = { readonly inquiry: Inquiry; readonly reload: () => void };
type Named = { readonly params: { readonly inquiryId: string }; readonly version: number; readonly key: string };
/** @returns the inquiry to go to afterwards, when it is another one */
type Send = (alliance: string, named: Named, entries: Entries) => Promise<{ id: string }>;

/** One step: what it means, what it needs, and one button. */
function Task({
  inquiry,
  reload,
  submitLabel,
  send,
  children,
}: TaskProps & { submitLabel: string; send: Send; children: ComponentChildren }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const { id } = await send(alliance, { params: { inquiryId: inquiry.id }, version: inquiry.version, key }, entries);
    go(inquiryHref(alliance, id));
  };
  return (
    <Form submitLabel={submitLabel} cancelHref={inquiryHref(alliance, inquiry.id)} onSubmit={submit} onReload={reload}>
      {children}
    </Form>
  );
}

const Assign = (props: TaskProps) => (
  <Task
    {...props}
    submitLabel="Zuweisen"
    send={(alliance, named, entries) => call('assignInquiry', alliance, { ...named, body: { leadUnit: entries.text('/leadUnit') } })}
  >
    <Field
      name="/leadUnit"
      label="Federführung"
      required
      value={props.inquiry.leadUnit}
      hint="Zum Beispiel: Geschäftsstelle des Bündnisses"
    />
  </Task>
);

const Collect = (props: TaskProps) => (
  <Task {...props} submitLabel="Abfrage beginnen" send={(alliance, named) => call('startCollecting', alliance, { ...named, body: {} })}>
    <P>Danach fragen Sie unter „Beiträge der Ämter“ je Frage die Ämter an. Schweigen ist keine Fehlanzeige.</P>
  </Task>
);

const Draft = (props: TaskProps) => (
  <Task {...props} submitLabel="Entwurf beginnen" send={(alliance, named) => call('startDrafting', alliance, { ...named, body: {} })}>
    <P>Im Entwurf schreiben Sie die Antworten und verknüpfen Tabellen mit den Zahlen des Registers.</P>
  </Task>
);

/** The gate names places, not fields: each finding is said with its place. */
const withPlaces = (error: unknown): never => {
  if (!(error instanceof Problem) || error.code !== 'releaseGateBlocked') throw error;
  const errors = error.faults.map(({ pointer, detail }, index) => ({ pointer: `${index}`, detail: `${pointer}: ${detail}` }));
  throw new Problem({ status: error.status, code: error.code, title: error.title, detail: error.detail, errors });
};

const Freeze = (props: TaskProps) => {
  const { alliance } = useDesk();
  return (
    <Task
      {...props}
      submitLabel="Zahlen festhalten"
      send={(to, named) => call('freezeFigures', to, { ...named, body: {} }).catch(withPlaces)}
    >
      <P>
        Festgehalten werden alle Tabellen mit ihrer Abfrage, ihrem Stand und ihren Belegen. Spätere Buchungen ändern die Antwort nicht mehr.
        Offene Befunde der <Link href={inquiryHref(alliance, props.inquiry.id, 'pruefung')}>Prüfung</Link> verhindern es.
      </P>
      <P>Mitzeichnen und billigen müssen danach andere Personen.</P>
    </Task>
  );
};

const CoSign = (props: TaskProps) => (
  <Task {...props} submitLabel="Mitzeichnen" send={(alliance, named) => call('coSignAnswer', alliance, { ...named, body: {} })}>
    <P>Sie bestätigen, dass Sie die festgehaltenen Zahlen geprüft haben. Wer sie festgehalten hat, darf sie nicht mitzeichnen.</P>
  </Task>
);

const Approve = (props: TaskProps) => (
  <Task {...props} submitLabel="Billigen" send={(alliance, named) => call('approveAnswer', alliance, { ...named, body: {} })}>
    <P>Sie geben die Antwort frei. Wer am Entwurf geschrieben oder die Zahlen festgehalten hat, darf sie nicht billigen.</P>
  </Task>
);

const Send = (props: TaskProps) => (
  <Task
    {...props}
    submitLabel="Versand festhalten"
    send={(alliance, named, entries) => call('sendAnswer', alliance, { ...named, body: { answeredOn: entries.text('/answeredOn') } })}
  >
    <Field name="/answeredOn" label="Datum der Antwort" type="date" required max={todayInBerlin()} />
  </Task>
);

const Issue = (props: TaskProps) => (
  <Task
    {...props}
    submitLabel="Ausgabe festhalten"
    send={(alliance, named, entries) =>
      call('issueAnswer', alliance, { ...named, body: { issuedOn: entries.text('/issuedOn'), answerPaper: entries.text('/answerPaper') } })
    }
  >
    <P>Danach ist die Antwort unveränderlich und für den Landtag zu lesen. Ein Fehler wird nur durch eine Berichtigung behoben.</P>
    <Field name="/answerPaper" label="Drucksache der Antwort" required hint="Wahlperiode/Nummer, zum Beispiel 17/7539" />
    <Field name="/issuedOn" label="Ausgegeben am" type="date" required max={todayInBerlin()} />
  </Task>
);

const Reopen = (props: TaskProps) => (
  <Task
    {...props}
    submitLabel="Zurückgeben"
    send={(alliance, named, entries) => call('reopenDraft', alliance, { ...named, body: { reason: entries.text('/reason') } })}
  >
    <P>Die festgehaltenen Zahlen bleiben gespeichert; der Entwurf wird wieder geöffnet, und Mitzeichnung und Billigung beginnen neu.</P>
    <TextArea name="/reason" label="Grund" required rows={2} />
  </Task>
);

const Extend = (props: TaskProps) => (
  <Task
    {...props}
    submitLabel="Mitteilung festhalten"
    send={(alliance, named, entries) =>
      call('extendInquiry', alliance, {
        ...named,
        body: { sentOn: entries.text('/sentOn'), expectedOn: entries.text('/expectedOn'), reasons: entries.text('/reasons') },
      })
    }
  >
    <P>Die Frist verschiebt sich dadurch nicht. Festgehalten wird, dass der Landtag rechtzeitig und mit Gründen unterrichtet wurde.</P>
    <Field name="/sentOn" label="Mitgeteilt am" type="date" required max={todayInBerlin()} />
    <Field name="/expectedOn" label="Antwort voraussichtlich am" type="date" required />
    <TextArea name="/reasons" label="Gründe" required rows={3} />
  </Task>
);

const Correct = (props: TaskProps) => (
  <Task
    {...props}
    submitLabel="Berichtigung beginnen"
    send={(alliance, { params, key }, entries) =>
      call('correctAnswer', alliance, { params, key, body: { reason: entries.text('/reason') } })
    }
  >
    <P>
      Die ausgegebene Antwort bleibt, wie sie ist. Es entsteht ein neuer Entwurf, der sie nennt und jede geänderte Zahl mit altem und neuem
      Wert aufführt.
    </P>
    <TextArea name="/reason" label="Grund der Berichtigung" required rows={2} />
  </Task>
);

const readSigner = (entries: Entries) => {
  const name = entries.text('/signedBy/name');
  const office = entries.text('/signedBy/office');
  return name === '' && office === '' ? null : { name, office, asDeputy: entries.has('/signedBy/asDeputy/yes') };
};

const Edit = (props: TaskProps) => {
  const { governmentPreamble, leadUnit, forwardedOn, signedBy } = props.inquiry;
  return (
    <Task
      {...props}
      submitLabel="Speichern"
      send={(alliance, { params, version }, entries) =>
        call('editInquiry', alliance, {
          params,
          version,
          body: {
            governmentPreamble: paragraphsOf(entries.text('/governmentPreamble')),
            leadUnit: entries.textOrNull('/leadUnit'),
            forwardedOn: entries.textOrNull('/forwardedOn'),
            signedBy: readSigner(entries),
          },
        })
      }
    >
      <Field name="/leadUnit" label="Federführung" value={leadUnit} />
      <Field
        name="/forwardedOn"
        label="Übersandt am"
        type="date"
        value={forwardedOn}
        max={todayInBerlin()}
        hint="Ab hier läuft die Frist"
      />
      <TextArea
        name="/governmentPreamble"
        label="Vorbemerkung der Landesregierung"
        rows={6}
        value={governmentPreamble.join('\n\n')}
        hint="Absätze durch eine Leerzeile trennen"
      />
      <Group legend="Gezeichnet">
        <Field name="/signedBy/name" label="Name" value={signedBy?.name} />
        <Field name="/signedBy/office" label="Amt" value={signedBy?.office} hint="Zum Beispiel: Chef der Staatskanzlei" />
        <Choices
          legend="Vertretung"
          name="/signedBy/asDeputy"
          type="checkbox"
          value={signedBy?.asDeputy ? 'yes' : undefined}
          options={[['yes', 'In Vertretung']]}
        />
      </Group>
    </Task>
  );
};

const tasks: Readonly<Record<string, (props: TaskProps) => ComponentChildren>> = {
  zuweisen: Assign,
  abfragen: Collect,
  entwerfen: Draft,
  festhalten: Freeze,
  mitzeichnen: CoSign,
  billigen: Approve,
  versenden: Send,
  ausgeben: Issue,
  zurueckgeben: Reopen,
  mitteilen: Extend,
  berichtigen: Correct,
  rahmen: Edit,
};

export default function StepRoom({ path }: RoomProps) {
  const desk = useDesk();
  const [, inquiryId = '', action = ''] = path;
  const { data, problem, reload } = useLoaded(path.join('/'), () => call('getInquiry', desk.alliance, { params: { inquiryId } }));
  const step = steps.find((one) => one.path === action);
  const Body = step && may(desk, step.row) ? tasks[action] : undefined;
  return (
    <Room title={step?.label ?? 'Diese Seite gibt es nicht'} {...(data ? { lead: `Drs. ${data.questionPaper}, ${data.title}` } : {})}>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && Body && <Body inquiry={data} reload={reload} key={data.version} />}
      {data && !Body && <P>Dieser Schritt ist für Ihre Rolle nicht vorgesehen.</P>}
    </Room>
  );
}
