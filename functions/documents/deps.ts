import type { AnswerDeps } from '../../shared/documents/reading.ts';
import type { OpenDataSettings } from './dcat.ts';

export type OpenDataDeps = AnswerDeps & { readonly openData: OpenDataSettings };
