import { useEffect, useRef, useState } from 'preact/hooks';
import { cameraRefusal, readCamera } from '../door/camera.ts';
import { Alert, Button, P } from '../ui.tsx';

export function DoorCamera({ onCode, onEnd }: { onCode: (code: string) => void; onEnd: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const newest = useRef(onCode);
  newest.current = onCode;
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    if (video.current)
      readCamera(video.current, (code) => newest.current(code)).then(
        (end) => {
          stop = end;
          if (left) end();
        },
        (error: unknown) => setRefusal(cameraRefusal(error)),
      );
    return () => {
      left = true;
      stop?.();
    };
  }, []);
  if (refusal !== undefined) {
    return (
      <Alert tone="warning" title="Keine Kamera">
        <P>{refusal}</P>
        <div>
          <Button onClick={onEnd}>Schließen</Button>
        </div>
      </Alert>
    );
  }
  return (
    <div class="door-camera">
      <video ref={video} muted playsInline aria-label="Bild der Kamera" />
      <span class="door-camera-frame" aria-hidden="true" />
    </div>
  );
}
