import type { ComponentChildren } from 'preact';
import { bodyKindNames } from '../../../../shared/domain/alliance-body.ts';
import { call } from '../api.ts';
import { type Loaded, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { LinkButton, Loading, Room, Trouble } from '../ui.tsx';
import { type Body, bodyHref, bodyNameOn } from './body-words.tsx';

const tabs = [
  ['', 'Besetzung', 'getComposition'],
  ['sitzungen', 'Sitzungen', 'listMeetings'],
  ['angaben', 'Angaben', 'getBody'],
] as const;

const bare = (name: string): string => name.replaceAll(/[„“]/g, '');

/** „Arbeitsgruppe“, and the short name, where the name does not hold them already. */
export const bodyLine = (body: Body): string =>
  [body.shortName, bodyKindNames[body.kind]].filter((part) => part !== null && !bare(bodyNameOn(body)).includes(part)).join(' · ');

/** What a room shows until its data has come. */
export const Waiting = ({ problem }: Pick<Loaded<unknown>, 'problem'>) => (problem ? <Trouble problem={problem} /> : <Loading />);

/** The rooms of one body under its name. */
export function BodyRoom({
  bodyId,
  tab,
  actions,
  children,
}: {
  bodyId: string;
  tab: (typeof tabs)[number][0];
  actions?: ComponentChildren;
  children: (body: Body) => ComponentChildren;
}) {
  const desk = useDesk();
  const { data: body, problem } = useLoaded(bodyId, () => call('getBody', desk.alliance, { params: { bodyId } }));
  if (!body)
    return (
      <Room title="Gremium">
        <Waiting problem={problem} />
      </Room>
    );
  const beside = { gremium: bodyId };
  return (
    <Room title={bodyNameOn(body)} lead={bodyLine(body)} actions={actions}>
      <nav class="tabs" aria-label="Dieses Gremium">
        <ul>
          {tabs.map(([path, name]) => (
            <li key={path}>
              <a
                href={bodyHref(desk.alliance, bodyId, ...(path === '' ? [] : [path]))}
                {...(path === tab ? { 'aria-current': 'page' } : {})}
              >
                {name}
              </a>
            </li>
          ))}
          {may(desk, 'listCommitments') && (
            <li>
              <a href={hrefOf(desk.alliance, 'zusagen', beside)}>Zusagen</a>
            </li>
          )}
          {may(desk, 'listMeasures') && (
            <li>
              <a href={hrefOf(desk.alliance, 'ergebnisse', beside)}>Ergebnisse</a>
            </li>
          )}
          {may(desk, 'listReports') && (
            <li>
              <a href={hrefOf(desk.alliance, 'berichte', beside)}>Berichte</a>
            </li>
          )}
        </ul>
      </nav>
      {children(body)}
    </Room>
  );
}

/** A form of a body, with the way back to it. */
export function BodyTask({ bodyId, title, children }: { bodyId: string; title: string; children: (body: Body) => ComponentChildren }) {
  const { alliance } = useDesk();
  const { data: body, problem } = useLoaded(bodyId, () => call('getBody', alliance, { params: { bodyId } }));
  return (
    <Room
      title={title}
      {...(body ? { lead: bodyNameOn(body) } : {})}
      actions={
        <LinkButton kind="tertiary" href={bodyHref(alliance, bodyId)}>
          Zum Gremium
        </LinkButton>
      }
    >
      {body ? children(body) : <Waiting problem={problem} />}
    </Room>
  );
}
