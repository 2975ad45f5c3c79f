import { startStream } from '../../../infra/local/stream.ts';

/*
 * A function in a process of its own, to be killed: `once AREA` runs it as the scheduler does, `stream AREA PREFIX FILE`
 * hands it the table's stream. Table, keys and engine come with the environment.
 */
const [mode, area = '', sortKeyPrefix = '', positionFile = ''] = process.argv.slice(2);
type Run = (event: unknown, context: object) => Promise<unknown>;
const { handler } = (await import(`../../../functions/${area}/handler.ts`)) as { handler: Run };
const tell = (said: object): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

tell({ started: area });
if (mode === 'once') {
  tell({ done: await handler({}, { awsRequestId: 'child' }) });
} else {
  const pump = await startStream({
    endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    tableName: process.env.TABLE_NAME ?? '',
    consumer: { id: area, area, sortKeyPrefix, run: handler },
    positionFile,
    idlePauseMs: 20,
  });
  await pump.drained();
  await pump.stop();
  tell({ done: pump.deadLetters().length });
}
