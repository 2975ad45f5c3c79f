import type { MunicipalPaper } from './municipal-paper.ts';

/** Numbers of papers as texts write them: "0025/2021", "Drs. 108/2021", "1249/2017 N1", "H-0375-2019". */
export type PaperName = {
  /** The same for every spelling of one number: without leading zeros, "H/375/2019" for "H-0375-2019". */
  readonly key: string;
  /** Null: the text names no version. */
  readonly revision: number | null;
  /** By year and serial; what names none comes last. */
  readonly order: string;
};

const pattern = /^(?:([A-Z])[-/ ]?)?(\d{1,5})[-/](\d{4})(?:\s*N\s*(\d{1,2}))?$/i;

export function readPaperName(written: string): PaperName {
  const bare = written.replace(/^(?:informations|beschluss)?(?:drucksache|drucks\.|drs\.)(?:nummer)?\s*(?:nr\.)?\s*/i, '').trim();
  const [, series = '', serial = '', year = '', revision] = pattern.exec(bare) ?? [];
  if (serial === '') return { key: bare.toUpperCase(), revision: null, order: `9999#${bare}` };
  const number = Number(serial);
  return {
    key: `${series === '' ? '' : `${series.toUpperCase()}/`}${number}/${year}`,
    revision: revision === undefined ? null : Number(revision),
    order: `${year}#${String(number).padStart(5, '0')}#${series.toUpperCase()}`,
  };
}

/** "1249/2017 N1" as the paper itself prints it; without a number, whether one follows. */
export const labelOf = ({ number, numberPending, revision }: Pick<MunicipalPaper, 'number' | 'numberPending' | 'revision'>): string => {
  if (number === null) return numberPending ? 'Nummer wird nachgereicht' : 'ohne Nummer';
  return revision === 0 ? number : `${number} N${revision}`;
};
