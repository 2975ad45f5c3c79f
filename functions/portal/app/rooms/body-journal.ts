import { bodyClaimNames, bodyKindNames, rhythmNames } from '../../../../shared/domain/alliance-body.ts';
import {
  meetingFormNames,
  meetingStatusNames,
  minutesStatusNames,
  outcomeNames,
  presenceGroupNames,
} from '../../../../shared/domain/meeting.ts';
import { call } from '../api.ts';
import { type Desk, everyPage, may } from '../desk.ts';
import { decisionKindNames, paperKindNames } from './meeting-words.tsx';

/** The journals of bodies and meetings, as a clerk reads them. */
export const bodyHappened: Readonly<Record<string, string>> = {
  BodyRecorded: 'Gremium aufgenommen',
  BodyEdited: 'Gremium geändert',
  MeetingPlanned: 'Sitzung geplant',
  MeetingEdited: 'Plan oder Tagesordnung geändert',
  MeetingInvited: 'Eingeladen',
  PresenceRecorded: 'Anwesenheit festgehalten',
  DecisionsRecorded: 'Beschlüsse festgehalten',
  MinutesDrafted: 'Niederschrift entworfen',
  MinutesApproved: 'Niederschrift genehmigt',
  MeetingCancelled: 'Sitzung abgesagt',
};

export const bodyFields: Readonly<Record<string, string>> = {
  names: 'Namen',
  shortName: 'Kurzname',
  topics: 'Themen',
  partOfBodyId: 'Gehört zu',
  validFrom: 'Besteht seit',
  validTo: 'Bestand bis',
  claims: 'Eigene Regeln',
  meetsEveryMonths: 'Tagt mindestens alle … Monate',
  isPublic: 'Öffentlich',
  report: 'Berichte',
  number: 'Nummer',
  plannedOn: 'Tag',
  plannedStart: 'Beginn laut Einladung',
  form: 'Form',
  legalBasis: 'Rechtsgrundlage',
  capacity: 'Plätze im Raum',
  agenda: 'Tagesordnung',
  invitedAgenda: 'Tagesordnung der Einladung',
  checklist: 'Zu beachten',
  invitedOn: 'Eingeladen am',
  actualStart: 'Tatsächlicher Beginn',
  actualEnd: 'Ende',
  presence: 'Anwesende',
  decisions: 'Beschlüsse und Anträge',
  minutes: 'Niederschrift',
};

export const bodyKindWords: Readonly<Record<string, string>> = {
  ...bodyKindNames,
  ...paperKindNames,
  ...decisionKindNames,
  ...outcomeNames,
};
export const bodyStatusWords: Readonly<Record<string, string>> = { ...meetingStatusNames, ...minutesStatusNames };
export const bodyCodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  form: meetingFormNames,
  group: presenceGroupNames,
  rhythm: rhythmNames,
  claims: bodyClaimNames,
};

export const bodyJournalTitles: Readonly<Record<string, string>> = { gremien: 'Journal des Gremiums', sitzungen: 'Journal der Sitzung' };

export const bodyJournalOf = (kind: string, alliance: string, id: string) =>
  kind === 'gremien'
    ? call('getBodyJournal', alliance, { params: { bodyId: id } })
    : call('getMeetingJournal', alliance, { params: { meetingId: id } });

/** Names of those who stand in a journal by their id, for whoever may read them. */
export async function namesInJournal(kind: string, desk: Desk): Promise<readonly (readonly [string, string])[]> {
  if (kind !== 'sitzungen' || !may(desk, 'listPersons')) return [];
  const persons = await everyPage((page) => call('listPersons', desk.alliance, { query: page }));
  return persons.map(({ id, fullName }) => [id, fullName]);
}
