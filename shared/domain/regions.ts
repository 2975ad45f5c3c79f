import * as z from 'zod';
import type { Day } from './calendar.ts';
import { at } from './failures.ts';

/** The four Ämter für regionale Landesentwicklung. @see docs/sources.md#regional-offices */
export const officeNames = {
  BS: 'Amt für regionale Landesentwicklung Braunschweig',
  LW: 'Amt für regionale Landesentwicklung Leine-Weser',
  LG: 'Amt für regionale Landesentwicklung Lüneburg',
  WE: 'Amt für regionale Landesentwicklung Weser-Ems',
} as const;
export type OfficeId = keyof typeof officeNames;
export const officeIds = Object.keys(officeNames) as [OfficeId, ...OfficeId[]];
export const office = z.enum(officeIds, { error: 'Bitte wählen Sie eines der vier Ämter: BS, LW, LG oder WE.' }).meta({ title: 'Amt' });

export type District = {
  /** Five digits of the official district key (AGS without municipality), e.g. `03254`. */
  readonly key: string;
  readonly name: string;
  readonly kind: 'RURAL' | 'INDEPENDENT_CITY' | 'REGION';
  /** Days included; undefined: not limited within the register's time. */
  readonly validFrom?: Day;
  readonly validTo?: Day;
};

const rural = (key: string, name: string, valid: { validFrom?: Day; validTo?: Day } = {}): District => ({
  key: `03${key}`,
  name,
  kind: 'RURAL',
  ...valid,
});
const city = (key: string, name: string): District => ({ key: `03${key}`, name, kind: 'INDEPENDENT_CITY' });

/**
 * Districts of Niedersachsen with the days they existed. Göttingen (old) and Osterode am Harz merged on 1 November 2016.
 * @see docs/sources.md#districts
 */
export const districts: readonly District[] = [
  city('101', 'Braunschweig, Stadt'),
  city('102', 'Salzgitter, Stadt'),
  city('103', 'Wolfsburg, Stadt'),
  rural('151', 'Gifhorn'),
  rural('152', 'Göttingen (bis 31.10.2016)', { validTo: '2016-10-31' }),
  rural('153', 'Goslar'),
  rural('154', 'Helmstedt'),
  rural('155', 'Northeim'),
  rural('156', 'Osterode am Harz', { validTo: '2016-10-31' }),
  rural('157', 'Peine'),
  rural('158', 'Wolfenbüttel'),
  rural('159', 'Göttingen', { validFrom: '2016-11-01' }),
  { key: '03241', name: 'Region Hannover', kind: 'REGION' },
  rural('251', 'Diepholz'),
  rural('252', 'Hameln-Pyrmont'),
  rural('254', 'Hildesheim'),
  rural('255', 'Holzminden'),
  rural('256', 'Nienburg (Weser)'),
  rural('257', 'Schaumburg'),
  rural('351', 'Celle'),
  rural('352', 'Cuxhaven'),
  rural('353', 'Harburg'),
  rural('354', 'Lüchow-Dannenberg'),
  rural('355', 'Lüneburg'),
  rural('356', 'Osterholz'),
  rural('357', 'Rotenburg (Wümme)'),
  rural('358', 'Heidekreis'),
  rural('359', 'Stade'),
  rural('360', 'Uelzen'),
  rural('361', 'Verden'),
  city('401', 'Delmenhorst, Stadt'),
  city('402', 'Emden, Stadt'),
  city('403', 'Oldenburg (Oldb), Stadt'),
  city('404', 'Osnabrück, Stadt'),
  city('405', 'Wilhelmshaven, Stadt'),
  rural('451', 'Ammerland'),
  rural('452', 'Aurich'),
  rural('453', 'Cloppenburg'),
  rural('454', 'Emsland'),
  rural('455', 'Friesland'),
  rural('456', 'Grafschaft Bentheim'),
  rural('457', 'Leer'),
  rural('458', 'Oldenburg'),
  rural('459', 'Osnabrück'),
  rural('460', 'Vechta'),
  rural('461', 'Wesermarsch'),
  rural('462', 'Wittmund'),
];

const officeByFormerRegierungsbezirk: Record<string, OfficeId> = { '1': 'BS', '2': 'LW', '3': 'LG', '4': 'WE' };

export const districtKey = z
  .string()
  .regex(/^03[1-4]\d{2}$/, { error: 'Bitte wählen Sie einen Landkreis oder eine kreisfreie Stadt in Niedersachsen (Schlüssel 03…).' })
  .meta({ title: 'Kreisschlüssel' });

/** The districts that existed on a day, in the order of their keys. */
export const districtsOn = (day: Day): readonly District[] =>
  districts.filter(({ validFrom, validTo }) => (validFrom ?? day) <= day && day <= (validTo ?? day));

/**
 * The office in whose area a district lies: the third digit of the key names the former Regierungsbezirk, which the
 * office areas follow.
 * @param on the day of the event; undefined (no date known) accepts every district that ever existed
 * @throws districtUnknown when no such district existed on that day
 */
export function officeOf(key: string, on: Day | undefined): OfficeId {
  const known = (on === undefined ? districts : districtsOn(on)).some((district) => district.key === key);
  const office = officeByFormerRegierungsbezirk[key.charAt(2)];
  if (!known || office === undefined) {
    throw at(
      'districtUnknown',
      '/place/districtKey',
      `Den Kreisschlüssel ${key} gab es am Tag der Veranstaltung nicht. Bitte prüfen Sie Ort und Datum.`,
    );
  }
  return office;
}
