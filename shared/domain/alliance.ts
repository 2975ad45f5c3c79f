import * as z from 'zod';
import type { Day } from './calendar.ts';
import { day } from './calendar.ts';
import { at, Failure } from './failures.ts';
import { text } from './text.ts';

/** A name that holds from a day on; the alliance was renamed after ten years, and its record says so. */
export const NameValidity = z.strictObject({ name: text(200, 'Name'), validFrom: day('Gültig ab'), validTo: day('Gültig bis').nullable() });

const listed = z.strictObject({ id: z.string().regex(/^[a-z0-9-]{2,80}$/), label: text(300, 'Bezeichnung') });

export const bodyKinds = ['STEERING_CIRCLE', 'OFFICE', 'WORKING_GROUP', 'ROUND_TABLE'] as const;

export const Alliance = z.strictObject({
  names: z.array(NameValidity).min(1).max(20),
  foundedOn: day('Gegründet am').nullable(),
  founders: z.array(listed).max(50),
  goals: z.array(listed).max(50),
  fieldsOfAction: z.array(listed).max(50),
  /** Themes that events may carry. */
  themes: z.array(listed).max(50),
  bodies: z.array(listed.extend({ kind: z.enum(bodyKinds) })).max(50),
  source: text(200, 'Fundstelle').nullable(),
});
export type Alliance = z.output<typeof Alliance>;

/** Path of everything that belongs to an alliance. */
export const AlliancePath = z.strictObject({
  allianceId: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/)
    .meta({ title: 'Bündnis' }),
});

/** @throws Failure allianceNotFound when no name is known for the day, instead of guessing the nearest */
export function nameOn(alliance: Alliance, on: Day): string {
  const valid = alliance.names.find(({ validFrom, validTo }) => validFrom <= on && on <= (validTo ?? on));
  if (!valid) throw new Failure('allianceNotFound', { detail: 'Zu diesem Tag ist kein Name des Bündnisses bekannt.' });
  return valid.name;
}

/** @throws themeUnknown naming the themes there are */
export function assertTheme(alliance: Alliance, theme: string | null): void {
  if (theme === null || alliance.themes.some(({ id }) => id === theme)) return;
  throw at('themeUnknown', '/theme', `Bitte wählen Sie eines der Themen: ${alliance.themes.map(({ id }) => id).join(', ')}.`);
}

export const themeLabel = (alliance: Alliance | undefined, theme: string): string =>
  alliance?.themes.find(({ id }) => id === theme)?.label ?? theme;
