import type * as z from 'zod';
import { AllianceBody, bodyKindNames } from '../../shared/domain/alliance-body.ts';
import { AllianceEvent, eventKindNames, eventStatusNames } from '../../shared/domain/alliance-event.ts';
import { formatDay } from '../../shared/domain/calendar.ts';
import { Initiative } from '../../shared/domain/initiative.ts';
import { Inquiry, inquiryKindNames, inquiryStatusNames } from '../../shared/domain/inquiry.ts';
import { Meeting, meetingStatusNames } from '../../shared/domain/meeting.ts';
import { MunicipalPaper, paperKindNames } from '../../shared/domain/municipal-paper.ts';
import { labelOf } from '../../shared/domain/paper-number.ts';
import { paperStandingNames, standingOf } from '../../shared/domain/paper-rules.ts';
import { Report, reportStatusNames } from '../../shared/domain/report.ts';
import { factOn, Measure, measureStatusNames, Proposal, proposalKindNames } from '../../shared/domain/result.ts';
import type { Findable } from '../../shared/domain/search.ts';

/*
 * What of each record is read, shown and looked at. No field that is meant for a name of a person: presence, movers, askers,
 * guests, holdings and partners stay unread.
 */

type Found<Schema extends z.ZodObject> = { readonly id: string; readonly state: z.output<Schema> };

const lineOf = (...parts: readonly (string | null | undefined)[]): string | null => {
  const said = parts.filter((part) => typeof part === 'string' && part !== '');
  return said.length === 0 ? null : said.join(' · ');
};

const LAST_DAY = '9999-12-31';

export const EventPart = AllianceEvent.pick({ title: true, kind: true, place: true, dates: true, status: true, responsibleOffice: true });
export const eventFound = ({ id, state: { title, kind, place, dates, status } }: Found<typeof EventPart>): Findable => ({
  id,
  title,
  line: lineOf(dates.from === null ? dates.wording : formatDay(dates.from), place?.name, eventStatusNames[status]),
  path: `veranstaltungen/${id}`,
  also: [place?.name ?? null, place?.facility ?? null, eventKindNames[kind]],
});

export const InitiativePart = Initiative.pick({ name: true, organisation: true });
export const initiativeFound = ({ id, state: { name, organisation } }: Found<typeof InitiativePart>): Findable => ({
  id,
  title: name,
  line: lineOf(organisation),
  path: 'initiativen',
  also: [organisation],
});

export const BodyPart = AllianceBody.pick({ kind: true, names: true, shortName: true, topics: true, validFrom: true, validTo: true });
export const bodyFound = ({ id, state }: Found<typeof BodyPart>): Findable => {
  const { kind, names, shortName, topics, validFrom, validTo } = state;
  const until = validTo === null ? '' : ` bis ${formatDay(validTo)}`;
  return {
    id,
    title: names.at(-1)?.name ?? '',
    line: lineOf(bodyKindNames[kind], validFrom === null ? until.trim() : `seit ${formatDay(validFrom)}${until}`),
    path: `gremien/${id}`,
    also: [shortName, bodyKindNames[kind], ...names.map(({ name }) => name), ...topics],
  };
};

export const MeetingPart = Meeting.pick({ bodyId: true, title: true, plannedOn: true, place: true, status: true, agenda: true });
export const meetingFound = ({ id, state: { bodyId, title, plannedOn, place, status, agenda } }: Found<typeof MeetingPart>): Findable => ({
  id,
  title,
  line: lineOf(formatDay(plannedOn), place, meetingStatusNames[status]),
  path: `gremien/${bodyId}/sitzungen/${id}`,
  also: [place, ...agenda.map((item) => item.title)],
});

/** Papers on a meeting's agenda; one whose number follows later is found by its subject. */
export const agendaPapersFound = ({ id, state: { bodyId, title, plannedOn, agenda } }: Found<typeof MeetingPart>): Findable[] =>
  agenda.flatMap(({ id: itemId, title: subject, paper }) =>
    paper === null
      ? []
      : [
          {
            id: `${id}.${itemId}`,
            title: paper.number === null ? subject : `${paper.number}: ${subject}`,
            line: lineOf(title, formatDay(plannedOn)),
            path: `gremien/${bodyId}/sitzungen/${id}`,
            also: [paper.wording],
          },
        ],
  );

export const InquiryPart = Inquiry.pick({
  title: true,
  kind: true,
  questionPaper: true,
  answerPaper: true,
  receivedOn: true,
  status: true,
});
export const inquiryPaperFound = ({ id, state }: Found<typeof InquiryPart>): Findable => {
  const { title, kind, questionPaper, answerPaper, receivedOn, status } = state;
  return {
    id,
    title: `${questionPaper}: ${title}`,
    line: lineOf(answerPaper === null ? null : `Antwort ${answerPaper}`, formatDay(receivedOn), inquiryStatusNames[status]),
    path: `anfragen/${id}`,
    also: [answerPaper, inquiryKindNames[kind]],
  };
};

export const MunicipalPaperPart = MunicipalPaper.pick({
  number: true,
  numberPending: true,
  revision: true,
  kind: true,
  title: true,
  datedOn: true,
  department: true,
  route: true,
});
export const municipalPaperFound = ({ id, state }: Found<typeof MunicipalPaperPart>): Findable => {
  const { kind, title, datedOn, department, route } = state;
  return {
    id,
    title: `${labelOf(state)}: ${title}`,
    line: lineOf(paperKindNames[kind], datedOn === null ? null : formatDay(datedOn), paperStandingNames[standingOf(state)]),
    path: `drucksachen/${id}`,
    also: [paperKindNames[kind], department, ...route.map(({ label }) => label)],
  };
};

export const ProposalPart = Proposal.pick({ kind: true, bodyId: true, title: true, text: true, responsibleOffice: true });
export const proposalFound = ({ id, state: { kind, title, text } }: Found<typeof ProposalPart>): Findable => ({
  id,
  title,
  line: proposalKindNames[kind],
  path: `ergebnisse/vorschlaege/${id}`,
  also: [text, proposalKindNames[kind]],
});

export const MeasurePart = Measure.pick({
  bodyId: true,
  group: true,
  label: true,
  title: true,
  text: true,
  responsible: true,
  places: true,
  statuses: true,
});
export const measureFound = ({ id, state }: Found<typeof MeasurePart>): Findable => {
  const { group, label, title, text, responsible, places, statuses } = state;
  const now = factOn(statuses, LAST_DAY);
  return {
    id,
    title,
    line: lineOf(lineOf(group, label), now && `${measureStatusNames[now.status]} (Stand ${formatDay(now.asOf)})`),
    path: `ergebnisse/massnahmen/${id}`,
    also: [group, text, ...responsible.map(({ name }) => name), ...places.map(({ name }) => name)],
  };
};

export const ReportPart = Report.pick({ bodyId: true, period: true, from: true, to: true, asOf: true, status: true });
/** A report bears its body's name; the bodies that the caller may read say it. */
export const reportFound = ({ id, state }: Found<typeof ReportPart>, bodyName: string | undefined): Findable => ({
  id,
  title: lineOf('Ergebnisbericht', state.period, bodyName)?.replaceAll(' · ', ' ') ?? '',
  line: lineOf(`${formatDay(state.from)} bis ${formatDay(state.to)}`, `Stand ${formatDay(state.asOf)}`, reportStatusNames[state.status]),
  path: `berichte/${id}`,
  also: [bodyName ?? null],
});
