import type { Cell } from 'write-excel-file/node';
import { csvLine } from '../../shared/documents/csv-line.ts';
import { guarded } from '../../shared/documents/list-csv.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { ParticipantListDeps } from './deps.ts';
import { participantLines } from './participants.ts';
import type { exportParticipantsCsv, exportParticipantsXlsx } from './routes.ts';

/** For Excel in German: UTF-8 with byte order mark, semicolons, CRLF; read again it gives the same names. */
export const csv: Work<typeof exportParticipantsCsv, ParticipantListDeps> = async ({ params, actor }, deps) => {
  const { id } = await eventFor(deps.events, actor, params.eventId);
  const lines = await participantLines(deps, actor.alliance, id);
  return file({
    contentType: 'text/csv; charset=utf-8',
    fileName: `teilnehmende-${id}.csv`,
    content: `\ufeff${lines.map((cells) => csvLine(cells.map(guarded), ';')).join('')}`,
  });
};

/** In characters; questions have the usual width. */
const widths = [24, 20, 12, 32, 24, 32, 20, 10, 18, 26];

/** Every cell is text and stays text when it is edited, so that nothing runs as a formula. */
export const xlsx: Work<typeof exportParticipantsXlsx, ParticipantListDeps> = async ({ params, actor }, deps) => {
  const { id } = await eventFor(deps.events, actor, params.eventId);
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const cellOf = (value: string): Cell => (value === '' ? null : { value, type: String, format: '@' });
  const [headings = [], ...lines] = await participantLines(deps, actor.alliance, id);
  const data: Cell[][] = [
    headings.map((value): Cell => ({ value, type: String, fontWeight: 'bold' })),
    ...lines.map((cells) => cells.map(cellOf)),
  ];
  const columns = headings.map((_, index) => ({ width: widths[index] ?? 32 }));
  const book = writeXlsxFile(data, { sheet: 'Teilnehmende', columns, stickyRowsCount: 1 });
  return file({
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `teilnehmende-${id}.xlsx`,
    content: await book.toBuffer(),
  });
};
