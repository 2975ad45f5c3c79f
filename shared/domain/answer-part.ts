import * as z from 'zod';
import { AllianceEventId } from './alliance-event.ts';
import { dispositions } from './answer-document.ts';
import { FigureBlock } from './figure-block.ts';
import { InquiryId, refusalGrounds } from './inquiry.ts';
import { recordHead } from './journal.ts';
import { office } from './regions.ts';
import { text } from './text.ts';

/** What an office answers to one unit. Silence is not zero: an office without anything to report says so (Fehlanzeige). */
export const contributionStatusNames = {
  ASKED: 'gefragt',
  REMINDED: 'erinnert',
  CONTRIBUTED: 'beigetragen',
  NIL_RETURN: 'Fehlanzeige',
  CONFIRMED: 'bestätigt',
} as const;
export type ContributionStatus = keyof typeof contributionStatusNames;
export const contributionStatuses = Object.keys(contributionStatusNames) as [ContributionStatus, ...ContributionStatus[]];

const unitId = z
  .string()
  .regex(/^\d{1,3}[a-z]?$/, { error: 'Bitte nennen Sie die Frage, zum Beispiel 9 oder 6a.' })
  .meta({ title: 'Frage' });

const answered = {
  disposition: z.enum(dispositions).meta({ title: 'Umfang der Antwort' }),
  ground: z
    .enum(Object.keys(refusalGrounds) as [keyof typeof refusalGrounds, ...(keyof typeof refusalGrounds)[]])
    .nullable()
    .meta({ title: 'Grund' }),
  reasoning: text(4000, 'Begründung').nullable(),
  /** For "asked, not ours": the event kept in the register of what was asked about. */
  notOursEventId: AllianceEventId.nullable(),
  prose: z.array(text(6000, 'Absatz')).max(60),
  blocks: z.array(FigureBlock).max(20),
};

type Answered = { disposition: (typeof dispositions)[number]; ground: string | null; reasoning: string | null; blocks: FigureBlock[] };

/** Reasons must stand in the answer and cannot be supplied later. @see docs/sources.md#inquiries (StGH 7/13, 7/19) */
const assertReasoned = (ctx: z.core.ParsePayload<Answered>): void => {
  const { disposition, ground, reasoning, blocks } = ctx.value;
  const needsReasons = disposition === 'PARTIAL' || disposition === 'REFUSED';
  const fault = (path: string, message: string) => ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value });
  if (needsReasons && ground === null) fault('ground', 'Bitte wählen Sie den Grund, aus dem nicht vollständig geantwortet wird.');
  if (needsReasons && reasoning === null)
    fault('reasoning', 'Bitte begründen Sie für diesen Fall. Gründe können nicht nachgereicht werden.');
  if (!needsReasons && ground !== null) fault('ground', 'Ein Grund gehört nur zu einer teilweisen oder verweigerten Antwort.');
  if (new Set(blocks.map(({ id }) => id)).size !== blocks.length) fault('blocks', 'Eine Kennung kommt bei zwei Tabellen vor.');
};

export const DraftAnswerPart = z.strictObject(answered).check(assertReasoned);
export type DraftAnswerPart = z.output<typeof DraftAnswerPart>;

export const AnswerPart = z.strictObject({ inquiryId: InquiryId, unitId, ...answered, drafters: z.array(z.string()).max(100) });
export type AnswerPart = z.output<typeof AnswerPart>;
export const AnswerPartView = AnswerPart.extend(recordHead);

export const Contribution = z.strictObject({
  inquiryId: InquiryId,
  unitId,
  office,
  status: z.enum(contributionStatuses),
  text: text(6000, 'Beitrag').nullable(),
  askedAt: z.string(),
  remindedAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
});
export type Contribution = z.output<typeof Contribution>;
export const ContributionView = Contribution.extend(recordHead);

export const UnitId = unitId;
export const isAnswered = ({ status }: Contribution): boolean =>
  status === 'CONTRIBUTED' || status === 'NIL_RETURN' || status === 'CONFIRMED';

/** One record per inquiry and unit, and per inquiry, unit and office: the id says which. */
export const partId = (inquiryId: string, unit: string): string => `${inquiryId}-frage-${unit}`.slice(-80);
export const contributionId = (inquiryId: string, unit: string, officeId: string): string =>
  `${inquiryId}-${unit}-${officeId.toLowerCase()}`.slice(-80);
