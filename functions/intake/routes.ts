import { AlliancePath } from '../../shared/domain/alliance.ts';
import { PaperReading, PaperText, paperReaders } from '../../shared/domain/intake.ts';
import { defineRoute } from '../../shared/http/route.ts';

/** 300 000 characters in UTF-8, with what JSON puts before some of them. */
const LARGEST_PAPER_BODY = 1.5 * 1024 * 1024;

/** Nothing of the text is kept or logged: what a person accepts is sent to the rows of its records, one by one. */
export const readPaperText = defineRoute({
  id: 'readPaperText',
  area: 'intake',
  method: 'POST',
  path: '/alliances/{allianceId}/intake',
  title: 'Text einer Drucksache lesen: Beträge, Tage, Tabellen und Vorschläge; gespeichert wird nichts',
  access: { roles: paperReaders },
  request: { params: AlliancePath, body: PaperText },
  success: { status: 200, body: PaperReading },
  failures: [],
  table: 'none',
  largestBodyBytes: LARGEST_PAPER_BODY,
});

export const intakeRoutes = [readPaperText] as const;
