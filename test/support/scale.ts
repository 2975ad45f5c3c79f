/**
 * The one place that says how much a proof does: a short cut of it in `npm test`, all of it in the long runs
 * (`npm run test:faults`, `npm run test:hostile`), which set `PROOF=full`.
 */
export const isFull = process.env.PROOF === 'full';
export const scale = <T>({ short, full }: { readonly short: T; readonly full: T }): T => (isFull ? full : short);
