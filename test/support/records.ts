import { AllianceBody } from '../../shared/domain/alliance-body.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import { Inquiry, stepNames } from '../../shared/domain/inquiry.ts';
import type { DomainEvent } from '../../shared/domain/journal.ts';
import { Meeting } from '../../shared/domain/meeting.ts';
import { Measure, Proposal } from '../../shared/domain/result.ts';
import { anAuthor } from './builders.ts';

/** States as stores keep them, for tests of what only reads; each builder names what matters to the rule. */
type Sent<T> = { [Key in keyof T]?: unknown };

export const anEventOf = (name = 'Probe'): DomainEvent => ({ name, schemaVersion: 1, data: {} });
export const authorAt = (at: Instant) => anAuthor({ at });

export const aBody = (more: Sent<AllianceBody> = {}): AllianceBody =>
  AllianceBody.parse({
    kind: 'WORKING_GROUP',
    names: [{ name: 'Arbeitsgruppe Sprache', validFrom: '2016-01-01', validTo: null }],
    shortName: 'AG 1',
    order: 1,
    topics: ['Sprachförderung'],
    theme: null,
    partOfBodyId: null,
    validFrom: '2016-01-01',
    validTo: null,
    claims: [],
    isPublic: true,
    report: null,
    note: null,
    source: null,
    ...more,
  });

export const anAgendaItem = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  label: '1.',
  title: 'Eröffnung',
  paper: null,
  isPublic: true,
  ...more,
});
export const anAgendaPaper = (number: string | null, more: Readonly<Record<string, unknown>> = {}) => ({
  number,
  numberPending: number === null,
  kind: 'DECISION',
  annexes: null,
  wording: null,
  ...more,
});

export const aMeeting = (more: Sent<Meeting> = {}): Meeting =>
  Meeting.parse({
    bodyId: 'ag-sprache',
    number: 3,
    title: '3. Sitzung der Arbeitsgruppe Sprache',
    plannedOn: '2020-02-11',
    plannedStart: '17:00',
    place: 'Rathaus, Hannover',
    form: 'IN_PERSON',
    legalBasis: null,
    capacity: null,
    agenda: [],
    checklist: [],
    source: null,
    status: 'INVITED',
    statusReason: null,
    invitedOn: '2020-01-28',
    invitedAgenda: [],
    actualStart: null,
    actualEnd: null,
    presence: [],
    decisions: [],
    minutes: { status: 'NONE', datedOn: null, approvedOn: null, reopenedBecause: null, passages: [] },
    ...more,
  });

export const aProposal = (more: Sent<Proposal> = {}): Proposal =>
  Proposal.parse({
    kind: 'PROPOSAL',
    bodyId: 'ag-sprache',
    eventId: null,
    order: 1,
    title: 'Sprachkurse am Abend',
    text: null,
    fieldOfAction: null,
    deadlines: [],
    source: null,
    responsibleOffice: null,
    doubles: [],
    ...more,
  });

/** Everything is said of it that has to be. */
export const aPersonRegister = (more: Readonly<Record<string, unknown>> = {}) => ({
  name: 'Patenkartei',
  state: 'KEPT',
  keeper: 'Freiwilligenzentrum',
  purpose: 'Patenschaften vermitteln',
  legalBasis: 'Einwilligung',
  keptFor: 'ein Jahr nach dem Ende der Patenschaft',
  readers: ['Vermittlung'],
  source: null,
  ...more,
});

export const aMeasure = (more: Sent<Measure> = {}): Measure =>
  Measure.parse({
    bodyId: 'ag-sprache',
    eventId: null,
    order: 1,
    group: null,
    label: null,
    title: 'Abendkurse in allen Landkreisen',
    text: null,
    fieldOfAction: null,
    responsible: [],
    funding: [],
    schedule: [],
    places: [],
    answers: [],
    card: null,
    note: null,
    source: null,
    statuses: [{ status: 'RUNNING', asOf: '2017-05-01', wording: null, source: null }],
    ...more,
  });

export const anInquiry = (more: Sent<Inquiry> = {}): Inquiry =>
  Inquiry.parse({
    kind: 'MINOR_WRITTEN',
    term: 17,
    title: 'Was leistet das Bündnis?',
    questionPaper: '17/7349',
    receivedOn: '2017-02-06',
    forwardedOn: null,
    questions: [{ no: 1, text: 'Wie viele Veranstaltungen?', parts: [] }],
    askersPreamble: [],
    deadlineRule: { startsOn: 'FORWARDED', months: 1, days: 0 },
    answerPaper: '17/7539',
    leadUnit: null,
    governmentPreamble: [],
    answeredOn: '2017-02-28',
    issuedOn: '2017-03-13',
    extensions: [],
    status: 'ISSUED',
    steps: Object.fromEntries(stepNames.map((name) => [name, null])),
    drafters: [],
    acceptedFindings: [],
    packHash: null,
    packVersion: 0,
    frozenAt: null,
    corrects: null,
    ...more,
  });
