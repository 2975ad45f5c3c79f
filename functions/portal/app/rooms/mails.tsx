import { useState } from 'preact/hooks';
import { formatInstant } from '../../../../shared/domain/calendar.ts';
import { Problem } from '../api.ts';
import { useLoaded } from '../desk.ts';
import { mailCapture } from '../development.ts';
import { Alert, Button, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';

type Attachment = { readonly fileName: string; readonly contentType: string; readonly contentBase64: string };
type Mail = {
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
};

async function captured(): Promise<Mail[]> {
  const response = await fetch(`${mailCapture ?? ''}/mails`).catch(() => undefined);
  if (!response?.ok) throw new Problem({ title: 'Das Postfach dieser Maschine antwortet nicht' });
  return (await response.json()) as Mail[];
}

const addressOf = ({ contentType, contentBase64 }: Attachment): string => `data:${contentType};base64,${contentBase64}`;

function Letter({ mail }: { mail: Mail }) {
  const images = mail.attachments.filter(({ contentType }) => contentType.startsWith('image/'));
  const files = mail.attachments.filter(({ contentType }) => !contentType.startsWith('image/'));
  return (
    <Section title={mail.subject}>
      <P muted>
        An {mail.to}, {formatInstant(mail.at)}
      </P>
      <div class="letter kern-body">{mail.text}</div>
      {images.length > 0 && (
        <ul class="tickets">
          {images.map((image) => (
            <li key={image.fileName}>
              <img src={addressOf(image)} alt={`QR-Code ${image.fileName}`} width={160} height={160} />
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul class="kern-body">
          {files.map((file) => (
            <li key={file.fileName}>
              <a class="kern-link kern-link--no-visited-state" href={addressOf(file)} download={file.fileName}>
                {file.fileName}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** On a development machine only: what the register would have sent. */
export default function Mails() {
  const { data, problem, reload } = useLoaded('mails', captured);
  const [chosen, setChosen] = useState<string>();
  const shown = data?.find(({ id }) => id === chosen) ?? data?.[0];
  return (
    <Room
      title="Postausgang dieser Maschine"
      lead="Nur zum Entwickeln: E-Mails verlassen diese Maschine nicht und sind nach dem Beenden weg."
      actions={<Button onClick={reload}>Neu laden</Button>}
    >
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data?.length === 0 && <Alert tone="info" title="Noch keine E-Mail" live={false} />}
      {data && data.length > 0 && (
        <>
          <P muted>{count(data.length, 'E-Mail', 'E-Mails')}, die neueste zuerst</P>
          <Table
            caption="Gesendete E-Mails"
            rows={data}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Gesendet', nowrap: true, cell: ({ at }) => formatInstant(at) },
              { title: 'An', cell: ({ to }) => to },
              {
                title: 'Betreff',
                heads: true,
                cell: ({ id, subject }) => (
                  <button type="button" class="plain mail-choice" aria-pressed={id === shown?.id} onClick={() => setChosen(id)}>
                    {subject}
                  </button>
                ),
              },
            ]}
          />
          {shown && <Letter mail={shown} key={shown.id} />}
        </>
      )}
    </Room>
  );
}
