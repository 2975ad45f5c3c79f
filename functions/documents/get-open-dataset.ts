import { createHash } from 'node:crypto';
import { publicHeaders } from '../../shared/documents/open-files.ts';
import { issuedDocument } from '../../shared/documents/reading.ts';
import { canonicalJson } from '../../shared/domain/canonical.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { datasetOf } from './dcat.ts';
import type { DocumentDeps } from './deps.ts';
import type { getOpenDataset } from './routes.ts';

export const work: Work<typeof getOpenDataset, DocumentDeps> = async ({ params }, { answers, openData }) => {
  const content = canonicalJson(datasetOf(await issuedDocument(params, answers), openData));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return file({ contentType: 'application/ld+json; charset=utf-8', content, headers: publicHeaders(sha256) });
};
