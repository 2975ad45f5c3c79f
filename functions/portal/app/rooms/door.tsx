import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { useDesk, useLoaded } from '../desk.ts';
import { atOf } from '../door/kept.ts';
import { Loading, Room, Trouble } from '../ui.tsx';
import { DoorDesk } from './door-desk.tsx';

export default function DoorRoom({ path: [, eventId = ''] }: RoomProps) {
  const { subject, alliance } = useDesk();
  const { data, problem } = useLoaded(eventId, () => atOf(subject, alliance, eventId));
  // without names: whether there is such a door for this person, before anybody asks for its list
  const asked = useLoaded(`door ${eventId}`, () => call('getDoorList', alliance, { params: { eventId } }));
  const missing = asked.problem?.status === 404 || asked.problem?.status === 403 ? asked.problem : undefined;
  if (data) return <DoorDesk at={data} signedIn title={asked.data?.title} missing={missing} />;
  return <Room title="Einlass">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
}
