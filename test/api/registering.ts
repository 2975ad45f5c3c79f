import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { registerParticipants, viewOwnRegistration, withdrawOwnRegistration } from '../../functions/registration/routes.ts';
import { getRegistrationOffer, listRegistrations, stateRegistrationOffer } from '../../functions/registrations/routes.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { anEvent, someDates } from '../support/builders.ts';
import type { Mailbox } from '../support/mailbox.ts';
import { openMailbox } from '../support/mailbox.ts';
import { anOffer, done } from './samples.ts';

/** A register with a public event, people who register for it, and the mails they get. */

export const editor = as('OFFICE_EDITOR');
const EVENT_DAY = '2026-06-20';

/** Set once the register is open. */
export let table: Table;
export let mailbox: Mailbox;

let hour = 0;
let now = 0;
export const setNow = (instant: string | number): void => {
  now = new Date(instant).getTime();
  setClock(new Date(now).toISOString());
};
/** Every test has an hour of its own, so that none meets the limits of another. */
export const nextHour = (): void => {
  hour += 1;
  setNow(Date.parse('2026-03-02T09:00:00Z') + hour * 3_600_000);
};

export async function openPublicRegister(): Promise<void> {
  table = await openRegisterOf2016();
  nextHour();
  mailbox = await openMailbox(table);
  await mailbox.deliver();
}
export async function closePublicRegister(): Promise<void> {
  setClock();
  await mailbox.stop();
}

export async function anEventTaking(more: Partial<typeof anOffer> = {}): Promise<string> {
  nextHour();
  const { id } = await done(registerAllianceEvent, editor, { body: anEvent({ dates: someDates(EVENT_DAY) }) });
  await done(stateRegistrationOffer, editor, { params: { eventId: id }, version: 0, body: { ...anOffer, ...more } });
  return id;
}

let people = 0;
const anAddress = (): string => {
  people += 1;
  return `person${people}@example.org`;
};
export const companion = (givenName: string | null = null, familyName: string | null = null) => ({ title: null, givenName, familyName });
export const aParty = (more: object = {}) => ({
  title: null,
  givenName: 'Amira',
  familyName: 'Köroğlu',
  email: anAddress(),
  organisation: null,
  function: null,
  companions: [] as object[],
  answers: [] as object[],
  needs: null,
  consents: [] as string[],
  noticeVersion: 1,
  ...more,
});

/** A moment after the one before: rank on the waiting list is the moment of registering. */
export const send = async (eventId: string, body: object, key?: string) => {
  setNow(now + 1);
  return await call(registerParticipants, null, { params: { eventId }, body, ...(key === undefined ? {} : { key }) });
};
export const linkIn = (text: string): string => /\/anmeldung#(\S+)/.exec(text)?.[1] ?? '';

/** Registers and reads the mail that follows. @throws Error when there is none */
export async function registered(eventId: string, more: object = {}) {
  const body = aParty(more);
  const { status, text } = await send(eventId, body);
  if (status !== 201) throw new Error(`not received: ${status} ${text}`);
  await mailbox.deliver();
  const [mail] = mailbox.to(body.email);
  if (!mail) throw new Error('no mail');
  return { email: body.email, mail, link: linkIn(mail.text), sent: body };
}

export const view = async (eventId: string, link: string) => await call(viewOwnRegistration, null, { params: { eventId }, body: { link } });
export const withdraw = async (eventId: string, link: string) =>
  await call(withdrawOwnRegistration, null, { params: { eventId }, body: { link } });
export const placesOf = async (eventId: string) => (await done(getRegistrationOffer, editor, { params: { eventId } })).places;
export const listOf = async (eventId: string) => (await done(listRegistrations, editor, { params: { eventId }, query: {} })).items;
