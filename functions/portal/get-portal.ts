import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { finishedPage } from './page.ts';
import type { getPortal } from './routes.ts';

export const work: Work<typeof getPortal, object> = async () => {
  const { content, policy } = await finishedPage();
  return file({
    contentType: 'text/html; charset=utf-8',
    content,
    headers: { 'content-security-policy': policy, 'cache-control': 'no-store' },
  });
};
