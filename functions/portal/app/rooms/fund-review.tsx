import { formatDay } from '../../../../shared/domain/calendar.ts';
import { coFundingStatusNames, genderRemarkNames } from '../../../../shared/domain/grant.ts';
import { worthNames } from '../../../../shared/domain/quantity.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { useDesk, useLoaded } from '../desk.ts';
import { Link, Loading, P, Section, Table, Trouble } from '../ui.tsx';
import { count, euro, thousands } from '../words.ts';
import { FundRoom } from './fund-frame.tsx';
import { grantHref, organisationHref, ProofBadge } from './fund-words.tsx';
import { targetInWords } from './grant-parts.tsx';

type Review = Success<'getFundReview'>;
type Part = { readonly review: Review };
type Head = Review['proofs'][number];

const Project = ({ grant: { grantId, no, project } }: { grant: Pick<Head, 'grantId' | 'no' | 'project'> }) => {
  const { alliance } = useDesk();
  return (
    <>
      <Link href={grantHref(alliance, grantId)}>{project}</Link>
      {no !== null && <span class="unknown nowrap">{` Nr. ${no}`}</span>}
    </>
  );
};

const Recipient = ({ of: { organisationId, organisationName } }: { of: Pick<Head, 'organisationId' | 'organisationName'> }) => {
  const { alliance } = useDesk();
  return <Link href={organisationHref(alliance, organisationId)}>{organisationName}</Link>;
};

const Sentences = ({ sentences, none }: { sentences: readonly string[]; none: string }) =>
  sentences.length === 0 ? (
    <P>{none}</P>
  ) : (
    <ul class="kern-list kern-list--bullet findings">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );

const deciders = { RESOLUTION: 'durch Beschluss eines Gremiums', OFFICE: 'durch die Verwaltung' } as const;

const ByDecision = ({ review }: Part) => (
  <Section title="Wer entschied">
    <Table<Review['byDecision'][number]>
      caption="Zuwendungen danach, wer nach den Wertgrenzen entscheidet"
      rows={review.byDecision}
      keyOf={({ decidedBy }) => decidedBy ?? 'NONE'}
      columns={[
        {
          title: 'Entscheidung',
          heads: true,
          cell: ({ decidedBy }) => (decidedBy === null ? 'nach den Wertgrenzen nicht eindeutig' : deciders[decidedBy]),
        },
        { title: 'Zuwendungen', numeric: true, cell: ({ grants }) => thousands(grants) },
        { title: 'Bewilligt', numeric: true, nowrap: true, cell: ({ sumCents }) => euro(sumCents) },
      ]}
    />
  </Section>
);

type Several = Review['severalGrants'][number];

/** Several grants of one year to one recipient, whether or not they were split. */
const Splitting = ({ review }: Part) => (
  <Section title="Stückelung">
    <Sentences
      sentences={review.splitting.map(({ sentence }) => sentence)}
      none="Kein Empfänger kommt mit mehreren kleinen Zuwendungen über die Grenze, ab der ein Gremium entscheidet."
    />
    {review.severalGrants.length > 0 && (
      <Table<Several>
        caption="Mehrere Zuwendungen des Jahres an denselben Empfänger"
        rows={review.severalGrants}
        keyOf={({ organisationId }) => organisationId}
        columns={[
          { title: 'Organisation', heads: true, cell: (one) => <Recipient of={one} /> },
          {
            title: 'Zuwendungen',
            cell: ({ grants }) => (
              <ul class="bare">
                {grants.map((grant) => (
                  <li key={grant.grantId}>
                    <Project grant={grant} /> <span class="nowrap">{euro(grant.amountCents)}</span>
                  </li>
                ))}
              </ul>
            ),
          },
          { title: 'Zusammen', numeric: true, nowrap: true, cell: ({ sumCents }) => euro(sumCents) },
        ]}
      />
    )}
    {review.spellingHints.length > 0 && (
      <div class="beside">
        <P muted>Vielleicht dieselbe Organisation, dem Namen nach:</P>
        <Sentences sentences={review.spellingHints.map(({ sentence }) => sentence)} none="" />
      </div>
    )}
  </Section>
);

const Repeats = ({ review }: Part) => (
  <Section title="Wiederholte Förderung">
    <Sentences
      sentences={review.repeatRecipients.map(({ sentence }) => sentence)}
      none="Kein Empfänger dieses Jahres erhielt nach den aufgenommenen Daten schon früher eine Zuwendung."
    />
  </Section>
);

type Twin = Review['twins'][number];
const perUnit = ({ perUnitCents }: Twin['grants'][number]) => (perUnitCents === null ? 'nicht zu sagen' : euro(perUnitCents));

const Twins = ({ review }: Part) => (
  <Section title="Gleiche Projekte">
    {review.twins.length === 0 && <P>Keine zwei Projekte gleichen sich dem Titel oder dem Träger nach.</P>}
    {review.twins.map((twin) => (
      <div class="beside" key={twin.sentence}>
        <P>{twin.sentence}</P>
        <Table<Twin['grants'][number]>
          caption={twin.sentence}
          rows={twin.grants}
          keyOf={({ grantId }) => grantId}
          columns={[
            { title: 'Projekt', heads: true, cell: (grant) => <Project grant={grant} /> },
            { title: 'Organisation', cell: ({ organisationName }) => organisationName },
            { title: 'Bewilligt', numeric: true, nowrap: true, cell: ({ amountCents }) => euro(amountCents) },
            ...(twin.unit === null
              ? []
              : [
                  {
                    title: twin.unit,
                    numeric: true,
                    cell: ({ units }: Twin['grants'][number]) => (units === null ? 'nicht bekannt' : thousands(units)),
                  },
                  { title: 'Je Einheit', numeric: true, nowrap: true, cell: perUnit },
                ]),
          ]}
        />
      </div>
    ))}
  </Section>
);

const Proofs = ({ review }: Part) => (
  <Section title={count(review.proofs.length, 'ausstehender Nachweis', 'ausstehende Nachweise')}>
    {review.proofs.length > 0 && (
      <Table<Head>
        caption="Nachweise und Sachberichte, die ausstehen"
        rows={review.proofs}
        keyOf={({ grantId }) => grantId}
        columns={[
          { title: 'Projekt', heads: true, cell: (grant) => <Project grant={grant} /> },
          { title: 'Organisation', cell: (grant) => <Recipient of={grant} /> },
          { title: 'Fällig am', nowrap: true, cell: ({ dueOn }) => (dueOn === null ? 'nicht festgelegt' : formatDay(dueOn)) },
          {
            title: 'Nachweis',
            nowrap: true,
            cell: ({ state, overdueDays }) => (
              <>
                <ProofBadge state={state} />
                {overdueDays > 0 && <span class="flags">{`seit ${count(overdueDays, 'Tag', 'Tagen')}`}</span>}
              </>
            ),
          },
          {
            title: 'Sachbericht',
            nowrap: true,
            cell: ({ isNarrativeOutstanding }) => (isNarrativeOutstanding ? 'steht aus' : 'eingegangen'),
          },
        ]}
      />
    )}
  </Section>
);

type TargetRow = { readonly key: string; readonly grant: Review['targets'][number]; readonly said: string; readonly label: string };

const Targets = ({ review }: Part) => {
  const rows = review.targets.flatMap((grant) =>
    grant.targets.map(
      (target, index): TargetRow => ({
        key: `${grant.grantId} ${index}`,
        grant,
        label: target.label,
        said: targetInWords(target),
      }),
    ),
  );
  return (
    <Section title="Ziele">
      {rows.length === 0 ? (
        <P>Für keine Zuwendung ist ein Ziel festgehalten.</P>
      ) : (
        <Table<TargetRow>
          caption="Ziele der Zuwendungen: geplant und erreicht"
          rows={rows}
          keyOf={({ key }) => key}
          columns={[
            { title: 'Projekt', heads: true, cell: ({ grant }) => <Project grant={grant} /> },
            { title: 'Ziel', cell: ({ label }) => label },
            { title: 'Erreicht von geplant', cell: ({ said }) => said },
          ]}
        />
      )}
    </Section>
  );
};

type Money = Review['coFunding'][number];
const known = ({ knownCents, worth }: Money): string => {
  if (knownCents === null) return worthNames.UNKNOWN;
  return `${worth === 'EXACT' ? '' : `${worthNames[worth]} `}${euro(knownCents)}`;
};

const CoFunding = ({ review }: Part) => (
  <Section title="Mittel anderer">
    <P muted>Nach Stand getrennt; sie zählen nicht zum Bewilligten und werden nicht zusammengezählt.</P>
    {review.coFunding.length > 0 && (
      <Table<Money>
        caption="Mittel anderer nach Stand"
        rows={review.coFunding}
        keyOf={({ status }) => status}
        columns={[
          { title: 'Stand', heads: true, cell: ({ status }) => coFundingStatusNames[status] },
          { title: 'Angaben', numeric: true, cell: ({ entries }) => thousands(entries) },
          { title: 'Davon ohne Betrag', numeric: true, cell: ({ withoutAmount }) => thousands(withoutAmount) },
          { title: 'Bekannter Betrag', numeric: true, nowrap: true, cell: known },
        ]}
      />
    )}
  </Section>
);

const Remarks = ({ review }: Part) =>
  review.genderRemarks.length > 0 && (
    <Section title="Nur für einen Teil">
      <Table<Review['genderRemarks'][number]>
        caption="Zuwendungen, die sich nur an Frauen oder nur an Männer richten"
        rows={review.genderRemarks}
        keyOf={({ grantId }) => grantId}
        columns={[
          { title: 'Projekt', heads: true, cell: (grant) => <Project grant={grant} /> },
          { title: 'Organisation', cell: (grant) => [grant.organisationName, ...grant.partnerNames].join(', ') },
          { title: 'Richtet sich an', cell: ({ remark }) => genderRemarkNames[remark] },
          { title: 'Im Bericht', cell: ({ isException }) => (isException ? 'als Ausnahme genannt' : 'keine Ausnahme') },
        ]}
      />
    </Section>
  );

const OpenItems = ({ review }: Part) =>
  review.openChecklists.length > 0 && (
    <Section title="Offene Voraussetzungen">
      <Table<Review['openChecklists'][number]>
        caption="Voraussetzungen, die nicht als erfüllt festgehalten sind"
        rows={review.openChecklists}
        keyOf={({ grantId }) => grantId}
        columns={[
          { title: 'Projekt', heads: true, cell: (grant) => <Project grant={grant} /> },
          { title: 'Offen', cell: ({ open }) => open.map(({ label }) => label).join('; ') },
        ]}
      />
    </Section>
  );

function ReviewView({ fundId, year }: { fundId: string; year: number }) {
  const { alliance } = useDesk();
  const { data, problem, loading } = useLoaded(`${fundId} ${year}`, () =>
    call('getFundReview', alliance, { params: { fundId }, query: { fiscalYear: String(year) } }),
  );
  if (problem) return <Trouble problem={problem} />;
  if (!data) return <Loading />;
  return (
    <div class={loading ? 'stale' : ''} aria-busy={loading}>
      <P muted>
        {`${count(data.grants, 'Zuwendung', 'Zuwendungen')}, bewilligt ${euro(data.grantedCents)}, geprüft am ${formatDay(data.on)}. Die Prüfung gibt Hinweise und ändert nichts.`}
      </P>
      <ByDecision review={data} />
      <Splitting review={data} />
      <Repeats review={data} />
      <Twins review={data} />
      <Proofs review={data} />
      <Targets review={data} />
      <CoFunding review={data} />
      <Remarks review={data} />
      <OpenItems review={data} />
    </div>
  );
}

/** What is worth a look about the grants of one year. */
export default function FundReviewRoom({ path, query }: RoomProps) {
  return (
    <FundRoom path={path} query={query} tab="pruefung">
      {({ fund, year }) => <ReviewView fundId={fund.id} year={year} />}
    </FundRoom>
  );
}
