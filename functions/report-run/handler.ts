import type { Context } from 'aws-lambda';
import { compiledEvent } from '../../events/report-compiled.ts';
import { clock } from '../../shared/platform/clock.ts';
import { settings } from '../../shared/platform/settings.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { reportCompiler } from '../../shared/store/report-compiler.ts';
import type { RunDeps } from './run-reports.ts';
import { runReports } from './run-reports.ts';

let deps: RunDeps | undefined;

function open(): RunDeps {
  const table = liveTable();
  return { bodies: bodyStore(table), compiler: reportCompiler(table, compiledEvent) };
}

export const handler = async (_event: unknown, { awsRequestId }: Pick<Context, 'awsRequestId'>): Promise<{ compiled: number }> => {
  deps ??= open();
  return { compiled: await runReports(deps, settings.alliances(), clock.now(), awsRequestId) };
};
