import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { DoorPaperDeps } from './deps.ts';
import { badgesOf } from './door-lists.ts';
import { doorPaper } from './door-paper.ts';
import { pdfOf } from './paper.ts';
import type { getBadges } from './routes.ts';

export const work: Work<typeof getBadges, DoorPaperDeps> = async (call, deps) => {
  const { head, part } = await doorPaper('Namensschilder', call, deps);
  const content = pdfOf('badges.typ', call.now, { ...head, badges: badgesOf(part), empty: 'Niemand ist angemeldet.' });
  return file({ contentType: 'application/pdf', content, fileName: 'namensschilder.pdf' });
};
