const MORNING = Date.UTC(2026, 10, 23, 10);
const RealDate = Date;

/**
 * Tests of the register in this process live on one day, whenever they are run, and their clock goes on from there: names
 * of people are shown for some months only, so what a test enters for an event of a fixed day would be hidden one day.
 * Where a browser takes part, time is the browser's.
 */
export function liveOnOneDay(): void {
  if (Date !== RealDate) return;
  const realNow = RealDate.now;
  const shift = MORNING - realNow();
  RealDate.now = () => realNow() + shift;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [target.now()] : given, newTarget),
  });
}
