import { addRoute, createHandlerBoundToURL, precache } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/*
 * Peculiar:
 * - Kept are the page and the door's files, nothing the API answers and no token: those never pass a route of this file.
 * - A new worker waits until all tabs of the old one are closed, so that an open door never loses a part it has not yet
 *   loaded.
 */

/** `pageRevision` is set by `/sw.js`, the files' names by the build. */
declare const PRECACHED: readonly string[];
declare const self: {
  readonly pageRevision: string;
  readonly clients: { readonly claim: () => Promise<void> };
  addEventListener(type: 'activate', listener: (event: { waitUntil(until: Promise<void>): void }) => void): void;
};

const PAGE = '/';
/** A network that does not answer is as good as none. */
const NETWORK_WITHIN_MS = 4_000;

precache([{ url: PAGE, revision: self.pageRevision }, ...PRECACHED.map((url) => ({ url, revision: null }))]);

const kept = createHandlerBoundToURL(PAGE);
registerRoute(
  new NavigationRoute(
    async (asked) => {
      const slow = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), NETWORK_WITHIN_MS));
      const fresh = await Promise.race([fetch(asked.request).catch(() => undefined), slow]);
      return fresh && fresh.status < 500 ? fresh : await kept(asked);
    },
    // nothing but the start page, with or without what a provider adds on the way back
    { allowlist: [/^\/(?:\?.*)?$/] },
  ),
);
addRoute();
// the tab that brought the worker is to have the door's later parts from it, too
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
