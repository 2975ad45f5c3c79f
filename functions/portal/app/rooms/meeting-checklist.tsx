import { call } from '../api.ts';
import { may, useDesk } from '../desk.ts';
import { Choices, type Entries, Form, type Sending } from '../form.tsx';
import { Section } from '../ui.tsx';
import type { Meeting } from './meeting-frame.tsx';

/** Duties of a meeting: ticked by those who keep it, read by the others. */
export function Checklist({ meeting, reload }: { meeting: Meeting; reload: () => void }) {
  const desk = useDesk();
  const { checklist } = meeting;
  if (checklist.length === 0) return null;
  const mayTick = may(desk, 'editMeeting') && meeting.status !== 'CANCELLED' && meeting.minutes.status !== 'APPROVED';
  const submit = async (entries: Entries, { key }: Sending) => {
    const { number, title, plannedOn, plannedStart, place, form, legalBasis, capacity, agenda, source } = meeting;
    const plan = { number, title, plannedOn, plannedStart, place, form, legalBasis, capacity, agenda, source };
    const body = { ...plan, checklist: checklist.map(({ label }, index) => ({ label, done: entries.has(`/checklist/${index}`) })) };
    await call('editMeeting', desk.alliance, { params: { meetingId: meeting.id }, version: meeting.version, key, body });
    reload();
  };
  if (!mayTick)
    return (
      <details class="more beside">
        <summary>
          Zu beachten: {checklist.filter(({ done }) => done).length} von {checklist.length} erledigt
        </summary>
        <ul class="bare">
          {checklist.map(({ label, done }) => (
            <li key={label}>
              {label}: {done ? 'erledigt' : 'offen'}
            </li>
          ))}
        </ul>
      </details>
    );
  return (
    <Section title="Zu beachten">
      <Form isMinor submitLabel="Erledigtes festhalten" onSubmit={submit} onReload={reload} key={meeting.version}>
        <Choices
          legend="Hinweise und Pflichten"
          name="/checklist"
          type="checkbox"
          values={checklist.flatMap(({ done }, index) => (done ? [String(index)] : []))}
          options={checklist.map(({ label }, index) => [String(index), label])}
        />
      </Form>
    </Section>
  );
}
