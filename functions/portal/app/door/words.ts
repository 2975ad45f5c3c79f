import { berlinDayOf, formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import type { Tone } from '../ui.tsx';
import type { HeadNow } from './heads.ts';

/** The line that says what came of the last action. */
export type Shown = {
  readonly tone: Exclude<Tone, 'info'>;
  /** One word for the state, so that it is not told by colour alone. */
  readonly title: string;
  readonly name?: string | undefined;
  readonly detail?: string;
  /** What „Zurücknehmen“ takes back. */
  readonly scanId?: string;
  /** Whom „Als spontane Teilnahme erfassen“ is about. */
  readonly instead?: HeadNow;
};

/** `09:12 Uhr`, with the day where it is not today. */
export function clockOf(instant: string): string {
  const [day = '', time = ''] = formatInstant(instant).split(', ');
  return day === formatDay(berlinDayOf(new Date().toISOString())) ? time : `${day}, ${time}`;
}

export const nameOf = ({ name }: Pick<HeadNow, 'name'>): string => name ?? 'Person ohne Namen';
const noPhoto = ({ photoConsent }: HeadNow): string => (photoConsent === false ? 'Bitte nicht erkennbar fotografieren.' : '');
const lines = (...parts: readonly (string | null)[]): { detail?: string } => {
  const detail = parts.filter(Boolean).join(' · ');
  return detail === '' ? {} : { detail };
};

const whyNot = {
  CANCELLED: 'Die Anmeldung wurde abgesagt. Wenn die Person trotzdem teilnimmt, erfassen Sie sie als spontane Teilnahme.',
  WAITLISTED: 'Die Person steht auf der Warteliste und hat keinen festen Platz. Ist noch Platz, erfassen Sie sie als spontane Teilnahme.',
} as const;

const firstSeen = ({ presentAt, presentDoor }: HeadNow): string =>
  presentAt === null ? 'auf einem anderen Gerät' : `um ${clockOf(presentAt)}, ${presentDoor ?? 'auf einem anderen Gerät'}`;

export const shownFor = {
  present: (head: HeadNow, scanId: string): Shown => ({
    tone: 'success',
    title: 'Anwesend',
    name: nameOf(head),
    ...lines(head.organisation, noPhoto(head)),
    scanId,
  }),
  duplicate: (head: HeadNow): Shown => ({
    tone: 'warning',
    title: 'Schon da',
    name: nameOf(head),
    ...lines(`Zuerst erfasst ${firstSeen(head)}`),
  }),
  unknown: (scanId: string): Shown => ({
    tone: 'warning',
    title: 'Wird noch geprüft',
    detail: 'Diese Eintrittskarte steht nicht auf der Liste dieses Geräts. Sie ist erfasst und wird beim Senden geprüft.',
    scanId,
  }),
  notValid: (head: HeadNow): Shown => ({
    tone: 'danger',
    title: head.status === 'CANCELLED' ? 'Abgesagt' : 'Warteliste',
    name: nameOf(head),
    detail: whyNot[head.status === 'CANCELLED' ? 'CANCELLED' : 'WAITLISTED'],
    instead: head,
  }),
  walkIn: (name: string | null, scanId: string): Shown => ({
    tone: 'success',
    title: 'Spontan erfasst',
    name: name ?? 'Person ohne Namen',
    scanId,
  }),
  undone: (name: string | null): Shown => ({ tone: 'success', title: 'Zurückgenommen', name: name ?? 'Person ohne Namen' }),
  counted: (count: number, door: string): Shown => ({
    tone: 'success',
    title: `${count > 0 ? '+' : '−'}${Math.abs(count)} gezählt`,
    detail: door,
  }),
} as const;

export const nowheres: Shown = {
  tone: 'danger',
  title: 'Nicht gespeichert',
  detail: 'Dieses Gerät konnte die Erfassung nicht speichern. Bitte schreiben Sie sie auf und prüfen Sie, ob der Speicher voll ist.',
};
