import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const KEY_BYTES = 32;

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/** Makes the file where there is none; of several processes at once one file stays, whole, and all read that. */
async function createKeyFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  await writeFile(unfinished, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(unfinished, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function readKeyFile(file: string, what: string): Promise<Buffer> {
  const key = await readFile(file).catch(async (error: unknown) => {
    if (!isCode(error, 'ENOENT')) throw error;
    await createKeyFile(file);
    return await readFile(file);
  });
  if (key.length !== KEY_BYTES) throw new Error(`the file of the ${what} holds ${key.length} bytes instead of ${KEY_BYTES}`);
  return key;
}

/**
 * A key of 32 bytes in a file, for one machine: made when first asked for, read once, tried again after a failure.
 * @param what names the key in errors
 */
export function keyInFile(file: string, what: string): () => Promise<Buffer> {
  let reading: Promise<Buffer> | undefined;
  return async () => {
    reading ??= readKeyFile(file, what);
    try {
      return await reading;
    } catch (error) {
      reading = undefined;
      throw error;
    }
  };
}
