/** Where the door keeps what it must not lose; nothing of it is loaded before somebody has been at a door. */
export const DOOR_DATABASE = 'einlass';

/** Whether this device keeps anything of a door. */
export async function hasDoorTraces(): Promise<boolean> {
  const databases = await indexedDB.databases().catch(() => []);
  return databases.some(({ name }) => name === DOOR_DATABASE);
}
