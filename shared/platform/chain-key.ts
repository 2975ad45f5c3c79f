import { createHmac, timingSafeEqual } from 'node:crypto';
import { GenerateMacCommand, KMSClient, KMSInvalidMacException, VerifyMacCommand } from '@aws-sdk/client-kms';
import { keyInFile } from './key-file.ts';
import { settings } from './settings.ts';

/** Signs what the chain of seals ends with. Only what seals may use the key; in the cloud nobody can read it. */
type ChainKey = {
  readonly sign: (text: string) => Promise<Uint8Array>;
  readonly holds: (text: string, mac: Uint8Array) => Promise<boolean>;
};

function fileChainKey(file: string): ChainKey {
  const read = keyInFile(file, 'chain key');
  const sign = async (text: string): Promise<Buffer> =>
    createHmac('sha256', await read())
      .update(text)
      .digest();
  return {
    sign,
    holds: async (text, mac) => {
      const expected = await sign(text);
      return mac.length === expected.length && timingSafeEqual(mac, expected);
    },
  };
}

function kmsChainKey(keyId: string): ChainKey {
  const client = new KMSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 1500, throwOnRequestTimeout: true },
  });
  const asked = (text: string) => ({ KeyId: keyId, MacAlgorithm: 'HMAC_SHA_256' as const, Message: new TextEncoder().encode(text) });
  return {
    sign: async (text) => {
      const { Mac } = await client.send(new GenerateMacCommand(asked(text)));
      if (!Mac) throw new Error('KMS answered without a signature');
      return Mac;
    },
    holds: async (text, mac) => {
      try {
        const { MacValid } = await client.send(new VerifyMacCommand({ ...asked(text), Mac: mac }));
        return MacValid === true;
      } catch (error) {
        if (error instanceof KMSInvalidMacException) return false;
        throw error;
      }
    },
  };
}

/** @throws Error when no key is set */
export function openChainKey(): ChainKey {
  const { file, kmsKeyId } = settings.chainKey();
  if (file) return fileChainKey(file);
  if (kmsKeyId) return kmsChainKey(kmsKeyId);
  throw new Error('setting CHAIN_KEY_ID is missing (on one machine: CHAIN_KEY_FILE)');
}
