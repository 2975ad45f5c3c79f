import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { useDesk } from '../desk.ts';
import { type Entries, Field, Form, Group, Row, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { Alert, P } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { type Meeting, MeetingRoom } from './meeting-frame.tsx';
import { meetingHref } from './meeting-words.tsx';

/** Where the text of an item stands in the form: by its place on the agenda, empty ones are left out of what is sent. */
const nameOf = (index: number): string => `/agenda/${index}/text`;

function Draft({ meeting, reload }: { meeting: Meeting; reload: () => void }) {
  const { alliance } = useDesk();
  const { minutes, agenda } = meeting;
  const isApproved = minutes.status === 'APPROVED';
  const back = meetingHref(alliance, meeting.bodyId, meeting.id);
  const submit = async (entries: Entries, { key }: Sending) => {
    const passages = agenda.flatMap(({ id }, index) => {
      const text = entries.text(nameOf(index));
      return text === '' ? [] : [{ agendaItemId: id, text }];
    });
    const body = { datedOn: entries.text('/datedOn'), reopenedBecause: entries.textOrNull('/reopenedBecause'), passages };
    await call('draftMinutes', alliance, { params: { meetingId: meeting.id }, version: meeting.version, key, body });
    go(back);
  };
  return (
    <Form submitLabel="Entwurf speichern" cancelHref={back} onSubmit={submit} onReload={reload}>
      {isApproved && (
        <Alert tone="warning" title="Die Niederschrift ist genehmigt" live={false}>
          <P>Die genehmigte Fassung bleibt im Journal. Was Sie hier ändern, ist wieder ein Entwurf und wird neu genehmigt.</P>
        </Alert>
      )}
      <Row>
        <Field
          name="/datedOn"
          label="Datum der Niederschrift"
          type="date"
          required
          value={minutes.datedOn ?? todayInBerlin()}
          max={todayInBerlin()}
        />
        {minutes.status !== 'NONE' && <Field name="/reopenedBecause" label="Grund der Änderung" required={isApproved} hint="Ohne Namen" />}
      </Row>
      <Group legend="Zu den Tagesordnungspunkten">
        {agenda.map(({ id, label, title }, index) => (
          <TextArea
            key={id}
            name={nameOf(index)}
            label={`TOP ${label}: ${title}`}
            rows={4}
            value={minutes.passages.find(({ agendaItemId }) => agendaItemId === id)?.text}
          />
        ))}
        {agenda.length === 0 && <P>Die Sitzung hat keine Tagesordnung. Bitte nehmen Sie diese zuerst auf.</P>}
      </Group>
    </Form>
  );
}

export default function MinutesRoom({ path }: RoomProps) {
  return (
    <MeetingRoom path={path} title="Niederschrift">
      {({ meeting, reload }) => <Draft key={meeting.version} meeting={meeting} reload={reload} />}
    </MeetingRoom>
  );
}
