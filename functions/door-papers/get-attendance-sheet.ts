import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { DoorPaperDeps } from './deps.ts';
import { sheetRowsOf } from './door-lists.ts';
import { doorPaper } from './door-paper.ts';
import { pdfOf } from './paper.ts';
import type { getAttendanceSheet } from './routes.ts';

export const work: Work<typeof getAttendanceSheet, DoorPaperDeps> = async (call, deps) => {
  const { head, part, heading } = await doorPaper('Anwesenheitsliste', call, deps);
  const content = pdfOf('attendance-sheet.typ', call.now, {
    ...head,
    heading,
    rows: sheetRowsOf(part),
    note: 'Nach der Veranstaltung bitte an das Amt zurückgeben und nicht weitergeben.',
    empty: 'Niemand ist angemeldet.',
  });
  return file({ contentType: 'application/pdf', content, fileName: 'anwesenheitsliste.pdf' });
};
