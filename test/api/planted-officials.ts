import { recordBody } from '../../functions/bodies/routes.ts';
import { bookExpense, certifyExpense, enterExpense, getExpense } from '../../functions/expenses/routes.ts';
import { editInquiry, getInquiry, openInquiry } from '../../functions/inquiries/routes.ts';
import { draftMinutes, inviteToMeeting, planMeeting, recordDecisions, recordPresence } from '../../functions/meetings/routes.ts';
import { recordPerson } from '../../functions/people/routes.ts';
import { aBody } from '../support/builders.ts';
import { aPlan, someone } from '../support/meetings.ts';
import { guests, type Planted, printed } from '../support/planted.ts';
import { done, editor } from './planted-register.ts';
import { anExpense, inquiry } from './samples.ts';

/** People whom the office names: in inquiries, invoices, meetings and as the address of a list. */

/** Records of those who were in a meeting and nowhere else. */
export const present: string[] = [];
export let meetingId = '';
export let expenseId = '';
export let inquiryId = '';

const nameOf = ({ title, givenName, familyName }: Planted): string => `${title} ${givenName} ${familyName}`;

async function asked([asker, signatory]: readonly Planted[]): Promise<void> {
  if (!asker || !signatory) throw new Error('nobody asks');
  const askers = [{ name: nameOf(asker), faction: asker.organisation }];
  inquiryId = (await done(openInquiry, editor, { body: { ...inquiry, questionPaper: '18/4711', askers } })).body.id;
  const signedBy = { name: nameOf(signatory), office: signatory.function, asDeputy: false };
  const body = { governmentPreamble: [], leadUnit: 'Probe', forwardedOn: '2018-05-02', signedBy };
  await done(editInquiry, editor, { params: { inquiryId }, version: 1, body });
}

async function paid({ givenName, familyName, organisation }: Planted, eventId: string): Promise<void> {
  const supplier = `${givenName} ${familyName}, ${organisation}`;
  const more = { supplier, invoiceReference: 'R-2018/1' };
  expenseId = (await done(enterExpense, editor, { body: anExpense(eventId, more) })).body.id;
  await done(enterExpense, editor, { body: anExpense(eventId, more) });
  const params = { expenseId };
  await done(certifyExpense, 'npa-certifier', { params, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } });
  const booking = { bookedOn: '2018-06-01', hvsReference: 'HVS-1', fiscalYear: null, budgetLine: null };
  await done(bookExpense, 'npa-budget-officer', { params, version: 2, body: booking });
}

async function met(bodyId: string): Promise<void> {
  for (const { title, givenName, familyName } of guests) {
    const body = { title, givenName, familyName, isPublicFunction: false, source: null };
    present.push((await done(recordPerson, editor, { body })).body.id);
  }
  meetingId = (await done(planMeeting, editor, { body: aPlan(bodyId) })).body.id;
  const params = { meetingId };
  await done(inviteToMeeting, editor, { params, version: 1, body: { invitedOn: '2021-01-02' } });
  const presence = present.map((personId, index) => someone(personId, { isChair: index === 0, function: 'Gast' }));
  await done(recordPresence, editor, { params, version: 2, body: { actualStart: '17:30', actualEnd: '19:00', presence } });
  await done(recordDecisions, editor, { params, version: 3, body: { decisions: [] } });
  await done(draftMinutes, editor, { params, version: 4, body: { datedOn: '2021-01-22', reopenedBecause: null, passages: [] } });
}

export async function officials(bodyId: string, eventId: string): Promise<void> {
  const [asker, signatory, supplier, listed] = printed;
  if (!asker || !signatory || !supplier || !listed) throw new Error('nobody is printed');
  await asked([asker, signatory]);
  await paid(supplier, eventId);
  await done(recordBody, editor, { body: { ...aBody(), reportAddress: listed.email } });
  await met(bodyId);
}

/** What the office reads of them. */
export const officialsShown = async (): Promise<string> =>
  [await done(getInquiry, editor, { params: { inquiryId } }), await done(getExpense, editor, { params: { expenseId } })]
    .map(({ text }) => text)
    .join('\n');
