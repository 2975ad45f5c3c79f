import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hasDoorTraces } from './traces.ts';

/** A part of the door outside its room; its program is fetched only where a door has left something on this device. */
export function DoorPart<Props extends object>({
  load,
  props,
  onNone,
}: {
  load: () => Promise<{ readonly default: ComponentType<Props> }>;
  props: Props;
  onNone?: () => void;
}) {
  const [part, setPart] = useState<{ readonly Component: ComponentType<Props> }>();
  useEffect(() => {
    hasDoorTraces()
      .then(async (any) => (any ? setPart({ Component: (await load()).default }) : onNone?.()))
      .catch(() => onNone?.());
  }, []);
  return part ? <part.Component {...props} /> : null;
}
export const doorNotice = () => import('../rooms/door-notice.tsx');
export const doorLeaving = () => import('../rooms/door-leaving.tsx');
export const doorOffline = () => import('../rooms/door-offline.tsx');
