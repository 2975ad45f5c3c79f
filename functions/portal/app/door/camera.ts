type Found = { readonly rawValue: string };
type Detector = { detect(source: HTMLVideoElement): Promise<readonly Found[]> };
type DetectorClass = { new (options: { formats: ['qr_code'] }): Detector; getSupportedFormats(): Promise<readonly string[]> };

const BETWEEN_FRAMES_MS = 120;
/** The same code stays in front of a camera for a while. */
const SAME_CODE_MS = 4_000;

/** The browser's own reader where it has one; else one that comes with the page. */
async function openDetector(): Promise<Detector> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own && (await own.getSupportedFormats().catch((): readonly string[] => [])).includes('qr_code'))
    return new own({ formats: ['qr_code'] });
  const { BarcodeDetector } = await import('qr/decode.js');
  return new BarcodeDetector({ formats: ['qr_code'] });
}

const refusals: Readonly<Record<string, string>> = {
  NotAllowedError:
    'Der Browser darf die Kamera nicht benutzen. Bitte tippen Sie auf das Schloss oder Kamerazeichen neben der Adresse, erlauben Sie die Kamera und schalten Sie sie hier noch einmal ein.',
  NotFoundError: 'An diesem Gerät ist keine Kamera zu finden. Bitte nehmen Sie einen Handscanner, oder suchen Sie nach dem Namen.',
  NotReadableError: 'Die Kamera wird gerade von einer anderen Anwendung benutzt. Bitte schließen Sie diese und versuchen Sie es erneut.',
};
const otherwise = 'Die Kamera lässt sich hier nicht einschalten. Bitte nehmen Sie einen Handscanner, oder suchen Sie nach dem Namen.';
export const cameraRefusal = (error: unknown): string => (error instanceof Error ? (refusals[error.name] ?? otherwise) : otherwise);

/**
 * Shows the rear camera and reads codes from it.
 * @returns ends it; @throws DOMException when the browser gives no camera (`cameraRefusal`)
 */
export async function readCamera(video: HTMLVideoElement, onCode: (code: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
  let ended = false;
  const end = (): void => {
    ended = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    const detector = await openDetector();
    video.srcObject = stream;
    await video.play();
    let last = { code: '', at: 0 };
    const look = async (): Promise<void> => {
      if (ended) return;
      const [found] = await detector.detect(video).catch(() => []);
      if (found && (found.rawValue !== last.code || performance.now() - last.at > SAME_CODE_MS)) onCode(found.rawValue);
      if (found) last = { code: found.rawValue, at: performance.now() };
      setTimeout(() => void look(), BETWEEN_FRAMES_MS);
    };
    void look();
    return end;
  } catch (error) {
    end();
    throw error;
  }
}
