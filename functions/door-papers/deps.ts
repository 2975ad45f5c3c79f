import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { ExportStores } from '../../shared/store/privacy-export.ts';

export type DoorPaperDeps = ExportStores & { readonly alliances: AllianceStore };
