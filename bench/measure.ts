/** What the parts of the bench share: figures from samples, and tables. */

const sorted = (samples: readonly number[]): number[] => [...samples].sort((a, b) => a - b);

/** @param share 0.5 is the median, 0.99 what one in a hundred exceeds */
export function quantile(samples: readonly number[], share: number): number {
  const ordered = sorted(samples);
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** The power of n by which the time grows: slope of the least-squares line through the points on log-log paper. */
export function growthExponent(points: readonly { readonly n: number; readonly milliseconds: number }[]): number {
  const logs = points.map(({ n, milliseconds }) => ({ x: Math.log(n), y: Math.log(milliseconds) }));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(logs.map(({ x }) => x)), mean(logs.map(({ y }) => y))];
  const covariance = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}

export async function timed<T>(work: () => Promise<T>): Promise<{ milliseconds: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { milliseconds: performance.now() - started, value };
}

/** Median time of some rounds, after one that is not counted. */
export async function medianTime(rounds: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) samples.push((await timed(work)).milliseconds);
  return median(samples);
}

/** `12 345`, `12.3`, `1.23`: as many digits as a noisy machine justifies. */
export function figure(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}

export const ratio = (value: number, reference: number): string => `${(value / reference).toFixed(2)} ×`;
export const whole = (value: number): string => Math.round(value).toLocaleString('en').replaceAll(',', ' ');

/** A markdown table; everything but the first column stands to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], leftColumns: readonly number[] = [0]): string {
  const rule = head.map((_, index) => (leftColumns.includes(index) ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** One part of the bench: what it prints, in the order of the document. */
export type Part = { readonly title: string; readonly run: (say: (progress: string) => void) => Promise<string> };
