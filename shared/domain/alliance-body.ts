import * as z from 'zod';
import type { Actor, Role } from './access.ts';
import { AlliancePath, NameValidity } from './alliance.ts';
import type { Day } from './calendar.ts';
import { day } from './calendar.ts';
import { addMonths } from './holidays.ts';
import { recordHead } from './journal.ts';
import { emailAddress } from './participant.ts';
import { recordId, text } from './text.ts';

/**
 * Bodies of an alliance, their seats and roles. Everything has its own days: a seat outlives its holders, and a role
 * (speaker, management) belongs to a person and not to the seat. Persons stand here by id only; names are sealed apart.
 */
export const AllianceBodyId = recordId<'AllianceBodyId'>('Gremium');
export type AllianceBodyId = z.output<typeof AllianceBodyId>;
export const SeatId = recordId<'SeatId'>('Sitz');
export const BodyRoleId = recordId<'BodyRoleId'>('Funktion');
export const PersonId = recordId<'PersonId'>('Person');
export type PersonId = z.output<typeof PersonId>;

export const bodyKindNames = {
  WORKING_GROUP: 'Arbeitsgruppe',
  ROUND_TABLE: 'Runder Tisch',
  STEERING_CIRCLE: 'Koordinierungskreis',
  STEERING_GROUP: 'Lenkungsgruppe',
  COMMITTEE: 'Ausschuss',
  ADVISORY_BOARD: 'Beirat',
} as const;
export type BodyKind = keyof typeof bodyKindNames;
export const bodyKinds = Object.keys(bodyKindNames) as [BodyKind, ...BodyKind[]];

/** What a body says of its own composition; checked against its seats and reported, never enforced. */
export const bodyClaimNames = {
  PARITY: 'gleich viele Sitze innen und außen',
  YOUTH_DELEGATE: 'mindestens ein Sitz der Jugend',
} as const;
export const bodyClaims = Object.keys(bodyClaimNames) as [keyof typeof bodyClaimNames, ...(keyof typeof bodyClaimNames)[]];

export const rhythmNames = { QUARTER: 'vierteljährlich', HALF_YEAR: 'halbjährlich', YEAR: 'jährlich' } as const;
export type Rhythm = keyof typeof rhythmNames;
export const rhythms = Object.keys(rhythmNames) as [Rhythm, ...Rhythm[]];

const slug = z.string().regex(/^[a-z0-9-]{2,80}$/);

export const AllianceBody = z.strictObject({
  kind: z.enum(bodyKinds).meta({ title: 'Art' }),
  /** The last valid one is today's; the alliance's bodies were renamed before. */
  names: z.array(NameValidity).min(1).max(20),
  shortName: text(60, 'Kurzname').nullable(),
  /** Position in lists; the number in "AG 4". */
  order: z.int().min(0).max(999).meta({ title: 'Reihenfolge' }),
  topics: z.array(text(200, 'Thema der Arbeit')).max(30),
  /** Theme of the alliance whose events and expenditure the body's report names; null: none. */
  theme: slug.nullable().meta({ title: 'Thema' }),
  partOfBodyId: AllianceBodyId.nullable().meta({ title: 'Gehört zu' }),
  validFrom: day('Besteht seit').nullable(),
  validTo: day('Bestand bis').nullable(),
  claims: z.array(z.enum(bodyClaims)).max(2).meta({ title: 'Eigene Regeln' }),
  /** The rhythm it claims: "wenigstens halbjährlich" is 6; null: none. */
  meetsEveryMonths: z.int().min(1).max(60).nullable().default(null).meta({ title: 'Tagt mindestens alle … Monate' }),
  /** Anybody may read its meetings, papers and released results; persons are never published with it. */
  isPublic: z.boolean().meta({ title: 'Öffentlich' }),
  /** Reports are compiled for every period that begins on or after `since`; null: none by schedule. */
  report: z
    .strictObject({ rhythm: z.enum(rhythms).meta({ title: 'Rhythmus' }), since: day('Berichte ab') })
    .nullable()
    .meta({ title: 'Berichte' }),
  note: text(1000, 'Anmerkung').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type AllianceBody = z.output<typeof AllianceBody>;
export const AllianceBodyView = AllianceBody.extend(recordHead);

/** The day by which a body that claims a rhythm meets again; null: none is claimed, or nobody knows since when. */
export const nextMeetingBy = (lastMeetingOn: Day | null, since: Day | null, everyMonths: number | null): Day | null => {
  const from = lastMeetingOn ?? since;
  return everyMonths === null || from === null ? null : addMonths(from, everyMonths);
};

/** Where reports of a body are sent: the address of its list. Erasable, and in no journal. */
export const BodyMail = z.strictObject({ reportAddress: emailAddress.nullable().meta({ title: 'Verteileradresse für Berichte' }) });
export type BodyMail = z.output<typeof BodyMail>;

export const seatSideNames = {
  INTERNAL: 'innen (Verwaltung)',
  EXTERNAL: 'außen (Stadtgesellschaft, Partner)',
  NONE: 'ohne Zuordnung',
} as const;
export const seatSides = Object.keys(seatSideNames) as [keyof typeof seatSideNames, ...(keyof typeof seatSideNames)[]];
export const seatGroupNames = { VOTING: 'stimmberechtigt', ADVISORY: 'beratend', ADMINISTRATION: 'Verwaltung' } as const;
export type SeatGroup = keyof typeof seatGroupNames;
export const seatGroups = Object.keys(seatGroupNames) as [SeatGroup, ...SeatGroup[]];

/**
 * Somebody on a seat, or nobody ("n. n."). `from` null: since the seat exists, or, where the source only says who followed
 * whom, `dated` is false and the place in the list is all that is known.
 */
export const SeatHolding = z.strictObject({
  /** Null: vacant, announced as such. Two on one seat at once are two holdings. */
  personId: PersonId.nullable(),
  from: day('Seit').nullable(),
  to: day('Bis').nullable(),
  /** False: the source names a successor without a day. */
  dated: z.boolean(),
  /** DEPUTY: stands in for the holder of the same time. */
  as: z.enum(['HOLDER', 'DEPUTY']),
  wording: text(200, 'Wortlaut').nullable(),
});
export type SeatHolding = z.output<typeof SeatHolding>;

export const Seat = z.strictObject({
  bodyId: AllianceBodyId,
  order: z.int().min(0).max(999).meta({ title: 'Reihenfolge' }),
  /** Organisation, department or faction the seat belongs to. */
  label: text(200, 'Organisation oder Fraktion').nullable(),
  side: z.enum(seatSides).meta({ title: 'Seite' }),
  group: z.enum(seatGroups).meta({ title: 'Gruppe' }),
  isYouthDelegate: z.boolean().meta({ title: 'Sitz der Jugend' }),
  delegatedFromBodyId: AllianceBodyId.nullable().meta({ title: 'Entsandt von' }),
  validFrom: day('Besteht seit').nullable(),
  validTo: day('Bestand bis').nullable(),
  /** In the order of the source; later entries follow earlier ones. */
  holdings: z.array(SeatHolding).max(40),
  source: text(200, 'Fundstelle').nullable(),
});
export type Seat = z.output<typeof Seat>;
export const SeatView = Seat.extend(recordHead);

export const bodyRoleNames = {
  CHAIR: 'Vorsitz',
  SPEAKER: 'Sprecherin oder Sprecher',
  MANAGEMENT: 'Geschäftsführung',
  ADVICE: 'Fachberatung',
  SCIENCE: 'Wissenschaftliche Begleitung',
} as const;
export const bodyRoleKinds = Object.keys(bodyRoleNames) as [keyof typeof bodyRoleNames, ...(keyof typeof bodyRoleNames)[]];

/** A function in a body, with days of its own: whoever follows on a seat does not inherit it unless somebody says so. */
export const BodyRole = z.strictObject({
  bodyId: AllianceBodyId,
  kind: z.enum(bodyRoleKinds).meta({ title: 'Funktion' }),
  personId: PersonId,
  side: z.enum(seatSides).meta({ title: 'Seite' }),
  from: day('Seit').nullable(),
  to: day('Bis').nullable(),
  wording: text(200, 'Wortlaut').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type BodyRole = z.output<typeof BodyRole>;
export const BodyRoleView = BodyRole.extend(recordHead);

/** A person in a public function of a body. The name is sealed under the person's own key and stands nowhere else. */
export const BodyPerson = z.strictObject({
  /** True for office holders, who may be named to every reader in the house; others only to office and own managers. */
  isPublicFunction: z.boolean().meta({ title: 'Öffentliche Funktion' }),
  /** The record that stands for this one after a merge; a person is never merged by name alone, and it can be undone. */
  mergedInto: PersonId.nullable(),
  mergeReason: text(500, 'Grund der Zusammenführung').nullable(),
  /** Said to be somebody else, however alike the names are. */
  distinctFrom: z.array(PersonId).max(50),
  erasedOn: day('Gelöscht am').nullable(),
  source: text(200, 'Fundstelle').nullable(),
});
export type BodyPerson = z.output<typeof BodyPerson>;

export const BodyPath = AlliancePath.extend({ bodyId: AllianceBodyId });

/** Who reads what bodies do. Managers of a group: their own bodies only (`mayEnterBody`). */
export const bodyReaders = [
  'OFFICE_EDITOR',
  'OFFICE_LEAD',
  'GROUP_MANAGER',
  'ANSWER_APPROVER',
  'BUDGET_OFFICER',
  'AUDITOR',
  'DPO',
] as const satisfies Role[];
/** Who keeps bodies, seats and roles. */
export const bodyKeepers = ['OFFICE_EDITOR', 'OFFICE_LEAD'] as const satisfies Role[];
/** Who keeps what a body does and finds: meetings, proposals, measures, indicators, commitments. */
export const bodyWorkers = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'GROUP_MANAGER'] as const satisfies Role[];
/** Who reads names of members (data class A). */
export const nameReaders = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'GROUP_MANAGER'] as const satisfies Role[];

/** The own bodies are a hard boundary for a group's managing staff; what belongs to no body does not exist for them. */
export const mayEnterBody = ({ bodies }: Pick<Actor, 'bodies'>, bodyId: string | null): boolean =>
  bodies === null || (bodyId !== null && bodies.includes(bodyId));
