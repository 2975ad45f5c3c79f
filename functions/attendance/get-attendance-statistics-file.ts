import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { compose } from './compose-statistics.ts';
import type { AttendanceDeps } from './deps.ts';
import { type getAttendanceStatisticsFile, statisticsFormats } from './routes.ts';
import { germanCsv } from './statistics-sheet.ts';

export const work: Work<typeof getAttendanceStatisticsFile, AttendanceDeps> = async ({ query, actor, now }, deps) => {
  const { format, ...asked } = query;
  const statistics = await compose(asked, actor, now, deps);
  const content = format === 'csv' ? germanCsv(statistics) : await (await import('./statistics-workbook.ts')).workbook(statistics);
  return file({
    contentType: statisticsFormats[format],
    fileName: `teilnahme-${actor.alliance}-stand-${statistics.asOf}.${format}`,
    content,
  });
};
