import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { may, useDesk } from '../desk.ts';
import { type Entries, Field, Form, Row, type Sending, TextArea } from '../form.tsx';
import { go } from '../place.ts';
import { P, Section } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { type Meeting, MeetingRoom } from './meeting-frame.tsx';
import { meetingHref } from './meeting-words.tsx';

type StepProps = { readonly meeting: Meeting; readonly reload: () => void };

function Invite({ meeting, reload }: StepProps) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { invitedOn: entries.text('/invitedOn') };
    await call('inviteToMeeting', alliance, { params: { meetingId: meeting.id }, version: meeting.version, key, body });
    reload();
  };
  return (
    <Section title="Einladung festhalten">
      <Form submitLabel="Eingeladen" onSubmit={submit} onReload={reload} key={meeting.version}>
        <P>Die Tagesordnung, wie sie jetzt ist, bleibt als die der Einladung stehen. Spätere Änderungen werden daneben gezeigt.</P>
        <Row>
          <Field name="/invitedOn" label="Eingeladen am" type="date" required value={todayInBerlin()} max={todayInBerlin()} />
        </Row>
      </Form>
    </Section>
  );
}

function Approve({ meeting, reload }: StepProps) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { approvedOn: entries.text('/approvedOn') };
    await call('approveMinutes', alliance, { params: { meetingId: meeting.id }, version: meeting.version, key, body });
    reload();
  };
  return (
    <Section title="Niederschrift genehmigen">
      <Form submitLabel="Genehmigen" onSubmit={submit} onReload={reload} key={meeting.version}>
        <P>Danach ändert sich die Niederschrift nur noch mit einer Begründung. Wer mitgeschrieben hat, genehmigt nicht.</P>
        <Row>
          <Field name="/approvedOn" label="Genehmigt am" type="date" required value={todayInBerlin()} max={todayInBerlin()} />
        </Row>
      </Form>
    </Section>
  );
}

/** The step that is due, where it is no more than a day to be stated. */
export function NextStep(props: StepProps) {
  const desk = useDesk();
  const { status, minutes } = props.meeting;
  if (status === 'PLANNED' && may(desk, 'inviteToMeeting')) return <Invite {...props} />;
  return status === 'HELD' && minutes.status === 'DRAFT' && may(desk, 'approveMinutes') ? <Approve {...props} /> : null;
}

function Cancel({ meeting, reload }: StepProps) {
  const { alliance } = useDesk();
  const back = meetingHref(alliance, meeting.bodyId, meeting.id);
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { reason: entries.text('/reason') };
    await call('cancelMeeting', alliance, { params: { meetingId: meeting.id }, version: meeting.version, key, body });
    go(back);
  };
  return (
    <Form submitLabel="Sitzung absagen" cancelHref={back} onSubmit={submit} onReload={reload} key={meeting.version}>
      <P>Die Sitzung bleibt mit ihrem Grund stehen. Eine Absage lässt sich nicht zurücknehmen; planen Sie bei Bedarf eine neue Sitzung.</P>
      <TextArea name="/reason" label="Grund" required rows={2} hint="Ohne Namen" />
    </Form>
  );
}

export default function CancelMeetingRoom({ path }: RoomProps) {
  return (
    <MeetingRoom path={path} title="Sitzung absagen">
      {(inside) => <Cancel {...inside} />}
    </MeetingRoom>
  );
}
