import { compiledEvent } from '../../events/report-compiled.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { periodOf } from '../../shared/domain/report-period.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import type { ReportRun } from '../../shared/store/report-compiler.ts';
import { reportCompiler } from '../../shared/store/report-compiler.ts';
import type { Table } from '../../shared/store/table.ts';
import { readBodies } from './import-bodies.ts';
import type { ImportStep } from './import-steps.ts';

const PERIOD = '2016';
/** The day of the answer: what it says of the measures holds as of then, and its bookings are not later. */
const AS_OF = '2017-02-28';

/** The result reports on 2016, one per working group: as anybody would compile them by hand, not published. */
export async function reportStep(table: Table, by: Authorship): Promise<ImportStep> {
  const { alliance, bodies } = await readBodies('npa-bodies.json');
  const compiler = reportCompiler(table, compiledEvent);
  const run: ReportRun = { alliance, trigger: 'HAND', now: by.at, by, shared: new Map() };
  return {
    what: 'Berichte',
    writes: bodies
      .filter(({ report }) => report !== null)
      .map(
        ({ id }) =>
          async () =>
            compiler.compile(run, await bodyStore(table).get(alliance, id), periodOf(PERIOD), AS_OF),
      ),
  };
}
