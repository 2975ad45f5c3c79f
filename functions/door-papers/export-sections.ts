import type { Role } from '../../shared/domain/access.ts';
import { roleNames } from '../../shared/domain/access.ts';
import { formatDay, formatInstant } from '../../shared/domain/calendar.ts';
import { consentNames, fullName } from '../../shared/domain/participant.ts';
import type { PrivacyExport } from '../../shared/domain/privacy.ts';
import { privacyKindNames, privacyStatusNames } from '../../shared/domain/privacy.ts';
import { originNames, registrationStatusNames } from '../../shared/domain/registration.ts';
import { dataClassNames } from '../../shared/domain/retention.ts';

type Row = { readonly label: string; readonly value: string };
type Section = { readonly heading: string; readonly rows: readonly Row[] };
type Participation = PrivacyExport['participations'][number];

/** What is empty says so: an access request asks what there is, and what there is not. */
const NONE = 'keine Angabe';
const row = (label: string, value: string | null | undefined): Row => ({ label, value: value || NONE });
const listed = (values: readonly string[]): string => values.join('\n');

const roleName = (role: string): string => (Object.hasOwn(roleNames, role) ? roleNames[role as Role] : role);

const datesOf = ({ dates: { from, to, wording } }: Participation): string =>
  from === null || to === null ? (wording ?? 'ohne Datum') : from === to ? formatDay(from) : `${formatDay(from)} bis ${formatDay(to)}`;

const personRows = ({ person, needs, needsRead }: Participation): Row[] =>
  person === null
    ? [row('Angaben zur Person', 'gelöscht')]
    : [
        row('Name', fullName(person)),
        row('E-Mail', person.email),
        row('Organisation', person.organisation),
        row('Funktion', person.function),
        ...person.answers.map(({ question, answer }) => row(question, answer)),
        row('Besondere Bedarfe', needs),
        ...(needs === null && needsRead.length === 0
          ? []
          : [
              row('Bedarfe gelesen', listed(needsRead.map(({ at, role }) => `${formatInstant(at)}: ${roleName(role)}`)) || 'von niemandem'),
            ]),
      ];

function registrationRows({ registration, origin }: Participation): Row[] {
  if (registration === null) return [row('Erfasst', originNames[origin])];
  const { registeredAt, status, movedUpAt, noticeVersion, consents } = registration;
  return [
    row('Erfasst', `${originNames[origin]}, ${formatInstant(registeredAt)}, ${registrationStatusNames[status]}`),
    ...(movedUpAt === null ? [] : [row('Von der Warteliste nachgerückt', formatInstant(movedUpAt))]),
    row('Datenschutzhinweis', noticeVersion === null ? null : `Fassung ${noticeVersion}`),
    ...consents.map(({ kind, givenAt, revokedAt, noticeVersion: version }) =>
      row(
        'Einwilligung',
        listed([
          consentNames[kind],
          `Erteilt ${formatInstant(givenAt)}, Hinweis in Fassung ${version}`,
          ...(revokedAt === null ? [] : [`Widerrufen ${formatInstant(revokedAt)}`]),
        ]),
      ),
    ),
  ];
}

const cancelledRows = ({ status, cancelledAt }: Participation): Row[] =>
  status === 'CANCELLED' ? [row('Abgemeldet', cancelledAt === null ? 'abgemeldet' : `abgemeldet am ${formatInstant(cancelledAt)}`)] : [];

const presenceRows = ({ isPresent, presentAt, scans, isMasked }: Participation): Row[] => [
  row(
    'Anwesenheit',
    isPresent ? `anwesend seit ${presentAt === null ? 'unbekannter Zeit' : formatInstant(presentAt)}` : 'nicht als anwesend erfasst',
  ),
  ...(scans.length === 0
    ? []
    : [
        row(
          'Erfassungen an der Tür',
          listed(scans.map(({ happenedAt, door, inWords }) => `${formatInstant(happenedAt)}, ${door}: ${inWords}`)),
        ),
      ]),
  row('Namensnennung', isMasked ? 'widersprochen, in keiner Liste genannt' : 'kein Widerspruch'),
];

const sectionOf = (one: Participation): Section => ({
  heading: `${one.eventTitle} (${datesOf(one)}${one.place === null ? '' : `, ${one.place}`})`,
  rows: [
    ...personRows(one),
    ...registrationRows(one),
    ...cancelledRows(one),
    ...presenceRows(one),
    row('Empfänger', listed(one.recipients)),
    row(
      'Aufbewahrt bis',
      listed(one.keptUntil.map(({ dataClass, endsOn }) => `${dataClassNames[dataClass]}: ${formatDay(endsOn)}`)) || 'nichts mehr',
    ),
  ],
});

/** The same as the JSON export, in words. */
export function sectionsOf({ participations, cases }: PrivacyExport): Section[] {
  const requests = cases.map(({ kind, receivedOn, status }) =>
    row(privacyKindNames[kind], `eingegangen ${formatDay(receivedOn)}, ${privacyStatusNames[status]}`),
  );
  return [...participations.map(sectionOf), ...(requests.length === 0 ? [] : [{ heading: 'Ihre Anliegen', rows: requests }])];
}
