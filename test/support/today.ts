/*
 * Tests of the register in this process live on one day, whenever they are run, and their clock goes on from there: names
 * of people are shown for some months only, so what a test enters for an event of a fixed day would be hidden one day.
 */
const MORNING = Date.UTC(2026, 10, 23, 10);
const RealDate = Date;
const shift = MORNING - RealDate.now();
const now = (): number => RealDate.now() + shift;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
