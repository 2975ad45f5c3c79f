import type { ExportStores } from '../../shared/store/privacy-export.ts';
import type { ErasureStores } from '../../shared/store/privacy-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type PrivacyDeps = ExportStores & ErasureStores & { readonly replays: ReplayStore };
