import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { PaperSection } from '../../../../shared/domain/municipal-paper.ts';
import { paperSectionNames } from '../../../../shared/domain/municipal-paper.ts';
import { call } from '../api.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Badge, Link, P, Section, Table } from '../ui.tsx';
import { count } from '../words.ts';
import { bodyHref } from './body-words.tsx';
import { meetingHref } from './meeting-words.tsx';
import { type Paper, paperHref, routeOutcomeInWords, routeRoleNames } from './paper-words.tsx';

type Station = Paper['route'][number] & { readonly place: number };

const Where = ({ label, bodyId, recipients }: Station) => {
  const desk = useDesk();
  const isOpen = bodyId !== null && may(desk, 'getBody');
  return (
    <>
      {isOpen ? <Link href={bodyHref(desk.alliance, bodyId)}>{label}</Link> : label}
      {recipients > 1 && <span class="flags">{count(recipients, 'Empfänger', 'Empfänger')}</span>}
    </>
  );
};

const When = ({ on, meetingId, bodyId }: Station) => {
  const desk = useDesk();
  if (on === null) return '–';
  if (meetingId === null || bodyId === null || !may(desk, 'getMeeting')) return formatDay(on);
  return <Link href={meetingHref(desk.alliance, bodyId, meetingId)}>{formatDay(on)}</Link>;
};

/** Bodies in the order in which they deal with the paper, and what each made of it. */
export function Route({ paper }: { paper: Paper }) {
  const desk = useDesk();
  const stations = paper.route.map((station, place): Station => ({ ...station, place }));
  const { deciding, informed, total } = paper.recipients;
  return (
    <Section title="Beratungsgang">
      {stations.length === 0 ? (
        <P>Für diese Drucksache ist kein Gremium genannt.</P>
      ) : (
        <>
          <Table<Station>
            caption="Beratungsgang in seiner Reihenfolge"
            rows={stations}
            keyOf={({ place }) => String(place)}
            columns={[
              { title: 'Nr.', numeric: true, cell: ({ place }) => place + 1 },
              { title: 'Gremium', heads: true, cell: (station) => <Where {...station} /> },
              { title: 'Rolle', nowrap: true, cell: ({ role }) => routeRoleNames[role] },
              { title: 'Tag', nowrap: true, cell: (station) => <When {...station} /> },
              {
                title: 'Ergebnis',
                cell: ({ outcome, place, label }) =>
                  outcome === null && may(desk, 'recordRouteOutcome') ? (
                    <span class="small-links">
                      offen,{' '}
                      <Link href={`${paperHref(desk.alliance, paper.id, 'ergebnis')}?stelle=${place}`}>
                        Ergebnis festhalten<span class="kern-sr-only">: {label}</span>
                      </Link>
                    </span>
                  ) : (
                    routeOutcomeInWords(outcome)
                  ),
              },
            ]}
          />
          <P muted>
            {count(total, 'Empfänger', 'Empfänger')}: {deciding} entscheidend, {informed} zur Kenntnis.
          </P>
        </>
      )}
    </Section>
  );
}

type SectionRow = { readonly kind: PaperSection; readonly summary: string | null; readonly key: string };

/** What the paper says under each heading, and which mandatory part it lacks. */
export function Sections({ paper }: { paper: Paper }) {
  const missing = paper.findings.flatMap(({ rule, place }): SectionRow[] =>
    rule === 'PAPER_SECTION_MISSING' ? [{ kind: place as PaperSection, summary: null, key: `fehlt ${place}` }] : [],
  );
  const rows = [...paper.sections.map((one, index) => ({ ...one, key: String(index) })), ...missing];
  return (
    <Section title="Pflichtteile und Inhalt">
      {rows.length === 0 ? (
        <P>Von dieser Drucksache ist kein Inhalt erfasst.</P>
      ) : (
        <Table<SectionRow>
          caption="Teile der Drucksache; was fehlen darf, steht nur da, wenn es vorliegt"
          rows={rows}
          keyOf={({ key }) => key}
          columns={[
            { title: 'Teil', heads: true, cell: ({ kind }) => paperSectionNames[kind] },
            {
              title: 'Vorhanden',
              nowrap: true,
              cell: ({ summary }) => (summary === null ? <Badge tone="danger">fehlt</Badge> : <Badge tone="success">vorhanden</Badge>),
            },
            { title: 'Inhalt', cell: ({ summary }) => summary ?? '–' },
          ]}
        />
      )}
    </Section>
  );
}

export const Annexes = ({ paper: { annexes, annexStatements } }: { paper: Paper }) => (
  <Section title="Anlagen">
    {annexes.length === 0 && <P>Keine Anlage erfasst.</P>}
    {annexes.length > 0 && (
      <ul class="kern-list kern-list--bullet">
        {annexes.map(({ label, isOnline }) => (
          <li key={label}>
            {label} {isOnline ? '(online)' : '(nicht online)'}
          </li>
        ))}
      </ul>
    )}
    {annexStatements.length > 0 && (
      <P muted>So angegeben: {annexStatements.map(({ where, wording }) => `${where} „${wording}“`).join('; ')}.</P>
    )}
  </Section>
);

/** Meetings that may have dealt with it, for whoever may read them. */
export function useMeetingsOf(bodyId: string | null) {
  const desk = useDesk();
  const asks = bodyId !== null && may(desk, 'listMeetings');
  return (
    useLoaded(`${asks} ${bodyId}`, async () =>
      asks ? (await call('listMeetings', desk.alliance, { query: { bodyId: bodyId as never, limit: '100' } })).items : [],
    ).data ?? []
  );
}
