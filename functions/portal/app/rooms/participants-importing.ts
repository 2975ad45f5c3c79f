import { call, Problem } from '../api.ts';
import type { Body, Success } from '../contract.ts';

/*
 * Sends the rows of a list in batches, two at a time, and can be stopped and gone on with: a row always means the same
 * registration, so that a batch sent twice changes nothing more.
 */

export type ImportRow = Body<'importParticipants'>['rows'][number];
export type ImportResult = Success<'importParticipants'>['results'][number];

const BATCH = 250;
const AT_ONCE = 2;

export type Importing = {
  readonly state: 'RUNNING' | 'STOPPED' | 'DONE';
  readonly results: readonly ImportResult[];
  readonly problem: Problem | undefined;
};

export class ListImport {
  readonly #left: ImportRow[][];
  readonly #send: (rows: readonly ImportRow[]) => Promise<readonly ImportResult[]>;
  readonly #tell: (importing: Importing) => void;
  #results: ImportResult[] = [];
  #stopped = false;

  constructor(alliance: string, eventId: string, rows: readonly ImportRow[], tell: (importing: Importing) => void) {
    this.#left = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) => rows.slice(index * BATCH, (index + 1) * BATCH));
    this.#send = async (batch) => {
      const key = crypto.randomUUID();
      return (await call('importParticipants', alliance, { params: { eventId }, body: { rows: [...batch] }, key })).results;
    };
    this.#tell = tell;
  }

  /** What is on its way arrives; nothing more is sent. */
  stop(): void {
    this.#stopped = true;
  }

  async run(): Promise<void> {
    this.#stopped = false;
    let problem: Problem | undefined;
    const tell = (state: Importing['state']) => this.#tell({ state, results: this.#results, problem });
    const lane = async (): Promise<void> => {
      while (!this.#stopped) {
        const batch = this.#left.shift();
        if (!batch) return;
        try {
          const received = await this.#send(batch);
          this.#results = [...this.#results, ...received];
        } catch (error) {
          this.#left.unshift(batch);
          this.#stopped = true;
          problem = error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' });
        }
        tell('RUNNING');
      }
    };
    tell('RUNNING');
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    tell(this.#left.length === 0 ? 'DONE' : 'STOPPED');
  }
}

/** The file's bytes as the API takes them. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(''));
}
