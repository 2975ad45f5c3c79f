import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import { Trouble } from '../ui.tsx';

/** Formats of a report, in the order in which they are offered. */
export const reportFormats = {
  pdf: 'PDF',
  docx: 'DOCX',
  xlsx: 'XLSX',
  csv: 'CSV (Excel)',
  'csv-machine': 'CSV (maschinenlesbar)',
  html: 'HTML',
  json: 'JSON',
} as const;

/**
 * What a room shows, as files.
 * @param fetchAs hands the file to the browser and tells its name
 */
export function Downloads<Format extends string>({
  formats,
  fetchAs,
  children,
}: {
  formats: Readonly<Record<Format, string>>;
  fetchAs: (format: Format) => Promise<string>;
  children?: ComponentChildren;
}) {
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const start = (format: Format) => () => {
    setProblem(undefined);
    fetchAs(format).then(
      (fileName) => setSaid(`${fileName} wurde heruntergeladen.`),
      (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Der Download ist nicht gelungen' })),
    );
  };
  return (
    <div class="downloads">
      <span class="kern-label kern-label--small">Herunterladen</span>
      {(Object.keys(formats) as Format[]).map((format) => (
        <button type="button" class="plain" onClick={start(format)} key={format}>
          {formats[format]}
        </button>
      ))}
      {children}
      <span class="kern-sr-only" role="status">
        {said}
      </span>
      {problem && <Trouble problem={problem} />}
    </div>
  );
}
