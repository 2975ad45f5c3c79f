import { bodyClaimNames, bodyKindNames, rhythmNames } from '../../../../shared/domain/alliance-body.ts';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { may, useAlliance, useDesk, useLoaded } from '../desk.ts';
import { Facts, Link, LinkButton, Section } from '../ui.tsx';
import { themeOptions } from '../words.ts';
import { BodyRoom } from './body-frame.tsx';
import { type Body, bodiesOf, bodyHref, bodyNameOn } from './body-words.tsx';

const day = (on: string | null): string | null => (on === null ? null : formatDay(on));

const List = ({ items }: { items: readonly string[] }) =>
  items.length === 0 ? null : (
    <ul class="bare">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );

const namesOf = ({ names }: Body): string[] =>
  names.map(
    ({ name, validFrom, validTo }) => `${name} (ab ${formatDay(validFrom)}${validTo === null ? '' : ` bis ${formatDay(validTo)}`})`,
  );

function PartOf({ bodyId }: { bodyId: string }) {
  const { alliance } = useDesk();
  const body = useLoaded(alliance, () => bodiesOf(alliance)).data?.find(({ id }) => id === bodyId);
  return body ? <Link href={bodyHref(alliance, body.id)}>{bodyNameOn(body)}</Link> : <>einem anderen Gremium</>;
}

function Said({ body }: { body: Body }) {
  const desk = useDesk();
  const themes = themeOptions(useAlliance());
  const mail = useLoaded(body.id, async () =>
    may(desk, 'getBodyMail') ? await call('getBodyMail', desk.alliance, { params: { bodyId: body.id } }) : undefined,
  ).data;
  const report = body.report && `${rhythmNames[body.report.rhythm]}, für Zeiträume ab ${formatDay(body.report.since)}`;
  return (
    <div class="columns head-columns">
      <Section title="Gremium">
        <Facts
          items={[
            ['Art', bodyKindNames[body.kind]],
            ['Kurzname', body.shortName],
            ['Name', <List items={namesOf(body)} key="names" />],
            ['Themen', body.topics.length > 0 && <List items={body.topics} key="topics" />],
            ['Thema im Bündnis', themes.find(([id]) => id === body.theme)?.[1] ?? body.theme],
            ['Gehört zu', body.partOfBodyId && <PartOf bodyId={body.partOfBodyId} key="part" />],
            ['Besteht seit', day(body.validFrom)],
            ['Bestand bis', day(body.validTo)],
          ]}
        />
      </Section>
      <Section title="Regeln und Berichte">
        <Facts
          items={[
            ['Eigene Regeln', body.claims.map((claim) => bodyClaimNames[claim]).join(', ') || 'keine'],
            ['Öffentlich', body.isPublic ? 'ja: Sitzungen, Vorlagen und freigegebene Ergebnisse, keine Namen' : 'nein'],
            ['Berichte', report ?? 'entstehen nicht von selbst'],
            ['Verteiler', mail?.reportAddress],
            ['Anmerkung', body.note],
            ['Fundstelle', body.source],
          ]}
        />
      </Section>
    </div>
  );
}

export default function BodyFactsRoom({ path }: RoomProps) {
  const desk = useDesk();
  const bodyId = path[1] ?? '';
  return (
    <BodyRoom
      bodyId={bodyId}
      tab="angaben"
      actions={
        <>
          {may(desk, 'getBodyJournal') && (
            <LinkButton kind="tertiary" href={bodyHref(desk.alliance, bodyId, 'journal')}>
              Journal
            </LinkButton>
          )}
          {may(desk, 'editBody') && (
            <LinkButton kind="primary" href={bodyHref(desk.alliance, bodyId, 'bearbeiten')}>
              Bearbeiten
            </LinkButton>
          )}
        </>
      }
    >
      {(body) => <Said body={body} />}
    </BodyRoom>
  );
}
