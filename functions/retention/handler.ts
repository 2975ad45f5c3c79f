import type { Context } from 'aws-lambda';
import { clock } from '../../shared/platform/clock.ts';
import { settings } from '../../shared/platform/settings.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { doorStore } from '../../shared/store/door-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { personStore } from '../../shared/store/person-store.ts';
import { retentionStore } from '../../shared/store/retention-store.ts';
import type { RetentionDeps } from './run-retention.ts';
import { runRetention } from './run-retention.ts';

let deps: RetentionDeps | undefined;

function open(): RetentionDeps {
  const table = liveTable();
  const keys = liveKeyTable(table);
  return {
    table,
    keys,
    doors: doorStore(table),
    people: personStore(table, keys),
    events: allianceEventStore(table),
    retention: retentionStore(table),
  };
}

export const handler = async (
  _event: unknown,
  { awsRequestId }: Pick<Context, 'awsRequestId'>,
): Promise<{ checked: readonly string[] }> => {
  deps ??= open();
  const alliances = settings.alliances();
  await runRetention(deps, alliances, clock.now(), awsRequestId);
  return { checked: alliances };
};
