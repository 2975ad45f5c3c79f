import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { PersonStore } from '../../shared/store/person-store.ts';
import type { ExportStores } from '../../shared/store/privacy-export.ts';

export type DoorPaperDeps = ExportStores & {
  readonly alliances: AllianceStore;
  /** Names within their time; the person's own export holds all that is stored. */
  readonly shown: PersonStore;
};
