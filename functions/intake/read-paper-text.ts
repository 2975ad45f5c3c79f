import { readPaper } from '../../shared/domain/intake-reading.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { readPaperText } from './routes.ts';

export const work: Work<typeof readPaperText, object> = async ({ body }) => ok(readPaper(body.text, body.saidOn));
