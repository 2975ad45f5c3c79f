import { formatDay } from '../domain/calendar.ts';
import type { ReportDocument } from '../domain/report.ts';
import type { Letter } from './mail-letter.ts';

/** Tells a body's list that a report is there, and nothing of what it says: a list has readers that nobody knows. */
export const reportLetter = ({ bodyName, period, asOf }: ReportDocument, href: string): Letter => ({
  subject: `Ergebnisbericht über ${period.label}: ${bodyName}`,
  parts: [
    { kind: 'text', text: 'Guten Tag,' },
    {
      kind: 'text',
      text: `der Ergebnisbericht „${bodyName}“ über ${period.label} ist erstellt (Stand: ${formatDay(asOf)}). Er ist ein Entwurf, bis die Leitung der Geschäftsstelle ihn veröffentlicht.`,
    },
    { kind: 'link', text: 'Bericht im Register lesen', href },
    { kind: 'text', text: 'Zum Lesen melden Sie sich bitte an. Diese Nachricht wurde automatisch versandt.' },
  ],
});
