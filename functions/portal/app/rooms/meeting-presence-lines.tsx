import { useState } from 'preact/hooks';
import type { Composition } from '../../../../shared/domain/composition.ts';
import type { Presence } from '../../../../shared/domain/meeting.ts';
import { presenceGroupNames } from '../../../../shared/domain/meeting.ts';
import { useFault } from '../form.tsx';
import { type Names, personOptions } from './body-words.tsx';

type PersonId = Presence['personId'];

/** Somebody who may be there by seat or function. */
export type Line = {
  readonly key: string;
  readonly personId: PersonId;
  readonly seatId: Presence['seatId'];
  readonly group: Presence['group'];
  readonly faction: string | null;
  readonly deputies: readonly string[];
};
export type Mark = {
  readonly is: 'ABSENT' | 'THERE' | 'SUBSTITUTED';
  readonly substitute: string;
  readonly from: string;
  readonly to: string;
};
export const ABSENT: Mark = { is: 'ABSENT', substitute: '', from: '', to: '' };

/** Seats of the day in their order, then those with a function and without a seat. */
export function linesOf({ seats, roles }: Composition): Line[] {
  const bySeat = seats.flatMap((seat): Line[] => {
    const deputies = seat.holdings.flatMap(({ as, personId }) => (as === 'DEPUTY' && personId !== null ? [personId] : []));
    return seat.holdings.flatMap(({ as, personId }): Line[] =>
      as === 'HOLDER' && personId !== null
        ? [{ key: `${seat.seatId}.${personId}`, personId, seatId: seat.seatId, group: seat.group, faction: seat.label, deputies }]
        : [],
    );
  });
  const seated = new Set(bySeat.map(({ personId }) => personId));
  const others = new Set(roles.map(({ personId }) => personId).filter((id) => !seated.has(id)));
  return [
    ...bySeat,
    ...[...others].map(
      (personId): Line => ({ key: `ohne-sitz.${personId}`, personId, seatId: null, group: 'ADVISORY', faction: null, deputies: [] }),
    ),
  ];
}

const timesOf = ({ arrivedAt, leftAt }: Presence) => ({ from: arrivedAt ?? '', to: leftAt ?? '' });

/** What was recorded before, on the line where it belongs. */
export function markOf({ personId, seatId }: Line, presence: readonly Presence[]): Mark {
  const there = presence.find((one) => one.personId === personId && one.seatId === seatId);
  if (there) return { is: 'THERE', substitute: '', ...timesOf(there) };
  const substitute = presence.find((one) => one.substituteForPersonId === personId && one.seatId === seatId);
  return substitute ? { is: 'SUBSTITUTED', substitute: substitute.personId, ...timesOf(substitute) } : ABSENT;
}

/**
 * @param before what was recorded earlier; what this form does not ask stays
 * @returns undefined for whoever was not there
 */
export function presenceOf(line: Line, mark: Mark, isChair: boolean, before: readonly Presence[]): Presence | undefined {
  if (mark.is === 'ABSENT') return undefined;
  const isSubstituted = mark.is === 'SUBSTITUTED';
  const personId = isSubstituted ? (mark.substitute as PersonId) : line.personId;
  const known = before.find((one) => one.personId === personId && one.seatId === line.seatId);
  return {
    personId,
    group: line.seatId === null ? (known?.group ?? line.group) : line.group,
    seatId: line.seatId,
    substituteForPersonId: isSubstituted ? line.personId : null,
    isChair,
    faction: known ? known.faction : line.faction,
    function: known?.function ?? null,
    arrivedAt: mark.from || null,
    leftAt: mark.to || null,
  };
}

const marks = { THERE: 'da', SUBSTITUTED: 'Vertretung', ABSENT: 'nicht da' } as const satisfies Record<Mark['is'], string>;

function Marks({ line, mark, names, onMark }: LineProps) {
  const offered = (Object.keys(marks) as Mark['is'][]).filter((is) => is !== 'SUBSTITUTED' || line.seatId !== null);
  return (
    <div class="marks">
      {offered.map((is) => (
        <div class="kern-form-check" key={is}>
          <input
            id={`mark-${line.key}-${is}`}
            class="kern-form-check__radio"
            type="radio"
            name={`/lines/${line.key}/personId`}
            data-label={names.of(line.personId)}
            checked={mark.is === is}
            onChange={() => onMark({ ...mark, is })}
          />
          <label class="kern-label" for={`mark-${line.key}-${is}`}>
            {marks[is]}
          </label>
        </div>
      ))}
    </div>
  );
}

function Times({ line, mark, onMark }: { line: Line; mark: Mark; onMark: (mark: Mark) => void }) {
  const time = (label: string, field: 'from' | 'to', name: string) => (
    <label class="mark-time">
      <span>{label}</span>
      <input
        type="time"
        class="kern-form-input__input"
        name={`/lines/${line.key}/${name}`}
        data-label={label}
        value={mark[field]}
        onInput={({ currentTarget: { value } }) => onMark({ ...mark, [field]: value })}
      />
    </label>
  );
  return (
    <div class="mark-times">
      {time('gekommen', 'from', 'arrivedAt')}
      {time('gegangen', 'to', 'leftAt')}
    </div>
  );
}

function Substitute({ line, mark, names, onMark }: LineProps) {
  const options = personOptions(names.persons).filter(([id]) => id !== line.personId);
  const named = (isDeputy: boolean) => options.filter(([id]) => line.deputies.includes(id) === isDeputy);
  return (
    <label class="mark-substitute">
      <span class="nowrap">In Vertretung</span>
      <span class="kern-form-input__select-wrapper">
        <select
          class="kern-form-input__select"
          name={`/lines/${line.key}/substituteForPersonId`}
          data-label={`Vertretung für ${names.of(line.personId)}`}
          required
          value={mark.substitute}
          onChange={({ currentTarget: { value } }) => onMark({ ...mark, substitute: value })}
        >
          <option value="">bitte wählen</option>
          {[...named(true), ...named(false)].map(([id, name]) => (
            <option value={id} key={id}>
              {name}
              {line.deputies.includes(id) ? ' (Stellvertretung)' : ''}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}

/** One seat: present with one click; times only where somebody came later or left early. */
export function PresenceLine({ line, mark, names, onMark }: LineProps) {
  const fault = useFault(`/lines/${line.key}`);
  const [hasTimes, setTimes] = useState(mark.from !== '' || mark.to !== '');
  const id = `line-${line.key}`;
  const isThere = mark.is !== 'ABSENT';
  return (
    <fieldset class="mark-line" aria-labelledby={id} {...(fault === undefined ? {} : { 'aria-describedby': `${id}-fault` })}>
      <div>
        <span id={id}>{names.of(line.personId)}</span>
        <span class="flags">{[line.faction, presenceGroupNames[line.group]].filter(Boolean).join(', ')}</span>
      </div>
      <Marks line={line} mark={mark} names={names} onMark={onMark} />
      <button
        type="button"
        class="plain in-row"
        aria-label={`Uhrzeiten angeben: ${names.of(line.personId)}`}
        aria-expanded={isThere && hasTimes}
        hidden={!isThere}
        onClick={() => setTimes(!hasTimes)}
      >
        Uhrzeiten
      </button>
      {isThere && (hasTimes || mark.is === 'SUBSTITUTED') && (
        <div class="mark-more">
          {mark.is === 'SUBSTITUTED' && <Substitute line={line} mark={mark} names={names} onMark={onMark} />}
          {hasTimes && <Times line={line} mark={mark} onMark={onMark} />}
        </div>
      )}
      {fault !== undefined && (
        <p class="kern-error" id={`${id}-fault`}>
          <span class="kern-icon kern-icon--danger" aria-hidden="true" />
          <span class="kern-body">{fault}</span>
        </p>
      )}
    </fieldset>
  );
}
type LineProps = { readonly line: Line; readonly mark: Mark; readonly names: Names; readonly onMark: (mark: Mark) => void };
