import type { ComponentChildren } from 'preact';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { Link, Room } from '../ui.tsx';
import { Waiting } from './body-frame.tsx';
import { bodyHref, bodyNameOn } from './body-words.tsx';
import { dayWithName, MeetingBadge, meetingHref, meetingInWords } from './meeting-words.tsx';

export type Meeting = Success<'getMeeting'>;
type Inside = { readonly meeting: Meeting; readonly reload: () => void };

/** The rooms of one meeting under its body and day. @param title of a step; without one the meeting itself */
export function MeetingRoom({
  path,
  title,
  actions,
  children,
}: {
  path: readonly string[];
  title?: string;
  actions?: (meeting: Meeting) => ComponentChildren;
  children: (inside: Inside) => ComponentChildren;
}) {
  const { alliance } = useDesk();
  const [, bodyId = '', , meetingId = ''] = path;
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const [meeting, body] = await Promise.all([
      call('getMeeting', alliance, { params: { meetingId } }),
      call('getBody', alliance, { params: { bodyId } }),
    ]);
    return { meeting, body };
  });
  if (!data)
    return (
      <Room title={title ?? 'Sitzung'}>
        <Waiting problem={problem} />
      </Room>
    );
  const { meeting, body } = data;
  return (
    <Room
      title={title ?? meetingInWords(meeting)}
      lead={
        <>
          <MeetingBadge {...meeting} /> <Link href={bodyHref(alliance, bodyId, 'sitzungen')}>{bodyNameOn(body, meeting.plannedOn)}</Link>,{' '}
          {title !== undefined && (
            <>
              <Link href={meetingHref(alliance, bodyId, meeting.id)}>{meetingInWords(meeting)}</Link>,{' '}
            </>
          )}
          {dayWithName(meeting.plannedOn)}
        </>
      }
      actions={actions?.(meeting)}
    >
      {children({ meeting, reload })}
    </Room>
  );
}
