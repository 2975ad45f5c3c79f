import type { DataClass, Period } from '../../../../shared/domain/retention.ts';
import { archiveNames, dataClasses, dataClassNames } from '../../../../shared/domain/retention.ts';
import { call } from '../api.ts';
import type { Success } from '../contract.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, fault, Group, Row, Select, type Sending } from '../form.tsx';
import { go } from '../place.ts';
import { Loading, optionsOf, P, Room, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { privacyHref, retentionHref } from './privacy-words.tsx';

type Settings = Success<'getRetentionSettings'>;

const lengthOf = ({ months, days }: Period): string =>
  [months === 0 ? '' : count(months, 'Monat', 'Monate'), days === 0 ? '' : count(days, 'Tag', 'Tage')].filter(Boolean).join(' und ') ||
  'bis zum Tag selbst';

function lengthIn(entries: Entries, pointer: string, example: number): number {
  const typed = entries.text(pointer);
  if (!/^\d{1,4}$/.test(typed)) throw fault(pointer, `Bitte geben Sie eine ganze Zahl an, zum Beispiel ${example}.`);
  return Number(typed);
}

const periodOf = (entries: Entries, dataClass: DataClass): Period => ({
  months: lengthIn(entries, `/periods/${dataClass}/months`, 12),
  days: lengthIn(entries, `/periods/${dataClass}/days`, 14),
  archive: entries.text(`/periods/${dataClass}/archive`) as Period['archive'],
});

function Edit({ settings, reload }: { settings: Settings; reload: () => void }) {
  const { alliance } = useDesk();
  const home = privacyHref(alliance, 'aufbewahrung');
  const submit = async (entries: Entries) => {
    const [REGISTRATION, PRESENCE, SPECIAL_NEEDS] = dataClasses.map((dataClass) => periodOf(entries, dataClass)) as [
      Period,
      Period,
      Period,
    ];
    await call('setRetentionSettings', alliance, {
      version: settings.version,
      body: { periods: { REGISTRATION, PRESENCE, SPECIAL_NEEDS } },
    });
    go(retentionHref(alliance, 'fristen'));
  };
  return (
    <Form submitLabel="Fristen festlegen" cancelHref={home} onSubmit={(entries: Entries, _: Sending) => submit(entries)} onReload={reload}>
      {dataClasses.map((dataClass) => {
        const { months, days, archive } = settings.periods[dataClass];
        const at = `/periods/${dataClass}`;
        return (
          <Group legend={dataClassNames[dataClass]} key={dataClass}>
            <Row>
              <Field name={`${at}/months`} label="Monate" required inputMode="numeric" value={String(months)} />
              <Field name={`${at}/days`} label="Tage" required inputMode="numeric" value={String(days)} hint="zusätzlich zu den Monaten" />
            </Row>
            <Select name={`${at}/archive`} label="Archiv" required value={archive} options={optionsOf(archiveNames)} />
          </Group>
        );
      })}
    </Form>
  );
}

const View = ({ settings }: { settings: Settings }) => (
  <Table<DataClass>
    caption="Fristen nach dem letzten Tag der Veranstaltung"
    rows={dataClasses}
    keyOf={(dataClass) => dataClass}
    columns={[
      { title: 'Angaben', heads: true, cell: (dataClass) => dataClassNames[dataClass] },
      { title: 'Frist', cell: (dataClass) => lengthOf(settings.periods[dataClass]) },
      { title: 'Archiv', cell: (dataClass) => archiveNames[settings.periods[dataClass].archive] },
    ]}
  />
);

export default function RetentionSettingsRoom() {
  const desk = useDesk();
  const { data, problem, reload } = useLoaded(desk.alliance, () => call('getRetentionSettings', desk.alliance));
  return (
    <Room title="Fristen der Aufbewahrung" lead="Sie laufen ab dem letzten Tag der Veranstaltung">
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data?.version === 0 && <P>Es gelten die vorgeschlagenen Fristen; die oder der Datenschutzbeauftragte hat sie noch zu bestätigen.</P>}
      {data && (may(desk, 'setRetentionSettings') ? <Edit settings={data} reload={reload} key={data.version} /> : <View settings={data} />)}
    </Room>
  );
}
