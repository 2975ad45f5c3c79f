import { Logger } from '@aws-lambda-powertools/logger';

/** Structured logs: a stable code and ids. Never names, addresses, bodies or whole events. */
const logger = new Logger({ serviceName: 'npa-register' });

type Fields = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;

export const log = {
  info: (code: string, fields: Fields = {}) => logger.info(code, { ...fields }),
  warn: (code: string, fields: Fields = {}) => logger.warn(code, { ...fields }),
  /** The error object stays in the log; answers never carry it. */
  error: (code: string, fields: Fields, error: unknown) => logger.error(code, { ...fields, error: error as Error }),
};
