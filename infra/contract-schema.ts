import * as z from 'zod';

export type Json = Readonly<Record<string, unknown>>;
export type Io = 'input' | 'output';

/** `?`, `*`, `+`, `{3}`, `{3,}`, `{3,10}` and their lazy forms; the group is what stands in the braces. */
const quantifier = /^(?:\{([\d,]+)\}|[?*+])\??/;

function mostTimes(mark: string, braces: string | undefined): number {
  if (braces === undefined) return mark.startsWith('?') ? 1 : Number.POSITIVE_INFINITY;
  const most = braces.split(',').at(-1);
  return most === '' ? Number.POSITIVE_INFINITY : Number(most);
}

/** One character or class; places between characters take none. */
const single = /^(?:\[\^?(?:\\.|[^\]\\])*\]|\\(?:u\{[^}]+\}|u[\dA-Fa-f]{4}|[pP]\{[^}]+\}|.)|.)/su;
const betweenCharacters = new Set(['^', '$', '\\b', '\\B']);

/** Reads a pattern from left to right and adds up the most characters each part takes. */
class PatternReader {
  #rest: string;

  constructor(pattern: string) {
    this.#rest = pattern;
  }

  get isAtEnd(): boolean {
    return this.#rest === '';
  }

  #choices(): number {
    let longest = this.sequence();
    while (this.#take(/^\|/)) longest = Math.max(longest, this.sequence());
    return longest;
  }

  sequence(): number {
    let length = 0;
    while (this.#rest !== '' && !/^[|)]/.test(this.#rest)) length += this.#repeated();
    return length;
  }

  #repeated(): number {
    const once = this.#once();
    const times = this.#take(quantifier);
    return once === 0 || !times ? once : once * mostTimes(times[0], times[1]);
  }

  #once(): number {
    const group = this.#take(/^\((?:\?(?:<?[=!]|:|<\w+>))?/);
    if (!group) return betweenCharacters.has(this.#take(single)?.[0] ?? '') ? 0 : 1;
    const inside = this.#choices();
    this.#take(/^\)/);
    return /[=!]$/.test(group[0]) ? 0 : inside;
  }

  #take(what: RegExp): RegExpExecArray | null {
    const taken = what.exec(this.#rest);
    this.#rest = this.#rest.slice(taken?.[0].length ?? 0);
    return taken;
  }
}

/**
 * The length of the longest text that a pattern lets in, in code points; undefined when nothing bounds it, and where that
 * cannot be told: choices that are not anchored together (`^a|b$`), references back.
 */
export function longestOf(pattern: string): number | undefined {
  if (!/^\^.*(?<!\\)\$$/s.test(pattern) || /\\[1-9k]/.test(pattern)) return undefined;
  const reader = new PatternReader(pattern);
  const longest = reader.sequence();
  return reader.isAtEnd && Number.isFinite(longest) ? longest : undefined;
}

/** `YYYY-MM-DD` (RFC 3339 full-date). */
const DATE_LENGTH = 10;

function boundOf({ type, format, pattern }: z.core.JSONSchema.BaseSchema): number | undefined {
  if (type !== 'string') return undefined;
  if (format === 'date') return DATE_LENGTH;
  return typeof pattern === 'string' ? longestOf(pattern) : undefined;
}

/**
 * A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1. The one transform that reaches an answer is `text()`,
 * which makes text of text; the bounds of safe integers and the pattern behind a date-time say nothing that the type does not.
 * What a pattern bounds is named as a length too, because readers and generators of code look for it there.
 */
export function jsonSchema(schema: z.ZodType, io: Io): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    reused: 'inline',
    unrepresentable: ({ zodSchema }) => (zodSchema._zod.def.type === 'transform' ? { type: 'string' } : 'throw'),
    override: ({ jsonSchema: made }) => {
      if (made.minimum === Number.MIN_SAFE_INTEGER) delete made.minimum;
      if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum;
      if (made.format === 'date-time') delete made.pattern;
      if (made.type === 'integer') made.format = 'int64';
      const bound = boundOf(made);
      if (bound !== undefined) made.maxLength ??= bound;
    },
  });
  return json;
}
