/*
 * PDF/A refuses a letter that no font of the file can draw, and taking any font of the machine would make two machines
 * print differently. So every letter is looked up in the shipped fonts first, and one that they lack prints as a box: the
 * document still comes, and everybody sees that something is missing.
 */

const BOX = '□';

type Segment = { readonly first: number; readonly last: number };

const tableOffset = (font: DataView, tag: string): number => {
  const count = font.getUint16(4);
  for (let record = 12; record < 12 + count * 16; record += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((index) => font.getUint8(record + index)));
    if (name === tag) return font.getUint32(record + 8);
  }
  throw new Error(`font has no table ${tag}`);
};

/** Format 4: code points up to U+FFFF in segments. Glyph 0 inside a segment is not looked for; these fonts have none. */
function segmentsOfFormat4(font: DataView, at: number): Segment[] {
  const doubled = font.getUint16(at + 6);
  return Array.from({ length: doubled / 2 }, (_, index) => ({
    first: font.getUint16(at + 16 + doubled + index * 2),
    last: font.getUint16(at + 14 + index * 2),
  })).filter(({ first }) => first !== 0xffff);
}

/** Format 12: all of Unicode in groups. */
const segmentsOfFormat12 = (font: DataView, at: number): Segment[] =>
  Array.from({ length: font.getUint32(at + 12) }, (_, index) => ({
    first: font.getUint32(at + 16 + index * 12),
    last: font.getUint32(at + 20 + index * 12),
  }));

/** Code points that a TrueType font maps to glyphs, from its `cmap`. */
function segmentsOf(bytes: Uint8Array): Segment[] {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cmap = tableOffset(font, 'cmap');
  const subtables = Array.from({ length: font.getUint16(cmap + 2) }, (_, index) => cmap + font.getUint32(cmap + 4 + index * 8 + 4));
  const ofFormat = (format: number) => subtables.find((at) => font.getUint16(at) === format);
  const [wide, narrow] = [ofFormat(12), ofFormat(4)];
  if (wide !== undefined) return segmentsOfFormat12(font, wide);
  return narrow === undefined ? [] : segmentsOfFormat4(font, narrow);
}

export type Coverage = (letter: string) => boolean;

/** Letters that every one of the fonts has. */
export function coverageOf(fonts: readonly Uint8Array[]): Coverage {
  const all = fonts.map(segmentsOf);
  const known = new Map<string, boolean>();
  return (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    const answer = known.get(letter) ?? all.every((segments) => segments.some(({ first, last }) => first <= point && point <= last));
    known.set(letter, answer);
    return answer;
  };
}

/** Not ink: control characters but the line break and the tab, marks that only steer but the soft hyphen, variants. */
const invisible = /(?![\n\t\u00ad])[\p{Cc}\p{Cf}]|\p{Variation_Selector}/gu;

/** Every text in a value as these fonts can print it. */
export function printable(value: unknown, covers: Coverage): unknown {
  if (typeof value === 'string') {
    const text = value.toWellFormed().normalize('NFC').replace(invisible, '').replaceAll('\t', ' ');
    return text.replace(/[^\n\x20-\x7e]/gu, (letter) => (covers(letter) ? letter : BOX));
  }
  if (Array.isArray(value)) return value.map((inner) => printable(inner, covers));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printable(inner, covers)]));
}
