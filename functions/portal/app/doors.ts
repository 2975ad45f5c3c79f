import type { ComponentType } from 'preact';
import type { RouteId } from './contract.ts';
import { mailCapture } from './development.ts';

export type RoomProps = { readonly path: readonly string[]; readonly query: Readonly<Record<string, string>> };
type RoomModule = { readonly default: ComponentType<RoomProps> };

/** Where the door of an event is; it opens without a network, too. */
export const DOOR = 'einlass';

type Door = {
  readonly path: string;
  readonly title: string;
  readonly row: RouteId;
  readonly load: (path: readonly string[]) => Promise<RoomModule>;
};

/** The rooms on the way in, each open to whoever may call its row; places of one kind of work stand together. */
export const doorGroups: readonly { readonly title: string; readonly doors: readonly Door[] }[] = [
  {
    title: 'Ausgaben und Haushalt',
    doors: [
      {
        path: 'ausgabenaufstellung',
        title: 'Ausgabenaufstellung',
        row: 'getExpenditureBreakdown',
        load: () => import('./rooms/breakdown.tsx'),
      },
      { path: 'ausgaben', title: 'Ausgaben', row: 'listExpenses', load: expenseRoom },
      { path: 'haushalt', title: 'Haushalt', row: 'listBudgetStatements', load: () => import('./rooms/budget.tsx') },
    ],
  },
  {
    title: 'Veranstaltungen',
    doors: [
      { path: 'veranstaltungen', title: 'Veranstaltungen', row: 'listAllianceEvents', load: eventRoom },
      { path: DOOR, title: 'Einlass', row: 'recordScans', load: doorRoom },
      { path: 'teilnahme', title: 'Teilnahme', row: 'getAttendanceStatistics', load: () => import('./rooms/statistics.tsx') },
      { path: 'initiativen', title: 'Initiativen', row: 'listInitiatives', load: () => import('./rooms/initiatives.tsx') },
    ],
  },
  {
    title: 'Gremien und Ergebnisse',
    doors: [
      { path: 'gremien', title: 'Gremien', row: 'listBodies', load: bodyRoom },
      { path: 'zusagen', title: 'Zusagen', row: 'listCommitments', load: commitmentRoom },
      { path: 'ergebnisse', title: 'Ergebnisse', row: 'listProposals', load: resultRoom },
      { path: 'berichte', title: 'Berichte', row: 'listReports', load: reportRoom },
    ],
  },
  {
    title: 'Förderung',
    doors: [
      { path: 'foerderung', title: 'Förderung', row: 'listFunds', load: fundRoom },
      { path: 'organisationen', title: 'Organisationen', row: 'listOrganisations', load: organisationRoom },
    ],
  },
  {
    title: 'Drucksachen und Prüfung',
    doors: [
      { path: 'drucksachen', title: 'Drucksachen', row: 'listPapers', load: paperRoom },
      { path: 'einlesen', title: 'Einlesen', row: 'readPaperText', load: () => import('./rooms/intake.tsx') },
      { path: 'befunde', title: 'Befunde', row: 'listFindings', load: () => import('./rooms/findings.tsx') },
    ],
  },
  {
    title: 'Auskunft und Datenschutz',
    doors: [
      { path: 'anfragen', title: 'Anfragen', row: 'listInquiries', load: inquiryRoom },
      { path: 'datenschutz', title: 'Datenschutz', row: 'listPrivacyCases', load: privacyRoom },
    ],
  },
  ...(mailCapture === null
    ? []
    : [
        {
          title: 'Entwicklung',
          doors: [{ path: 'postausgang', title: 'Postausgang', row: 'getDoorList' as const, load: () => import('./rooms/mails.tsx') }],
        },
      ]),
];
/** Entered through the field in the head, not through the list of areas. */
const searchDoor: Door = { path: 'suche', title: 'Suche', row: 'search', load: () => import('./rooms/search.tsx') };
export const doors = [...doorGroups.flatMap((group) => group.doors), searchDoor];

const inquiryTasks: Readonly<Record<string, () => Promise<RoomModule>>> = {
  fragen: () => import('./rooms/answer-part.tsx'),
  beitraege: () => import('./rooms/inquiry-board.tsx'),
  pruefung: () => import('./rooms/inquiry-gate.tsx'),
  vergleich: () => import('./rooms/inquiry-changes.tsx'),
  journal: () => import('./rooms/journal.tsx'),
};

function inquiryRoom([, id, action]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/inquiries.tsx');
  if (id === 'neu') return import('./rooms/inquiry-open.tsx');
  if (action === undefined) return import('./rooms/inquiry.tsx');
  return (inquiryTasks[action] ?? (() => import('./rooms/inquiry-steps.tsx')))();
}

const bodyTasks: Readonly<Record<string, (id: string | undefined, step: string | undefined) => Promise<RoomModule>>> = {
  sitzungen: meetingRoom,
  sitze: () => import('./rooms/body-seat-form.tsx'),
  funktionen: () => import('./rooms/body-role-form.tsx'),
  angaben: () => import('./rooms/body-facts.tsx'),
  bearbeiten: () => import('./rooms/body-form.tsx'),
  journal: () => import('./rooms/journal.tsx'),
};

function bodyRoom([, id, action, ...rest]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/bodies.tsx');
  if (id === 'neu') return import('./rooms/body-form.tsx');
  if (id === 'zaehlung') return import('./rooms/member-counts.tsx');
  if (id === 'personen') return personRoom(action);
  return (bodyTasks[action ?? ''] ?? (() => import('./rooms/body.tsx')))(rest[0], rest[1]);
}

function personRoom(id: string | undefined): Promise<RoomModule> {
  return id === undefined ? import('./rooms/persons.tsx') : import('./rooms/person.tsx');
}

const meetingTasks: Readonly<Record<string, () => Promise<RoomModule>>> = {
  anwesenheit: () => import('./rooms/meeting-presence.tsx'),
  beschluesse: () => import('./rooms/meeting-decisions.tsx'),
  niederschrift: () => import('./rooms/meeting-minutes.tsx'),
  absagen: () => import('./rooms/meeting-steps.tsx'),
  journal: () => import('./rooms/journal.tsx'),
};

function meetingRoom(id: string | undefined, step: string | undefined): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/meetings.tsx');
  if (id === 'neu' || step === 'bearbeiten') return import('./rooms/meeting-form.tsx');
  return (meetingTasks[step ?? ''] ?? (() => import('./rooms/meeting.tsx')))();
}

function commitmentRoom([, id]: readonly string[]): Promise<RoomModule> {
  return id === 'neu' ? import('./rooms/commitment-form.tsx') : import('./rooms/commitments.tsx');
}

const resultViews: Readonly<Record<string, () => Promise<RoomModule>>> = {
  tafel: () => import('./rooms/results-board.tsx'),
  verknuepfungen: () => import('./rooms/results-matrix.tsx'),
  aehnliche: () => import('./rooms/results-doubles.tsx'),
  freigabe: () => import('./rooms/results-release.tsx'),
};

function resultRoom([, kind, id, action]: readonly string[]): Promise<RoomModule> {
  if (action === 'journal') return import('./rooms/journal.tsx');
  if (kind === 'kennzahlen') return id === undefined ? import('./rooms/indicators.tsx') : import('./rooms/indicator-form.tsx');
  if (kind === 'vorschlaege' && id !== undefined) return proposalRoom(id, action);
  if (kind === 'massnahmen' && id !== undefined) return measureRoom(id, action);
  return (resultViews[kind ?? ''] ?? (() => import('./rooms/results.tsx')))();
}

function proposalRoom(id: string, action: string | undefined): Promise<RoomModule> {
  return id === 'neu' || action !== undefined ? import('./rooms/result-proposal-form.tsx') : import('./rooms/proposal.tsx');
}

function measureRoom(id: string, action: string | undefined): Promise<RoomModule> {
  if (id === 'neu' || action === 'bearbeiten') return import('./rooms/result-measure-form.tsx');
  return action === undefined ? import('./rooms/measure.tsx') : import('./rooms/measure-steps.tsx');
}

function reportRoom([, id]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/reports.tsx');
  return id === 'erstellen' ? import('./rooms/report-compile.tsx') : import('./rooms/report.tsx');
}

function doorRoom([, id]: readonly string[]): Promise<RoomModule> {
  return id === undefined ? import('./rooms/door-events.tsx') : import('./rooms/door.tsx');
}

const registrationTasks: Readonly<Record<string, (step: string | undefined) => Promise<RoomModule>>> = {
  anmeldung: () => import('./rooms/registration.tsx'),
  einladungen: () => import('./rooms/registration-invitations.tsx'),
  'liste-einlesen': () => import('./rooms/participants-import.tsx'),
  angemeldete: (step) => (step === 'neu' ? import('./rooms/registration-phone.tsx') : import('./rooms/participants.tsx')),
  bedarfe: () => import('./rooms/participants-needs.tsx'),
  anwesenheit: () => import('./rooms/participants-presence.tsx'),
};

const privacyTasks: Readonly<Record<string, () => Promise<RoomModule>>> = {
  neu: () => import('./rooms/privacy-open.tsx'),
  aufbewahrung: () => import('./rooms/privacy-retention.tsx'),
  fristen: () => import('./rooms/privacy-settings.tsx'),
  sperre: () => import('./rooms/privacy-hold.tsx'),
};

function privacyRoom([, id]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/privacy.tsx');
  return (privacyTasks[id] ?? (() => import('./rooms/privacy-case.tsx')))();
}

function eventRoom([, id, action, step]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/events.tsx');
  if (action === 'journal') return import('./rooms/journal.tsx');
  const task = registrationTasks[action ?? ''];
  if (task) return task(step);
  return id === 'neu' || action !== undefined ? import('./rooms/event-forms.tsx') : import('./rooms/event.tsx');
}

function expenseRoom([, id, action]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/expenses.tsx');
  if (action === 'journal') return import('./rooms/journal.tsx');
  return id === 'neu' || action !== undefined ? import('./rooms/expense-forms.tsx') : import('./rooms/expense.tsx');
}

const fundViews: Readonly<Record<string, (step: string | undefined) => Promise<RoomModule>>> = {
  angaben: () => import('./rooms/fund-form.tsx'),
  buchungen: (step) => (step === undefined ? import('./rooms/fund-entries.tsx') : fundEntryRoom(step)),
  pruefung: () => import('./rooms/fund-review.tsx'),
  bericht: () => import('./rooms/fund-report.tsx'),
  journal: () => import('./rooms/journal.tsx'),
};

function fundRoom([, id, action, step, last]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/funds.tsx');
  if (id === 'neu') return import('./rooms/fund-form.tsx');
  if (last === 'journal') return import('./rooms/journal.tsx');
  if (id === 'zuwendungen') return grantRoom(action, step);
  return (fundViews[action ?? ''] ?? (() => import('./rooms/fund.tsx')))(step);
}

function fundEntryRoom(step: string): Promise<RoomModule> {
  return step === 'neu' ? import('./rooms/fund-entry-form.tsx') : import('./rooms/fund-entry.tsx');
}

function grantRoom(id: string | undefined, step: string | undefined): Promise<RoomModule> {
  if (step === 'journal') return import('./rooms/journal.tsx');
  if (id === 'neu' || step === 'bearbeiten') return import('./rooms/grant-form.tsx');
  return step === undefined ? import('./rooms/grant.tsx') : import('./rooms/grant-steps.tsx');
}

function organisationRoom([, id, action]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/organisations.tsx');
  if (action === 'journal') return import('./rooms/journal.tsx');
  return id === 'neu' || action !== undefined ? import('./rooms/organisation-form.tsx') : import('./rooms/organisation.tsx');
}

const paperTasks: Readonly<Record<string, () => Promise<RoomModule>>> = {
  bearbeiten: () => import('./rooms/paper-form.tsx'),
  neufassung: () => import('./rooms/paper-form.tsx'),
  nummer: () => import('./rooms/paper-steps.tsx'),
  ergebnis: () => import('./rooms/paper-steps.tsx'),
  journal: () => import('./rooms/journal.tsx'),
};

function paperRoom([, id, action, step]: readonly string[]): Promise<RoomModule> {
  if (id === undefined) return import('./rooms/papers.tsx');
  if (id === 'neu') return import('./rooms/paper-form.tsx');
  if (id === 'strategien' && action !== undefined) return strategyRoom(action, step);
  return (paperTasks[action ?? ''] ?? (() => import('./rooms/paper.tsx')))();
}

function strategyRoom(id: string, step: string | undefined): Promise<RoomModule> {
  if (step === 'journal') return import('./rooms/journal.tsx');
  return id === 'neu' || step !== undefined ? import('./rooms/strategy-form.tsx') : import('./rooms/strategy.tsx');
}
