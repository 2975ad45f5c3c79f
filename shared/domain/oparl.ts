import type { AllianceBody } from './alliance-body.ts';
import { bodyKindNames } from './alliance-body.ts';
import type { Day, Instant } from './calendar.ts';
import { berlinInstant } from './calendar.ts';
import { canonicalJson } from './canonical.ts';
import type { Inquiry } from './inquiry.ts';
import { inquiryKindNames } from './inquiry.ts';
import type { JournalEntry, Versioned } from './journal.ts';
import type { AgendaItem, Meeting, Outcome } from './meeting.ts';
import { outcomeNames } from './meeting.ts';

/*
 * What of bodies and their meetings is public, in the words of OParl 1.1. @see docs/adr/0017-oparl-read-only.md
 * Peculiar:
 * - Only what is named here goes out. No person, no presence, no minutes, no remark, no reason, no source.
 * - An object's life is what outsiders could see of it: it begins when it became public, not when it was recorded, and it
 *   changes when its public face does. So nothing tells of work inside.
 */

export const oparlKinds = ['organizations', 'meetings', 'agenda-items', 'papers', 'consultations', 'locations'] as const;
export type OparlKind = (typeof oparlKinds)[number];
/** Lists that every OParl body has to name; the others stay empty. */
export const oparlLists = [...oparlKinds, 'persons', 'memberships', 'files', 'legislative-terms'] as const;
export type OparlList = (typeof oparlLists)[number];

const typeNames = {
  organizations: 'Organization',
  meetings: 'Meeting',
  'agenda-items': 'AgendaItem',
  papers: 'Paper',
  consultations: 'Consultation',
  locations: 'Location',
} as const satisfies Record<OparlKind, string>;
export const oparlType = (name: (typeof typeNames)[OparlKind] | 'System' | 'Body'): string => `https://schema.oparl.org/1.1/${name}`;

/** Addresses below the public one; they hold ids only and never change. */
export const oparlAddresses = (publicAddress: string) => {
  const root = `${publicAddress}/oparl/v1.1`;
  return {
    system: `${root}/system`,
    bodies: `${root}/bodies`,
    body: (alliance: string) => `${root}/bodies/${alliance}`,
    list: (alliance: string, list: OparlList) => `${root}/lists/${alliance}/${list}`,
    meetingsOf: (alliance: string, bodyId: string) => `${root}/lists/${alliance}/organizations/${bodyId}/meetings`,
    object: (alliance: string, kind: OparlKind, id: string) => `${root}/objects/${alliance}/${kind}/${id}`,
  };
};
export type OparlAddresses = ReturnType<typeof oparlAddresses>;

export type OparlProperties = Readonly<Record<string, unknown>>;
/** An object that is or was public. `properties` null: it is no longer. */
export type Published = {
  readonly kind: OparlKind;
  readonly id: string;
  readonly created: Instant;
  readonly modified: Instant;
  readonly properties: OparlProperties | null;
};

/** To the second, as OParl writes times; cut once here, so that filters and answers compare the same. */
export const toSecond = (at: Instant): Instant => `${at.slice(0, 19)}.000Z`;
export const oparlTime = (at: Instant): string => `${at.slice(0, 19)}+00:00`;

const latest = (...instants: readonly Instant[]): Instant => instants.reduce((one, other) => (one < other ? other : one));

/** A clock time in Europe/Berlin with its offset; undefined when it does not exist on that day. */
export function berlinTime(day: Day, time: string): string | undefined {
  const at = berlinInstant(day, time);
  if (at === undefined) return undefined;
  const hours = Math.round((Date.parse(`${day}T${time}:00.000Z`) - Date.parse(at)) / 3_600_000);
  return `${day}T${time}:00+0${hours}:00`;
}

/** What outsiders see of the objects of one record at one instant, by `kind/id`. */
type Face = Readonly<Record<string, OparlProperties>>;
type Moment = { readonly at: Instant; readonly face: Face };

/** The life of every object that was ever seen, from all its moments in order. */
function livesOf(moments: readonly Moment[]): Published[] {
  const lives = new Map<string, Published>();
  for (const { at, face } of moments) {
    for (const [key, properties] of Object.entries(face)) {
      const before = lives.get(key);
      const [kind, id] = key.split('/') as [OparlKind, string];
      if (!before) lives.set(key, { kind, id, created: toSecond(at), modified: toSecond(at), properties });
      else if (canonicalJson(before.properties) !== canonicalJson(properties))
        lives.set(key, { ...before, modified: toSecond(at), properties });
    }
    for (const [key, life] of lives)
      if (!(key in face) && life.properties !== null) lives.set(key, { ...life, modified: toSecond(at), properties: null });
  }
  return [...lives.values()];
}

type Journal<State> = readonly Pick<JournalEntry<State>, 'recordedAt' | 'after'>[];
const stateAt = <State>(journal: Journal<State>, at: Instant): State | undefined =>
  journal.findLast(({ recordedAt }) => recordedAt <= at)?.after;
const instantsOf = (...journals: readonly Journal<unknown>[]): Instant[] =>
  [...new Set(journals.flat().map(({ recordedAt }) => recordedAt))].sort();

/** Named as on the day that is asked; a later name is not used before its day. */
const nameOf = ({ names }: AllianceBody, on: Day): string =>
  (names.filter(({ validFrom }) => validFrom <= on).at(-1) ?? names[0])?.name ?? '';

/** Leaves out what is not known: OParl wants neither null nor empty texts. */
const known = (properties: Readonly<Record<string, unknown>>): OparlProperties =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null && value !== undefined));

export function organizationOf(
  alliance: string,
  bodyId: string,
  journal: Journal<AllianceBody>,
  on: Day,
  addresses: OparlAddresses,
): Published[] {
  const face = (body: AllianceBody): Face =>
    body.isPublic
      ? {
          [`organizations/${bodyId}`]: known({
            body: addresses.body(alliance),
            name: nameOf(body, on),
            shortName: body.shortName,
            organizationType: 'Gremium',
            classification: bodyKindNames[body.kind],
            startDate: body.validFrom,
            endDate: body.validTo,
            meeting: addresses.meetingsOf(alliance, bodyId),
            keyword: body.topics.length === 0 ? null : body.topics,
          }),
        }
      : {};
  return livesOf(journal.map(({ recordedAt, after }) => ({ at: recordedAt, face: face(after) })));
}

const outcomeInWords = (outcome: Outcome): string => {
  if (outcome.kind !== 'MAJORITY') return outcomeNames[outcome.kind];
  const { yes, no, abstain } = outcome;
  return `${yes} Ja, ${no} Nein${abstain === null ? '' : `, ${abstain} Enthaltungen`}`;
};

/** Results are public with the approved minutes, not before. */
const resultOf = ({ minutes, decisions }: Meeting, itemId: string): string | null => {
  if (minutes.status !== 'APPROVED') return null;
  const outcomes = decisions.filter(({ agendaItemId }) => agendaItemId === itemId).map(({ outcome }) => outcomeInWords(outcome));
  return outcomes.length === 0 ? null : outcomes.join('; ');
};

const paperTypeNames = { DECISION: 'Beschlussdrucksache', INFORMATION: 'Informationsdrucksache', OTHER: null } as const;
const meetingStates = { PLANNED: 'terminiert', INVITED: 'eingeladen', HELD: 'durchgeführt' } as const;

/** An agenda is public from the invitation on, and of it only what is dealt with in public. */
const publicAgenda = ({ status, invitedOn, agenda }: Meeting): readonly AgendaItem[] =>
  status === 'PLANNED' || (status === 'CANCELLED' && invitedOn === null) ? [] : agenda.filter(({ isPublic }) => isPublic);

function meetingFace(alliance: string, meetingId: string, meeting: Meeting, addresses: OparlAddresses): Face {
  const { status, plannedOn, plannedStart, actualStart, actualEnd, place } = meeting;
  const own = (kind: OparlKind, id: string) => addresses.object(alliance, kind, id);
  const begins = (status === 'HELD' ? actualStart : null) ?? plannedStart;
  const ends = status === 'HELD' && actualEnd !== null && begins !== null && actualEnd > begins ? actualEnd : null;
  const organization = [own('organizations', meeting.bodyId)];
  const face: Record<string, OparlProperties> = {
    [`meetings/${meetingId}`]: known({
      name: meeting.title,
      meetingState: meetingStates[status === 'CANCELLED' ? (meeting.invitedOn === null ? 'PLANNED' : 'INVITED') : status],
      cancelled: status === 'CANCELLED',
      start: begins === null ? null : berlinTime(plannedOn, begins),
      end: ends === null ? null : berlinTime(plannedOn, ends),
      // The day alone, where no clock time is known: never midnight.
      'register:plannedOn': plannedOn,
      organization,
    }),
  };
  if (place !== null) face[`locations/${meetingId}`] = { description: place, meetings: [own('meetings', meetingId)] };
  for (const [order, { id, label, title, paper }] of publicAgenda(meeting).entries()) {
    const part = `${meetingId}.${id}`;
    face[`agenda-items/${part}`] = known({
      meeting: own('meetings', meetingId),
      number: label,
      order,
      name: title,
      public: true,
      result: resultOf(meeting, id),
      consultation: paper === null ? null : own('consultations', part),
    });
    if (paper === null) continue;
    face[`papers/${part}`] = known({
      body: addresses.body(alliance),
      name: title,
      reference: paper.number,
      paperType: paperTypeNames[paper.kind],
    });
    face[`consultations/${part}`] = {
      paper: own('papers', part),
      agendaItem: own('agenda-items', part),
      meeting: own('meetings', meetingId),
      organization,
    };
  }
  return face;
}

/** A meeting with its public agenda, papers and place, for as long as its body is public. */
export const meetingOf = (
  alliance: string,
  meetingId: string,
  bodyJournal: Journal<AllianceBody>,
  journal: Journal<Meeting>,
  addresses: OparlAddresses,
): Published[] =>
  livesOf(
    instantsOf(bodyJournal, journal).map((at) => {
      const meeting = stateAt(journal, at);
      return { at, face: meeting && stateAt(bodyJournal, at)?.isPublic ? meetingFace(alliance, meetingId, meeting, addresses) : {} };
    }),
  );

/** Question and answer as the Landtag printed them; an issued answer is never changed. */
export function inquiryPapersOf(alliance: string, { id, changedAt, state }: Versioned<Inquiry>, addresses: OparlAddresses): Published[] {
  const { status, title, kind, questionPaper, answerPaper, receivedOn, issuedOn, corrects } = state;
  if (status !== 'ISSUED' || answerPaper === null) return [];
  const at = toSecond(changedAt);
  const paper = (part: 'frage' | 'antwort', properties: OparlProperties): Published => ({
    kind: 'papers',
    id: `${id}.${part}`,
    created: at,
    modified: at,
    properties: known({ body: addresses.body(alliance), name: title, ...properties }),
  });
  const address = (part: string) => addresses.object(alliance, 'papers', part);
  const corrected = corrects === null ? [] : [address(`${corrects.inquiryId}.antwort`)];
  return [
    paper('frage', {
      reference: questionPaper,
      date: receivedOn,
      paperType: inquiryKindNames[kind],
      relatedPaper: [address(`${id}.antwort`)],
    }),
    paper('antwort', {
      reference: answerPaper,
      date: issuedOn,
      paperType: 'Beantwortung einer Anfrage',
      relatedPaper: [address(`${id}.frage`), ...corrected],
    }),
  ];
}

const without = (properties: OparlProperties, name: string): OparlProperties =>
  Object.fromEntries(Object.entries(properties).filter(([own]) => own !== name));

/** Objects as they are answered: with those inside that OParl puts there, and what is gone with its head alone. */
export function oparlAnswers(alliance: string, all: readonly Published[], addresses: OparlAddresses) {
  const byKey = new Map(all.map((one) => [`${one.kind}/${one.id}`, one]));
  const head = ({ kind, id, created, modified }: Published) => ({
    id: addresses.object(alliance, kind, id),
    type: oparlType(typeNames[kind]),
    created: oparlTime(created),
    modified: oparlTime(modified),
  });
  const inside = (kind: OparlKind, id: string, back: string): object | undefined => {
    const found = byKey.get(`${kind}/${id}`);
    return found?.properties ? { ...head(found), ...without(found.properties, back) } : undefined;
  };
  const partsOf = (meetingId: string): Published[] =>
    all.filter(({ kind, id }) => kind === 'agenda-items' && id.startsWith(`${meetingId}.`));

  const sameNumber = new Map<string, Published[]>();
  for (const one of all) {
    const reference = one.kind === 'papers' ? one.properties?.reference : undefined;
    if (typeof reference === 'string') sameNumber.set(reference, [...(sameNumber.get(reference) ?? []), one]);
  }
  /** Papers of the same number: the same thing on another agenda. */
  const related = (paper: Published, properties: OparlProperties): string[] =>
    [
      ...((properties.relatedPaper as string[] | undefined) ?? []),
      ...(sameNumber.get(String(properties.reference)) ?? []).filter(({ id }) => id !== paper.id).map((one) => head(one).id),
    ].filter((address, index, list) => list.indexOf(address) === index);

  const more = (one: Published, properties: OparlProperties, isBrief: boolean): OparlProperties => {
    if (one.kind === 'meetings') {
      const items = partsOf(one.id)
        .flatMap(({ id }) => inside('agenda-items', id, 'meeting') ?? [])
        .sort((a, b) => Number((a as { order?: number }).order) - Number((b as { order?: number }).order));
      return known({
        location: inside('locations', one.id, 'meetings'),
        agendaItem: isBrief || items.length === 0 ? null : items,
      });
    }
    if (one.kind !== 'papers') return {};
    const relatedPaper = related(one, properties);
    const consultation = inside('consultations', one.id, 'paper');
    return known({ relatedPaper: relatedPaper.length === 0 ? null : relatedPaper, consultation: consultation && [consultation] });
  };

  /** Whatever is embedded moves the time of what it is embedded in, also by its end. */
  const modifiedOf = (one: Published): Instant => {
    if (one.kind !== 'meetings') return one.modified;
    const place = byKey.get(`locations/${one.id}`);
    return latest(one.modified, ...partsOf(one.id).map(({ modified }) => modified), ...(place ? [place.modified] : []));
  };

  return all.map((one) => {
    const whole = { ...one, modified: modifiedOf(one) };
    return {
      ...whole,
      present: (isBrief: boolean): object =>
        one.properties === null
          ? { ...head(whole), deleted: true }
          : { ...head(whole), ...one.properties, ...more(one, one.properties, isBrief) },
    };
  });
}
