import { area, pair } from '../../shared/http/endpoint.ts';
import { clock } from '../../shared/platform/clock.ts';
import { settings } from '../../shared/platform/settings.ts';
import { answerStore } from '../../shared/store/answer-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import type { OpenDataDeps } from './deps.ts';
import * as document from './get-answer-document.ts';
import * as openFile from './get-open-data-file.ts';
import * as dataset from './get-open-dataset.ts';
import * as routes from './routes.ts';

const open = (): OpenDataDeps => ({ answers: answerStore(liveTable(), () => clock.now()), openData: settings.openData() });

export const handler = area(open, [
  pair(routes.getAnswerDocument, document.work),
  pair(routes.getOpenDataset, dataset.work),
  pair(routes.getOpenDataFile, openFile.work),
]);
