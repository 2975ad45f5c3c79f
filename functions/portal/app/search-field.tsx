import { useRef } from 'preact/hooks';
import { go, hrefOf } from './place.ts';

/** Where everybody looks for it; what is found stands in a room of its own. */
export function SearchField({ alliance, typed }: { alliance: string; typed: string }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <search class="search-field" aria-label="Ganzes Register">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go(hrefOf(alliance, 'suche', { q: input.current?.value.trim() ?? '' }));
        }}
      >
        <label class="kern-sr-only" for="search-field">
          Suche im Register
        </label>
        <input
          id="search-field"
          class="kern-form-input__input"
          type="search"
          maxLength={100}
          placeholder="Suche im Register"
          ref={input}
          key={typed}
          defaultValue={typed}
        />
        <button type="submit" class="kern-btn kern-btn--secondary">
          <span class="kern-label">Suchen</span>
        </button>
      </form>
    </search>
  );
}
