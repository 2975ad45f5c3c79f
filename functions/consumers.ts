import type { ConsumerRow } from '../shared/http/consumer.ts';
import { defineConsumer } from '../shared/http/consumer.ts';
import { JOURNAL_PREFIX, SCAN_PREFIX } from '../shared/store/keys.ts';

/** Hands every journal entry to EventBridge, at least once and in order per record. */
export const publishJournal = defineConsumer({
  id: 'publishJournal',
  area: 'publisher',
  title: 'Journal an EventBridge geben',
  trigger: { kind: 'stream', sortKeyPrefix: JOURNAL_PREFIX },
  table: 'none',
  publishes: true,
});

/** Adds every new fact of a door to its event's counts, each once however often it is handed over. */
export const countScans = defineConsumer({
  id: 'countScans',
  area: 'scan-counter',
  title: 'Erfassungen der Tür zählen',
  trigger: { kind: 'stream', sortKeyPrefix: SCAN_PREFIX },
  table: 'update',
  publishes: false,
});

/**
 * Checks every row: sums against the ledger, the ledger against its bookings, journals without gaps, packs against their
 * hashes, seals. Fails loudly when one is wrong, and seals what is new.
 */
export const verifyRegister = defineConsumer({
  id: 'verifyRegister',
  area: 'register-check',
  title: 'Das ganze Register nachprüfen und Neues versiegeln',
  trigger: { kind: 'daily', at: '04:30' },
  table: 'read',
  publishes: false,
  seals: true,
});

/** Writes to people who registered and lets the waiting list move up; everything follows from the journal. */
export const sendRegistrationMail = defineConsumer({
  id: 'sendRegistrationMail',
  area: 'registration-mail',
  title: 'Angemeldeten schreiben und die Warteliste nachrücken lassen',
  trigger: { kind: 'stream', sortKeyPrefix: JOURNAL_PREFIX },
  table: 'update',
  publishes: false,
  people: 'read',
  sendsMail: true,
  emits: ['PartyMovedUp', 'PartyNoticeIssued'],
});

/** Tells those who were entered at the door with an e-mail address what is kept of them (Art. 13 DSGVO). */
export const informWalkIns = defineConsumer({
  id: 'informWalkIns',
  area: 'registration-mail',
  title: 'An der Tür Erfassten die Datenschutzinformation schicken',
  trigger: { kind: 'stream', sortKeyPrefix: SCAN_PREFIX },
  table: 'update',
  publishes: false,
  people: 'read',
  sendsMail: true,
});

/** Frees what expired invitations kept and nobody used. Runs after midnight, where most of them end. */
export const endInvitations = defineConsumer({
  id: 'endInvitations',
  area: 'invitation-expiry',
  title: 'Abgelaufene Einladungen beenden und Wartende nachrücken lassen',
  trigger: { kind: 'daily', at: '00:20' },
  table: 'update',
  publishes: false,
  people: 'read',
  emits: ['InvitationWithdrawn', 'PartyMovedUp'],
});

/** Finds personal data whose time is over, and erases what was offered to the archive or needs no offer. */
export const runRetention = defineConsumer({
  id: 'runRetention',
  area: 'retention',
  title: 'Abgelaufene Aufbewahrung finden, Entschiedenes löschen',
  trigger: { kind: 'daily', at: '03:30' },
  table: 'update',
  publishes: false,
  people: 'erase',
  emits: ['RetentionCameDue', 'RetentionErasing', 'RetentionErased'],
});

/**
 * Compiles the report of every body and period that is over and has none yet: a day without a run, or with a failed one,
 * is caught up by the next.
 */
export const compileDueReports = defineConsumer({
  id: 'compileDueReports',
  area: 'report-run',
  title: 'Fällige Ergebnisberichte erstellen',
  trigger: { kind: 'daily', at: '05:10' },
  table: 'write',
  publishes: false,
  emits: ['ReportCompiled'],
});

/** Tells the list of a body that its report is there; what it says stands behind the sign-in. */
export const sendReportMail = defineConsumer({
  id: 'sendReportMail',
  area: 'report-mail',
  title: 'Verteiler der Gremien auf neue Berichte hinweisen',
  trigger: { kind: 'stream', sortKeyPrefix: JOURNAL_PREFIX },
  table: 'update',
  publishes: false,
  sendsMail: true,
});

export const consumers: readonly ConsumerRow[] = [
  publishJournal,
  countScans,
  sendRegistrationMail,
  informWalkIns,
  verifyRegister,
  endInvitations,
  runRetention,
  compileDueReports,
  sendReportMail,
];
