import { area, pair } from '../../shared/http/endpoint.ts';
import * as read from './read-paper-text.ts';
import { readPaperText } from './routes.ts';

export const handler = area(() => ({}), [pair(readPaperText, read.work)]);
