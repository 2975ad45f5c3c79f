import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { AttendanceStore } from '../../shared/store/attendance-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type AttendanceDeps = { readonly events: AllianceEventStore; readonly figures: AttendanceStore; readonly replays: ReplayStore };
