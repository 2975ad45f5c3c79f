/** What a check of the whole register can find wrong with one row, in words for whoever looks after it. */
export const faultNames = {
  SEAL_BROKEN: 'Die Zeile wurde geändert, nachdem sie versiegelt war.',
  ROW_MISSING: 'Die Zeile ist versiegelt und fehlt.',
  ROW_LATE: 'Die Zeile wurde eingefügt: Nach ihrer Zeit müsste sie versiegelt sein und ist es nicht.',
  ROW_UNKNOWN: 'Eine Zeile dieser Art gibt es im Register nicht.',
  JOURNAL_GAP: 'Im Journal des Datensatzes fehlt davor eine Fassung.',
  JOURNAL_FOREIGN: 'Der Eintrag des Journals passt nicht zu seinem Datensatz.',
  JOURNAL_MISSING: 'Der Datensatz hat kein Journal.',
  STATE_MISSING: 'Das Journal hat keinen Datensatz.',
  STATE_DIFFERS: 'Der Datensatz steht anders da als in seinem letzten Eintrag des Journals.',
  PACK_DIFFERS: 'Die festgeschriebenen Seiten passen nicht zu ihrer Prüfsumme.',
  PACK_MISSING: 'Die festgeschriebenen Seiten fehlen.',
  PACK_UNKNOWN: 'Zu diesen festgeschriebenen Seiten nennt das Journal keine Prüfsumme.',
  BOOKING_MISSING: 'Zu der Zeile des Ausgabenbuchs gibt es keine Buchung.',
  LINE_MISSING: 'Die Buchung steht nicht im Ausgabenbuch.',
  LINE_DIFFERS: 'Die Zeile des Ausgabenbuchs sagt anderes als ihre Buchung.',
  SUM_DIFFERS: 'Die Summe ist nicht die ihrer Buchungen.',
  COUNTS_DIFFER: 'Die Zählung der Tür ist nicht die ihrer Erfassungen.',
  UNDO_DIFFERS: 'Ob die Erfassung zurückgenommen ist, sagen Erfassung und Rücknahme verschieden.',
  CHAIN_BROKEN: 'Die Kette der Siegel ist hier unterbrochen.',
  CHAIN_HEAD: 'Das Ende der Kette trägt kein gültiges Siegel oder nennt einen anderen Block.',
} as const;
export type FaultRule = keyof typeof faultNames;

/** @property sk sort key of the row, so that it can be looked at where it lies; keys name no person */
export type RegisterFault = { readonly rule: FaultRule; readonly pk: string; readonly sk: string; readonly detail?: string };

/** One line of German that names record, row and what is wrong. */
export const sentenceOf = ({ rule, pk, sk, detail }: RegisterFault): string =>
  `${pk} | ${sk}: ${faultNames[rule]}${detail === undefined ? '' : ` ${detail}`}`;

/** Whether two faults are the same row's under the same rule; their numbers may have moved on. */
export const isSameFault = (one: RegisterFault, other: RegisterFault): boolean =>
  one.rule === other.rule && one.pk === other.pk && one.sk === other.sk;
