import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { ErratumEntry } from '../../shared/domain/answer-document.ts';
import { AnswerPartView, ContributionView, contributionStatuses, DraftAnswerPart, UnitId } from '../../shared/domain/answer-part.ts';
import { day } from '../../shared/domain/calendar.ts';
import { ExtensionNotice } from '../../shared/domain/deadline.ts';
import type { FailureCode } from '../../shared/domain/failures.ts';
import {
  EditInquiry,
  InquiryPath,
  InquiryPeople,
  InquiryView,
  inHouse,
  inquiryReaders,
  inquiryStatuses,
  OpenInquiry,
  paperNumber,
} from '../../shared/domain/inquiry.ts';
import { amountCents } from '../../shared/domain/money.ts';
import { office } from '../../shared/domain/regions.ts';
import { GateFinding } from '../../shared/domain/release-gate.ts';
import { text } from '../../shared/domain/text.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const drafters = ['OFFICE_EDITOR', 'OFFICE_LEAD'] as const satisfies Role[];
const offices = ['REGIONAL_EDITOR', 'REGIONAL_COMMISSIONER'] as const satisfies Role[];

const AcceptFindings = z.strictObject({
  reason: text(500, 'Begründung'),
  findings: z
    .array(z.strictObject({ rule: z.string().max(60), place: z.string().max(600), amountCents: amountCents.nullable() }))
    .min(1, { error: 'Bitte wählen Sie mindestens einen Befund.' })
    .max(200),
});

const UnitPath = InquiryPath.extend({ unitId: UnitId });
const ContributionPath = UnitPath.extend({ office });
const changed = ['inquiryNotFound', 'answerIssued'] as const satisfies FailureCode[];

const deadlineFields = {
  dueOn: z.string().nullable(),
  deadlineState: z.enum(['OPEN', 'DUE_SOON', 'OVERDUE', 'OVERDUE_NOTIFIED', 'ANSWERED_IN_TIME', 'ANSWERED_LATE', 'NOT_RUNNING']),
};
const InquiryDetail = InquiryView.extend({
  ...InquiryPeople.shape,
  ...deadlineFields,
  units: z.array(z.string()),
  correctedBy: z.string().nullable(),
});

export const listInquiries = defineRoute({
  id: 'listInquiries',
  area: 'inquiries',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries',
  title: 'Anfragen mit Frist, die jüngste zuerst',
  access: { roles: inquiryReaders },
  request: { params: AlliancePath, query: z.strictObject({ status: z.enum(inquiryStatuses).optional(), ...pageQuery }) },
  success: { status: 200, body: pageOf(InquiryView.extend(deadlineFields)) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const openInquiry = defineRoute({
  id: 'openInquiry',
  area: 'inquiries',
  method: 'POST',
  path: '/alliances/{allianceId}/inquiries',
  title: 'Anfrage aufnehmen',
  access: { roles: drafters },
  request: { params: AlliancePath, body: OpenInquiry },
  success: { status: 201, body: InquiryView },
  failures: [],
  table: 'write',
  emits: ['InquiryOpened'],
});

export const getInquiry = defineRoute({
  id: 'getInquiry',
  area: 'inquiries',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}',
  title: 'Eine Anfrage mit Fragestellenden, Frist und Schritten',
  access: { roles: inquiryReaders },
  request: { params: InquiryPath },
  success: { status: 200, body: InquiryDetail },
  failures: ['inquiryNotFound'],
  table: 'read',
});

export const editInquiry = defineRoute({
  id: 'editInquiry',
  area: 'inquiries',
  method: 'PUT',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}',
  title: 'Rahmen der Antwort ändern: Vorbemerkung, Federführung, Übersendung, Unterschrift',
  access: { roles: drafters },
  request: { params: InquiryPath, body: EditInquiry },
  ifMatch: true,
  success: { status: 200, body: InquiryView },
  failures: [...changed, 'answerFrozen'],
  table: 'write',
  emits: ['InquiryEdited'],
});

export const extendInquiry = defineRoute({
  id: 'extendInquiry',
  area: 'inquiries',
  method: 'POST',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/extension-notices',
  title: 'Mitteilung an den Landtag über eine spätere Antwort festhalten',
  access: { roles: drafters },
  request: { params: InquiryPath, body: ExtensionNotice },
  ifMatch: true,
  success: { status: 200, body: InquiryView },
  failures: [...changed],
  table: 'write',
  emits: ['InquiryExtended'],
});

export const listAnswerParts = defineRoute({
  id: 'listAnswerParts',
  area: 'inquiries',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/parts',
  title: 'Antworten auf die einzelnen Fragen mit ihren gespeicherten Abfragen',
  access: { roles: inHouse },
  request: { params: InquiryPath },
  success: { status: 200, body: z.strictObject({ items: z.array(AnswerPartView) }) },
  failures: ['inquiryNotFound'],
  table: 'read',
});

export const draftAnswerPart = defineRoute({
  id: 'draftAnswerPart',
  area: 'inquiries',
  method: 'PUT',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/parts/{unitId}',
  title: 'Antwort auf eine Frage schreiben; If-Match "0" für die erste Fassung',
  access: { roles: drafters },
  request: { params: UnitPath, body: DraftAnswerPart },
  ifMatch: true,
  success: { status: 200, body: AnswerPartView },
  failures: [...changed, 'answerFrozen', 'answerPartNotFound', 'relatedEventNotFound'],
  table: 'write',
  emits: ['AnswerPartDrafted'],
});

export const listContributions = defineRoute({
  id: 'listContributions',
  area: 'inquiries',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/contributions',
  title: 'Wer wozu gefragt wurde und was er beigetragen hat; Ämter sehen nur das eigene',
  access: { roles: [...inHouse, ...offices] },
  request: { params: InquiryPath },
  success: { status: 200, body: z.strictObject({ items: z.array(ContributionView) }) },
  failures: ['inquiryNotFound'],
  table: 'read',
});

export const askOffice = defineRoute({
  id: 'askOffice',
  area: 'inquiries',
  method: 'POST',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/contributions/{unitId}/{office}/request',
  title: 'Ein Amt um einen Beitrag zu einer Frage bitten, oder daran erinnern',
  access: { roles: drafters },
  request: { params: ContributionPath, body: z.strictObject({}) },
  success: { status: 200, body: ContributionView },
  failures: ['recordChangedMeanwhile', 'inquiryNotFound', 'answerIssued', 'answerFrozen', 'answerPartNotFound', 'inquiryStepNotAllowed'],
  table: 'write',
  emits: ['ContributionAsked'],
});

export const contribute = defineRoute({
  id: 'contribute',
  area: 'inquiries',
  method: 'POST',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/contributions/{unitId}/{office}',
  title: 'Beitrag oder Fehlanzeige des eigenen Amtes abgeben',
  access: { roles: offices },
  request: {
    params: ContributionPath,
    body: z
      .strictObject({ status: z.enum(contributionStatuses).extract(['CONTRIBUTED', 'NIL_RETURN']), text: text(6000, 'Beitrag').nullable() })
      .check((ctx) => {
        if (ctx.value.status === 'CONTRIBUTED' && ctx.value.text === null)
          ctx.issues.push({
            code: 'custom',
            path: ['text'],
            message: 'Bitte schreiben Sie den Beitrag, oder melden Sie Fehlanzeige.',
            input: ctx.value,
          });
      }),
  },
  ifMatch: true,
  success: { status: 200, body: ContributionView },
  failures: ['inquiryNotFound', 'contributionNotAsked', 'answerIssued', 'answerFrozen'],
  table: 'write',
  emits: ['ContributionGiven'],
});

export const confirmContribution = defineRoute({
  id: 'confirmContribution',
  area: 'inquiries',
  method: 'POST',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/contributions/{unitId}/{office}/confirmation',
  title: 'Beitrag des eigenen Amtes als Landesbeauftragte oder Landesbeauftragter bestätigen',
  access: { roles: ['REGIONAL_COMMISSIONER'] },
  request: { params: ContributionPath, body: z.strictObject({}) },
  ifMatch: true,
  success: { status: 200, body: ContributionView },
  failures: ['inquiryNotFound', 'contributionNotAsked', 'inquiryStepNotAllowed', 'answerIssued'],
  table: 'write',
  emits: ['ContributionGiven'],
});

export const getFindings = defineRoute({
  id: 'getFindings',
  area: 'inquiries',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/findings',
  title: 'Was vor dem Festhalten noch dagegen spricht, mit Ort und Abhilfe',
  access: { roles: inHouse },
  request: { params: InquiryPath },
  success: { status: 200, body: z.strictObject({ open: z.int(), items: z.array(GateFinding) }) },
  failures: ['inquiryNotFound'],
  table: 'read',
});

export const acceptFindings = defineRoute({
  id: 'acceptFindings',
  area: 'inquiries',
  method: 'POST',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/accepted-findings',
  title: 'Befunde mit einer Begründung annehmen; eine Differenz nur auf den Cent',
  access: { roles: drafters },
  request: {
    params: InquiryPath,
    body: AcceptFindings,
  },
  ifMatch: true,
  success: { status: 200, body: InquiryView },
  failures: [...changed, 'answerFrozen', 'findingNotAcceptable'],
  table: 'write',
  emits: ['FindingsAccepted'],
});

export const compareWithToday = defineRoute({
  id: 'compareWithToday',
  area: 'inquiries',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/changes',
  title: 'Was heute anders wäre als festgehalten: jede Zelle mit altem und neuem Wert',
  access: { roles: inHouse },
  request: { params: InquiryPath },
  success: {
    status: 200,
    body: z.strictObject({
      frozenAt: z.string().nullable(),
      items: z.array(ErratumEntry),
      /** Recorded after freezing, the first hundred; whether they fall into a table or not. */
      lateBookings: z.array(z.strictObject({ expenseId: z.string(), amountCents: z.int(), valueDay: z.string(), recordedAt: z.string() })),
      nowPast: z.array(z.strictObject({ eventId: z.string(), title: z.string(), on: z.string() })),
    }),
  },
  failures: ['inquiryNotFound'],
  table: 'read',
});

const step = <const Id extends string, Body extends z.ZodType>(
  id: Id,
  name: string,
  title: string,
  roles: readonly Role[],
  body: Body,
  failures: readonly FailureCode[] = [],
) =>
  defineRoute({
    id,
    area: 'inquiries',
    method: 'POST',
    path: `/alliances/{allianceId}/inquiries/{inquiryId}/${name}`,
    title,
    access: { roles },
    request: { params: InquiryPath, body },
    ifMatch: true,
    success: { status: 200, body: InquiryView },
    failures: [...changed, 'inquiryStepNotAllowed', ...failures],
    table: 'write',
    emits: ['InquiryAdvanced', 'FiguresFrozen', 'AnswerIssued'],
  });
const nothing = z.strictObject({});

export const assignInquiry = step(
  'assignInquiry',
  'assignment',
  'Federführung zuweisen',
  drafters,
  z.strictObject({ leadUnit: text(160, 'Federführung') }),
);
export const startCollecting = step('startCollecting', 'collection', 'Abfrage der Ämter beginnen', drafters, nothing);
export const startDrafting = step('startDrafting', 'draft', 'Mit dem Entwurf beginnen', drafters, nothing);
export const freezeFigures = step('freezeFigures', 'freeze', 'Zahlen festhalten, wenn die Prüfung bestanden ist', drafters, nothing, [
  'releaseGateBlocked',
  'bodyTooLarge',
]);
export const reopenDraft = step(
  'reopenDraft',
  'reopening',
  'Zurück in den Entwurf geben',
  [...drafters, 'BUDGET_OFFICER', 'ANSWER_APPROVER'],
  z.strictObject({ reason: text(500, 'Grund') }),
);
export const coSignAnswer = step(
  'coSignAnswer',
  'co-signature',
  'Festgehaltene Zahlen prüfen und mitzeichnen',
  ['BUDGET_OFFICER', 'OFFICE_LEAD'],
  nothing,
  ['fourEyesViolated'],
);
export const approveAnswer = step('approveAnswer', 'approval', 'Antwort billigen', ['ANSWER_APPROVER'], nothing, ['fourEyesViolated']);
export const sendAnswer = step(
  'sendAnswer',
  'sending',
  'Antwort an den Landtag senden',
  drafters,
  z.strictObject({ answeredOn: day('Datum der Antwort') }),
);
export const issueAnswer = step(
  'issueAnswer',
  'issue',
  'Ausgabe als Drucksache festhalten; danach ist die Antwort unveränderlich',
  drafters,
  z.strictObject({ issuedOn: day('Ausgegeben am'), answerPaper: paperNumber('Drucksache der Antwort') }),
);

export const correctAnswer = defineRoute({
  id: 'correctAnswer',
  area: 'inquiries',
  method: 'POST',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/corrections',
  title: 'Berichtigung einer ausgegebenen Antwort beginnen',
  access: { roles: drafters },
  request: { params: InquiryPath, body: z.strictObject({ reason: text(500, 'Grund der Berichtigung') }) },
  success: { status: 201, body: InquiryView },
  failures: ['inquiryNotFound', 'inquiryStepNotAllowed'],
  table: 'write',
  emits: ['AnswerCorrectionOpened'],
});

export const getInquiryJournal = defineRoute({
  id: 'getInquiryJournal',
  area: 'inquiries',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiries/{inquiryId}/journal',
  title: 'Journal einer Anfrage',
  access: { roles: ['OFFICE_LEAD', 'ANSWER_APPROVER', 'AUDITOR'] },
  request: { params: InquiryPath },
  success: { status: 200, body: JournalView },
  failures: ['inquiryNotFound'],
  table: 'read',
});

export const getDeadlineCalendar = defineRoute({
  id: 'getDeadlineCalendar',
  area: 'inquiries',
  method: 'GET',
  path: '/alliances/{allianceId}/inquiry-deadlines.ics',
  title: 'Fristen der offenen Anfragen als Kalender (iCalendar, RFC 5545)',
  access: { roles: inHouse },
  request: { params: AlliancePath },
  success: { status: 200, contentTypes: ['text/calendar; charset=utf-8'] },
  failures: [],
  table: 'read',
});

export const inquiryRoutes = [
  listInquiries,
  openInquiry,
  getInquiry,
  editInquiry,
  extendInquiry,
  listAnswerParts,
  draftAnswerPart,
  listContributions,
  askOffice,
  contribute,
  confirmContribution,
  getFindings,
  acceptFindings,
  compareWithToday,
  assignInquiry,
  startCollecting,
  startDrafting,
  freezeFigures,
  reopenDraft,
  coSignAnswer,
  approveAnswer,
  sendAnswer,
  issueAnswer,
  correctAnswer,
  getInquiryJournal,
  getDeadlineCalendar,
] as const;
