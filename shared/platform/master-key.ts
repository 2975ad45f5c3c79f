import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { keyInFile } from './key-file.ts';
import { settings } from './settings.ts';

/** The one key above all others: it makes and opens other keys, and nothing else is sealed under it. */
export type MasterKey = {
  /** A new key of 32 bytes; `wrapped` may be stored, `plain` never. */
  newKey(): Promise<{ plain: Uint8Array; wrapped: Uint8Array }>;
  /** @throws Error when it was wrapped by another master key, or changed since */
  open(wrapped: Uint8Array): Promise<Uint8Array>;
};

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** What the keys are for; bound to each wrapped key, and in the cloud a condition of the grant (`infra/stacks/people-keys.ts`). */
export const masterKeyContext = { application: 'npa-register', purpose: 'people' } as const;
const boundContext = Buffer.from(JSON.stringify(masterKeyContext));

function fileMasterKey(file: string): MasterKey {
  const read = keyInFile(file, 'master key');
  return {
    newKey: async () => {
      const nonce = randomBytes(NONCE_BYTES);
      const plain = randomBytes(KEY_BYTES);
      const cipher = createCipheriv('aes-256-gcm', await read(), nonce).setAAD(boundContext);
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return { plain, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) };
    },
    open: async (wrapped) => {
      if (wrapped.length !== NONCE_BYTES + TAG_BYTES + KEY_BYTES) throw new Error('a wrapped key has another length than it was given');
      const bytes = Buffer.from(wrapped);
      const decipher = createDecipheriv('aes-256-gcm', await read(), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(boundContext)
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    },
  };
}

function kmsMasterKey(keyId: string): MasterKey {
  const client = new KMSClient({
    // as with the table (`dynamo.ts`): the store's time budget decides about another attempt
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 1500, throwOnRequestTimeout: true },
  });
  const asked = { KeyId: keyId, EncryptionContext: masterKeyContext };
  return {
    newKey: async () => {
      const { Plaintext, CiphertextBlob } = await client.send(new GenerateDataKeyCommand({ ...asked, KeySpec: 'AES_256' }));
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS answered without a key');
      return { plain: Plaintext, wrapped: CiphertextBlob };
    },
    open: async (wrapped) => {
      const { Plaintext } = await client.send(new DecryptCommand({ ...asked, CiphertextBlob: wrapped }));
      if (!Plaintext) throw new Error('KMS answered without a key');
      return Plaintext;
    },
  };
}

/** @throws Error when no master key is set */
export function openMasterKey(): MasterKey {
  const { file, kmsKeyId } = settings.masterKey();
  if (file) return fileMasterKey(file);
  if (kmsKeyId) return kmsMasterKey(kmsKeyId);
  throw new Error('setting MASTER_KEY_ID is missing (on one machine: MASTER_KEY_FILE)');
}
