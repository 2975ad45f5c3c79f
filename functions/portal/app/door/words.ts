import { berlinDayOf, formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import type { Tone } from '../ui.tsx';
import type { HeadNow } from './heads.ts';

/** The line that says what came of the last action. */
export type Shown = {
  readonly tone: Exclude<Tone, 'info'>;
  /** One word for the state, so that it is not told by colour alone. */
  readonly title: string;
  /** Whom it is about; the name is read from the list each time it is shown. */
  readonly ticketId?: string;
  /** Also says the organisation, as the list has it. */
  readonly withOrganisation?: true;
  readonly detail?: string;
  /** What „Zurücknehmen“ takes back. */
  readonly scanId?: string;
  /** Offers „Als spontane Teilnahme erfassen“ for this ticket. */
  readonly instead?: true;
};

/** `09:12 Uhr`, with the day where it is not today. */
export function clockOf(instant: string): string {
  const [day = '', time = ''] = formatInstant(instant).split(', ');
  return day === formatDay(berlinDayOf(new Date().toISOString())) ? time : `${day}, ${time}`;
}

/** Null where a consent is on record. */
export const photoInWords = ({ photoConsent }: Pick<HeadNow, 'photoConsent'>): string | null =>
  photoConsent === null ? 'Foto: nicht gefragt' : photoConsent ? null : 'kein Foto';
const noPhoto = (head: HeadNow): string | null =>
  head.photoConsent === false ? 'Kein Foto: bitte nicht erkennbar fotografieren.' : photoInWords(head);
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
    ticketId: head.ticketId,
    withOrganisation: true,
    ...lines(noPhoto(head)),
    scanId,
  }),
  duplicate: (head: HeadNow): Shown => ({
    tone: 'warning',
    title: 'Schon da',
    ticketId: head.ticketId,
    ...lines(`Zuerst erfasst ${firstSeen(head)}`),
  }),
  unknown: (ticketId: string, scanId: string): Shown => ({
    tone: 'warning',
    title: 'Wird noch geprüft',
    ticketId,
    detail: 'Diese Eintrittskarte steht nicht auf der Liste dieses Geräts. Sie ist erfasst und wird beim Senden geprüft.',
    scanId,
  }),
  notValid: (head: HeadNow): Shown => ({
    tone: 'danger',
    title: head.status === 'CANCELLED' ? 'Abgesagt' : 'Warteliste',
    ticketId: head.ticketId,
    detail: whyNot[head.status === 'CANCELLED' ? 'CANCELLED' : 'WAITLISTED'],
    instead: true,
  }),
  walkIn: (ticketId: string, scanId: string): Shown => ({ tone: 'success', title: 'Spontan erfasst', ticketId, scanId }),
  undone: (ticketId: string | undefined): Shown => ({
    tone: 'success',
    title: 'Zurückgenommen',
    ...(ticketId === undefined ? {} : { ticketId }),
  }),
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
