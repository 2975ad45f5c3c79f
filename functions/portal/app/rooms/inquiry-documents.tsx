import { useState } from 'preact/hooks';
import { Problem, save } from '../api.ts';
import type { Inquiry } from '../contract.ts';
import { may, useDesk } from '../desk.ts';
import { P, Section, Trouble } from '../ui.tsx';

const formats = [
  ['docx', 'DOCX', 'antwort.docx'],
  ['xlsx', 'XLSX', 'antwort.xlsx'],
  ['csv', 'CSV (Excel)', 'antwort.csv'],
  ['csv-machine', 'CSV (maschinenlesbar)', 'antwort.csv'],
  ['html', 'HTML', 'antwort.html'],
  ['json', 'JSON', 'antwort.json'],
] as const;

/** Every document is written on demand from the same answer. */
export function Documents({ inquiry }: { inquiry: Inquiry }) {
  const desk = useDesk();
  const [done, setDone] = useState('');
  const [problem, setProblem] = useState<Problem>();
  if (!may(desk, 'getAnswerDocument')) return null;
  const params = { inquiryId: inquiry.id };
  const fetchIt = (saving: Promise<string>) => {
    setProblem(undefined);
    saving.then(
      (fileName) => setDone(`${fileName} wurde heruntergeladen`),
      (error: unknown) => setProblem(error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' })),
    );
  };
  return (
    <Section title="Dokumente">
      <div class="downloads">
        <button type="button" class="plain" onClick={() => fetchIt(save('getAnswerPdf', desk.alliance, { params }, 'antwort.pdf'))}>
          PDF
        </button>
        {formats.map(([format, name, otherwise]) => (
          <button
            type="button"
            class="plain"
            key={format}
            onClick={() => fetchIt(save('getAnswerDocument', desk.alliance, { params, query: { format } }, otherwise))}
          >
            {name}
          </button>
        ))}
      </div>
      <P muted>
        {inquiry.packHash === null
          ? 'Entwurf mit den Zahlen von jetzt; er verlässt das Haus nicht.'
          : 'Mit den festgehaltenen Zahlen, jedes Mal gleich.'}
      </P>
      <p class="kern-sr-only" role="status">
        {done}
      </p>
      {problem && <Trouble problem={problem} />}
    </Section>
  );
}
