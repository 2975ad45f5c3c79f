import type { RoomProps } from '../app.tsx';
import { BodyTask } from './body-frame.tsx';
import { MeetingRoom } from './meeting-frame.tsx';
import { MeetingPlanForm } from './meeting-plan.tsx';

export default function MeetingFormRoom({ path }: RoomProps) {
  const [, bodyId = '', , meetingId = ''] = path;
  if (meetingId === 'neu')
    return (
      <BodyTask bodyId={bodyId} title="Sitzung planen">
        {() => <MeetingPlanForm bodyId={bodyId} />}
      </BodyTask>
    );
  return (
    <MeetingRoom path={path} title="Plan und Tagesordnung">
      {({ meeting, reload }) => <MeetingPlanForm key={meeting.version} bodyId={bodyId} meeting={meeting} reload={reload} />}
    </MeetingRoom>
  );
}
