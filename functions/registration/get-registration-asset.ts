import type { Work } from '../../shared/http/route.ts';
import type { getRegistrationAsset } from './routes.ts';
import { statics } from './statics.ts';

export const work: Work<typeof getRegistrationAsset, object> = ({ params: { fileName } }) => statics.answer(fileName);
