import { compositionFindingNames } from './composition-finding.ts';
import { paperFindingNames } from './paper-checks.ts';
import { cardFindingNames } from './project-card.ts';
import { strategyFindingNames } from './strategy-checks.ts';

const see = 'Bitte an der Quelle prüfen und berichtigen oder mit Begründung annehmen.';
const rule = <const Title extends string>(title: Title, remedy: string) => ({ title, remedy });

const card = (code: keyof typeof cardFindingNames, remedy: string) => rule(`Vorhaben ${cardFindingNames[code]}`, remedy);
const paper = (code: keyof typeof paperFindingNames, remedy = 'Bitte die Drucksache berichtigen oder eine Neufassung anlegen.') =>
  rule(paperFindingNames[code], remedy);
const composition = (code: keyof typeof compositionFindingNames, remedy: string) => rule(compositionFindingNames[code], remedy);
const strategy = (code: keyof typeof strategyFindingNames, remedy: string) => rule(strategyFindingNames[code], remedy);

/** Every rule: what it is called and what one does about it. None is made for one document. */
export const findingRuleNames = {
  // expenditure and events
  TOTAL_DIFFERS: rule(
    'Einzelbeträge und Gesamtsumme verschieden',
    'Fehlende Belege nachtragen oder die Differenz bei der Freigabe benennen.',
  ),
  ROWS_OUT_OF_ORDER: rule('Zeilen nicht nach Datum', 'Reihenfolge der Zeilen an den Ausgaben ändern.'),
  ROW_WITHOUT_DATE: rule('Zeile ohne Datum', 'Datum der Zeile durch eine Berichtigung der Ausgabe ergänzen.'),
  EXPENDITURE_NOT_AMONG_EVENTS: rule(
    'Ausgabe einer Veranstaltung nur unter Sonstigem',
    'Abschnitt der Ausgabe prüfen und gegebenenfalls umbuchen.',
  ),
  OCCASION_IN_TWO_SECTIONS: rule('Ausgaben eines Anlasses in zwei Abschnitten', 'Zusammen ausweisen oder die Aufteilung begründen.'),
  HELD_WITHOUT_EXPENDITURE: rule('Durchgeführt, aber ohne Ausgabe', 'Ausgabe nachtragen oder festhalten, dass keine entstanden ist.'),
  // proposals and measures
  NUMBERING_RESTARTS: rule('Nummern von Maßnahmen beginnen neu', 'Maßnahmen immer mit Abschnitt und Nummer nennen oder durchzählen.'),
  PROPOSALS_ALIKE: rule('Vorschläge ähneln sich', 'Bei den Vorschlägen entscheiden, ob sie dasselbe meinen.'),
  CARD_FINISHED_WITH_OPEN_STEPS: card('FINISHED_WITH_OPEN_STEPS', 'Stand der Maßnahme oder ihrer Schritte berichtigen.'),
  CARD_NO_UPDATE_DAY: card('NO_UPDATE_DAY', 'Tag der letzten Aktualisierung eintragen.'),
  CARD_STEPS_CONTRADICT: card('STEPS_CONTRADICT', 'Zeiten der Schritte klären.'),
  CARD_TARGET_EXCEEDED: card('TARGET_EXCEEDED', 'Ziel oder Wert prüfen; übertroffene Ziele gegebenenfalls annehmen.'),
  CARD_PERSON_REGISTER_INCOMPLETE: card('PERSON_REGISTER_INCOMPLETE', 'Fehlende Angaben bei der Stelle erfragen, die es führt.'),
  CARD_FUNDING_WITHOUT_END: card('FUNDING_WITHOUT_END', 'Letztes Jahr des Betrags ergänzen.'),
  CARD_COUNCIL_PAPERS_EMPTY: card('COUNCIL_PAPERS_EMPTY', 'Nummer der Drucksache ergänzen.'),
  CARD_PARTICIPATION_OPEN: card('PARTICIPATION_OPEN', 'Beteiligung klären oder den Stand berichtigen.'),
  // spellings
  PLACE_SPELLING: rule('Ort in zwei Schreibweisen', 'Schreibweise berichtigen; einen Druckfehler der Quelle annehmen.'),
  ORGANISATION_SPELLING: rule('Organisation in zwei Schreibweisen', 'Richtige Schreibweise klären; einen Druckfehler der Quelle annehmen.'),
  ORGANISATIONS_ALIKE: rule('Organisationen mit gemeinsamem Namen', 'Klären, ob es dieselbe Organisation ist.'),
  PROJECT_TITLE_SPELLING: rule('Titel von Projekten fast gleich', 'Titel berichtigen oder als verschiedene Projekte annehmen.'),
  PERSONS_ALIKE: rule('Personen mit ähnlichem Namen', 'Unter Personen zusammenführen oder als verschieden festhalten.'),
  // bodies and meetings
  BODY_PARITY: composition('PARITY', 'Besetzung ergänzen oder die eigene Regel des Gremiums ändern.'),
  BODY_YOUTH_DELEGATE: composition('YOUTH_DELEGATE', 'Sitz der Jugend besetzen oder die eigene Regel des Gremiums ändern.'),
  BODY_ROLE_WITHOUT_SEAT: composition('ROLE_WITHOUT_SEAT', 'Ende der Funktion eintragen oder die Funktion neu vergeben.'),
  BODY_DAY_KNOWN_ELSEWHERE: composition('DAY_KNOWN_ELSEWHERE', 'Tag des Wechsels übernehmen, wenn er derselbe ist.'),
  BODY_MEETING_OVERDUE: rule(
    'Gremium hat zu lange nicht getagt',
    'Zur nächsten Sitzung einladen oder die eigene Regel des Gremiums ändern.',
  ),
  MEETING_VOTES_FEWER_THAN_PRESENT: rule('Weniger Stimmen als Anwesende', 'Enthaltungen oder Anwesenheit ergänzen.'),
  MEETING_TIME_OUTSIDE_MEETING: rule('Zeit außerhalb der Sitzung', 'Anwesenheit oder Dauer der Sitzung berichtigen.'),
  MEETING_NOT_HOLDER_OF_SEAT: rule('Sitz gehörte jemand anderem', 'Besetzung berichtigen oder die Vertretung vermerken.'),
  MEETING_SUBSTITUTE_FOR_OTHER: rule('Vertretung für falschen Sitz', 'Besetzung oder Vertretung berichtigen.'),
  MEETING_SEAT_NOT_IN_FORCE: rule('Sitz bestand an dem Tag nicht', 'Tage des Sitzes oder Anwesenheit berichtigen.'),
  MEETING_ROOM_TOO_SMALL: rule('Mehr Anwesende als Plätze', 'Plätze oder Anwesenheit prüfen.'),
  MEETING_PAPER_NUMBER_MISSING: rule('Nummer der Drucksache steht aus', 'Nummer nachreichen.'),
  // funds and grants
  TIER_EMPTY: rule('Wertstufe ohne Betrag', 'Grenzen der Stufe am Fonds berichtigen.'),
  TIER_OVERLAP: rule('Wertstufen überschneiden sich', 'Festlegen, welche Stufe den Betrag beansprucht.'),
  TIER_GAP: rule('Lücke zwischen Wertstufen', 'Festlegen, wer über den Betrag entscheidet.'),
  TIER_WORDING_DIFFERS: rule('Wortlaut und Wertgrenze verschieden', 'Wortlaut oder Grenze am Fonds berichtigen.'),
  TIER_WORDING_WHOLE_EUROS: rule('Wertgrenze nur für volle Euro eindeutig', 'Grenze auf den Cent festlegen.'),
  GRANTED_ABOVE_APPROPRIATION: rule('Mehr bewilligt als der Haushaltstitel', 'Neben den Haushaltstitel die Rückgaben stellen.'),
  FUND_GRANTED_BEYOND_AVAILABLE: rule('Mehr bewilligt als verfügbar', 'Bewilligungen und Mittel des Jahres prüfen.'),
  FUND_NOT_DRAWN_WITHOUT_GRANT: rule('Nicht Abgerufenes ohne Zuwendung', 'Auf die Zuwendungen aufteilen, sobald das bekannt ist.'),
  FUND_GRANT_DIFFERS_FROM_LEDGER: rule('Entscheidung und Buchung verschieden', 'Buchung oder Entscheidung berichtigen.'),
  GRANTS_SPLIT: rule('Zuwendungen zusammen über der Wertgrenze', 'Prüfen, ob es ein Vorhaben ist, über das ein Gremium entscheidet.'),
  PROJECT_TWINS_UNEVEN: rule('Gleiche Projekte verschieden gefördert', 'Unterschied je Einheit begründen.'),
  PROOF_OVERDUE: rule('Verwendungsnachweis überfällig', 'Nachweis anfordern.'),
  // papers and strategies
  PAPER_METADATA_INCOMPLETE: paper('PAPER_METADATA_INCOMPLETE', 'Datum, Stelle oder Nummer ermitteln und nachtragen; sonst annehmen.'),
  PAPER_SECTION_MISSING: paper('PAPER_SECTION_MISSING'),
  PAPER_DATE_MISSING: paper('PAPER_DATE_MISSING'),
  PAPER_SIGNATURE_MISSING: paper('PAPER_SIGNATURE_MISSING'),
  PAPER_AGENDA_NUMBER_MISSING: paper('PAPER_AGENDA_NUMBER_MISSING'),
  PAPER_AMOUNT_NOT_IN_TABLE: paper('PAPER_AMOUNT_NOT_IN_TABLE'),
  PAPER_TABLE_SUM_DIFFERS: paper('PAPER_TABLE_SUM_DIFFERS'),
  PAPER_TABLE_MIXES_YEARS: paper('PAPER_TABLE_MIXES_YEARS'),
  PAPER_TABLE_NOT_PER_YEAR: paper('PAPER_TABLE_NOT_PER_YEAR'),
  PAPER_LIMITS_DIFFER: paper('PAPER_LIMITS_DIFFER'),
  PAPER_ANNEXES_DIFFER: paper('PAPER_ANNEXES_DIFFER', see),
  PAPER_RECIPIENTS_DIFFER: paper('PAPER_RECIPIENTS_DIFFER', see),
  PAPER_ROUTE_OUT_OF_ORDER: paper('PAPER_ROUTE_OUT_OF_ORDER', see),
  STRATEGY_COUNT_DIFFERS: strategy('STRATEGY_COUNT_DIFFERS', 'Aufzählung ergänzen oder die Zahl im Text berichtigen.'),
  STRATEGY_REVIEW_UNKNOWN: strategy('STRATEGY_REVIEW_UNKNOWN', 'Ersten Tag der Geltung oder Tag der Bilanz eintragen.'),
  STRATEGY_REVIEW_DIFFERS: strategy('STRATEGY_REVIEW_DIFFERS', 'Tag der Bilanz oder Dauer der Geltung klären.'),
  STRATEGY_REVIEW_OVERDUE: strategy('STRATEGY_REVIEW_OVERDUE', 'Bilanz ziehen oder die Geltung verlängern.'),
  STRATEGY_FOLLOW_UP_OVERDUE: strategy('STRATEGY_FOLLOW_UP_OVERDUE', 'Begleitendes Gremium einladen.'),
} as const;
