import * as z from 'zod';
import { AllianceBodyId, PersonId, SeatId } from './alliance-body.ts';
import { day, timeOfDay } from './calendar.ts';
import { Due } from './due.ts';
import { recordHead } from './journal.ts';
import { recordId, text } from './text.ts';

/** Meetings of a body: invited, held, minuted. Only bodies pass resolutions; conferences never do (Drs. 17/7349, question 4). */
export const MeetingId = recordId<'MeetingId'>('Sitzung');
export const CommitmentId = recordId<'CommitmentId'>('Zusage');

export const meetingStatusNames = { PLANNED: 'geplant', INVITED: 'eingeladen', HELD: 'durchgeführt', CANCELLED: 'abgesagt' } as const;
export const meetingStatuses = Object.keys(meetingStatusNames) as [keyof typeof meetingStatusNames, ...(keyof typeof meetingStatusNames)[]];
export const meetingFormNames = { IN_PERSON: 'vor Ort', HYBRID: 'hybrid', ONLINE: 'online' } as const;
export const meetingForms = Object.keys(meetingFormNames) as [keyof typeof meetingFormNames, ...(keyof typeof meetingFormNames)[]];

const itemId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,60}$/, { error: 'Bitte verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche.' })
  .meta({ title: 'Kennung' });

/** A paper on the agenda. Its number may follow later ("wird nachgereicht"). */
export const AgendaPaper = z.strictObject({
  number: text(40, 'Nummer der Drucksache').nullable(),
  numberPending: z.boolean().meta({ title: 'Nummer wird nachgereicht' }),
  kind: z.enum(['DECISION', 'INFORMATION', 'OTHER']).meta({ title: 'Art der Vorlage' }),
  annexes: z.int().min(0).max(99).nullable().meta({ title: 'Anlagen' }),
  wording: text(300, 'Wortlaut').nullable(),
});

/** The label is text ("4.1."), the place in the list alone is the order. */
export const AgendaItem = z.strictObject({
  id: itemId,
  label: text(20, 'Nummer des Tagesordnungspunkts'),
  title: text(500, 'Gegenstand'),
  paper: AgendaPaper.nullable(),
  isPublic: z.boolean().meta({ title: 'Öffentlich' }),
});
export type AgendaItem = z.output<typeof AgendaItem>;

export const presenceGroupNames = { VOTING: 'stimmberechtigt', ADVISORY: 'beratend', ADMINISTRATION: 'Verwaltung', GUEST: 'Gast' } as const;
export type PresenceGroup = keyof typeof presenceGroupNames;
export const presenceGroups = ['VOTING', 'ADVISORY', 'ADMINISTRATION', 'GUEST'] as const satisfies PresenceGroup[];

/** Who was there. A substitute ("i. V.") sits on the seat of the person named in `substituteFor`. */
export const Presence = z.strictObject({
  personId: PersonId,
  group: z.enum(presenceGroups).meta({ title: 'Gruppe' }),
  seatId: SeatId.nullable(),
  substituteForPersonId: PersonId.nullable().meta({ title: 'In Vertretung für' }),
  isChair: z.boolean().meta({ title: 'Leitet die Sitzung' }),
  faction: text(100, 'Fraktion oder Stelle').nullable(),
  function: text(100, 'Funktion in der Sitzung').nullable(),
  arrivedAt: timeOfDay('Gekommen').nullable(),
  leftAt: timeOfDay('Gegangen').nullable(),
});
export type Presence = z.output<typeof Presence>;

/** What became of an item or a motion. "Zur Kenntnis genommen" is no approval. */
export const Outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('UNANIMOUS') }),
  z.strictObject({
    kind: z.literal('MAJORITY'),
    yes: z.int().min(0).max(999).meta({ title: 'Ja' }),
    no: z.int().min(0).max(999).meta({ title: 'Nein' }),
    /** Null: not recorded. */
    abstain: z.int().min(0).max(999).nullable().meta({ title: 'Enthaltung' }),
  }),
  z.strictObject({ kind: z.literal('ADJOURNED') }),
  z.strictObject({ kind: z.literal('NOTED') }),
  z.strictObject({ kind: z.literal('SUPERSEDED'), byId: itemId }),
  z.strictObject({ kind: z.literal('NOT_VOTED') }),
]);
export type Outcome = z.output<typeof Outcome>;
export const outcomeNames = {
  UNANIMOUS: 'einstimmig',
  MAJORITY: 'mit Stimmen',
  ADJOURNED: 'vertagt',
  NOTED: 'zur Kenntnis genommen',
  SUPERSEDED: 'durch einen anderen Antrag erledigt',
  NOT_VOTED: 'nicht abgestimmt',
} as const satisfies Record<Outcome['kind'], string>;

/** A motion, a vote or a notice under an agenda item, in the order of the meeting. */
export const Decision = z.strictObject({
  id: itemId,
  agendaItemId: itemId,
  kind: z.enum(['MOTION', 'RESOLUTION', 'NOTICE']).meta({ title: 'Art' }),
  subject: text(500, 'Gegenstand'),
  movedBy: text(100, 'Antrag von').nullable(),
  outcome: Outcome,
  wording: text(300, 'Wortlaut des Ergebnisses').nullable(),
});
export type Decision = z.output<typeof Decision>;

export const minutesStatusNames = { NONE: 'keine Niederschrift', DRAFT: 'Entwurf', APPROVED: 'genehmigt' } as const;
/** Minutes by agenda item. Every version stays in the journal; approved ones are not changed but followed by a new draft with a reason. */
export const Minutes = z.strictObject({
  status: z.enum(['NONE', 'DRAFT', 'APPROVED']),
  datedOn: day('Datum der Niederschrift').nullable(),
  approvedOn: day('Genehmigt am').nullable(),
  /** Why an approved version was reopened. */
  reopenedBecause: text(500, 'Grund der Änderung').nullable(),
  passages: z.array(z.strictObject({ agendaItemId: itemId, text: text(6000, 'Niederschrift') })).max(60),
});
export type Minutes = z.output<typeof Minutes>;

/** Everything that is settled when people are invited. */
export const meetingPlan = {
  number: z.int().min(1).max(9999).nullable().meta({ title: 'Nummer der Sitzung' }),
  title: text(300, 'Titel'),
  plannedOn: day('Tag'),
  plannedStart: timeOfDay('Beginn laut Einladung').nullable(),
  place: text(200, 'Ort').nullable(),
  form: z.enum(meetingForms).meta({ title: 'Form' }),
  legalBasis: text(200, 'Rechtsgrundlage').nullable(),
  /** How many people the room holds under the rules of that day; null: not limited. */
  capacity: z.int().min(1).max(100_000).nullable().meta({ title: 'Plätze im Raum' }),
  agenda: z.array(AgendaItem).max(60),
  /** Duties to be read out or seen to: secrecy, cameras, privacy notice. */
  checklist: z.array(z.strictObject({ label: text(200, 'Punkt'), done: z.boolean() })).max(30),
  source: text(200, 'Fundstelle').nullable(),
};

export const Meeting = z.strictObject({
  bodyId: AllianceBodyId,
  ...meetingPlan,
  status: z.enum(meetingStatuses),
  statusReason: text(500, 'Grund').nullable(),
  invitedOn: day('Eingeladen am').nullable(),
  /** The agenda as it was sent; later versions stand in the journal. */
  invitedAgenda: z.array(AgendaItem).max(60),
  actualStart: timeOfDay('Tatsächlicher Beginn').nullable(),
  actualEnd: timeOfDay('Ende').nullable(),
  presence: z.array(Presence).max(200),
  decisions: z.array(Decision).max(100),
  minutes: Minutes,
});
export type Meeting = z.output<typeof Meeting>;
export const MeetingView = Meeting.extend(recordHead);

export const commitmentStatusNames = { OPEN: 'offen', DONE: 'erfüllt', DROPPED: 'aufgegeben' } as const;
export const commitmentStatuses = ['OPEN', 'DONE', 'DROPPED'] as const;

/** Somebody said in a meeting that something would be done. Not the commitment of budget law (`Commitment`). */
export const MeetingCommitment = z.strictObject({
  bodyId: AllianceBodyId,
  meetingId: MeetingId.nullable(),
  agendaItemId: itemId.nullable(),
  title: text(500, 'Zusage'),
  /** Office, department or function that owes it; never a name. */
  owner: text(200, 'Wer hat zugesagt').nullable(),
  /** The day it was said: vague wordings count from here. */
  saidOn: day('Zugesagt am'),
  due: Due,
  status: z.enum(commitmentStatuses),
  statusAsOf: day('Stand'),
  statusNote: text(500, 'Anmerkung zum Stand').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type MeetingCommitment = z.output<typeof MeetingCommitment>;
export const MeetingCommitmentView = MeetingCommitment.extend(recordHead);
