import type { FileAnswer, Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { Breakdown } from './compose.ts';
import { compose } from './compose.ts';
import type { BreakdownDeps } from './deps.ts';
import { type exportExpenditureBreakdown, exportFormats } from './routes.ts';
import { germanCsv, machineCsv } from './sheet.ts';

type Format = keyof typeof exportFormats;

async function contentOf(format: Format, breakdown: Breakdown): Promise<FileAnswer['content']> {
  if (format === 'csv') return germanCsv(breakdown);
  if (format === 'csv-machine') return machineCsv(breakdown);
  const { workbook } = await import('./workbook.ts');
  return await workbook(breakdown);
}

export const work: Work<typeof exportExpenditureBreakdown, BreakdownDeps> = async ({ query, actor, now }, deps) => {
  const { format, ...asked } = query;
  const breakdown = await compose(asked, actor, now, deps);
  const fileName = `ausgaben-${actor.alliance}-stand-${breakdown.asOf}.${format === 'xlsx' ? 'xlsx' : 'csv'}`;
  return file({ contentType: exportFormats[format], fileName, content: await contentOf(format, breakdown) });
};
