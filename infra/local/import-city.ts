import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { commitmentRecorded } from '../../events/commitment-recorded.ts';
import { meetingPlanned } from '../../events/meeting-planned.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { CommitmentId, Meeting, MeetingCommitment, MeetingId } from '../../shared/domain/meeting.ts';
import type { KeyTable } from '../../shared/store/key-table.ts';
import { meetingCommitmentStore, meetingStore } from '../../shared/store/meeting-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { bodySteps, personStep, readBodies } from './import-bodies.ts';
import { areFundsImported, fundSteps, organisationSteps } from './import-funds.ts';
import { paperSteps } from './import-papers.ts';
import { reportStep } from './import-reports.ts';
import { readResults, resultSteps } from './import-results.ts';
import type { ImportStep } from './import-steps.ts';
import { apart } from './import-steps.ts';

const ReferenceMeetings = z.strictObject({
  alliance: z.string(),
  meetings: z.array(Meeting.extend({ id: MeetingId })),
  commitments: z.array(MeetingCommitment.extend({ id: CommitmentId })),
});

const readMeetings = async (): Promise<z.output<typeof ReferenceMeetings>> =>
  ReferenceMeetings.parse(JSON.parse(await readFile(new URL('reference/lip-meeting.json', import.meta.url), 'utf8')));

/**
 * Bodies and people of a city's integration plan, its projects, and a session of its committee; the state's reports, which
 * are made of what stands before them; and the city's papers and funds. Movements of the funds come last: their presence
 * says that everything before them is there.
 */
export async function citySteps(table: Table, keys: KeyTable, by: Authorship): Promise<ImportStep[]> {
  const [bodies, { alliance, meetings, commitments }] = await Promise.all([readBodies('lip-bodies.json'), readMeetings()]);
  const [meetingRecords, commitmentRecords] = [meetingStore(table), meetingCommitmentStore(table)];
  return [
    personStep(bodies, table, keys, by),
    ...bodySteps(bodies, table, by),
    ...resultSteps(await readResults('lip-results.json'), table, by),
    {
      what: 'Zusagen',
      writes: commitments.map(apart).map(([id, state]) => () => {
        const { bodyId, meetingId, saidOn, due } = state;
        const event = commitmentRecorded({ bodyId, meetingId, saidOn, dueTo: due.to });
        return commitmentRecords.create(alliance, id, { state, event }, by);
      }),
    },
    await reportStep(table, by),
    {
      what: 'Sitzungen',
      writes: meetings.map(apart).map(([id, state]) => () => {
        const { bodyId, plannedOn } = state;
        return meetingRecords.create(alliance, id, { state, event: meetingPlanned({ bodyId, plannedOn }) }, by);
      }),
    },
    ...(await organisationSteps(table, by)),
    ...(await paperSteps(table, by)),
    ...(await fundSteps(table, by)),
  ];
}

export const isCityImported = areFundsImported;
