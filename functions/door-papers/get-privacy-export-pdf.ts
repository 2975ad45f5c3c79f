import { berlinDayOf, formatDay, formatInstant } from '../../shared/domain/calendar.ts';
import { assertOpen } from '../../shared/domain/privacy.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { composeExport } from '../../shared/store/privacy-export.ts';
import type { DoorPaperDeps } from './deps.ts';
import { sectionsOf } from './export-sections.ts';
import { allianceNameOn, pdfOf } from './paper.ts';
import type { getPrivacyExportPdf } from './routes.ts';

const TITLE = 'Auskunft über gespeicherte personenbezogene Daten';
const nothing = 'Zu Ihren Angaben sind in diesem Register keine personenbezogenen Daten gespeichert.';
const rights =
  'Rechtsgrundlage der Anmeldung und der Anwesenheit ist Art. 6 Abs. 1 Buchst. e DSGVO mit § 3 NDSG, die der genannten Einwilligungen ' +
  'Art. 6 Abs. 1 Buchst. a DSGVO. Sie können Ihre Daten berichtigen oder löschen lassen, ihre Verarbeitung einschränken lassen, der ' +
  'Verarbeitung widersprechen und sich beim Landesbeauftragten für den Datenschutz Niedersachsen beschweren.';

export const work: Work<typeof getPrivacyExportPdf, DoorPaperDeps> = async ({ params, actor, now }, deps) => {
  const one = await deps.cases.get(actor.alliance, params.caseId);
  assertOpen(one.state);
  const today = berlinDayOf(now);
  const alliance = await allianceNameOn(deps.alliances, actor.alliance, today, today);
  const exported = await composeExport(deps, actor.alliance, one, { at: now, role: actor.role, subject: actor.subject });
  const paper = {
    title: TITLE,
    author: alliance,
    alliance,
    heading: TITLE,
    intro: [
      `Ihr Anliegen vom ${formatDay(one.state.receivedOn)}, Stand ${formatInstant(now)}.`,
      ...(exported.participations.length === 0 ? [nothing] : [rights]),
    ],
    sections: sectionsOf(exported),
  };
  return file({ contentType: 'application/pdf', content: pdfOf('privacy-export.typ', now, paper), fileName: 'auskunft.pdf' });
};
