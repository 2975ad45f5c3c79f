import * as z from 'zod';

/** Every list pages: at most 100 entries and an opaque cursor to the next page, null on the last. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1, { error: 'Bitte mindestens 1.' }).max(100, { error: 'Bitte höchstens 100 Einträge je Seite.' }))
    .optional()
    .meta({ title: 'Einträge je Seite' }),
  cursor: z.string().max(1000).optional().meta({ title: 'Fortsetzungsmarke' }),
};

export const DEFAULT_LIMIT = 50;

export const pageOf = <View extends z.ZodType>(view: View) => z.strictObject({ items: z.array(view), cursor: z.string().nullable() });

/** What a page was filtered by, as one text: a cursor belongs to exactly this list. */
export const scopeOf = (filters: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(filters).filter(([name, value]) => name !== 'cursor' && name !== 'limit' && value !== undefined));

/** How far a page may look and what its cursor may name, for this caller. */
export const pageFor = (
  { office, bodies }: { readonly office: unknown; readonly bodies?: unknown },
  { limit, cursor }: { limit?: number | undefined; cursor?: string | undefined },
) => ({
  limit: limit ?? DEFAULT_LIMIT,
  cursor,
  within: office === null && (bodies ?? null) === null ? ('ALL' as const) : ('PART' as const),
});
