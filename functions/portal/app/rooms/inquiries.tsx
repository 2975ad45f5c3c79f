import { useState } from 'preact/hooks';
import { inquiryKindNames, inquiryStatusNames } from '../../../../shared/domain/inquiry.ts';
import { call, Problem, save } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Badge, Button, Filter, Link, LinkButton, Loading, optionsOf, P, Room, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { DeadlineWords, inquiryTones } from './inquiry-words.tsx';

type Listed = Success<'listInquiries'>['items'][number];

/** Grows page by page; another status begins a new list. */
function useInquiries(alliance: string, status: string | undefined) {
  const [later, setLater] = useState<{ status: string | undefined; items: readonly Listed[]; next: string | null }>();
  const query = { ...(status ? { status: status as Listed['status'] } : {}) };
  const first = useLoaded(status ?? '', () => call('listInquiries', alliance, { query }));
  const added = later?.status === status ? later : undefined;
  const next = added ? added.next : (first.data?.cursor ?? null);
  const more = async (cursor: string) => {
    const page = await call('listInquiries', alliance, { query: { ...query, cursor } });
    setLater({ status, items: [...(added?.items ?? []), ...page.items], next: page.cursor });
  };
  const items = first.data && [...first.data.items, ...(added?.items ?? [])];
  return { ...first, items, more: next === null ? undefined : () => void more(next).catch(first.reload) };
}

function Calendar({ alliance }: { alliance: string }) {
  const [problem, setProblem] = useState<Problem>();
  const fetchIt = () =>
    save('getDeadlineCalendar', alliance, {}, 'fristen.ics').then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' })),
    );
  return (
    <>
      <Button onClick={() => void fetchIt()}>Fristen als Kalender</Button>
      {problem && <Trouble problem={problem} />}
    </>
  );
}

export default function InquiriesRoom({ query }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const { items, problem, loading, more } = useInquiries(alliance, query.status);
  const inHouse = may(desk, 'listContributions');
  return (
    <Room
      title="Anfragen"
      lead={inHouse ? 'Anfragen aus dem Landtag mit ihrer Frist, die jüngste zuerst' : 'Ausgegebene Antworten auf Anfragen aus dem Landtag'}
      actions={
        <>
          {may(desk, 'getDeadlineCalendar') && <Calendar alliance={alliance} />}
          {may(desk, 'openInquiry') && (
            <LinkButton kind="primary" href={hrefOf(alliance, 'anfragen/neu')}>
              Anfrage aufnehmen
            </LinkButton>
          )}
        </>
      }
    >
      {inHouse && (
        <search class="filters">
          <Filter
            label="Stand"
            value={query.status}
            all="alle"
            options={optionsOf(inquiryStatusNames)}
            onChange={(status) => go(hrefOf(alliance, 'anfragen', { status }))}
          />
        </search>
      )}
      {problem && <Trouble problem={problem} />}
      {!items && !problem && <Loading />}
      {items && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <p class="kern-body count" role="status">
            {count(items.length, 'Anfrage', 'Anfragen')}
            {more === undefined ? '' : ' bisher geladen'}
          </p>
          {items.length === 0 ? (
            <P>Zu diesen Angaben gibt es keine Anfrage.</P>
          ) : (
            <Table<Listed>
              caption="Anfragen, die jüngste zuerst"
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                { title: 'Drucksache', nowrap: true, cell: ({ questionPaper }) => questionPaper },
                { title: 'Titel', heads: true, cell: ({ id, title }) => <Link href={hrefOf(alliance, `anfragen/${id}`)}>{title}</Link> },
                { title: 'Art', cell: ({ kind }) => inquiryKindNames[kind] },
                { title: 'Antwort', nowrap: true, cell: ({ answerPaper }) => answerPaper ?? '–' },
                {
                  title: 'Stand',
                  nowrap: true,
                  cell: ({ status }) => <Badge tone={inquiryTones[status]}>{inquiryStatusNames[status]}</Badge>,
                },
                { title: 'Frist', cell: (inquiry) => <DeadlineWords {...inquiry} /> },
              ]}
            />
          )}
          {more && (
            <div class="more-rows">
              <Button onClick={more}>Weitere laden</Button>
            </div>
          )}
        </div>
      )}
    </Room>
  );
}
