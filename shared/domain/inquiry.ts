import * as z from 'zod';
import type { Actor, Role } from './access.ts';
import { AlliancePath } from './alliance.ts';
import type { dispositions } from './answer-document.ts';
import type { Day, Instant } from './calendar.ts';
import { day, formatDay } from './calendar.ts';
import { DeadlineRule, ExtensionNotice } from './deadline.ts';
import { at, Failure } from './failures.ts';
import { recordHead } from './journal.ts';
import { recordId, text } from './text.ts';

export const InquiryId = recordId<'InquiryId'>('Anfrage');
export type InquiryId = z.output<typeof InquiryId>;
export const InquiryPath = AlliancePath.extend({ inquiryId: InquiryId });

/** They work on the answer and read it from the first draft on. */
export const inHouse = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'BUDGET_OFFICER', 'AUTHORISER', 'ANSWER_APPROVER'] as const satisfies Role[];
/** They read what was issued. */
export const issuedOnly = ['AUDITOR', 'PARLIAMENT_READER'] as const satisfies Role[];
export const inquiryReaders = [...inHouse, 'REGIONAL_EDITOR', 'REGIONAL_COMMISSIONER', ...issuedOnly] as const satisfies Role[];

/** Whoever was let in to read issued answers sees no draft, unless another role of theirs works on it. */
export const maySee = ({ role, roles }: Pick<Actor, 'role' | 'roles'>, { status }: { readonly status: string }): boolean =>
  status === 'ISSUED' || !issuedOnly.some((one) => one === role) || inHouse.some((one) => roles.includes(one));

/** Kinds of parliamentary inquiry. @see docs/sources.md#inquiries (rules of procedure of the Landtag §§ 45 to 48) */
export const inquiryKindNames = {
  MINOR_WRITTEN: 'Kleine Anfrage zur schriftlichen Beantwortung',
  MINOR_WRITTEN_SHORT: 'Kleine Anfrage zur kurzfristigen schriftlichen Beantwortung',
  MINOR_ORAL: 'Kleine Anfrage für die Fragestunde',
  MAJOR: 'Große Anfrage',
  URGENT: 'Dringliche Anfrage',
} as const;
export type InquiryKind = keyof typeof inquiryKindNames;
export const inquiryKinds = Object.keys(inquiryKindNames) as [InquiryKind, ...InquiryKind[]];

export const inquiryStatusNames = {
  RECEIVED: 'eingegangen',
  ASSIGNED: 'zugewiesen',
  COLLECTING: 'Abfrage läuft',
  DRAFT: 'Entwurf',
  FIGURES_FROZEN: 'Zahlen festgehalten',
  CO_SIGNED: 'mitgezeichnet',
  APPROVED: 'gebilligt',
  SENT: 'versandt',
  ISSUED: 'ausgegeben',
} as const;
export type InquiryStatus = keyof typeof inquiryStatusNames;
export const inquiryStatuses = Object.keys(inquiryStatusNames) as [InquiryStatus, ...InquiryStatus[]];

/** Number of a printed paper of the Landtag: legislative term and serial, "17/7349". Question and answer have one each. */
export const paperNumber = (title: string) =>
  z
    .string()
    .regex(/^\d{1,2}\/\d{1,6}$/, { error: 'Bitte geben Sie die Drucksachennummer als Wahlperiode/Nummer an, zum Beispiel 17/7349.' })
    .meta({ title });

const longText = text(6000, 'Text');

/** A question as it was asked, verbatim, and its parts if it has any. */
export const Question = z.strictObject({
  no: z.int().min(1).max(200).meta({ title: 'Nummer' }),
  text: longText,
  parts: z.array(z.strictObject({ letter: z.string().regex(/^[a-z]$/), text: longText })).max(20),
});
export type Question = z.output<typeof Question>;

const asked = {
  kind: z.enum(inquiryKinds).meta({ title: 'Art' }),
  term: z.int().min(1).max(99).meta({ title: 'Wahlperiode' }),
  title: text(300, 'Titel'),
  questionPaper: paperNumber('Drucksache der Anfrage'),
  receivedOn: day('Eingegangen am'),
  forwardedOn: day('Übersandt am').nullable(),
  questions: z.array(Question).min(1, { error: 'Bitte geben Sie mindestens eine Frage an.' }).max(60),
  /** Verbatim and read-only from the start. */
  askersPreamble: z.array(longText).max(40),
  deadlineRule: DeadlineRule,
};

/** People in their public function, as the paper prints them; kept apart from the journal like every name. */
export const InquiryPeople = z.strictObject({
  askers: z
    .array(z.strictObject({ name: text(120, 'Name'), faction: text(60, 'Fraktion') }))
    .min(1)
    .max(150),
  signedBy: z.strictObject({ name: text(120, 'Name'), office: text(160, 'Amt'), asDeputy: z.boolean() }).nullable(),
});
export type InquiryPeople = z.output<typeof InquiryPeople>;

const Step = z.strictObject({ subject: z.string(), at: z.string() });
type Step = z.output<typeof Step>;
export const stepNames = ['assigned', 'collecting', 'drafting', 'frozen', 'coSigned', 'approved', 'sent', 'issued'] as const;
export type StepName = (typeof stepNames)[number];

/** A finding of the release gate that someone takes responsibility for. `amountCents` names a difference to the cent. */
export const AcceptedFinding = z.strictObject({
  rule: z.string(),
  place: z.string(),
  reason: text(500, 'Begründung'),
  amountCents: z.int().nullable(),
  by: Step,
});
export type AcceptedFinding = z.output<typeof AcceptedFinding>;

export const Inquiry = z.strictObject({
  ...asked,
  answerPaper: paperNumber('Drucksache der Antwort').nullable(),
  leadUnit: text(160, 'Federführung').nullable(),
  governmentPreamble: z.array(longText).max(40),
  answeredOn: day('Beantwortet am').nullable(),
  issuedOn: day('Ausgegeben am').nullable(),
  extensions: z.array(ExtensionNotice).max(10),
  status: z.enum(inquiryStatuses),
  steps: z.strictObject(
    Object.fromEntries(stepNames.map((name) => [name, Step.nullable()])) as Record<StepName, z.ZodNullable<typeof Step>>,
  ),
  /** Everyone who wrote on the answer's frame; the parts remember their own. None of them approves it. */
  drafters: z.array(z.string()).max(100),
  acceptedFindings: z.array(AcceptedFinding).max(200),
  /** Hash of the evidence pack in force and how often figures were frozen. */
  packHash: z.string().nullable(),
  packVersion: z.int().min(0),
  frozenAt: z.string().nullable(),
  corrects: z.strictObject({ inquiryId: InquiryId, reason: text(500, 'Grund der Berichtigung') }).nullable(),
});
export type Inquiry = z.output<typeof Inquiry>;
export const InquiryView = Inquiry.extend(recordHead);

const distinctUnits = (ctx: z.core.ParsePayload<{ questions: Question[] }>): void => {
  const ids = ctx.value.questions.flatMap(unitIdsOf);
  if (new Set(ids).size !== ids.length)
    ctx.issues.push({
      code: 'custom',
      path: ['questions'],
      message: 'Eine Fragenummer oder ein Buchstabe kommt doppelt vor.',
      input: ctx.value,
    });
};

export const OpenInquiry = z
  .strictObject({
    ...asked,
    deadlineRule: DeadlineRule.nullable().meta({ description: 'Ohne Angabe: die übliche Frist der Art' }),
    askers: InquiryPeople.shape.askers,
  })
  .check(distinctUnits);
export type OpenInquiry = z.output<typeof OpenInquiry>;

/** What may still change while the answer is drafted. */
export const EditInquiry = z.strictObject({
  governmentPreamble: Inquiry.shape.governmentPreamble,
  leadUnit: Inquiry.shape.leadUnit,
  forwardedOn: asked.forwardedOn,
  signedBy: InquiryPeople.shape.signedBy,
});
export type EditInquiry = z.output<typeof EditInquiry>;

/** "6a" for part a of question 6, "7" for a question without parts: the eleven answerable units of 17/7349. */
export const unitIdsOf = ({ no, parts }: Question): string[] =>
  parts.length === 0 ? [String(no)] : parts.map(({ letter }) => `${no}${letter}`);

export type Unit = {
  readonly id: string;
  readonly no: number;
  readonly letter: string | null;
  readonly leadIn: string | null;
  readonly question: string;
};
export const unitsOf = (questions: readonly Question[]): Unit[] =>
  questions.flatMap(({ no, text: asked, parts }): Unit[] =>
    parts.length === 0
      ? [{ id: String(no), no, letter: null, leadIn: null, question: asked }]
      : parts.map(({ letter, text: part }, index) => ({
          id: `${no}${letter}`,
          no,
          letter,
          leadIn: index === 0 ? asked : null,
          question: part,
        })),
  );

export const openInquiry = (input: OpenInquiry, usual: DeadlineRule): { inquiry: Inquiry; people: InquiryPeople } => {
  const { askers, deadlineRule, ...rest } = input;
  const noStep = Object.fromEntries(stepNames.map((name) => [name, null])) as Inquiry['steps'];
  return {
    inquiry: {
      ...rest,
      deadlineRule: deadlineRule ?? usual,
      answerPaper: null,
      leadUnit: null,
      governmentPreamble: [],
      answeredOn: null,
      issuedOn: null,
      extensions: [],
      status: 'RECEIVED',
      steps: noStep,
      drafters: [],
      acceptedFindings: [],
      packHash: null,
      packVersion: 0,
      frozenAt: null,
      corrects: null,
    },
    people: { askers, signedBy: null },
  };
};

export type Acting = { readonly subject: string; readonly at: Instant; readonly today: Day };
const sign = ({ subject, at: instant }: Acting): Step => ({ subject, at: instant });

const isIssued = (inquiry: Inquiry) => inquiry.status === 'ISSUED';
const FROZEN: readonly InquiryStatus[] = ['FIGURES_FROZEN', 'CO_SIGNED', 'APPROVED', 'SENT'];

/** @throws answerIssued, answerFrozen: from freezing on the answer renders from its pack alone */
export function assertDraftable(inquiry: Inquiry): void {
  if (isIssued(inquiry)) throw new Failure('answerIssued', { detail: 'Was ausgegeben ist, bleibt. Bitte legen Sie eine Berichtigung an.' });
  if (FROZEN.includes(inquiry.status))
    throw new Failure('answerFrozen', {
      detail: 'Bitte geben Sie die Antwort mit Begründung zurück in den Entwurf, bevor Sie sie ändern.',
    });
}

const from = (inquiry: Inquiry, ...allowed: InquiryStatus[]): void => {
  if (isIssued(inquiry)) throw new Failure('answerIssued', { detail: 'Was ausgegeben ist, bleibt. Bitte legen Sie eine Berichtigung an.' });
  if (!allowed.includes(inquiry.status)) {
    throw new Failure('inquiryStepNotAllowed', {
      detail: `Der Schritt folgt auf „${allowed.map((status) => inquiryStatusNames[status]).join('“ oder „')}“; die Anfrage ist „${inquiryStatusNames[inquiry.status]}“.`,
    });
  }
};

const other = (by: Acting, step: Step | null, sentence: string): void => {
  if (step?.subject === by.subject) throw new Failure('fourEyesViolated', { detail: sentence });
};

const drafter = (inquiry: Inquiry, by: Acting): string[] => [...new Set([...inquiry.drafters, by.subject])];

export function editInquiry(inquiry: Inquiry, { signedBy: _, ...input }: EditInquiry, by: Acting): Inquiry {
  assertDraftable(inquiry);
  return { ...inquiry, ...input, drafters: drafter(inquiry, by) };
}

export function assign(inquiry: Inquiry, leadUnit: string, by: Acting): Inquiry {
  from(inquiry, 'RECEIVED');
  return { ...inquiry, status: 'ASSIGNED', leadUnit, steps: { ...inquiry.steps, assigned: sign(by) } };
}

export function startCollecting(inquiry: Inquiry, by: Acting): Inquiry {
  from(inquiry, 'ASSIGNED');
  return { ...inquiry, status: 'COLLECTING', steps: { ...inquiry.steps, collecting: sign(by) } };
}

export function startDrafting(inquiry: Inquiry, by: Acting): Inquiry {
  from(inquiry, 'ASSIGNED', 'COLLECTING');
  return { ...inquiry, status: 'DRAFT', steps: { ...inquiry.steps, drafting: sign(by) } };
}

/** Figures are held for ever under their hash; the gate was passed before. */
export function freeze(inquiry: Inquiry, packHash: string, by: Acting): Inquiry {
  from(inquiry, 'DRAFT');
  return {
    ...inquiry,
    status: 'FIGURES_FROZEN',
    packHash,
    packVersion: inquiry.packVersion + 1,
    frozenAt: by.at,
    steps: { ...inquiry.steps, frozen: sign(by), coSigned: null, approved: null },
  };
}

/** Back into the draft before anyone approved; the earlier pack stays stored. */
export function reopen(inquiry: Inquiry, by: Acting): Inquiry {
  from(inquiry, 'FIGURES_FROZEN', 'CO_SIGNED');
  return {
    ...inquiry,
    status: 'DRAFT',
    packHash: null,
    frozenAt: null,
    steps: { ...inquiry.steps, drafting: sign(by), frozen: null, coSigned: null, approved: null },
  };
}

/** Checks the frozen figures. @throws fourEyesViolated for whoever froze them */
export function coSign(inquiry: Inquiry, by: Acting): Inquiry {
  from(inquiry, 'FIGURES_FROZEN');
  other(by, inquiry.steps.frozen, 'Sie haben die Zahlen festgehalten. Bitte lassen Sie sie von einer anderen Person prüfen.');
  return { ...inquiry, status: 'CO_SIGNED', steps: { ...inquiry.steps, coSigned: sign(by) } };
}

/**
 * @param partDrafters subjects who wrote on the parts
 * @throws fourEyesViolated for whoever wrote on the draft or froze the figures
 */
export function approve(inquiry: Inquiry, partDrafters: readonly string[], by: Acting): Inquiry {
  from(inquiry, 'CO_SIGNED');
  other(by, inquiry.steps.frozen, 'Sie haben die Zahlen festgehalten. Bitte lassen Sie die Antwort von einer anderen Person billigen.');
  if ([...inquiry.drafters, ...partDrafters].includes(by.subject))
    throw new Failure('fourEyesViolated', {
      detail: 'Sie haben am Entwurf mitgeschrieben. Bitte lassen Sie die Antwort von einer anderen Person billigen.',
    });
  return { ...inquiry, status: 'APPROVED', steps: { ...inquiry.steps, approved: sign(by) } };
}

export function send(inquiry: Inquiry, answeredOn: Day, by: Acting): Inquiry {
  from(inquiry, 'APPROVED');
  if (answeredOn > by.today) throw at('requestInvalid', '/answeredOn', `Bitte geben Sie einen Tag bis heute (${formatDay(by.today)}) an.`);
  if (answeredOn < inquiry.receivedOn) throw at('requestInvalid', '/answeredOn', 'Die Antwort kann nicht vor dem Eingang liegen.');
  return { ...inquiry, status: 'SENT', answeredOn, steps: { ...inquiry.steps, sent: sign(by) } };
}

export function issue(inquiry: Inquiry, { issuedOn, answerPaper }: { issuedOn: Day; answerPaper: string }, by: Acting): Inquiry {
  from(inquiry, 'SENT');
  if (issuedOn > by.today) throw at('requestInvalid', '/issuedOn', `Bitte geben Sie einen Tag bis heute (${formatDay(by.today)}) an.`);
  if (answerPaper === inquiry.questionPaper)
    throw at(
      'requestInvalid',
      '/answerPaper',
      'Anfrage und Antwort haben verschiedene Nummern. Bitte prüfen Sie die Drucksache der Antwort.',
    );
  return { ...inquiry, status: 'ISSUED', issuedOn, answerPaper, steps: { ...inquiry.steps, issued: sign(by) } };
}

/** An answer issued before the register began: its steps happened elsewhere, by people the register does not know. */
export const takeOverIssued = (
  inquiry: Inquiry,
  paper: { answerPaper: string; answeredOn: Day; issuedOn: Day; leadUnit: string },
  packHash: string,
  at: Instant,
): Inquiry => ({
  ...inquiry,
  ...paper,
  status: 'ISSUED',
  packHash,
  packVersion: inquiry.packVersion + 1,
  frozenAt: at,
});

export function extend(inquiry: Inquiry, notice: ExtensionNotice): Inquiry {
  if (isIssued(inquiry)) throw new Failure('answerIssued');
  return { ...inquiry, extensions: [...inquiry.extensions, notice] };
}

/** A new answer that names the issued one; the issued one stays as it is. @throws inquiryStepNotAllowed for what is not issued */
export function correctAnswer(issued: Inquiry, id: InquiryId, reason: string, by: Acting): Inquiry {
  if (!isIssued(issued))
    throw new Failure('inquiryStepNotAllowed', { detail: 'Berichtigt wird, was ausgegeben ist. Einen Entwurf können Sie ändern.' });
  return {
    ...issued,
    status: 'DRAFT',
    answerPaper: null,
    answeredOn: null,
    issuedOn: null,
    steps: { ...issued.steps, drafting: sign(by), frozen: null, coSigned: null, approved: null, sent: null, issued: null },
    drafters: [by.subject],
    acceptedFindings: [],
    packHash: null,
    packVersion: 0,
    frozenAt: null,
    corrects: { inquiryId: id, reason },
  };
}

export function acceptFindings(inquiry: Inquiry, accepted: readonly AcceptedFinding[]): Inquiry {
  assertDraftable(inquiry);
  const isReplaced = ({ rule, place }: AcceptedFinding) => accepted.some((one) => one.rule === rule && one.place === place);
  return { ...inquiry, acceptedFindings: [...inquiry.acceptedFindings.filter((one) => !isReplaced(one)), ...accepted] };
}

/** The answer to one unit: prose, and figure blocks that hold stored queries. */
export const refusalGrounds = {
  CORE_RESPONSIBILITY: 'Kernbereich der Regierung (Art. 24 Abs. 3 der Verfassung)',
  THIRD_PARTY: 'schutzwürdige Interessen Dritter (Art. 24 Abs. 3 der Verfassung)',
  STATE_WELFARE: 'Wohl des Landes oder des Bundes',
} as const;

export const dispositionNames = {
  FULL: 'vollständig',
  PARTIAL: 'teilweise',
  REFUSED: 'verweigert',
  NOT_OURS: 'nicht das Bündnis betreffend',
} as const satisfies Record<(typeof dispositions)[number], string>;
