/** AES-256-GCM of the browser (WebCrypto). The key cannot be read out of it, only used on this device in this browser. */
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };

const IV_BYTES = 12;

export const newDeviceKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

const bound = (iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(place),
});

/** @param place where it lies; sealed at one place it opens at no other */
export async function seal(key: CryptoKey, value: unknown, place: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  return { iv, data: await crypto.subtle.encrypt(bound(iv, place), key, new TextEncoder().encode(JSON.stringify(value))) };
}

/** @throws OperationError when key or place is another, or a bit was changed */
export async function unseal<T>(key: CryptoKey, { iv, data }: Sealed, place: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(bound(iv, place), key, data))) as T;
}

/** Whose data it is, without the subject itself: the first 96 bits of its SHA-256, hexadecimal. */
export async function ownerOf(subject: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subject)));
  return Array.from(digest.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
