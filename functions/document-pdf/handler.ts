import type { AnswerDeps } from '../../shared/documents/reading.ts';
import { area, pair } from '../../shared/http/endpoint.ts';
import { clock } from '../../shared/platform/clock.ts';
import { answerStore } from '../../shared/store/answer-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import * as pdf from './get-answer-pdf.ts';
import * as routes from './routes.ts';

const open = (): AnswerDeps => ({ answers: answerStore(liveTable(), () => clock.now()) });

export const handler = area(open, [pair(routes.getAnswerPdf, pdf.work)]);
