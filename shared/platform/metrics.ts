import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { CountedCode } from '../domain/counted-codes.ts';
import { countedCodes, OTHER, SERVICE } from '../domain/counted-codes.ts';
import { settings } from './settings.ts';

let opened: Metrics | undefined;
const isCounted = (code: string): code is CountedCode => Object.hasOwn(countedCodes, code);

/**
 * Counts a line of the log, by a line of its own in CloudWatch's embedded metric format: at once, so that a function that
 * is cut off loses nothing. Without a namespace, as on one machine, nothing is counted.
 */
export function count(code: string, fields: Readonly<Record<string, unknown>>): void {
  const namespace = settings.metricsNamespace();
  if (namespace === null || !isCounted(code)) return;
  opened ??= new Metrics({ namespace, serviceName: SERVICE });
  const single = opened.singleMetric();
  const split: { readonly by: string; readonly among: readonly string[] } | undefined = countedCodes[code];
  if (split) {
    const value = String(fields[split.by]);
    single.addDimension(split.by, split.among.includes(value) ? value : OTHER);
  }
  single.addMetric(code, MetricUnit.Count, 1);
}
