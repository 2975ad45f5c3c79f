import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { settings } from './settings.ts';

export type Published = { readonly source: string; readonly name: string; readonly at: string; readonly detail: object };
export type Bus = { publish(event: Published): Promise<void> };

/** EventBridge says in the answer, not by an error, that it did not take an entry. */
export function openBus(): Bus {
  const client = new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  return {
    async publish({ source, name, at, detail }) {
      const answer = await client.send(
        new PutEventsCommand({
          Entries: [
            { EventBusName: settings.eventBusName(), Source: source, DetailType: name, Time: new Date(at), Detail: JSON.stringify(detail) },
          ],
        }),
      );
      if (answer.FailedEntryCount) throw new Error(`event bus refused: ${answer.Entries?.[0]?.ErrorCode ?? 'unknown'}`);
    },
  };
}
