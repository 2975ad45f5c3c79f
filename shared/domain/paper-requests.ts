import * as z from 'zod';
import { AlliancePath } from './alliance.ts';
import { day } from './calendar.ts';
import { MeetingId, Outcome } from './meeting.ts';
import { MunicipalPaper, MunicipalPaperId, paperNumber, StrategyId } from './municipal-paper.ts';

/** What is sent to record, change, number, route and supersede a paper. */
export const PaperPath = AlliancePath.extend({ paperId: MunicipalPaperId });
export const StrategyPath = AlliancePath.extend({ strategyId: StrategyId });

/** Who is on the route, and in which order; what each made of it is recorded one by one. */
const station = MunicipalPaper.shape.route.element.pick({ label: true, bodyId: true, role: true, recipients: true });

/** Everything a paper says, without its number, its version and what bodies made of it. */
export const EditPaper = MunicipalPaper.omit({
  number: true,
  numberPending: true,
  revision: true,
  supersedes: true,
  revisionReason: true,
}).extend({ route: z.array(station).max(60) });
export type EditPaper = z.output<typeof EditPaper>;

/** A paper without a number is one whose number follows. A version after the first names what it supersedes, and why. */
export const RecordPaper = EditPaper.extend(
  MunicipalPaper.pick({ number: true, revision: true, supersedes: true, revisionReason: true }).shape,
).check((ctx) => {
  const { number, revision, supersedes, revisionReason } = ctx.value;
  const fault = (path: string, message: string) => ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value });
  if (revision === 0 && supersedes !== null) fault('supersedes', 'Die erste Fassung einer Drucksache ersetzt keine andere.');
  if (revision === 0 && revisionReason !== null) fault('revisionReason', 'Nur eine Neufassung hat einen Grund.');
  if (revision > 0 && number === null) fault('number', 'Eine Neufassung trägt die Nummer der Drucksache, die sie ersetzt.');
  if (revision > 0 && supersedes === null) fault('supersedes', 'Bitte geben Sie an, welche Fassung ersetzt wird.');
  if (revision > 0 && revisionReason === null) fault('revisionReason', 'Bitte geben Sie den Grund der Neufassung an.');
  if (supersedes !== null && supersedes.number === number && supersedes.revision >= revision)
    fault('supersedes', 'Ersetzt wird eine frühere Fassung.');
});
export type RecordPaper = z.output<typeof RecordPaper>;

export const SupersedePaper = EditPaper.extend({ revisionReason: MunicipalPaper.shape.revisionReason.unwrap() });
export type SupersedePaper = z.output<typeof SupersedePaper>;

export const SupplyNumber = z.strictObject({ number: paperNumber });

export const RecordRouteOutcome = z.strictObject({
  /** Place in the route, from 0. */
  place: z.int().min(0).max(59).meta({ title: 'Stelle im Beratungsgang' }),
  on: day('Behandelt am'),
  meetingId: MeetingId.nullable(),
  outcome: Outcome,
});
export type RecordRouteOutcome = z.output<typeof RecordRouteOutcome>;
