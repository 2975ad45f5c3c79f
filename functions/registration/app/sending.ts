/** A field that is wrong: JSON pointer into the body, and what to do. */
export type Fault = { readonly pointer: string; readonly detail: string };

/** What the server answered instead of what was asked for (RFC 9457). */
export class Problem extends Error {
  readonly title: string;
  readonly detail: string | undefined;
  readonly code: string | undefined;
  readonly faults: readonly Fault[];
  constructor({ title, detail, code, errors }: { title?: string; detail?: string; code?: string; errors?: readonly Fault[] }) {
    super(title);
    this.title = title ?? 'Das hat nicht geklappt';
    this.detail = detail;
    this.code = code;
    this.faults = errors ?? [];
  }
}

const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

let last = { content: '', key: '' };

/** The same content keeps its key until it was answered, so that a second press after a lost answer registers nobody twice. */
function keyFor(content: string): string {
  if (content !== last.content) last = { content, key: newKey() };
  return last.key;
}

const offline = { title: 'Keine Verbindung', detail: 'Bitte prüfen Sie Ihre Internetverbindung und senden Sie das Formular noch einmal.' };

/** @throws Problem */
export async function send<Answer>(path: string, body: object): Promise<Answer> {
  const content = JSON.stringify([path, body]);
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': keyFor(content) },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, request).catch(() => {
    throw new Problem(offline);
  });
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.status >= 500) throw new Problem(answer as object);
  last = { content: '', key: '' };
  if (!response.ok) throw new Problem(answer as object);
  return answer as Answer;
}
