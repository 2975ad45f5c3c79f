import { nameOn } from '../../shared/domain/alliance.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { oparlTime, oparlType, toSecond } from '../../shared/domain/oparl.ts';
import type { Answer } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { ListQuery } from './routes.ts';
import type { Shelf } from './shelf.ts';
import { addresses } from './shelf.ts';

export const oparlAnswer = (body: object): Answer =>
  file({
    contentType: 'application/json; charset=utf-8',
    content: JSON.stringify(body),
    headers: { 'cache-control': 'public, max-age=300' },
  });

/** Something that a list holds. */
export type Listed = {
  readonly id: string;
  readonly created: Instant;
  readonly modified: Instant;
  readonly isDeleted: boolean;
  readonly present: (isBrief: boolean) => object;
};

const LARGEST_PAGE = 100;

const isWithin = (at: Instant, since: Instant | undefined, until: Instant | undefined): boolean =>
  (since === undefined || toSecond(since) <= at) && (until === undefined || at <= until);

/** What is gone is told only to whoever asks for changes. @see OParl 1.1, section 2.5, filters */
const isAskedFor = ({ created, modified, isDeleted }: Listed, query: ListQuery): boolean =>
  (!isDeleted || query.modified_since !== undefined) &&
  isWithin(created, query.created_since, query.created_until) &&
  isWithin(modified, query.modified_since, query.modified_until);

/** One page, in the order in which things became public; the addresses of the other pages keep the filters. */
export function oparlPage(address: string, all: readonly Listed[], query: ListQuery): Answer {
  const asked = all
    .filter((one) => isAskedFor(one, query))
    .sort((a, b) => (a.created === b.created ? (a.id < b.id ? -1 : 1) : a.created < b.created ? -1 : 1));
  const limit = Math.min(query.limit ?? LARGEST_PAGE, LARGEST_PAGE);
  const current = query.page ?? 1;
  const pages = Math.max(1, Math.ceil(asked.length / limit));
  const addressOf = (page: number): string => {
    const { page: _page, limit: _limit, omit_internal, ...times } = query;
    const sent = new URLSearchParams();
    for (const [name, at] of Object.entries(times).sort()) if (at !== undefined) sent.set(name, oparlTime(at));
    if (limit !== LARGEST_PAGE) sent.set('limit', String(limit));
    if (omit_internal === 'true') sent.set('omit_internal', 'true');
    if (page > 1) sent.set('page', String(page));
    const text = sent.toString();
    return text === '' ? address : `${address}?${text}`;
  };
  return oparlAnswer({
    data: asked.slice((current - 1) * limit, current * limit).map(({ present }) => present(query.omit_internal === 'true')),
    pagination: { totalElements: asked.length, elementsPerPage: limit, currentPage: current, totalPages: pages },
    links: {
      first: addressOf(1),
      ...(current > 1 ? { prev: addressOf(Math.min(current - 1, pages)) } : {}),
      self: addressOf(current),
      ...(current < pages ? { next: addressOf(current + 1) } : {}),
      last: addressOf(pages),
    },
  });
}

/** The alliance as OParl's body: there as long as one of its bodies is public, and marked when none is any more. */
export function oparlBodyOf({ id, alliance, bodies }: Shelf, now: Instant): Listed {
  const own = addresses();
  const organizations = bodies.map(({ organization }) => organization);
  const instants = (name: 'created' | 'modified') => organizations.map((one) => one[name]).sort();
  const isDeleted = organizations.every(({ properties }) => properties === null);
  const created = instants('created')[0] ?? toSecond(alliance.changedAt);
  const since = isDeleted ? instants('modified') : [created, toSecond(alliance.changedAt)].sort();
  const modified = since.at(-1) ?? created;
  const head = { id: own.body(id), type: oparlType('Body'), created: oparlTime(created), modified: oparlTime(modified) };
  const whole = () => ({
    ...head,
    system: own.system,
    name: nameOn(alliance.state, berlinDayOf(now)),
    organization: own.list(id, 'organizations'),
    person: own.list(id, 'persons'),
    meeting: own.list(id, 'meetings'),
    paper: own.list(id, 'papers'),
    legislativeTerm: [],
    agendaItem: own.list(id, 'agenda-items'),
    consultation: own.list(id, 'consultations'),
    file: own.list(id, 'files'),
    locationList: own.list(id, 'locations'),
    legislativeTermList: own.list(id, 'legislative-terms'),
    membership: own.list(id, 'memberships'),
  });
  return { id: head.id, created, modified, isDeleted, present: () => (isDeleted ? { ...head, deleted: true } : whole()) };
}
