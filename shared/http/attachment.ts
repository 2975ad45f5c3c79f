const LONGEST = 120;
/** Controls, what turns the direction of writing, and what a path, a header or a file system takes for its own. */
const unfit = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}"\\/:*?<>|]/gu;

/** A name that every file system takes: no path, nothing unseen, no dot in front, not too long, its ending kept. */
function fileNameOf(wished: string): string {
  const fit = wished
    .toWellFormed()
    .replace(unfit, '_')
    .replace(/^[.\s_]+/, '');
  const letters = [...(fit === '' ? 'datei' : fit)];
  if (letters.length <= LONGEST) return letters.join('');
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(fit)?.[0] ?? '';
  return letters.slice(0, LONGEST - ending.length).join('') + ending;
}

/** RFC 5987 attr-char; everything else in per cent of its UTF-8. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*!~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** `Content-Disposition` of a download (RFC 6266); a name beyond ASCII stands in it a second time as RFC 8187 wants it. */
export function attachment(wished: string): string {
  const name = fileNameOf(wished);
  const ascii = name.replace(/[^\x20-\x7e]/gu, '_');
  return `attachment; filename="${ascii}"${ascii === name ? '' : `; filename*=UTF-8''${encoded(name)}`}`;
}
