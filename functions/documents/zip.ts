import type { Zippable } from 'fflate';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/*
 * Peculiar: the writers of DOCX and XLSX put the time of writing into the archive and into `docProps/core.xml`. Both are
 * replaced, so that two renderings of one answer are equal to the byte. An archive keeps local time without a zone; the
 * earliest it knows is the same everywhere.
 */

const EARLIEST = () => new Date(1980, 0, 1);

const stamped = (xml: string, composedAt: string): string =>
  xml.replace(
    /(<dcterms:(?:created|modified)[^<>]*>)[^<]*(<)/g,
    (_, open: string, close: string) => `${open}${composedAt.replace(/\.\d+Z$/, 'Z')}${close}`,
  );

/** The same Office file as if written at `composedAt`. */
export function timelessOffice(bytes: Uint8Array, composedAt: string): Uint8Array {
  const mtime = EARLIEST();
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (name.endsWith('/')) continue;
    const isCore = name === 'docProps/core.xml';
    entries[name] = [isCore ? strToU8(stamped(strFromU8(content), composedAt)) : content, { mtime, level: 6 }];
  }
  return zipSync(entries);
}
