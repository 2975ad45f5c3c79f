import { AnswerPart, Contribution } from '../domain/answer-part.ts';
import { Inquiry, InquiryPeople } from '../domain/inquiry.ts';
import type { Authorship, Change, JournalEntry, Versioned } from '../domain/journal.ts';
import { inquiryParent, PRIVATE, recordPartition } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table, Write } from './table.ts';
import { getItem } from './table.ts';

/** Inquiries, listed by the day they were received; a corrected answer is found under the one it corrects. */
export function inquiryStore(table: Table) {
  const records = recordStore(table, {
    type: 'INQUIRY',
    schema: Inquiry,
    notFound: 'inquiryNotFound',
    listOrder: ({ receivedOn }) => receivedOn,
    parent: (alliance, { corrects }) => (corrects === null ? undefined : inquiryParent(alliance, corrects.inquiryId)),
  });

  const peopleWrite = (alliance: string, id: string, people: InquiryPeople): Write => ({
    put: { item: { pk: recordPartition(alliance, 'INQUIRY', id), sk: PRIVATE, ...people } },
    refusal: 'recordChangedMeanwhile',
  });

  return {
    ...records,
    async peopleOf(alliance: string, id: string): Promise<InquiryPeople> {
      const item = await getItem(table, { pk: recordPartition(alliance, 'INQUIRY', id), sk: PRIVATE });
      return InquiryPeople.parse({ askers: item?.askers, signedBy: item?.signedBy ?? null });
    },
    open: (alliance: string, id: string, change: Change<Inquiry>, people: InquiryPeople, by: Authorship): Promise<JournalEntry<Inquiry>> =>
      records.create(alliance, id, change, by, [peopleWrite(alliance, id, people)]),
    edit: (
      alliance: string,
      read: Versioned<Inquiry>,
      expectedVersion: number,
      change: Change<Inquiry>,
      people: InquiryPeople,
      by: Authorship,
    ): Promise<JournalEntry<Inquiry>> =>
      records.update(alliance, read, expectedVersion, change, by, [peopleWrite(alliance, read.id, people)]),
    /** A correction takes the one mark that its original is corrected. @throws inquiryStepNotAllowed when another was first */
    openCorrection: (
      alliance: string,
      id: string,
      change: Change<Inquiry>,
      people: InquiryPeople,
      original: string,
      by: Authorship,
    ): Promise<JournalEntry<Inquiry>> =>
      records.create(alliance, id, change, by, [
        peopleWrite(alliance, id, people),
        {
          put: {
            item: { pk: recordPartition(alliance, 'INQUIRY', original), sk: 'CORRECTED', by: id },
            condition: 'attribute_not_exists(pk)',
          },
          refusal: 'inquiryStepNotAllowed',
        },
      ]),
    /** The answer that corrects this one, or null. */
    async correctionOf(alliance: string, id: string): Promise<string | null> {
      const item = await getItem(table, { pk: recordPartition(alliance, 'INQUIRY', id), sk: 'CORRECTED' });
      return item === undefined ? null : String(item.by);
    },
  };
}
export type InquiryStore = ReturnType<typeof inquiryStore>;

/** The answers to the units of an inquiry, one record each, so that two people can draft two questions at once. */
export const answerPartStore = (table: Table) =>
  recordStore(table, {
    type: 'PART',
    schema: AnswerPart,
    notFound: 'answerPartNotFound',
    listOrder: ({ unitId }) => unitId.padStart(4, '0'),
    parent: (alliance, { inquiryId }) => inquiryParent(alliance, inquiryId),
  });
export type AnswerPartStore = ReturnType<typeof answerPartStore>;

/** What offices were asked and what they answered, one record per inquiry, unit and office. */
export const contributionStore = (table: Table) =>
  recordStore(table, {
    type: 'CONTRIBUTION',
    schema: Contribution,
    notFound: 'contributionNotAsked',
    listOrder: ({ unitId, office }) => `${unitId.padStart(4, '0')}#${office}`,
    parent: (alliance, { inquiryId }) => inquiryParent(alliance, inquiryId),
  });
export type ContributionStore = ReturnType<typeof contributionStore>;
