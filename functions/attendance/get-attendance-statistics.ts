import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { compose } from './compose-statistics.ts';
import type { AttendanceDeps } from './deps.ts';
import type { getAttendanceStatistics } from './routes.ts';

export const work: Work<typeof getAttendanceStatistics, AttendanceDeps> = async ({ query, actor, now }, deps) =>
  ok(await compose(query, actor, now, deps));
