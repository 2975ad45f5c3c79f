import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import { ImportRow, importOutcomes, LARGEST_IMPORT } from '../../shared/domain/participant-import.ts';
import { registrationStatuses } from '../../shared/domain/registration.ts';
import { defineRoute } from '../../shared/http/route.ts';

const team = ['OFFICE_EDITOR', 'REGIONAL_EDITOR'] as const satisfies Role[];
const EventPath = AlliancePath.extend({ eventId: AllianceEventId });

/** A file of 4 MB, in Base64, with what stands around it. */
const LARGEST_FILE_BODY = 5.5 * 1024 * 1024;
const ListFile = z.strictObject({
  fileName: z.string().max(300).meta({ title: 'Dateiname' }),
  content: z
    .string()
    .max(LARGEST_FILE_BODY)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, { error: 'Die Datei ist nicht als Base64 gesendet.' })
    .meta({ title: 'Datei', description: 'Base64 (RFC 4648)' }),
});

const Fault = z.strictObject({ column: z.string(), heading: z.string(), detail: z.string() });
const ListColumn = z.strictObject({ column: z.string(), heading: z.string() });

/** Nothing of a list is kept: what is to be imported is sent back row by row. */
export const previewParticipantList = defineRoute({
  id: 'previewParticipantList',
  area: 'participant-lists',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/participant-lists/preview',
  title: 'Liste lesen und je Zeile sagen, was ein Einlesen täte; gespeichert wird nichts',
  access: { roles: team },
  request: { params: EventPath, body: ListFile },
  success: {
    status: 200,
    body: z.strictObject({
      rows: z.array(
        z.strictObject({
          line: z.int(),
          /** As it stands in the list, also where it cannot be read; null when there is nothing. */
          name: z.string().nullable(),
          outcome: z.enum([...importOutcomes, 'FAULTY']),
          /** German names of the fields that differ, for CHANGED. */
          changed: z.array(z.string()),
          note: z.string().nullable(),
          faults: z.array(Fault),
          /** To be sent back as it is; null for a faulty row. */
          row: ImportRow.nullable(),
        }),
      ),
      totals: z.strictObject({ NEW: z.int(), UNCHANGED: z.int(), CHANGED: z.int(), KNOWN: z.int(), ERASED: z.int(), FAULTY: z.int() }),
      /** New rows that get no place as things stand; `free` places there are, null without a limit. */
      waiting: z.strictObject({ rows: z.int(), free: z.int().nullable() }),
      unknownColumns: z.array(ListColumn),
      ignoredColumns: z.array(ListColumn),
      hasEmail: z.boolean(),
    }),
  },
  failures: ['allianceEventNotFound', 'allianceEventNotOpen', 'offerNotFound'],
  table: 'read',
  people: 'read',
  largestBodyBytes: LARGEST_FILE_BODY,
});

export const importParticipants = defineRoute({
  id: 'importParticipants',
  area: 'participant-lists',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/participant-lists/rows',
  title: `Zeilen einer Liste anmelden, bis zu ${LARGEST_IMPORT} auf einmal, mit einem Ergebnis je Zeile`,
  access: { roles: team },
  request: {
    params: EventPath,
    body: z.strictObject({
      rows: z
        .array(ImportRow)
        .min(1, { error: 'Bitte mindestens eine Zeile.' })
        .max(LARGEST_IMPORT, { error: `Bitte höchstens ${LARGEST_IMPORT} Zeilen auf einmal.` }),
    }),
  },
  success: {
    status: 200,
    body: z.strictObject({
      results: z.array(
        z.strictObject({
          line: z.int(),
          outcome: z.enum([...importOutcomes, 'FAULTY']),
          status: z.enum(registrationStatuses).nullable(),
          note: z.string().nullable(),
        }),
      ),
    }),
  },
  failures: ['allianceEventNotFound', 'allianceEventNotOpen', 'offerNotFound'],
  table: 'update',
  people: 'write',
  largestBodyBytes: 1024 * 1024,
  emits: ['PartyRegistered', 'RegistrationChanged'],
});

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const csv = 'text/csv; charset=utf-8';

export const correctParticipantList = defineRoute({
  id: 'correctParticipantList',
  area: 'participant-lists',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/participant-lists/correction',
  title: 'Die fehlerhaften Zeilen einer Liste als Datei, je Zeile mit dem, was zu ändern ist',
  access: { roles: team },
  request: { params: EventPath, body: ListFile },
  success: { status: 200, contentTypes: [csv, xlsx] },
  failures: ['allianceEventNotFound'],
  table: 'read',
  people: 'read',
  largestBodyBytes: LARGEST_FILE_BODY,
});

export const exportParticipantsCsv = defineRoute({
  id: 'exportParticipantsCsv',
  area: 'participant-lists',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/participants.csv',
  title: 'Alle Teilnehmenden als CSV für Excel; wer nicht gelistet werden will, ohne Namen',
  access: { roles: team },
  request: { params: EventPath },
  success: { status: 200, contentTypes: [csv] },
  failures: ['allianceEventNotFound'],
  table: 'read',
  people: 'read',
});

export const exportParticipantsXlsx = defineRoute({
  id: 'exportParticipantsXlsx',
  area: 'participant-lists',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/participants.xlsx',
  title: 'Alle Teilnehmenden als Excel-Datei; wer nicht gelistet werden will, ohne Namen',
  access: { roles: team },
  request: { params: EventPath },
  success: { status: 200, contentTypes: [xlsx] },
  failures: ['allianceEventNotFound'],
  table: 'read',
  people: 'read',
});

export const participantListRoutes = [
  previewParticipantList,
  importParticipants,
  correctParticipantList,
  exportParticipantsCsv,
  exportParticipantsXlsx,
] as const;
