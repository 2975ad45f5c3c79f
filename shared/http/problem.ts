import type * as z from 'zod';
import type { FieldFault } from '../domain/failures.ts';
import { Failure, failures } from '../domain/failures.ts';

/** RFC 9457 problem details as this API answers them. `type` is stable; `detail` is German. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  correlationId: string;
  errors?: { pointer: string; detail: string }[];
};

export const problemType = (code: string): string => `urn:npa-register:problem:${code}`;

/** What to do next where a failure has no sentence of its own. */
const nextSteps: Readonly<Record<number, string>> = {
  403: 'Bitte wenden Sie sich an die Geschäftsstelle, wenn Sie diese Aufgabe übernehmen sollen.',
  404: 'Bitte prüfen Sie die Adresse. Vielleicht liegt, was Sie suchen, außerhalb Ihres Bereichs.',
};

/** Turns a failure into its answer; whatever is no Failure says a correlation id and nothing more. */
export function problemOf(error: unknown, correlationId: string): Problem {
  const failure =
    error instanceof Failure
      ? error
      : new Failure('internal', {
          detail: `Bitte versuchen Sie es erneut. Hilft das nicht, nennen Sie der technischen Betreuung die Vorgangsnummer ${correlationId}.`,
        });
  const { status, title } = failures[failure.code];
  return {
    type: problemType(failure.code),
    title,
    status,
    code: failure.code,
    ...detailOf(failure.detail ?? nextSteps[status]),
    correlationId,
    ...(failure.faults.length === 0 ? {} : { errors: failure.faults.map(({ pointer, detail }) => ({ pointer, detail })) }),
  };
}

const detailOf = (detail: string | undefined) => (detail === undefined ? {} : { detail });

const typeNames: Record<string, string> = {
  string: 'einen Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'Ja oder Nein (true oder false)',
  object: 'ein Objekt',
  array: 'eine Liste',
  null: 'null',
};

/** The German sentence for one zod issue. A schema's own German message goes first; no value the caller sent is repeated. */
export function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'Diese Angabe fehlt. Bitte ergänzen Sie sie.'
        : `Hier wird ${typeNames[issue.expected] ?? 'ein anderer Wert'} erwartet.`;
    case 'unrecognized_keys':
      return `Dieses Feld gibt es hier nicht: ${issue.keys.map((key) => key.slice(0, 40)).join(', ')}. Bitte entfernen Sie es.`;
    case 'invalid_value':
      return `Bitte wählen Sie einen der Werte: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? `Bitte mindestens ${issue.minimum} Zeichen.`
        : issue.origin === 'array'
          ? `Bitte mindestens ${issue.minimum} Einträge.`
          : `Der Wert darf nicht kleiner als ${issue.minimum} sein.`;
    case 'too_big':
      return issue.origin === 'string'
        ? 'Der Text ist zu lang.'
        : issue.origin === 'array'
          ? `Bitte höchstens ${issue.maximum} Einträge.`
          : `Der Wert darf nicht größer als ${issue.maximum} sein.`;
    case 'invalid_union':
      return 'Die Angabe passt zu keiner der möglichen Formen. Bitte prüfen Sie die Felder.';
    default:
      return 'Die Angabe ist ungültig. Bitte prüfen Sie sie.';
  }
}

const escapeSegment = (segment: PropertyKey) => String(segment).replaceAll('~', '~0').replaceAll('/', '~1');

/** Every invalid field of a request with a pointer: `/place/name` into the body, `query/asOf` beside it. */
export function faultsOf(place: 'body' | 'query' | 'path' | 'header', issues: readonly z.core.$ZodIssue[]): FieldFault[] {
  return issues.flatMap((issue): FieldFault[] => {
    const path = issue.path.map(escapeSegment);
    const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 20) : [undefined];
    return unknownKeys.map((key) => {
      const full = key === undefined ? path : [...path, escapeSegment(key.slice(0, 40))];
      return {
        pointer: place === 'body' ? full.map((segment) => `/${segment}`).join('') : `${place}/${full.join('/')}`,
        detail: issue.message,
      };
    });
  });
}
