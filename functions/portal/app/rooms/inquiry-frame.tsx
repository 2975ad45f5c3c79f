import type { ComponentChildren } from 'preact';
import type { AnswerDocument } from '../../../../shared/domain/answer-document.ts';
import { inquiryStatusNames } from '../../../../shared/domain/inquiry.ts';
import { call } from '../api.ts';
import type { AnswerPart, Inquiry } from '../contract.ts';
import { type Desk, may, useDesk } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Badge, LinkButton, Room } from '../ui.tsx';
import { DeadlineWords, inquiryTones } from './inquiry-words.tsx';

export const inquiryHref = (alliance: string, inquiryId: string, ...rest: readonly string[]): string =>
  hrefOf(alliance, ['anfragen', inquiryId, ...rest].join('/'));

/** The answer with its tables, live or frozen, as every document is written from it. */
const documentOf = async (alliance: string, inquiryId: string): Promise<AnswerDocument> =>
  (await call('getAnswerDocument', alliance, { params: { inquiryId }, query: { format: 'json' } })) as unknown as AnswerDocument;

type Known = {
  readonly inquiry: Inquiry;
  readonly document: AnswerDocument | undefined;
  readonly parts: readonly AnswerPart[];
};

/** What the reader may see of one inquiry; offices read no draft. */
export async function knownOf(desk: Desk, inquiryId: string): Promise<Known> {
  const params = { inquiryId };
  const [inquiry, document, parts] = await Promise.all([
    call('getInquiry', desk.alliance, { params }),
    may(desk, 'getAnswerDocument') ? documentOf(desk.alliance, inquiryId) : undefined,
    may(desk, 'listAnswerParts') ? call('listAnswerParts', desk.alliance, { params }) : undefined,
  ]);
  return { inquiry, document, parts: parts?.items ?? [] };
}

const tabs = [
  ['', 'Antwort', 'getInquiry'],
  ['beitraege', 'Beiträge der Ämter', 'listContributions'],
  ['pruefung', 'Prüfung', 'getFindings'],
  ['vergleich', 'Vergleich mit heute', 'compareWithToday'],
] as const;

/** The rooms of one inquiry under its head. */
export function InquiryRoom({
  inquiry,
  tab,
  title,
  actions,
  children,
}: {
  inquiry: Inquiry;
  tab: (typeof tabs)[number][0];
  title?: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const desk = useDesk();
  const open = tabs.filter(([, , row]) => may(desk, row));
  return (
    <Room
      title={title ?? inquiry.title}
      lead={
        <>
          <Badge tone={inquiryTones[inquiry.status]}>{inquiryStatusNames[inquiry.status]}</Badge> Drs. {inquiry.questionPaper}
          {inquiry.answerPaper !== null && `, Antwort Drs. ${inquiry.answerPaper}`} · Frist <DeadlineWords {...inquiry} />
        </>
      }
      actions={
        <>
          {actions}
          {may(desk, 'getInquiryJournal') && (
            <LinkButton kind="tertiary" href={inquiryHref(desk.alliance, inquiry.id, 'journal')}>
              Journal
            </LinkButton>
          )}
        </>
      }
    >
      {title !== undefined && <p class="kern-body inquiry-title">{inquiry.title}</p>}
      {open.length > 1 && (
        <nav class="tabs" aria-label="Diese Anfrage">
          <ul>
            {open.map(([path, name]) => (
              <li key={path}>
                <a
                  href={inquiryHref(desk.alliance, inquiry.id, ...(path === '' ? [] : [path]))}
                  {...(path === tab ? { 'aria-current': 'page' } : {})}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {children}
    </Room>
  );
}
