import { readFile } from 'node:fs/promises';
import { answerPartDrafted } from '../../events/answer-part-drafted.ts';
import { answerTakenOver } from '../../events/answer-taken-over.ts';
import { inquiryOpened } from '../../events/inquiry-opened.ts';
import { DraftAnswerPart, partId } from '../../shared/domain/answer-part.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { dueOn, usualRules } from '../../shared/domain/deadline.ts';
import type { InquiryPeople } from '../../shared/domain/inquiry.ts';
import { InquiryId, OpenInquiry, openInquiry, startDrafting, takeOverIssued } from '../../shared/domain/inquiry.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { answerStore } from '../../shared/store/answer-store.ts';
import { answerPartStore, inquiryStore } from '../../shared/store/inquiry-store.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ImportStep } from './import-steps.ts';
import { unlessThere } from './import-steps.ts';

type ReferenceInquiry = {
  readonly id: string;
  readonly inquiry: unknown;
  /** Null for the example that is still a draft. */
  readonly issued: {
    readonly answerPaper: string;
    readonly answeredOn: string;
    readonly issuedOn: string;
    readonly leadUnit: string;
    readonly signedBy: InquiryPeople['signedBy'];
  } | null;
  readonly parts: readonly (Record<string, unknown> & { readonly unitId: string })[];
};

export const readInquiries = async (): Promise<ReferenceInquiry[]> =>
  JSON.parse(await readFile(new URL('reference/inquiries.json', import.meta.url), 'utf8')) as ReferenceInquiry[];

/** Titles, labels and figures are the paper's; its sentences are not copied. */
const TAKEN_OVER =
  'Aus der Drucksache in das Register übernommen: Überschriften, Bezeichnungen und Zahlen wie gedruckt, Fragen und Texte in eigenen Worten. Maßgeblich ist der gedruckte Wortlaut.';

/** One inquiry with its parts, and, when it was issued, its figures frozen as the register composes them. Repeats change nothing. */
async function importInquiry(alliance: string, reference: ReferenceInquiry, table: Table, by: Authorship): Promise<void> {
  const [inquiries, parts, answers] = [inquiryStore(table), answerPartStore(table), answerStore(table, () => by.at)];
  const id = InquiryId.parse(reference.id);
  const acting = { subject: by.subject, at: by.at, today: berlinDayOf(by.at) };
  const given = OpenInquiry.parse(reference.inquiry);
  const { inquiry, people } = openInquiry(given, usualRules[given.kind]);
  // What was issued elsewhere went through hands that the register does not know; only the example is drafted here.
  const opened =
    reference.issued === null
      ? startDrafting({ ...inquiry, status: 'ASSIGNED' }, acting)
      : { ...inquiry, governmentPreamble: [TAKEN_OVER], status: 'DRAFT' as const };
  const event = inquiryOpened({
    questionPaper: inquiry.questionPaper,
    receivedOn: inquiry.receivedOn,
    forwardedOn: inquiry.forwardedOn,
    dueOn: dueOn(inquiry, inquiry.deadlineRule),
  });
  await inquiries
    .open(alliance, id, { state: opened, event }, { ...people, signedBy: reference.issued?.signedBy ?? null }, by)
    .catch(unlessThere);
  for (const { unitId, ...rest } of reference.parts) {
    const part = DraftAnswerPart.parse(rest);
    const drafted = answerPartDrafted({
      inquiryId: id,
      unitId,
      disposition: part.disposition,
      blocks: part.blocks.map((block) => block.id),
    });
    await parts
      .create(alliance, partId(id, unitId), { state: { inquiryId: id, unitId, ...part, drafters: [] }, event: drafted }, by)
      .catch(unlessThere);
  }
  const read = await inquiries.get(alliance, id);
  if (reference.issued === null || read.state.status === 'ISSUED') return;
  const { signedBy: _, ...paper } = reference.issued;
  const { document } = await answers.compose(alliance, read, by.at);
  const { writes, packHash } = answers.freezing(alliance, id, read.state.packVersion + 1, { ...document, status: 'FROZEN' });
  const state = takeOverIssued(read.state, paper, packHash, by.at);
  const taken = answerTakenOver({ questionPaper: state.questionPaper, answerPaper: paper.answerPaper, issuedOn: paper.issuedOn, packHash });
  await inquiries.update(alliance, read, read.version, { state, event: taken }, by, writes);
}

/** Every inquiry as one write, which repeats may finish. */
export const inquiryStep = async (alliance: string, table: Table, by: Authorship): Promise<ImportStep> => ({
  what: 'Anfragen',
  writes: (await readInquiries()).map((inquiry) => () => importInquiry(alliance, inquiry, table, by)),
});
