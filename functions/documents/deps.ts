import type { AnswerDeps, FundReportDeps, ReportDeps } from '../../shared/documents/reading.ts';
import type { OpenDataSettings } from './dcat.ts';

export type DocumentDeps = AnswerDeps & ReportDeps & FundReportDeps & { readonly openData: OpenDataSettings };
