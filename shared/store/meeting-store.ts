import { Meeting, MeetingCommitment } from '../domain/meeting.ts';
import { bodyParent } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** Meetings by planned day, found under their body. */
export const meetingStore = (table: Table) =>
  recordStore(table, {
    type: 'MEETING',
    schema: Meeting,
    notFound: 'meetingNotFound',
    listOrder: ({ plannedOn }) => plannedOn,
    parent: (alliance, { bodyId }) => bodyParent(alliance, bodyId),
  });
export type MeetingStore = ReturnType<typeof meetingStore>;

/** What was promised in meetings, by the last day it is due; without one at the end. */
export const meetingCommitmentStore = (table: Table) =>
  recordStore(table, {
    type: 'COMMITMENT',
    schema: MeetingCommitment,
    notFound: 'commitmentNotFound',
    listOrder: ({ due }) => due.to ?? '9999-12-31',
    parent: (alliance, { bodyId }) => bodyParent(alliance, bodyId),
  });
export type MeetingCommitmentStore = ReturnType<typeof meetingCommitmentStore>;
