/** The only place that reads the environment. Each setting is read when a function needs it, so no function needs them all. */
const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`setting ${name} is missing`);
  return value;
};

export const settings = {
  tableName: () => required('TABLE_NAME'),
  eventBusName: () => required('EVENT_BUS_NAME'),
  /** Name of the token claim that lists the grants, `<alliance>:<ROLE>[:<office>]`. */
  grantsClaim: () => process.env.GRANTS_CLAIM ?? 'cognito:groups',
  /** What the portal needs to sign people in. */
  signIn: () => ({ issuer: required('OIDC_ISSUER'), clientId: required('OIDC_CLIENT_ID'), scope: process.env.OIDC_SCOPE ?? 'openid' }),
  /** Alliances that scheduled jobs go through. */
  alliances: () => (process.env.ALLIANCES ?? 'npa,lip').split(','),
  logLevel: () => process.env.LOG_LEVEL ?? 'INFO',
};
