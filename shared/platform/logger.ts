import { Logger } from '@aws-lambda-powertools/logger';
import { SERVICE } from '../domain/counted-codes.ts';
import { count } from './metrics.ts';

/** Structured logs: a stable code and ids. Never names, addresses, bodies or whole events. */
const logger = new Logger({ serviceName: SERVICE });

type Fields = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;

/** One way to say that something happened: a line of the log, and for the codes of `countedCodes` a metric. */
export const log = {
  info: (code: string, fields: Fields = {}) => {
    logger.info(code, { ...fields });
    count(code, fields);
  },
  warn: (code: string, fields: Fields = {}) => {
    logger.warn(code, { ...fields });
    count(code, fields);
  },
  /** The error object stays in the log; answers never carry it. */
  error: (code: string, fields: Fields, error: unknown) => {
    logger.error(code, { ...fields, error: error as Error });
    count(code, fields);
  },
};
