/**
 * The only table of failures: a code, the HTTP status it answers with and the German title the caller reads.
 * A code is a fact about the request, is part of the API (RFC 9457 `type`) and is never reused for another fact.
 */
export const failures = {
  // the call itself
  requestInvalid: { status: 400, title: 'Die Angaben sind unvollständig oder ungültig' },
  cursorInvalid: { status: 400, title: 'Die Fortsetzungsmarke der Liste ist ungültig' },
  idempotencyKeyMissing: { status: 400, title: 'Der Schlüssel gegen Doppelbuchung fehlt (Idempotency-Key)' },
  notSignedIn: { status: 401, title: 'Bitte melden Sie sich an' },
  notPermitted: { status: 403, title: 'Ihre Rolle erlaubt das nicht' },
  routeNotFound: { status: 404, title: 'Diese Adresse gibt es nicht' },
  methodNotAllowed: { status: 405, title: 'Diese Methode gibt es unter dieser Adresse nicht' },
  idempotencyKeyReused: { status: 409, title: 'Der Schlüssel wurde schon für einen anderen Inhalt verwendet' },
  recordChangedMeanwhile: { status: 412, title: 'Der Datensatz wurde inzwischen geändert' },
  bodyTooLarge: { status: 413, title: 'Die Anfrage ist zu groß' },
  contentTypeUnsupported: { status: 415, title: 'Der Inhalt muss als JSON gesendet werden' },
  versionMissing: { status: 428, title: 'Die Angabe der gelesenen Fassung fehlt (If-Match)' },
  tooManyRequests: { status: 429, title: 'Zu viele Anfragen' },
  internal: { status: 500, title: 'Unerwarteter Fehler' },
  registerBusy: { status: 503, title: 'Das Register ist gerade nicht erreichbar' },
  // alliances and events
  allianceNotFound: { status: 404, title: 'Bündnis nicht gefunden' },
  allianceEventNotFound: { status: 404, title: 'Veranstaltung nicht gefunden' },
  themeUnknown: { status: 422, title: 'Dieses Thema führt das Bündnis nicht' },
  districtUnknown: { status: 422, title: 'Diesen Landkreis oder diese kreisfreie Stadt gab es an dem Tag nicht' },
  relatedEventNotFound: { status: 422, title: 'Die angegebene Bezugsveranstaltung gibt es nicht' },
  campaignInvalid: { status: 422, title: 'Die angegebene Reihe ist keine Reihe' },
  officeOverrideNeedsReason: { status: 422, title: 'Ein abweichendes Amt braucht eine Begründung' },
  officeNotYours: { status: 403, title: 'Die Veranstaltung liegt nicht im Bereich Ihres Amtes' },
  allianceEventNotOpen: { status: 409, title: 'Die Veranstaltung ist abgesagt oder nicht die eigene' },
  allianceEventNotYetOver: { status: 409, title: 'Die Veranstaltung hat noch nicht stattgefunden' },
  attendanceFigureNotFound: { status: 404, title: 'Angabe nicht gefunden' },
  initiativeNotFound: { status: 404, title: 'Initiative nicht gefunden' },
  initiativeAlreadyPresented: { status: 409, title: 'Die Initiative ist bei dieser Veranstaltung schon vermerkt' },
  // the door
  offerNotFound: { status: 404, title: 'Für diese Veranstaltung ist keine Anmeldung eingerichtet' },
  registrationNotFound: { status: 404, title: 'Anmeldung nicht gefunden' },
  registrationClosed: { status: 409, title: 'Die Anmeldung ist nicht möglich' },
  alreadyRegistered: { status: 409, title: 'Mit dieser E-Mail-Adresse besteht schon eine Anmeldung' },
  addressMissing: { status: 409, title: 'Zu dieser Anmeldung gibt es keine E-Mail-Adresse' },
  seatsTakenMeanwhile: { status: 409, title: 'Die freien Plätze haben sich inzwischen geändert' },
  capacityTooSmall: { status: 422, title: 'So viele Plätze sind schon vergeben' },
  linkInvalid: { status: 404, title: 'Dieser Link ist ungültig' },
  invitationNotFound: { status: 404, title: 'Einladung nicht gefunden' },
  invitationUsedUp: { status: 409, title: 'Die Plätze dieser Einladung sind vergeben' },
  invitationEnded: { status: 409, title: 'Die Einladung ist schon beendet' },
  participantNotFound: { status: 404, title: 'Teilnahme nicht gefunden' },
  scanRecordedMeanwhile: { status: 409, title: 'Diese Erfassung wurde gerade auf anderem Weg gespeichert' },
  personErased: { status: 409, title: 'Die Angaben zur Person sind gelöscht' },
  privacyCaseNotFound: { status: 404, title: 'Vorgang nicht gefunden' },
  privacyCaseClosed: { status: 409, title: 'Der Vorgang ist abgeschlossen' },
  privacyStepNotAllowed: { status: 409, title: 'Dieser Schritt passt nicht zum Vorgang' },
  legalHold: { status: 409, title: 'Die Angaben sind gesperrt und dürfen noch nicht gelöscht werden' },
  retentionNotFound: { status: 404, title: 'Aufbewahrung nicht gefunden' },
  retentionDecided: { status: 409, title: 'Über die Aufbewahrung ist schon entschieden' },
  // money
  expenseNotFound: { status: 404, title: 'Ausgabe nicht gefunden' },
  expenseNotEditable: { status: 409, title: 'Die Ausgabe ist nicht mehr änderbar' },
  expenseNotCertifiable: { status: 409, title: 'Die Ausgabe kann nicht festgestellt werden' },
  expenseNotBookable: { status: 409, title: 'Die Ausgabe kann nicht gebucht werden' },
  expenseNotCorrectable: { status: 409, title: 'Die Ausgabe kann nicht berichtigt werden' },
  expenseAlreadyCorrected: { status: 409, title: 'Die Ausgabe ist schon storniert oder umgebucht' },
  fourEyesViolated: { status: 403, title: 'Das Vier-Augen-Prinzip verlangt eine andere Person' },
  fiscalYearImplausible: { status: 422, title: 'Das Haushaltsjahr passt nicht zum Wertstellungstag' },
  valueDateInFuture: { status: 422, title: 'Der Wertstellungstag liegt in der Zukunft' },
  knownAtInFuture: { status: 422, title: 'Der Kenntnisstand liegt in der Zukunft' },
  nothingReleased: { status: 409, title: 'Für den Landtag ist noch nichts freigegeben' },
  beyondRelease: { status: 403, title: 'Der Stand liegt nach dem freigegebenen Tag' },
  asOfInFuture: { status: 422, title: 'Der Stand liegt in der Zukunft' },
  differenceNotNamed: { status: 409, title: 'Einzelbeträge und Gesamtsumme stimmen nicht überein' },
  releaseInFuture: { status: 422, title: 'Die Freigabe reicht in die Zukunft' },
  // inquiries and answers
  inquiryNotFound: { status: 404, title: 'Anfrage nicht gefunden' },
  inquiryStepNotAllowed: { status: 409, title: 'Dieser Schritt ist jetzt nicht möglich' },
  answerIssued: { status: 409, title: 'Die Antwort ist ausgegeben und unveränderlich' },
  answerFrozen: { status: 409, title: 'Die Zahlen der Antwort sind festgehalten' },
  answerPartNotFound: { status: 404, title: 'Diese Teilfrage gibt es nicht' },
  releaseGateBlocked: { status: 409, title: 'Die Prüfung vor dem Festhalten ist nicht bestanden' },
  findingNotAcceptable: { status: 409, title: 'Dieser Befund lässt sich nicht annehmen' },
  contributionNotAsked: { status: 409, title: 'Um diesen Beitrag wurde nicht gebeten' },
  // bodies and their work
  bodyNotFound: { status: 404, title: 'Gremium nicht gefunden' },
  seatNotFound: { status: 404, title: 'Sitz nicht gefunden' },
  bodyRoleNotFound: { status: 404, title: 'Funktion nicht gefunden' },
  personNotFound: { status: 404, title: 'Person nicht gefunden' },
  holdingInvalid: { status: 422, title: 'Der Wechsel passt nicht zur Besetzung des Sitzes' },
  mergeNotAllowed: { status: 409, title: 'Diese Personen lassen sich nicht zusammenführen' },
  meetingNotFound: { status: 404, title: 'Sitzung nicht gefunden' },
  meetingStepNotAllowed: { status: 409, title: 'Dieser Schritt passt nicht zum Stand der Sitzung' },
  presenceInvalid: { status: 422, title: 'Die Anwesenheit ist nicht schlüssig' },
  outcomeInvalid: { status: 422, title: 'Das Ergebnis passt nicht zu den Anwesenden' },
  agendaItemUnknown: { status: 422, title: 'Diesen Tagesordnungspunkt gibt es nicht' },
  commitmentNotFound: { status: 404, title: 'Zusage nicht gefunden' },
  proposalNotFound: { status: 404, title: 'Vorschlag nicht gefunden' },
  measureNotFound: { status: 404, title: 'Maßnahme nicht gefunden' },
  indicatorNotFound: { status: 404, title: 'Kennzahl nicht gefunden' },
  conferenceUnknown: { status: 422, title: 'Die angegebene Konferenz gibt es nicht' },
  linkedRecordUnknown: { status: 422, title: 'Ein verknüpfter Datensatz fehlt' },
  statusInFuture: { status: 422, title: 'Der Stand liegt in der Zukunft' },
  tooManyFacts: { status: 409, title: 'Der Datensatz hat die größte Zahl an Ständen' },
  reportNotFound: { status: 404, title: 'Bericht nicht gefunden' },
  reportPeriodInvalid: { status: 422, title: 'Für diesen Zeitraum kann kein Bericht entstehen' },
  reportStepNotAllowed: { status: 409, title: 'Dieser Schritt passt nicht zum Stand des Berichts' },
  // funds, grants and papers of a city
  fundNotFound: { status: 404, title: 'Fonds nicht gefunden' },
  fundEntryNotFound: { status: 404, title: 'Fondsbuchung nicht gefunden' },
  fundEntryNotOpen: { status: 409, title: 'Die Fondsbuchung ist bestätigt oder zurückgezogen' },
  fundEntryNotReversible: { status: 409, title: 'Die Fondsbuchung lässt sich nicht stornieren' },
  fundEntryReversed: { status: 409, title: 'Die Fondsbuchung ist schon storniert' },
  fundExceeded: { status: 409, title: 'Der Fonds hat dafür nicht genug Mittel' },
  grantNotFound: { status: 404, title: 'Zuwendung nicht gefunden' },
  grantStepNotAllowed: { status: 409, title: 'Dieser Schritt passt nicht zum Stand der Zuwendung' },
  grantNeedsResolution: { status: 409, title: 'Über diesen Betrag entscheidet ein Gremium' },
  grantReserved: { status: 409, title: 'Die Zuwendung steht unter Vorbehalt' },
  grantExceeded: { status: 409, title: 'Es wurde nicht so viel bewilligt' },
  fieldOfActionUnknown: { status: 422, title: 'Dieses Handlungsfeld gibt es nicht' },
  fundReportNotFound: { status: 404, title: 'Fondsbericht nicht gefunden' },
  fundReportStepNotAllowed: { status: 409, title: 'Dieser Schritt passt nicht zum Stand des Fondsberichts' },
  organisationNotFound: { status: 404, title: 'Organisation nicht gefunden' },
  municipalPaperNotFound: { status: 404, title: 'Drucksache nicht gefunden' },
  paperSectionMissing: { status: 422, title: 'Der Drucksache fehlt ein Pflichtteil' },
  paperNumberTaken: { status: 409, title: 'Unter dieser Nummer steht schon eine Drucksache' },
  paperStepNotAllowed: { status: 409, title: 'Dieser Schritt passt nicht zum Stand der Drucksache' },
  strategyNotFound: { status: 404, title: 'Strategie nicht gefunden' },
  findingNotFound: { status: 404, title: 'Befund nicht gefunden' },
  oparlObjectNotFound: { status: 404, title: 'Unter dieser Adresse ist nichts veröffentlicht' },
  budgetStatementNotFound: { status: 404, title: 'Haushaltsangabe nicht gefunden' },
} as const satisfies Record<string, { status: number; title: string }>;

export type FailureCode = keyof typeof failures;

/** One field that is wrong: a JSON pointer (RFC 6901) into the body, or `query/name`, `header/name`, `path/name`. */
export type FieldFault = { readonly pointer: string; readonly detail: string };

/** Ends a request. `detail` is the German sentence for this very case; without one the title stands alone. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly detail: string | undefined;
  readonly faults: readonly FieldFault[];
  /** Seconds after which a second try makes sense (HTTP Retry-After). */
  readonly retryAfterSeconds: number | undefined;
  constructor(code: FailureCode, more: { detail?: string; faults?: readonly FieldFault[]; retryAfterSeconds?: number } = {}) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.detail = more.detail;
    this.faults = more.faults ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** A failure of one field of the body, e.g. `at('themeUnknown', '/theme', 'Das Thema …')`. */
export const at = (code: FailureCode, pointer: string, detail: string): Failure =>
  new Failure(code, { detail, faults: [{ pointer, detail }] });

export const isFailure = (error: unknown, code?: FailureCode): error is Failure =>
  error instanceof Failure && (code === undefined || error.code === code);
