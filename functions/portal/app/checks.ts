import { parseEuro } from '../../../shared/domain/money.ts';
import type { Fault } from './api.ts';

/** What a text box is to hold, where that is more than text. */
export type Reads = 'number' | 'decimal' | 'year' | 'amount' | 'positive';

const WHOLE = /^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+)$/;

/** Whole numbers, grouped in threes by points or spaces if at all. @returns undefined for anything else */
export function parseWhole(typed: string): number | undefined {
  const value = WHOLE.test(typed) ? Number(typed.replace(/\D/g, '')) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}
const DECIMAL = /^((?:\d+|[1-9]\d{0,2}(?:[. \u00a0\u202f]\d{3})+))(?:,(\d{1,3}))?$/;

/** Numbers with at most three places after the comma. @returns undefined for anything else */
export function parseQuantity(typed: string): number | undefined {
  const [, whole = '', rest = ''] = DECIMAL.exec(typed) ?? [];
  return whole === '' ? undefined : Number(`${whole.replace(/\D/g, '')}.${rest}`);
}
export const parseYear = (typed: string): number | undefined => (/^\d{4}$/.test(typed) ? Number(typed) : undefined);

export const sentences = {
  number: 'Bitte geben Sie eine ganze Zahl an, zum Beispiel 1570.',
  decimal: 'Bitte geben Sie eine Zahl an, zum Beispiel 2.137 oder 21,4.',
  year: 'Bitte geben Sie das Jahr vierstellig an.',
  amount: 'Bitte geben Sie den Betrag mit Komma und zwei Stellen an, zum Beispiel 1.320,52.',
  positive: 'Bitte geben Sie einen Betrag über 0 an. Minderungen sind Berichtigungen.',
} as const;

const amountFault = (typed: string): string | undefined => (parseEuro(typed) === undefined ? sentences.amount : undefined);
const readers: Record<Reads, (typed: string) => string | undefined> = {
  number: (typed) => (parseWhole(typed) === undefined ? sentences.number : undefined),
  decimal: (typed) => (parseQuantity(typed) === undefined ? sentences.decimal : undefined),
  year: (typed) => (parseYear(typed) === undefined ? sentences.year : undefined),
  amount: amountFault,
  positive: (typed) => amountFault(typed) ?? ((parseEuro(typed) ?? 0) > 0 ? undefined : sentences.positive),
};

/** What the browser could not read; its value is empty, though something is typed. */
const unreadable: Readonly<Record<string, string>> = {
  date: 'Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum.',
  time: 'Diese Uhrzeit gibt es nicht.',
};

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;

function faultOf(control: Control): string | undefined {
  if (control.validity.badInput) return unreadable[control.type] ?? sentences.number;
  const typed = control.value.trim();
  if (typed === '') {
    if (!control.required) return undefined;
    return control instanceof HTMLSelectElement ? 'Bitte wählen Sie einen Eintrag aus.' : 'Bitte füllen Sie das Feld aus.';
  }
  const reads = control.dataset.reads as Reads | undefined;
  return reads && readers[reads](typed);
}

/** Everything the page itself can find wrong, in one round. */
export const faultsIn = (form: HTMLFormElement): Fault[] =>
  [...form.elements].flatMap((element) => {
    const detail = isControl(element) ? faultOf(element) : undefined;
    return detail === undefined ? [] : [{ pointer: (element as Control).name, detail }];
  });
