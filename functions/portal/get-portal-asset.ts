import type { Work } from '../../shared/http/route.ts';
import type { getPortalAsset } from './routes.ts';
import { statics } from './statics.ts';

export const work: Work<typeof getPortalAsset, object> = ({ params: { fileName } }) => statics.answer(fileName);
