import { searchTypeNames } from '../../../../shared/domain/search.ts';
import { fold } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Link, Loading, P, Room, Section, Trouble } from '../ui.tsx';
import { count, thousands } from '../words.ts';

type Group = Success<'search'>['groups'][number];
const SHORTEST = 2;

const Hits = ({ group }: { group: Group }) => {
  const { alliance } = useDesk();
  return (
    <Section title={`${searchTypeNames[group.type]} (${thousands(group.found)})`}>
      <ul class="bare link-list">
        {group.hits.map(({ id, title, line, path }) => (
          <li key={id}>
            <Link href={hrefOf(alliance, path)}>{title}</Link>
            {line !== null && <span class="flags">{line}</span>}
          </li>
        ))}
      </ul>
      {group.found > group.hits.length && <P muted>{`Gezeigt werden die ersten ${group.hits.length}. Bitte suchen Sie genauer.`}</P>}
    </Section>
  );
};

function Found({ typed }: { typed: string }) {
  const { alliance } = useDesk();
  const { data, problem, loading } = useLoaded(typed, () => call('search', alliance, { query: { q: typed } }));
  if (!data) return problem ? <Trouble problem={problem} /> : <Loading />;
  const groups = data.groups.filter(({ found }) => found > 0);
  const total = groups.reduce((sum, { found }) => sum + found, 0);
  return (
    <div class={loading ? 'stale' : ''} aria-busy={loading}>
      <p class="kern-body count" role="status">
        {total === 0 ? `Zu „${typed}“ ist nichts zu finden.` : `${count(total, 'Treffer', 'Treffer')} zu „${typed}“`}
      </p>
      {total === 0 && (
        <P>Bitte prüfen Sie die Schreibweise, oder suchen Sie nach weniger Wörtern. Gesucht wird nur in dem, was Ihre Rolle lesen darf.</P>
      )}
      {groups.map((group) => (
        <Hits group={group} key={group.type} />
      ))}
    </div>
  );
}

export default function SearchRoom({ query }: RoomProps) {
  const typed = (query.q ?? '').trim();
  return (
    <Room title="Suche" lead="ß und ss, ü und ue, groß und klein gelten als gleich">
      {typed === '' && <P>Geben Sie oben ein, wonach Sie suchen: einen Titel, einen Ort oder eine Drucksache.</P>}
      {typed !== '' && fold(typed).length < SHORTEST && (
        <P>Das ist zu kurz. Bitte geben Sie mindestens {SHORTEST} Buchstaben oder Ziffern ein.</P>
      )}
      {fold(typed).length >= SHORTEST && <Found typed={typed} />}
    </Room>
  );
}
