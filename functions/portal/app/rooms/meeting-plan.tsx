import { meetingFormNames } from '../../../../shared/domain/meeting.ts';
import { call } from '../api.ts';
import type { Body, Success } from '../contract.ts';
import { useDesk } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { optionsOf } from '../ui.tsx';
import { AgendaFields, type AgendaRow, readAgenda, useAgendaRows } from './meeting-agenda.tsx';
import { meetingHref } from './meeting-words.tsx';

type Meeting = Success<'getMeeting'>;
type Plan = Body<'editMeeting'>;

/** A line each; what was seen to before stays seen to while its line stays the same. */
const readChecklist = (entries: Entries, before: Plan['checklist']): Plan['checklist'] =>
  entries
    .text('/checklist')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((label) => ({ label, done: before.some((one) => one.label === label && one.done) }));

const readPlan = (entries: Entries, rows: readonly AgendaRow[], before: Meeting | undefined): Plan => ({
  number: entries.numberOrNull('/number'),
  title: entries.text('/title'),
  plannedOn: entries.text('/plannedOn'),
  plannedStart: entries.textOrNull('/plannedStart'),
  place: entries.textOrNull('/place'),
  form: entries.text('/form') as Plan['form'],
  legalBasis: entries.textOrNull('/legalBasis'),
  capacity: entries.numberOrNull('/capacity'),
  agenda: readAgenda(entries, rows),
  checklist: readChecklist(entries, before?.checklist ?? []),
  source: entries.textOrNull('/source'),
});

const typed = (value: number | null | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** Plan and agenda of a meeting, new or again. */
export function MeetingPlanForm({ bodyId, meeting, reload }: { bodyId: string; meeting?: Meeting; reload?: () => void }) {
  const { alliance } = useDesk();
  const rows = useAgendaRows(meeting?.agenda ?? []);
  const submit = async (entries: Entries, { key }: Sending) => {
    const plan = readPlan(entries, rows.rows, meeting);
    if (meeting) {
      await call('editMeeting', alliance, { params: { meetingId: meeting.id }, version: meeting.version, key, body: plan });
      go(meetingHref(alliance, bodyId, meeting.id));
    } else {
      const { id } = await call('planMeeting', alliance, { key, body: { bodyId, ...plan } as Body<'planMeeting'> });
      go(meetingHref(alliance, bodyId, id));
    }
  };
  return (
    <Form
      submitLabel={meeting ? 'Speichern' : 'Sitzung planen'}
      cancelHref={meetingHref(alliance, bodyId, ...(meeting ? [meeting.id] : []))}
      onSubmit={submit}
      {...(reload === undefined ? {} : { onReload: reload })}
    >
      <Group legend="Sitzung">
        <Row>
          <Field name="/title" label="Titel" required value={meeting?.title ?? 'Sitzung'} />
          <Field name="/number" label="Nummer der Sitzung" inputMode="numeric" reads="number" value={typed(meeting?.number)} />
        </Row>
        <Row>
          <Field name="/plannedOn" label="Tag" type="date" required value={meeting?.plannedOn} />
          <Field name="/plannedStart" label="Beginn" type="time" value={meeting?.plannedStart} />
          <Select name="/form" label="Form" required value={meeting?.form ?? 'IN_PERSON'} options={optionsOf(meetingFormNames)} />
        </Row>
        <Row>
          <Field name="/place" label="Ort" value={meeting?.place} />
          <Field name="/capacity" label="Plätze im Raum" inputMode="numeric" reads="number" value={typed(meeting?.capacity)} />
        </Row>
        <Field name="/legalBasis" label="Rechtsgrundlage" value={meeting?.legalBasis} hint="Zum Beispiel die der hybriden Sitzung" />
      </Group>
      <Group legend="Tagesordnung">
        <AgendaFields rows={rows} />
      </Group>
      <Group legend="Zu beachten">
        <TextArea
          name="/checklist"
          label="Hinweise und Pflichten"
          rows={3}
          value={meeting?.checklist.map(({ label }) => label).join('\n')}
          hint="Je Zeile eine, zum Beispiel der Hinweis auf die Verschwiegenheit"
        />
        <Field name="/source" label="Fundstelle" value={meeting?.source} />
      </Group>
    </Form>
  );
}
