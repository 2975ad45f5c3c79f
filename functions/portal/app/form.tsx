import type { ComponentChildren, TargetedEvent, TargetedInputEvent, TargetedMouseEvent } from 'preact';
import { createContext } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import type { Fault } from './api.ts';
import { Problem } from './api.ts';
import { faultsIn, parseWhole, parseYear, type Reads, sentences } from './checks.ts';
import { Alert, Button, LinkButton, P, type SelectOption } from './ui.tsx';

/*
 * Peculiar: a field is named by the JSON pointer of what it fills in the body, so that a fault of the API finds its
 * field by name, and no form keeps a second list.
 */
type FormState = { readonly faults: readonly Fault[] };
const FormContext = createContext<FormState>({ faults: [] });

const idOf = (name: string): string => `field${name.replaceAll('/', '-')}`;

/** What the person typed, by pointer. */
export class Entries {
  readonly #data: FormData;
  constructor(data: FormData) {
    this.#data = data;
  }
  text(name: string): string {
    const value = this.#data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  }
  textOrNull(name: string): string | null {
    return this.text(name) === '' ? null : this.text(name);
  }
  numberOrNull(name: string): number | null {
    return this.#read(name, parseWhole, sentences.number);
  }
  yearOrNull(name: string): number | null {
    return this.#read(name, parseYear, sentences.year);
  }
  /** What is typed is read or refused, never dropped. */
  #read(name: string, parse: (typed: string) => number | undefined, refusal: string): number | null {
    const typed = this.text(name);
    if (typed === '') return null;
    const value = parse(typed);
    if (value === undefined) throw fault(name, refusal);
    return value;
  }
  has(name: string): boolean {
    return this.#data.has(name);
  }
}

/** A fault the page sees itself, said like one of the API. */
export const fault = (pointer: string, detail: string): Problem =>
  new Problem({ title: 'Bitte prüfen Sie Ihre Angaben', errors: [{ pointer, detail }] });

const fieldFor = (form: HTMLFormElement | null, pointer: string): HTMLElement | undefined => {
  const named = [...(form?.elements ?? [])].filter(
    (element): element is HTMLElement & { name: string } => element instanceof HTMLElement && 'name' in element && element.name !== '',
  );
  return (
    named.find(({ name }) => name === pointer) ??
    named.find(({ name }) => pointer !== '' && (name.startsWith(`${pointer}/`) || pointer.startsWith(`${name}/`)))
  );
};

const labelOf = (field: HTMLElement | undefined): string => {
  const text = field?.dataset.label;
  return text ? `${text}: ` : '';
};

function Summary({ problem, form, turn }: { problem: Problem; form: HTMLFormElement | null; turn: number }) {
  const jump = (pointer: string) => (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    const field = fieldFor(form, pointer);
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
  };
  return (
    <Alert tone="danger" title={problem.title} focused={turn} live={false}>
      {problem.faults.length === 0 && Boolean(problem.detail) && <P>{problem.detail}</P>}
      {problem.faults.length > 0 && (
        <ul class="kern-list kern-list--bullet">
          {problem.faults.map(({ pointer, detail }) => {
            const field = fieldFor(form, pointer);
            const sentence = `${labelOf(field)}${detail}`;
            return (
              <li key={pointer}>
                {field ? (
                  <a class="kern-link kern-link--no-visited-state" href={location.hash} onClick={jump(pointer)}>
                    {sentence}
                  </a>
                ) : (
                  sentence
                )}
              </li>
            );
          })}
        </ul>
      )}
      {problem.status >= 500 && problem.correlationId !== undefined && <P muted>Vorgangsnummer: {problem.correlationId}</P>}
    </Alert>
  );
}

/** Somebody else was faster; nothing of this form was saved. */
const Overtaken = ({ turn, onReload }: { turn: number; onReload: () => void }) => (
  <Alert tone="warning" title="Der Datensatz wurde inzwischen geändert" focused={turn} live={false}>
    <P>
      Während Sie das Formular ausgefüllt haben, hat jemand anderes diesen Datensatz geändert. Ihre Eingaben sind noch nicht gespeichert.
      Laden Sie den aktuellen Stand und tragen Sie Ihre Änderung dort noch einmal ein.
    </P>
    <div>
      <Button onClick={onReload}>Aktuellen Stand laden</Button>
    </div>
  </Alert>
);

export type Sending = { readonly key: string };

/**
 * A form that sends once: the key against double entry stays the same until the answer has come.
 * @param onReload what the person may do after a lost race
 */
export function Form({
  submitLabel,
  cancelHref,
  cancel,
  isMinor = false,
  onSubmit,
  onReload,
  children,
}: {
  submitLabel: string;
  cancelHref?: string;
  /** Where the form stands inside a room and goes away again. */
  cancel?: { readonly label: string; readonly onClick: () => void };
  /** Of a form beside the work that is due, so that one button leads. */
  isMinor?: boolean;
  onSubmit: (entries: Entries, sending: Sending) => Promise<void>;
  onReload?: () => void;
  children?: ComponentChildren;
}) {
  const key = useRef(crypto.randomUUID());
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState(false);

  const fail = (found: Problem) => {
    setProblem(found);
    setTurn((count) => count + 1);
  };
  const submit = async (element: HTMLFormElement): Promise<void> => {
    const found = faultsIn(element);
    if (found.length > 0) {
      fail(new Problem({ title: 'Bitte prüfen Sie Ihre Angaben', errors: found }));
      return;
    }
    setBusy(true);
    try {
      await onSubmit(new Entries(new FormData(element)), { key: key.current });
      key.current = crypto.randomUUID();
      setProblem(undefined);
    } catch (error) {
      fail(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler', detail: 'Bitte versuchen Sie es erneut.' }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormContext.Provider value={{ faults: problem?.faults ?? [] }}>
      <form
        class="form"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void submit(event.currentTarget);
        }}
      >
        {problem?.code === 'recordChangedMeanwhile' && onReload ? (
          <Overtaken turn={turn} onReload={onReload} />
        ) : (
          problem && <Summary problem={problem} form={form.current} turn={turn} />
        )}
        {children}
        <div class="form-actions">
          <Button kind={isMinor ? 'secondary' : 'primary'} type="submit" busy={busy}>
            {busy ? 'Wird gespeichert …' : submitLabel}
          </Button>
          {cancelHref !== undefined && (
            <LinkButton kind="tertiary" href={cancelHref}>
              Abbrechen
            </LinkButton>
          )}
          {cancel && (
            <Button kind="tertiary" onClick={cancel.onClick}>
              {cancel.label}
            </Button>
          )}
        </div>
      </form>
    </FormContext.Provider>
  );
}

/** The sentence about one field, or about a part of what it fills. */
export function useFault(name: string): string | undefined {
  return useContext(FormContext).faults.find(({ pointer }) => pointer === name || pointer.startsWith(`${name}/`))?.detail;
}

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly required?: boolean;
  readonly value?: string | null | undefined;
};

const describedBy = (id: string, hint: unknown, error: unknown): string | undefined =>
  [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(Boolean).join(' ') || undefined;

function Frame({
  id,
  label,
  hint,
  error,
  required,
  children,
}: {
  id: string;
  label: string;
  hint?: ComponentChildren;
  error: string | undefined;
  required?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={error === undefined ? 'kern-form-input' : 'kern-form-input kern-form-input--error'}>
      <label class="kern-label" for={id}>
        {label}
        {!required && <span class="kern-label__optional"> optional</span>}
      </label>
      {hint !== undefined && (
        <div class="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children}
      {error !== undefined && (
        <p class="kern-error" id={`${id}-error`}>
          <span class="kern-icon kern-icon--danger" aria-hidden="true" />
          <span class="kern-body">{error}</span>
        </p>
      )}
    </div>
  );
}

export function Field({
  name,
  label,
  hint,
  required = false,
  value,
  type = 'text',
  inputMode,
  reads,
  max,
  autoComplete = 'off',
  onInput,
}: FieldProps & {
  type?: 'text' | 'date' | 'time' | 'url';
  reads?: Reads;
  inputMode?: 'numeric' | 'decimal';
  max?: string;
  autoComplete?: string;
  onInput?: (value: string) => void;
}) {
  const id = idOf(name);
  const error = useFault(name);
  return (
    <Frame id={id} label={label} hint={hint} error={error} required={required}>
      <input
        id={id}
        name={name}
        data-label={label}
        type={type as 'text'}
        class={error === undefined ? 'kern-form-input__input' : 'kern-form-input__input kern-form-input__input--error'}
        defaultValue={value ?? ''}
        required={required}
        autoComplete={autoComplete}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...(inputMode === undefined ? {} : { inputMode })}
        {...(reads === undefined ? {} : { 'data-reads': reads })}
        {...(max === undefined ? {} : { max })}
        {...(onInput === undefined ? {} : { onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value) })}
      />
    </Frame>
  );
}

export function TextArea({ name, label, hint, required = false, value, rows = 3 }: FieldProps & { rows?: number }) {
  const id = idOf(name);
  const error = useFault(name);
  return (
    <Frame id={id} label={label} hint={hint} error={error} required={required}>
      <textarea
        id={id}
        name={name}
        data-label={label}
        rows={rows}
        class={error === undefined ? 'kern-form-input__input' : 'kern-form-input__input kern-form-input__input--error'}
        defaultValue={value ?? ''}
        required={required}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Frame>
  );
}

export function Select({
  name,
  label,
  hint,
  required = false,
  value,
  options,
  none,
  onChange,
}: FieldProps & { options: readonly SelectOption[]; none?: string; onChange?: (value: string) => void }) {
  const id = idOf(name);
  const error = useFault(name);
  return (
    <Frame id={id} label={label} hint={hint} error={error} required={required}>
      <div class="kern-form-input__select-wrapper">
        <select
          id={id}
          name={name}
          data-label={label}
          class={error === undefined ? 'kern-form-input__select' : 'kern-form-input__select kern-form-input__select--error'}
          required={required}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, hint, error)}
          {...(onChange === undefined
            ? {}
            : { onChange: (event: TargetedEvent<HTMLSelectElement>) => onChange(event.currentTarget.value) })}
        >
          {none !== undefined && (
            <option value="" selected={!value}>
              {none}
            </option>
          )}
          {options.map(([key, text]) => (
            <option value={key} key={key} selected={key === value}>
              {text}
            </option>
          ))}
        </select>
      </div>
    </Frame>
  );
}

/** Several yes-or-no or one-of-many choices under one legend. */
export function Choices({
  legend,
  name,
  type,
  options,
  hint,
  value,
  values = [],
  onChange,
}: {
  legend: string;
  name: string;
  type: 'radio' | 'checkbox';
  options: readonly SelectOption[];
  hint?: ComponentChildren;
  value?: string | undefined;
  /** What is ticked, where several may be. */
  values?: readonly string[];
  onChange?: (value: string) => void;
}) {
  const id = idOf(name);
  const error = useFault(name);
  const kind = type === 'radio' ? 'kern-form-check__radio' : 'kern-form-check__checkbox';
  return (
    <fieldset
      class={error === undefined ? 'kern-fieldset' : 'kern-fieldset kern-fieldset--error'}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend class="kern-label">{legend}</legend>
      {hint !== undefined && (
        <div class="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <div class="kern-fieldset__body">
        {options.map(([key, text]) => (
          <div class="kern-form-check" key={key}>
            <input
              id={`${id}-${key}`}
              class={kind}
              type={type}
              name={type === 'radio' ? name : `${name}/${key}`}
              data-label={legend}
              value={key}
              defaultChecked={key === value || values.includes(key)}
              {...(onChange === undefined ? {} : { onChange: () => onChange(key) })}
            />
            <label class="kern-label" for={`${id}-${key}`}>
              {text}
            </label>
          </div>
        ))}
      </div>
      {error !== undefined && (
        <p class="kern-error" id={`${id}-error`}>
          <span class="kern-icon kern-icon--danger" aria-hidden="true" />
          <span class="kern-body">{error}</span>
        </p>
      )}
    </fieldset>
  );
}

/** Fields that belong together, side by side where there is room. */
export const Group = ({ legend, children }: { legend: string; children: ComponentChildren }) => (
  <fieldset class="group">
    <legend class="kern-heading-small">{legend}</legend>
    <div class="group-fields">{children}</div>
  </fieldset>
);
export const Row = ({ children }: { children: ComponentChildren }) => <div class="row">{children}</div>;
