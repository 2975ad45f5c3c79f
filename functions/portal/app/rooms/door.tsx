import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { useDesk, useLoaded } from '../desk.ts';
import { atOf } from '../door/kept.ts';
import { Loading, Room, Trouble } from '../ui.tsx';
import { DoorDesk } from './door-desk.tsx';

export default function DoorRoom({ path: [, eventId = ''] }: RoomProps) {
  const { subject, alliance } = useDesk();
  const { data, problem } = useLoaded(eventId, () => atOf(subject, alliance, eventId));
  const event = useLoaded(`event ${eventId}`, () => call('getAllianceEvent', alliance, { params: { eventId } }));
  if (data) return <DoorDesk at={data} signedIn title={event.data?.title} />;
  return <Room title="Einlass">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
}
