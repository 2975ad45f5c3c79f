import { useEffect, useState } from 'preact/hooks';

/** Where the page is: `#/npa/veranstaltungen/abc/verlegen?status=HELD`. */
export type Place = { readonly alliance: string; readonly path: readonly string[]; readonly query: Readonly<Record<string, string>> };

export function readPlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [alliance = '', ...rest] = path.split('/').map(decodeURIComponent);
  return { alliance, path: rest.filter((part) => part !== ''), query: Object.fromEntries(new URLSearchParams(search)) };
}

export type Query = Readonly<Record<string, string | undefined>>;

export function hrefOf(alliance: string, path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') search.set(name, value);
  return `#/${alliance}/${path}${search.size === 0 ? '' : `?${search}`}`;
}

export const go = (href: string): void => {
  location.hash = href;
};

/** Changes the address without a step in the history: the default choices of a room. */
export const goSilently = (href: string): void => {
  history.replaceState(null, '', href);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};

export function usePlace(): Place {
  const [place, setPlace] = useState(() => readPlace(location.hash));
  useEffect(() => {
    const follow = () => setPlace(readPlace(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return place;
}
