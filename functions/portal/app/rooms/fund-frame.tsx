import type { ComponentChildren } from 'preact';
import type { RoomProps } from '../app.tsx';
import type { RouteId } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { go } from '../place.ts';
import { Filter, Link, LinkButton, Loading, Room, Trouble } from '../ui.tsx';
import { type Fund, fundHref, fundOf, joined, yearOptions, yearShown } from './fund-words.tsx';

const tabs = [
  ['', 'Fondsbuch', 'getFundBook'],
  ['buchungen', 'Buchungen', 'listFundEntries'],
  ['pruefung', 'Prüfung', 'getFundReview'],
  ['bericht', 'Jahresbericht', 'getFundReport'],
] as const satisfies readonly (readonly [string, string, RouteId])[];
type Tab = (typeof tabs)[number][0];

type Shown = { readonly fund: Fund; readonly year: number };

function Tabs({ fund, year, tab }: Shown & { tab: Tab }) {
  const desk = useDesk();
  return (
    <nav class="tabs" aria-label="Fonds">
      <ul>
        {tabs
          .filter(([, , row]) => may(desk, row))
          .map(([path, title]) => (
            <li key={path}>
              <a
                href={fundHref(desk.alliance, path === '' ? [fund.id] : [fund.id, path], { jahr: String(year) })}
                {...(path === tab ? { 'aria-current': 'page' } : {})}
              >
                {title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

export const changeFund =
  (alliance: string, fundId: string, tab: Tab, query: RoomProps['query']) =>
  (changes: Readonly<Record<string, string>>): void =>
    go(fundHref(alliance, tab === '' ? [fundId] : [fundId, tab], { ...query, ...changes }));

/** One fund and one of its years, as each of its views shows them. */
export function FundRoom({
  path,
  query,
  tab,
  actions,
  filters,
  children,
}: RoomProps & {
  tab: Tab;
  actions?: (shown: Shown) => ComponentChildren;
  filters?: (change: (changes: Readonly<Record<string, string>>) => void) => ComponentChildren;
  children: (shown: Shown) => ComponentChildren;
}) {
  const { alliance } = useDesk();
  const [, fundId = ''] = path;
  const { data: fund, problem } = useLoaded(fundId, () => fundOf(alliance, fundId));
  if (!fund) return <Room title="Fonds">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const year = yearShown(fund, query.jahr);
  const change = changeFund(alliance, fundId, tab, query);
  return (
    <Room
      title={`${fund.name} ${year}`}
      lead={
        <>
          {joined(fund.instrumentOf, fund.product !== null && `Produkt ${fund.product}`)}
          {(fund.instrumentOf ?? fund.product) !== null && ' · '}
          <Link href={fundHref(alliance)}>Alle Fonds</Link>
        </>
      }
      actions={actions?.({ fund, year })}
    >
      <Tabs fund={fund} year={year} tab={tab} />
      <search class="filters filters-narrow">
        <Filter label="Haushaltsjahr" value={String(year)} options={yearOptions(fund, year)} onChange={(jahr) => change({ jahr })} />
        {filters?.(change)}
      </search>
      {children({ fund, year })}
    </Room>
  );
}

/** A task beside the fund's views, with the way back. */
export const BackToFund = ({ fundId, year, tab }: { fundId: string; year?: number | undefined; tab?: Tab }) => {
  const { alliance } = useDesk();
  const rest = tab ? [fundId, tab] : [fundId];
  return (
    <LinkButton kind="tertiary" href={fundHref(alliance, rest, { jahr: year?.toString() })}>
      Zum Fonds
    </LinkButton>
  );
};
