/** Nothing typed for so long: what comes next is something new. */
const BURST_ENDS_MS = 1_500;
const SHORTEST_CODE = 6;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * A hand scanner types its code like a keyboard and presses Enter. Taken from anywhere on the page but fields, where
 * people type themselves.
 * @returns stops listening
 */
export function readWedge(onCode: (code: string) => void): () => void {
  let typed = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (event: KeyboardEvent): void => {
    if (isField(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      typed = '';
    }, BURST_ENDS_MS);
    if (event.key !== 'Enter') {
      if (event.key.length === 1) typed += event.key;
      return;
    }
    const code = typed;
    typed = '';
    if (code.length < SHORTEST_CODE) return;
    // else the button in focus would be pressed, too
    event.preventDefault();
    onCode(code);
  };
  document.addEventListener('keydown', follow);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('keydown', follow);
  };
}
