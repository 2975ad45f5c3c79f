import type { ComponentChildren } from 'preact';
import { Scroller, Section } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { type Book, joined } from './fund-words.tsx';

type Line = {
  readonly label: ComponentChildren;
  readonly note?: string | null | undefined;
  readonly cents: number;
  /** What is done with it on the way down. */
  readonly sign?: 'plus' | 'minus';
  readonly weight?: 'sum' | 'total';
};

const spoken = { plus: 'dazu: ', minus: 'davon ab: ' } as const;
const signs = { plus: '+', minus: '−' } as const;

const Lines = ({ caption, lines }: { caption: string; lines: readonly Line[] }) => (
  <Scroller label={caption}>
    <table class="kern-table kern-table--small amounts book">
      <caption class="kern-sr-only">{caption}</caption>
      <thead class="kern-sr-only">
        <tr>
          <th scope="col">Posten</th>
          <th scope="col">Betrag</th>
        </tr>
      </thead>
      <tbody class="kern-table__body">
        {lines.map(({ label, note, cents, sign, weight }, index) => (
          <tr class={`kern-table__row ${weight ?? ''}`} key={`${index}`}>
            <th scope="row" class="kern-table__cell row-head">
              {sign && (
                <>
                  <span class="book-sign" aria-hidden="true">
                    {signs[sign]}
                  </span>
                  <span class="kern-sr-only">{spoken[sign]}</span>
                </>
              )}
              {label}
              {note && <span class="flags">{note}</span>}
            </th>
            <td class="kern-table__cell kern-table__cell--numeric nowrap">{euro(cents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroller>
);

type Return = Book['returns'][number];
const returnLine = (one: Return, names: ReadonlyMap<string, string>): Line => ({
  label: one.reverses === null ? 'Rückgabe' : 'Storno einer Rückgabe',
  note: joined(
    one.organisationId === null ? null : (names.get(one.organisationId) ?? 'Organisation nicht bekannt'),
    one.cause,
    one.causeYear !== null && `aus ${one.causeYear}`,
  ),
  cents: one.amountCents,
  sign: 'plus',
});

/** What the returns do not list one by one is said in one line. */
function returnLines({ returns, returnedCents }: Book, names: ReadonlyMap<string, string>): Line[] {
  const listed = returns.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return listed === returnedCents
    ? returns.map((one) => returnLine(one, names))
    : [{ label: 'Rückgaben', cents: returnedCents, sign: 'plus' }];
}

const grantedCount = ({ grants }: Book): number => grants.filter(({ grantedCents }) => grantedCents > 0).length;

const available = (book: Book, names: ReadonlyMap<string, string>): Line[] => [
  { label: 'Haushaltstitel', cents: book.appropriationCents },
  ...returnLines(book, names),
  { label: 'Verfügbar', cents: book.availableCents, weight: 'sum' },
  {
    label: 'Bewilligt',
    note: joined(
      count(grantedCount(book), 'Zuwendung', 'Zuwendungen'),
      book.shareOfAppropriation && `${book.shareOfAppropriation.printed} des Haushaltstitels`,
      book.shareOfAppropriation?.note,
    ),
    cents: book.grantedCents,
    sign: 'minus',
  },
  { label: 'Rest des Fonds', cents: book.remainderCents, weight: 'sum' },
  {
    label: 'Bewilligt, aber nicht abgerufen',
    note: book.notDrawnWithoutGrantCents === 0 ? null : `Davon ${euro(book.notDrawnWithoutGrantCents)} ohne Aufteilung auf Zuwendungen`,
    cents: book.notDrawnCents,
    sign: 'plus',
  },
  { label: 'Unverbraucht insgesamt', cents: book.unspentCents, weight: 'total' },
];

export const bookingsOn = ({ accounts }: Book, wanted: Book['accounts'][number]['account']): number =>
  accounts.find(({ account }) => account === wanted)?.bookings ?? 0;

const granted = (book: Book): Line[] => [
  { label: 'Bewilligt', cents: book.grantedCents },
  { label: 'Nicht abgerufen', cents: book.notDrawnCents, sign: 'minus' },
  { label: 'Bewilligt abzüglich nicht abgerufen', cents: book.grantedLessNotDrawnCents, weight: 'sum' },
  {
    label: 'Als abgerufen gebucht',
    note: bookingsOn(book, 'DRAWN') === 0 ? 'noch kein Abruf gebucht' : null,
    cents: book.drawnCents,
    sign: 'minus',
  },
  {
    label: 'Offen',
    note: 'weder als abgerufen noch als nicht abgerufen gebucht',
    cents: book.openCents,
    weight: 'total',
  },
];

/** A sum that reads from top to bottom. */
export const BookTable = ({ book, names }: { book: Book; names: ReadonlyMap<string, string> }) => (
  <div>
    <Section title="Was da war">
      <Lines caption={`${book.fundName} ${book.fiscalYear}: verfügbar, bewilligt und Rest`} lines={available(book, names)} />
    </Section>
    <Section title="Was aus dem Bewilligten wurde">
      <Lines caption={`${book.fundName} ${book.fiscalYear}: bewilligt, abgerufen und offen`} lines={granted(book)} />
    </Section>
  </div>
);
