import { createServer, type Server } from 'node:net';
import { MachineMessage } from './message.ts';

/**
 * Binds a server to loopback.
 * @param port 0 for a free one
 * @param setting the environment variable that chooses this port, for the message
 * @throws MachineMessage when the port is taken
 */
export async function listenOn(server: Server, port: number, setting: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  try {
    await promise;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new MachineMessage(portTaken(port, setting)) : error;
  }
  server.removeListener('error', reject);
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

export const portTaken = (port: number, setting: string): string =>
  [
    `Der Port ${port} ist schon belegt (Einstellung ${setting}).`,
    'Vielleicht läuft das Register schon in einem anderen Fenster. Sonst wählen Sie einen freien Port, zum Beispiel:',
    `  ${setting}=${port + 1000} npm start`,
  ].join('\n');

/** @throws MachineMessage when the port is taken */
export async function assertPortFree(port: number, setting: string): Promise<void> {
  await close(await openOn(port, setting));
}

/** A port nobody listens on right now. Somebody else may take it before it is used, so callers try again. */
export async function freePort(): Promise<number> {
  const server = await openOn(0, '');
  const address = server.address();
  await close(server);
  return typeof address === 'object' && address ? address.port : 0;
}

async function openOn(port: number, setting: string): Promise<Server> {
  const server = createServer();
  await listenOn(server, port, setting);
  return server;
}

async function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  await promise;
}
