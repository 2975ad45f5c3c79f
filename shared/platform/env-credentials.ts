/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles (`infra/build.ts`): a Lambda always has its
 * credentials in the environment, and the full chain (profiles, SSO, metadata service) costs 130 kB and cold-start time.
 *
 * Peculiar: only the SDK imports this, through the bundler's alias, so name and shape of the export are the SDK's.
 */
type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };

export const defaultProvider = () => async (): Promise<Credentials> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('settings AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are missing');
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};
