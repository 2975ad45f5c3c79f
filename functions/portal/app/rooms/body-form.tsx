import { bodyClaimNames, bodyKindNames, rhythmNames } from '../../../../shared/domain/alliance-body.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Body as Request } from '../contract.ts';
import { allianceOf, may, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Button, Loading, optionsOf, Room, Trouble } from '../ui.tsx';
import { themeOptions, todayInBerlin } from '../words.ts';
import { type Body, bodiesOf, bodyHref, bodyNameOn, bodyOptions } from './body-words.tsx';
import { useRows } from './row-list.tsx';

type Recorded = Request<'recordBody'>;
type NameRow = { readonly key: string; readonly name: Recorded['names'][number] | undefined };

const claimNames = Object.keys(bodyClaimNames) as Recorded['claims'];

const readNames = (entries: Entries, rows: readonly NameRow[]): Recorded['names'] =>
  rows.map((_, index) => ({
    name: entries.text(`/names/${index}/name`),
    validFrom: entries.text(`/names/${index}/validFrom`),
    validTo: entries.textOrNull(`/names/${index}/validTo`),
  }));

function readReport(entries: Entries): Recorded['report'] {
  const rhythm = entries.text('/report/rhythm');
  return rhythm === '' ? null : { rhythm: rhythm as keyof typeof rhythmNames, since: entries.text('/report/since') };
}

const readBody = (entries: Entries, rows: readonly NameRow[]): Recorded => ({
  kind: entries.text('/kind') as Recorded['kind'],
  names: readNames(entries, rows),
  shortName: entries.textOrNull('/shortName'),
  order: entries.numberOrNull('/order') ?? 0,
  topics: entries
    .text('/topics')
    .split('\n')
    .map((topic) => topic.trim())
    .filter((topic) => topic !== ''),
  theme: entries.textOrNull('/theme'),
  partOfBodyId: entries.textOrNull('/partOfBodyId') as Recorded['partOfBodyId'],
  validFrom: entries.textOrNull('/validFrom'),
  validTo: entries.textOrNull('/validTo'),
  claims: claimNames.filter((claim) => entries.has(`/claims/${claim}`)),
  isPublic: entries.has('/visible/isPublic'),
  report: readReport(entries),
  note: entries.textOrNull('/note'),
  source: entries.textOrNull('/source'),
  reportAddress: entries.textOrNull('/reportAddress'),
});

function NameFields({ rows }: { rows: ReturnType<typeof useRows<NameRow>> }) {
  return (
    <>
      {rows.rows.map(({ key, name }, index) => (
        <div class="repeated-row name-row" key={key}>
          <Field name={`/names/${index}/name`} label={index === 0 ? 'Name' : `Name ${index + 1}`} required value={name?.name} />
          <Field
            name={`/names/${index}/validFrom`}
            label="Gültig ab"
            type="date"
            required
            value={name?.validFrom ?? (index === 0 ? null : todayInBerlin())}
          />
          <Field name={`/names/${index}/validTo`} label="Gültig bis" type="date" value={name?.validTo} />
        </div>
      ))}
      <div class="actions">
        <Button kind="tertiary" onClick={() => rows.add({ key: crypto.randomUUID(), name: undefined })}>
          Weiterer Name
        </Button>
        {rows.rows.length > 1 && (
          <Button kind="tertiary" onClick={() => rows.remove(rows.rows.length - 1)}>
            Letzten Namen entfernen
          </Button>
        )}
      </div>
    </>
  );
}

type Choosable = { readonly themes: readonly (readonly [string, string])[]; readonly bodies: readonly Body[] };
type FormProps = { readonly body?: Body; readonly reportAddress: string | null; readonly choices: Choosable; readonly reload: () => void };

function Fields({ body, reportAddress, choices, reload }: FormProps) {
  const { alliance } = useDesk();
  const names = useRows<NameRow>(body ? body.names.map((name) => ({ key: name.validFrom, name })) : [{ key: 'first', name: undefined }]);
  const submit = async (entries: Entries, { key }: Sending) => {
    const wanted = readBody(entries, names.rows);
    if (body) {
      await call('editBody', alliance, { params: { bodyId: body.id }, version: body.version, key, body: wanted });
      go(bodyHref(alliance, body.id, 'angaben'));
    } else go(bodyHref(alliance, (await call('recordBody', alliance, { key, body: wanted })).id));
  };
  return (
    <Form
      submitLabel={body ? 'Speichern' : 'Gremium aufnehmen'}
      cancelHref={bodyHref(alliance, ...(body ? [body.id, 'angaben'] : []))}
      onSubmit={submit}
      onReload={reload}
    >
      <Group legend="Gremium">
        <Row>
          <Select name="/kind" label="Art" required value={body?.kind} none="bitte wählen" options={optionsOf(bodyKindNames)} />
          <Field name="/shortName" label="Kurzname" value={body?.shortName} hint="Zum Beispiel AG 4" />
          <Field
            name="/order"
            label="Reihenfolge"
            required
            inputMode="numeric"
            reads="number"
            value={body ? String(body.order) : null}
            hint="Die Nummer im Namen"
          />
        </Row>
        <NameFields rows={names} />
        <TextArea name="/topics" label="Themen der Arbeit" rows={3} value={body?.topics.join('\n')} hint="Je Zeile eines" />
        <Row>
          <Select
            name="/theme"
            label="Thema des Bündnisses"
            none="keines"
            value={body?.theme}
            options={choices.themes}
            hint="Dessen Veranstaltungen und Ausgaben nennt der Bericht"
          />
          <Select
            name="/partOfBodyId"
            label="Gehört zu"
            none="keinem anderen"
            value={body?.partOfBodyId}
            options={bodyOptions(choices.bodies.filter(({ id }) => id !== body?.id))}
          />
        </Row>
        <Row>
          <Field name="/validFrom" label="Besteht seit" type="date" value={body?.validFrom} />
          <Field name="/validTo" label="Bestand bis" type="date" value={body?.validTo} />
        </Row>
      </Group>
      <Group legend="Regeln und Öffentlichkeit">
        <Choices
          legend="Was das Gremium über seine Besetzung sagt"
          name="/claims"
          type="checkbox"
          values={body?.claims ?? []}
          options={optionsOf(bodyClaimNames)}
          hint="Wird an den Sitzen geprüft; Abweichungen werden gemeldet, nicht verhindert"
        />
        <Choices
          legend="Öffentlichkeit"
          name="/visible"
          type="checkbox"
          values={body?.isPublic ? ['isPublic'] : []}
          options={[['isPublic', 'Sitzungen, Vorlagen und freigegebene Ergebnisse darf jede und jeder lesen']]}
          hint="Namen werden damit nie veröffentlicht"
        />
      </Group>
      <Group legend="Berichte">
        <Row>
          <Select
            name="/report/rhythm"
            label="Berichte entstehen"
            none="nicht von selbst"
            value={body?.report?.rhythm}
            options={optionsOf(rhythmNames)}
          />
          <Field name="/report/since" label="Ab" type="date" value={body?.report?.since} hint="Für Zeiträume ab diesem Tag" />
          <Field name="/reportAddress" label="Verteileradresse" value={reportAddress} hint="Eine Sammeladresse" />
        </Row>
      </Group>
      <Group legend="Vermerke">
        <TextArea name="/note" label="Anmerkung" rows={2} value={body?.note} />
        <Field name="/source" label="Fundstelle" value={body?.source} />
      </Group>
    </Form>
  );
}

/** A new body, or what is said of one that exists. */
export default function BodyFormRoom({ path }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const bodyId = path[1] === 'neu' ? undefined : path[1];
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const [bodies, known, body, mail] = await Promise.all([
      bodiesOf(alliance),
      allianceOf(alliance),
      bodyId === undefined ? undefined : call('getBody', alliance, { params: { bodyId } }),
      bodyId !== undefined && may(desk, 'getBodyMail') ? call('getBodyMail', alliance, { params: { bodyId } }) : undefined,
    ]);
    return { bodies, themes: themeOptions(known), body, reportAddress: mail?.reportAddress ?? null };
  });
  return (
    <Room
      title={bodyId === undefined ? 'Gremium aufnehmen' : 'Gremium bearbeiten'}
      {...(data?.body ? { lead: bodyNameOn(data.body) } : {})}
    >
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <Fields
          key={data.body?.version}
          {...(data.body ? { body: data.body } : {})}
          reportAddress={data.reportAddress}
          choices={data}
          reload={reload}
        />
      )}
    </Room>
  );
}
