/**
 * Has the browser keep the page and the door's program, so that this address opens without a network.
 * @returns whether it does; not in a browser that forbids it, and not while the program was never loaded to its end
 */
export async function keepPage(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  try {
    if (navigator.onLine) await navigator.serviceWorker.register('/sw.js', { scope: '/' });
    else if (!navigator.serviceWorker.controller) return false;
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return navigator.serviceWorker.controller !== null;
  }
}
