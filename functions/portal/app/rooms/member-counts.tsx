import type { BodyKind } from '../../../../shared/domain/alliance-body.ts';
import { bodyKindNames } from '../../../../shared/domain/alliance-body.ts';
import { countRuleNames } from '../../../../shared/domain/member-count.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Query, Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Filter, Link, LinkButton, optionsOf, P, Room, Section, Table } from '../ui.tsx';
import { thousands } from '../words.ts';
import { Waiting } from './body-frame.tsx';
import { type Body, bodiesOf, bodyHref, bodyNameOn, inOrder } from './body-words.tsx';

type MemberCount = Success<'countMembers'>;
type Rule = MemberCount['rule'];
const rules = Object.keys(countRuleNames) as Rule[];

const headings = {
  SEATS: 'Sitze',
  HOLDERS_AT_START: 'Zu Beginn',
  WITH_SUCCESSORS: 'mit Nachfolge',
  WITH_DEPUTIES: 'mit Stellvertretung',
  ADVISERS: 'Weitere',
} as const satisfies Record<Rule, string>;

function ByRule({ counts }: { counts: readonly MemberCount[] }) {
  const sides = counts.some(({ bySide }) => bySide.INTERNAL + bySide.EXTERNAL > 0);
  const side = (title: string, of: (one: MemberCount) => number) => ({
    title,
    numeric: true,
    cell: (one: MemberCount) => (one.bySide.INTERNAL + one.bySide.EXTERNAL === 0 ? '–' : thousands(of(one))),
  });
  return (
    <Table<MemberCount>
      caption="Anzahl nach jeder Regel"
      rows={counts}
      keyOf={({ rule }) => rule}
      columns={[
        { title: 'Gezählt werden', heads: true, cell: ({ rule }) => countRuleNames[rule] },
        { title: 'Anzahl', numeric: true, cell: ({ count }) => <strong>{thousands(count)}</strong> },
        ...(sides ? [side('innen', ({ bySide }) => bySide.INTERNAL), side('außen', ({ bySide }) => bySide.EXTERNAL)] : []),
      ]}
    />
  );
}

function ByBody({ counts, bodies }: { counts: readonly MemberCount[]; bodies: readonly Body[] }) {
  const { alliance } = useDesk();
  const of = (rule: Rule, bodyId: string) =>
    counts.find((one) => one.rule === rule)?.bodies.find((one) => one.bodyId === bodyId)?.count ?? 0;
  const counted = bodies.filter(({ id }) => rules.some((rule) => of(rule, id) > 0));
  if (counted.length === 0) return <P>Für diese Auswahl ist noch keine Besetzung aufgenommen.</P>;
  return (
    <Table<Body>
      caption="Anzahl je Gremium nach jeder Regel"
      rows={counted}
      keyOf={({ id }) => id}
      columns={[
        { title: 'Gremium', heads: true, cell: (body) => <Link href={bodyHref(alliance, body.id)}>{bodyNameOn(body)}</Link> },
        ...rules.map((rule) => ({ title: headings[rule], numeric: true, cell: (body: Body) => thousands(of(rule, body.id)) })),
      ]}
    />
  );
}

/** All rules side by side, so that nobody quotes a number without the one it was counted by. */
export default function MemberCountsRoom({ query }: RoomProps) {
  const { alliance } = useDesk();
  const kind = (query.art || undefined) as BodyKind | undefined;
  const { data, problem } = useLoaded(query.art ?? '', async () => {
    const asked: Pick<Query<'countMembers'>, 'kind'> = kind === undefined ? {} : { kind };
    const [bodies, ...counts] = await Promise.all([
      bodiesOf(alliance),
      ...rules.map((rule) => call('countMembers', alliance, { query: { ...asked, rule } })),
    ]);
    return { bodies: inOrder(bodies).filter((body) => kind === undefined || body.kind === kind), counts };
  });
  return (
    <Room
      title="Mitglieder zählen"
      lead="Wie viele es sind, hängt davon ab, was gezählt wird. Nennen Sie mit der Zahl immer die Regel."
      actions={
        <LinkButton kind="tertiary" href={bodyHref(alliance)}>
          Zu den Gremien
        </LinkButton>
      }
    >
      <search class="filters">
        <Filter
          label="Art"
          value={query.art}
          all="alle Gremien"
          options={optionsOf(bodyKindNames)}
          onChange={(art) => go(hrefOf(alliance, 'gremien/zaehlung', { art }))}
        />
      </search>
      {data ? (
        <>
          <ByRule counts={data.counts} />
          <Section title="Je Gremium">
            <P muted>Wer in zwei Gremien sitzt, zählt in beiden. Die Spalten ergeben deshalb nicht die Anzahl oben.</P>
            <ByBody counts={data.counts} bodies={data.bodies} />
          </Section>
        </>
      ) : (
        <Waiting problem={problem} />
      )}
    </Room>
  );
}
