import { oparlType } from '../../shared/domain/oparl.ts';
import type { Work } from '../../shared/http/route.ts';
import { settings } from '../../shared/platform/settings.ts';
import { oparlAnswer } from './answer.ts';
import type { getOparlSystem } from './routes.ts';
import { addresses } from './shelf.ts';

/** When this interface was first described so, and when its description last changed. */
const SINCE = '2026-11-23T00:00:00+01:00';

export const work: Work<typeof getOparlSystem, object> = async () => {
  const { system, bodies } = addresses();
  return oparlAnswer({
    id: system,
    type: oparlType('System'),
    oparlVersion: 'https://schema.oparl.org/1.1/',
    license: settings.openData().licence,
    body: bodies,
    name: 'Öffentliche Gremien der Bündnisse',
    website: settings.publicAddress(),
    created: SINCE,
    modified: SINCE,
  });
};
