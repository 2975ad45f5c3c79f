import type { ComponentChildren, TargetedEvent } from 'preact';
import { toChildArray } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Problem } from './api.ts';

type Kids = { readonly children?: ComponentChildren };

/** A room: its title in the window, its heading focused after every change of room. */
export function Room({ title, lead, actions, children }: Kids & { title: string; lead?: ComponentChildren; actions?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  useLayoutEffect(() => {
    document.title = `${title} – Bündnisregister`;
  }, [title]);
  return (
    <>
      <div class="room-head">
        <div>
          <h1 class="kern-heading-large" tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {lead !== undefined && <p class="kern-body kern-body--muted">{lead}</p>}
        </div>
        {actions !== undefined && <div class="actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}

export function Section({ title, actions, children }: Kids & { title: string; actions?: ComponentChildren }) {
  return (
    <section class="section">
      <div class="section-head">
        <h2 class="kern-heading-small">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

type ButtonKind = 'primary' | 'secondary' | 'tertiary';

const buttonClasses = {
  primary: 'kern-btn kern-btn--primary',
  secondary: 'kern-btn kern-btn--secondary',
  tertiary: 'kern-btn kern-btn--tertiary',
} as const;

export const Button = ({
  kind = 'secondary',
  children,
  busy,
  type = 'button',
  onClick,
}: Kids & { kind?: ButtonKind; type?: 'button' | 'submit'; busy?: boolean; onClick?: () => void }) => (
  <button type={type} class={buttonClasses[kind]} aria-disabled={busy} {...(onClick === undefined ? {} : { onClick })}>
    <span class="kern-label">{children}</span>
  </button>
);

export const LinkButton = ({ kind = 'secondary', href, children }: Kids & { kind?: ButtonKind; href: string }) => (
  <a class={buttonClasses[kind]} href={href}>
    <span class="kern-label">{children}</span>
  </a>
);

export const Link = ({ href, children }: Kids & { href: string }) => (
  <a class="kern-link kern-link--no-visited-state" href={href}>
    {children}
  </a>
);

export type Tone = 'info' | 'success' | 'warning' | 'danger';
const alertClasses = {
  info: 'kern-alert kern-alert--info',
  success: 'kern-alert kern-alert--success',
  warning: 'kern-alert kern-alert--warning',
  danger: 'kern-alert kern-alert--danger',
} as const;
const iconClasses = {
  info: 'kern-icon kern-icon--info',
  success: 'kern-icon kern-icon--success',
  warning: 'kern-icon kern-icon--warning',
  danger: 'kern-icon kern-icon--danger',
} as const;

export function Alert({
  tone,
  title,
  children,
  focused,
  live = true,
}: Kids & { tone: Tone; title: ComponentChildren; focused?: unknown; live?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (focused !== undefined) box.current?.focus();
  }, [focused]);
  return (
    <div
      class={alertClasses[tone]}
      ref={box}
      {...(focused === undefined ? {} : { tabIndex: -1 })}
      {...(live ? { role: tone === 'danger' ? 'alert' : 'status' } : {})}
    >
      <div class="kern-alert__header">
        <span class={iconClasses[tone]} aria-hidden="true" />
        <span class="kern-title">{title}</span>
      </div>
      {toChildArray(children).length > 0 && <div class="kern-alert__body">{children}</div>}
    </div>
  );
}

export const P = ({ children, muted }: Kids & { muted?: boolean }) => (
  <p class={muted ? 'kern-body kern-body--muted' : 'kern-body'}>{children}</p>
);

/** What the API answered instead of what was asked for. */
export const Trouble = ({ problem, children }: Kids & { problem: Problem }) => (
  <Alert tone="danger" title={problem.title}>
    {Boolean(problem.detail) && <P>{problem.detail}</P>}
    {problem.status >= 500 && problem.correlationId !== undefined && <P muted>Vorgangsnummer: {problem.correlationId}</P>}
    {children}
  </Alert>
);

export const Loading = () => (
  <p class="kern-body kern-body--muted" role="status">
    Wird geladen …
  </p>
);

const badgeClasses = {
  info: 'kern-badge kern-badge--small kern-badge--info',
  success: 'kern-badge kern-badge--small kern-badge--success',
  warning: 'kern-badge kern-badge--small kern-badge--warning',
  danger: 'kern-badge kern-badge--small kern-badge--danger',
} as const;
export const Badge = ({ tone, children }: Kids & { tone: Tone }) => (
  <span class={badgeClasses[tone]}>
    <span class="kern-label kern-label--small">{children}</span>
  </span>
);

/** Key and value; what is empty is left out. */
export const Facts = ({ items }: { items: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="kern-description-list">
    {items
      .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
      .map(([key, value]) => (
        <div class="kern-description-list-item" key={key}>
          <dt class="kern-description-list-item__key">{key}</dt>
          <dd class="kern-description-list-item__value">{value}</dd>
        </div>
      ))}
  </dl>
);

export type Column<Row> = {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly numeric?: boolean;
  readonly heads?: boolean;
  readonly nowrap?: boolean;
};

const cellClass = ({ numeric, nowrap }: { numeric?: boolean; nowrap?: boolean }, base: 'header' | 'cell'): string =>
  [`kern-table__${base}`, numeric ? `kern-table__${base}--numeric` : '', nowrap ? 'nowrap' : ''].filter(Boolean).join(' ');

/** A plain table: every column has a heading, one column may head its row. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  foot,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  foot?: ComponentChildren;
}) {
  return (
    <Scroller label={caption}>
      <table class="kern-table kern-table--small">
        <caption class="kern-sr-only">{caption}</caption>
        <thead>
          <tr class="kern-table__row">
            {columns.map((column) => (
              <th scope="col" class={cellClass(column, 'header')} key={column.title}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body">
          {rows.map((row) => (
            <tr class="kern-table__row" key={keyOf(row)}>
              {columns.map((column) =>
                column.heads ? (
                  <th scope="row" class={`${cellClass(column, 'cell')} row-head`} key={column.title}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td class={cellClass(column, 'cell')} key={column.title}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot}
      </table>
    </Scroller>
  );
}

/** Wide tables scroll by themselves, by keyboard too, and never the page. */
export function Scroller({ label, children }: Kids & { label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => {
      const overflows = element.scrollWidth > element.clientWidth + 1;
      if (overflows) {
        element.setAttribute('tabindex', '0');
        element.setAttribute('role', 'region');
        element.setAttribute('aria-label', `${label}, seitlich verschiebbar`);
      } else for (const name of ['tabindex', 'role', 'aria-label']) element.removeAttribute(name);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [label]);
  return (
    <div class="kern-table-responsive" ref={box}>
      {children}
    </div>
  );
}

export type SelectOption = readonly [value: string, label: string];
export const optionsOf = (names: Readonly<Record<string, string>>): SelectOption[] => Object.entries(names);

/** Filters apply at once and stand in the address. */
export function Filter({
  label,
  value,
  options,
  all,
  onChange,
}: {
  label: string;
  value: string | undefined;
  options: readonly SelectOption[];
  all?: string;
  onChange: (value: string) => void;
}) {
  const id = `filter-${label.replace(/\W/g, '-')}`;
  return (
    <div class="kern-form-input">
      <label class="kern-label kern-label--small" for={id}>
        {label}
      </label>
      <div class="kern-form-input__select-wrapper">
        <select
          id={id}
          class="kern-form-input__select"
          value={value ?? ''}
          onChange={(event: TargetedEvent<HTMLSelectElement>) => onChange(event.currentTarget.value)}
        >
          {all !== undefined && <option value="">{all}</option>}
          {options.map(([key, name]) => (
            <option value={key} key={key}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

/** A text or a day; applies when the field is left or Enter is pressed. */
export function FilterInput({
  label,
  type = 'text',
  value,
  max,
  onChange,
}: {
  label: string;
  type?: 'text' | 'search' | 'date';
  value: string | undefined;
  max?: string;
  onChange: (value: string) => void;
}) {
  const id = `filter-${label.replace(/\W/g, '-')}`;
  return (
    <div class="kern-form-input">
      <label class="kern-label kern-label--small" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="kern-form-input__input"
        type={type as 'text'}
        key={value ?? ''}
        defaultValue={value ?? ''}
        {...(max === undefined ? {} : { max })}
        onChange={({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
          if (!currentTarget.validity.badInput) onChange(currentTarget.value);
        }}
      />
    </div>
  );
}
