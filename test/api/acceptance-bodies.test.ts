import { beforeAll, describe, expect, test } from '@jest/globals';
import { getAlliance } from '../../functions/alliances/routes.ts';
import { countMembers, getBody, getComposition, listBodies, listBodySeats } from '../../functions/bodies/routes.ts';
import { getAnswerDocument } from '../../functions/documents/routes.ts';
import { listMergeSuggestions, listPersons, mergePersons, separatePersons } from '../../functions/people/routes.ts';
import { as, call, openRegisterOfBoth } from '../support/api.ts';

/** Bodies and people of the source papers read back through the API. The numbers S3-…, S4-… are rows of the acceptance list. */

const state = as('OFFICE_EDITOR');
const city = as('OFFICE_LEAD', { alliance: 'lip' });
const lip = { allianceId: 'lip' };

type Person = { id: string; name: { familyName: string } | null; fullName: string; mergedInto: string | null };
type Holding = { personId: string | null; from: string | null; to: string | null; dated: boolean; as: string; isDayUnknown: boolean };
type SeatOnDay = { seatId: string; label: string | null; side: string; state: string; isYouthDelegate: boolean; holdings: Holding[] };

let names = new Map<string, string>();
const everybody = async (): Promise<Person[]> => {
  const found: Person[] = [];
  for (let cursor: string | undefined; ; ) {
    const { body } = await call(listPersons, city, { params: lip, query: { limit: '100', ...(cursor ? { cursor } : {}) } });
    found.push(...body.items);
    if (body.cursor === null) return found;
    cursor = body.cursor;
  }
};
type Composition = {
  seats: SeatOnDay[];
  roles: { kind: string; personId: string; side: string }[];
  counts: { seats: number; bySide: Record<string, number> };
  findings: { code: string; detail: string }[];
};
const asked = new Map<string, Promise<Composition>>();
/** Asked once each: nothing here changes a seat. */
const compositionOn = (bodyId: string, on: string): Promise<Composition> => {
  const known = asked.get(`${bodyId} ${on}`);
  const found = known ?? call(getComposition, city, { params: { ...lip, bodyId }, query: { on } }).then(({ body }) => body as Composition);
  asked.set(`${bodyId} ${on}`, found);
  return found;
};
/** Who is on a seat on a day, in the words of a list; "n. n." for a vacancy. */
const holdersOn = async (bodyId: string, seatId: string, on: string): Promise<string> => {
  const seat = (await compositionOn(bodyId, on)).seats.find((one) => one.seatId === seatId);
  const holders = seat?.holdings.filter((holding) => holding.as === 'HOLDER') ?? [];
  const said = holders.map(({ personId, isDayUnknown }) => `${personId ? names.get(personId) : 'n. n.'}${isDayUnknown ? ' (?)' : ''}`);
  return said.length === 0 && seat?.state === 'VACANT' ? 'n. n.' : said.join(' / ');
};

beforeAll(async () => {
  await openRegisterOfBoth();
  names = new Map((await everybody()).map(({ id, fullName }) => [id, fullName]));
});

describe('the state’s alliance', () => {
  test('S3-07, S3-08, S3-09: founded on 30.11.2015 by four, with 8 goals and 5 fields of action', async () => {
    const { body } = await call(getAlliance, state);
    expect([body.foundedOn, body.founders.length, body.goals.length, body.fieldsOfAction.length]).toEqual(['2015-11-30', 4, 8, 5]);
  });

  test('S3-10: five working groups and a round table; each is followed up by its theme, one has none', async () => {
    const { items } = (await call(listBodies, state, {})).body;
    const said = items.map(({ kind, theme, names: [name] }: { kind: string; theme: string | null; names: { name: string }[] }) => [
      kind,
      name?.name,
      theme,
    ]);
    expect(said).toEqual([
      ['ROUND_TABLE', 'Runder Tisch „Fluchtursachen“', 'fluchtursachen'],
      ['STEERING_CIRCLE', 'Koordinierungskreis', null],
      ['WORKING_GROUP', 'AG „Sprachförderung“', 'sprache'],
      ['WORKING_GROUP', 'AG „Arbeitsmarktintegration von Flüchtlingen“', 'arbeit'],
      ['WORKING_GROUP', 'AG „Wohnen und Leben“', 'wohnen-und-leben'],
      ['WORKING_GROUP', 'AG „Bürgerschaftliches Engagement“', 'buergerschaftliches-engagement'],
      ['WORKING_GROUP', 'AG „Gesellschaftliche Teilhabe“', null],
    ]);
    expect(items.filter(({ isPublic, report }: { isPublic: boolean; report: unknown }) => isPublic && report)).toHaveLength(6);
  });

  test('S3-11: the four founders sit in the Koordinierungskreis, without persons', async () => {
    const { body } = await call(listBodySeats, state, { params: { bodyId: 'koordinierungskreis' } });
    expect(body.seats.map(({ label, holdings }: { label: string; holdings: unknown[] }) => [label, holdings.length])).toEqual([
      ['Deutscher Gewerkschaftsbund', 0],
      ['Die beiden christlichen Kirchen', 0],
      ['Unternehmerverbände Niedersachsen', 0],
      ['Landesregierung', 0],
    ]);
    const office = (await call(getAlliance, state)).body.bodies.find(({ kind }: { kind: string }) => kind === 'OFFICE');
    expect(office.label).toBe('Geschäftsstelle');
  });
});

describe('the city’s groups', () => {
  test('S4-25: 12 departments and 12 organisations in the steering group; two seats with two names', async () => {
    const { counts, seats, findings } = await compositionOn('lip-lenkungsgruppe', '2020-03-31');
    expect([counts.seats, counts.bySide.INTERNAL, counts.bySide.EXTERNAL]).toEqual([24, 12, 12]);
    expect(seats.filter(({ holdings }) => holdings.length === 2).map(({ label }) => label)).toEqual([
      'FB Öffentliche Ordnung',
      'FB Kultur',
    ]);
    expect(findings).toEqual([]);
  });

  test('S4-26: six working groups and AG 7 Jugend, which is delegated; each with management, advice and speakers on both sides', async () => {
    const { items } = (await call(listBodies, city, { params: lip, query: { kind: 'WORKING_GROUP' } })).body;
    expect(items.map(({ shortName }: { shortName: string }) => shortName)).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `AG ${number}`));
    for (const group of [1, 2, 3, 4, 5, 6]) {
      const { roles } = await compositionOn(`ag-${group}`, '2020-03-31');
      const kinds = roles.map(({ kind, side }) => `${kind} ${side}`);
      expect(kinds).toEqual(expect.arrayContaining(['MANAGEMENT NONE', 'ADVICE NONE', 'SPEAKER INTERNAL', 'SPEAKER EXTERNAL']));
    }
    const youth = await compositionOn('ag-7', '2020-03-31');
    expect(youth.seats.map(({ label }) => label)).toEqual(['Bildung', 'Soziales', 'Demokratie', 'Stadtleben/Kultur', 'Wirtschaft']);
    expect(youth.roles.map(({ kind }) => kind)).toEqual(['MANAGEMENT', 'ADVICE']);
  });

  test('S4-27: how many there are depends on the rule: 54 seats, 55 people at the start, 60 with successors, 61 with deputies, 13 beside them', async () => {
    const count = async (rule: string) =>
      (await call(countMembers, city, { params: lip, query: { rule, kind: 'WORKING_GROUP' } })).body as {
        count: number;
        ruleName: string;
        bySide: { INTERNAL: number; EXTERNAL: number };
        bodies: { bodyId: string; bySide: { INTERNAL: number; EXTERNAL: number } }[];
      };
    const rules = ['SEATS', 'HOLDERS_AT_START', 'WITH_SUCCESSORS', 'WITH_DEPUTIES', 'ADVISERS'];
    const counted = await Promise.all(rules.map(count));
    expect(counted.map((one) => one.count)).toEqual([54, 55, 60, 61, 13]);
    expect(new Set(counted.map(({ ruleName }) => ruleName)).size).toBe(5);
    const [seats, atStart] = counted;
    const sides = (one: typeof seats, side: 'INTERNAL' | 'EXTERNAL') => one?.bodies.slice(0, 6).map(({ bySide }) => bySide[side]);
    // Two lines of AG 1 print two names each: one seat, two people. The 29 of the acceptance list counts names.
    expect([sides(seats, 'INTERNAL'), sides(atStart, 'INTERNAL')]).toEqual([
      [4, 4, 4, 4, 3, 8],
      [6, 4, 4, 4, 3, 8],
    ]);
    expect([seats?.bySide.INTERNAL, atStart?.bySide.INTERNAL]).toEqual([27, 29]);
    expect(sides(seats, 'EXTERNAL')).toEqual([5, 5, 5, 5, 6, 1]);
    expect(seats?.bySide.EXTERNAL).toBe(27);
  });

  const changes: [body: string, seat: string, onMarch: string, onDecember: string, onJanuary: string][] = [
    ['ag-1', 'ag-1-aussen-4', 'Andrea Michalzik', 'Ariane Brantzko', 'Ariane Brantzko'],
    ['ag-3', 'ag-3-aussen-5', 'Andrea Michalzik', 'Ariane Brantzko', 'Ariane Brantzko'],
    ['ag-1', 'ag-1-aussen-5', 'Elif Köroğlu', 'Elif Köroğlu', 'Ayşenur Erdem'],
    ['ag-3', 'ag-3-innen-1', 'Dr. Bettina Doering', 'Dr. Bettina Doering', 'Swana Anders'],
    ['ag-3', 'ag-3-innen-3', 'Arzu Altuğ', 'n. n.', 'n. n.'],
    ['ag-6', 'ag-6-innen-2', 'René Kalinka', 'Frank Waldheim', 'Frank Waldheim'],
    ['lip-lenkungsgruppe', 'lg-13', 'Christian Budde', 'n. n.', 'n. n.'],
  ];
  test.each(changes)('S4-28: %s, %s on 31.03.2020, 31.12.2020 and 01.01.2021', async (body, seat, ...holders) => {
    const days = ['2020-03-31', '2020-12-31', '2021-01-01'];
    expect(await Promise.all(days.map((on) => holdersOn(body, seat, on)))).toEqual(holders);
  });

  test('S4-28: every change on its first day and not the day before', async () => {
    const firstDays: [string, string, string][] = [
      ['ag-1', 'ag-1-aussen-4', '2020-08-01'],
      ['ag-3', 'ag-3-innen-3', '2020-04-01'],
      ['lip-lenkungsgruppe', 'lg-13', '2020-11-01'],
    ];
    const eve = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    const found = await Promise.all(firstDays.map(async ([b, s, on]) => [await holdersOn(b, s, eve(on)), await holdersOn(b, s, on)]));
    expect(found).toEqual([
      ['Andrea Michalzik', 'Ariane Brantzko'],
      ['Arzu Altuğ', 'n. n.'],
      ['Christian Budde', 'n. n.'],
    ]);
  });

  test('S4-29: the order is known and the day is not, in AG 4 and AG 7; AG 7 is told that AG 1 knows the day', async () => {
    const inAg4 = await compositionOn('ag-4', '2021-01-01');
    expect(inAg4.seats.find(({ seatId }) => seatId === 'ag-4-aussen-5')?.state).toBe('DAY_UNKNOWN');
    for (const on of ['2020-03-31', '2021-01-01']) {
      expect(await holdersOn('ag-4', 'ag-4-aussen-5', on)).toBe('Amanda Reich (?) / Olga Wenzel (?)');
      expect(await holdersOn('ag-7', 'ag-7-delegation-4', on)).toBe('Amanda Reich (?) / Olga Wenzel (?)');
      expect(await holdersOn('ag-7', 'ag-7-delegation-1', on)).toBe('Elif Köroğlu (?) / Ayşenur Erdem (?)');
    }
    const { findings } = await compositionOn('ag-7', '2021-01-01');
    expect(findings).toEqual([expect.objectContaining({ code: 'DAY_KNOWN_ELSEWHERE', detail: expect.stringContaining('01.01.2021') })]);
  });

  test('S4-30: the speaker’s role stays with the person when the seat passes on, and it is asked what became of it', async () => {
    const { roles, findings } = await compositionOn('ag-3', '2021-01-01');
    const speakers = roles.filter(({ kind, side }) => kind === 'SPEAKER' && side === 'INTERNAL').map(({ personId }) => names.get(personId));
    expect(speakers).toEqual(['Dr. Bettina Doering']);
    expect(findings.map(({ code }) => code)).toContain('ROLE_WITHOUT_SEAT');
    expect((await compositionOn('ag-3', '2020-12-31')).findings.map(({ code }) => code)).not.toContain('ROLE_WITHOUT_SEAT');
  });

  test('S4-31: parity is claimed, AG 6 is 8 to 1', async () => {
    const { counts, findings } = await compositionOn('ag-6', '2020-03-31');
    expect([counts.bySide.INTERNAL, counts.bySide.EXTERNAL]).toEqual([8, 1]);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'PARITY', detail: expect.stringContaining('8 innen und 1 außen') }));
  });

  test('S4-32: a youth delegate is claimed in all six groups; five have one', async () => {
    const groups = await Promise.all([1, 2, 3, 4, 5, 6].map((group) => compositionOn(`ag-${group}`, '2020-03-31')));
    expect(groups.map(({ seats }) => seats.filter(({ isYouthDelegate }) => isYouthDelegate).length)).toEqual([1, 1, 1, 1, 1, 0]);
    expect(groups.map(({ findings }) => findings.some(({ code }) => code === 'YOUTH_DELEGATE'))).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test('S4-21: the accompanying body has a provisional name and meets at least every half-year', async () => {
    const { body } = await call(getBody, city, { params: { ...lip, bodyId: 'lip-begleitgremium' } });
    expect(body).toMatchObject({ kind: 'ADVISORY_BOARD', note: expect.stringMatching(/Name vorläufig.*halbjährlich/) });
  });

  test('S2-12: an advisory board and a steering group of four parties accompany 10.000 Freunde', async () => {
    expect((await call(getBody, city, { params: { ...lip, bodyId: 'freunde-beirat' } })).body.kind).toBe('ADVISORY_BOARD');
    const { seats } = await compositionOn('freunde-steuerungsgruppe', '2017-06-01');
    expect(seats.map(({ label }) => label)).toEqual([
      'Freiwilligenzentrum',
      'Unterstützerkreis Flüchtlingshilfe',
      'Wissenschaftliche Projektbegleitung',
      'Koordinationsstelle Flüchtlingshilfe der Landeshauptstadt Hannover',
    ]);
  });
});

describe('people with alike names', () => {
  const suggestions = async (): Promise<[Person, Person][]> =>
    (await call(listMergeSuggestions, city, { params: lip })).body.items.map(({ persons }: { persons: [Person, Person] }) => persons);
  const isPair = (one: string, other: string) => (pair: [Person, Person]) =>
    [one, other].every((name) => pair.some(({ fullName }) => fullName === name));

  test('spellings: what is alike is two records and a suggestion', async () => {
    const found = await suggestions();
    const alike: [string, string][] = [
      ['Kavaye Ozong', 'Kavaya Oumate Ozong'],
      ['Dr. Ramani', 'Dr. Bala Rahmani'],
      ['Khoshbeen', 'Massih Khoshbeen'],
      ['Dr. Doering', 'Dr. Bettina Doering'],
      ['Ratsherr Döring', 'Dr. Doering'],
    ];
    for (const [one, other] of alike) expect(found.find(isPair(one, other))?.map(({ mergedInto }) => mergedInto)).toEqual([null, null]);
  });

  test('one printed name in several lists of one annex is one person', async () => {
    const people = await everybody();
    for (const name of ['Andrea Michalzik', 'Leyla Ercan', 'Helga Diers', 'Maya Nyagolova'])
      expect(people.filter(({ fullName }) => fullName === name)).toHaveLength(1);
  });

  test('a merge is made by a person with a reason, changes the count, and can be undone', async () => {
    const [first, second] = (await suggestions()).find(isPair('Kavaye Ozong', 'Kavaya Oumate Ozong')) ?? [];
    const count = async () =>
      (await call(countMembers, city, { params: lip, query: { rule: 'WITH_DEPUTIES', kind: 'WORKING_GROUP' } })).body.count;
    const params = { ...lip, personId: second?.id ?? '' };
    const merged = await call(mergePersons, city, {
      params,
      version: 1,
      body: { intoPersonId: first?.id, reason: 'Auskunft der Gruppe' },
    });
    expect([merged.status, await count()]).toEqual([200, 60]);
    const undone = await call(separatePersons, city, { params, version: 2, body: { reason: 'Doch zwei Personen' } });
    expect([undone.status, await count()]).toEqual([200, 61]);
  });

  test('SX-03: the member of parliament of 2017 and the head of department of 2021 are held apart, whatever their name', async () => {
    const answer = await call(getAnswerDocument, state, { params: { inquiryId: 'anfrage-17-7349' }, query: { format: 'json' } });
    const asker = JSON.parse(answer.text).askers.find(({ name }: { name: string }) => name.endsWith(' Bruns'));
    expect(asker.faction).toBe('FDP');
    const heads = (await everybody()).filter(({ name }) => name?.familyName === 'Bruns');
    expect(heads.map(({ fullName }) => fullName)).toEqual(['Stadträtin Bruns']);
    expect((await suggestions()).flat().map(({ name }) => name?.familyName)).not.toContain('Bruns');
  });
});
