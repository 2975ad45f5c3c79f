import { fileURLToPath } from 'node:url';
import { pressOf } from '../../shared/documents/typst.ts';
import { nameOn } from '../../shared/domain/alliance.ts';
import type { Day, Instant } from '../../shared/domain/calendar.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';

const press = pressOf(fileURLToPath(new URL('./templates', import.meta.url)));

/** Accessible PDF (UA-1), as everything the office hands out. @param paper what the template places */
export const pdfOf = (template: string, createdAt: Instant, paper: object): Uint8Array =>
  press().pdf({ template, standard: 'ua-1', createdAt, inputs: { paper } });

/** The name under which the alliance invites on that day; today's when none is known for it. */
export async function allianceNameOn(alliances: AllianceStore, alliance: string, on: Day | null, today: Day): Promise<string> {
  const { state } = await alliances.get(alliance, alliance);
  const isKnown = on !== null && state.names.some(({ validFrom, validTo }) => validFrom <= on && on <= (validTo ?? on));
  return nameOn(state, isKnown ? on : today);
}
