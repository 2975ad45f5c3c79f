import { correctionFile } from '../../shared/documents/list-correction.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { ParticipantListDeps } from './deps.ts';
import { readList } from './read-list.ts';
import type { correctParticipantList } from './routes.ts';

export const work: Work<typeof correctParticipantList, ParticipantListDeps> = async ({ params, body, actor }, { events }) => {
  await eventFor(events, actor, params.eventId);
  const { table, rows } = await readList(body);
  return file(
    await correctionFile(
      table,
      rows.filter((row) => !row.ok),
      table.format,
    ),
  );
};
