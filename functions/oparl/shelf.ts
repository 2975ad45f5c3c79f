import type { Alliance } from '../../shared/domain/alliance.ts';
import type { AllianceBody } from '../../shared/domain/alliance-body.ts';
import type { Day, Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { JournalEntry, Versioned } from '../../shared/domain/journal.ts';
import type { Meeting } from '../../shared/domain/meeting.ts';
import type { OparlAddresses, OparlList, Published } from '../../shared/domain/oparl.ts';
import { inquiryPapersOf, meetingOf, oparlAddresses, organizationOf } from '../../shared/domain/oparl.ts';
import { settings } from '../../shared/platform/settings.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { OparlDeps } from './deps.ts';

export const addresses = (): OparlAddresses => oparlAddresses(settings.publicAddress());

/** Lives remembered at once; beyond this all are read anew, so that a function's memory stays bounded. */
const MOST_REMEMBERED = 5000;

async function remembered(
  lives: OparlDeps['lives'],
  key: string,
  read: () => Promise<readonly Published[]>,
): Promise<readonly Published[]> {
  const known = lives.get(key);
  if (known) return known;
  const found = await read();
  if (lives.size >= MOST_REMEMBERED) lives.clear();
  lives.set(key, found);
  return found;
}

const bodyJournal = async ({ bodies }: OparlDeps, alliance: string, id: string) =>
  (await bodies.journalOf(alliance, id)) as JournalEntry<AllianceBody>[];
const meetingJournal = async ({ meetings }: OparlDeps, alliance: string, id: string) =>
  (await meetings.journalOf(alliance, id)) as JournalEntry<Meeting>[];

/** Bodies that are or were public, each with what outsiders saw of it. */
type PublicBody = { readonly body: Versioned<AllianceBody>; readonly organization: Published };

export type Shelf = {
  readonly id: string;
  readonly alliance: Versioned<Alliance>;
  readonly bodies: readonly PublicBody[];
};

/** @returns undefined when nothing of the alliance was ever public: it answers like one that does not exist */
export async function findShelf(deps: OparlDeps, id: string, now: Instant): Promise<Shelf | undefined> {
  const [alliance, everyBody] = await Promise.all([deps.alliances.find(id, id), deps.bodies.all(id)]);
  if (!alliance) return undefined;
  const today: Day = berlinDayOf(now);
  const found = await Promise.all(
    everyBody.map(async (body) => {
      const [organization] = await remembered(deps.lives, `${id}|${body.id}@${body.version}|${today}`, async () =>
        organizationOf(id, body.id, await bodyJournal(deps, id, body.id), today, addresses()),
      );
      return organization ? [{ body, organization }] : [];
    }),
  );
  const bodies = found.flat();
  return bodies.length === 0 ? undefined : { id, alliance, bodies };
}

/** @throws allianceNotFound */
export async function shelfOf(deps: OparlDeps, id: string, now: Instant): Promise<Shelf> {
  const shelf = await findShelf(deps, id, now);
  if (!shelf) throw new Failure('allianceNotFound');
  return shelf;
}

const meetingLives = (deps: OparlDeps, { id: alliance }: Shelf, { body }: PublicBody, meeting: Versioned<Meeting>) =>
  remembered(deps.lives, `${alliance}|${body.id}@${body.version}|${meeting.id}@${meeting.version}`, async () => {
    const [ofBody, own] = await Promise.all([bodyJournal(deps, alliance, body.id), meetingJournal(deps, alliance, meeting.id)]);
    return meetingOf(alliance, meeting.id, ofBody, own, addresses());
  });

/** Meetings of these bodies with agenda, papers and places. */
export async function meetingsIn(deps: OparlDeps, shelf: Shelf, bodies: readonly PublicBody[]): Promise<Published[]> {
  const lives = await Promise.all(
    bodies.map(async (one) => {
      const held = await deps.meetings.all(shelf.id, bodyParent(shelf.id, one.body.id));
      return await Promise.all(held.map((meeting) => meetingLives(deps, shelf, one, meeting)));
    }),
  );
  return lives.flat(2);
}

/** Everything of an alliance that is or was public; of bodies alone nothing else has to be read. */
export async function publishedOf(deps: OparlDeps, shelf: Shelf, wanted: OparlList): Promise<Published[]> {
  if (wanted === 'organizations') return shelf.bodies.map(({ organization }) => organization);
  const [ofMeetings, inquiries] = await Promise.all([meetingsIn(deps, shelf, shelf.bodies), deps.inquiries.all(shelf.id)]);
  const papers = inquiries.flatMap((inquiry) => inquiryPapersOf(shelf.id, inquiry, addresses()));
  return [...shelf.bodies.map(({ organization }) => organization), ...ofMeetings, ...papers];
}
