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
  /**
   * How open data names itself: its public address, licence and contributor's id at the open data portal. Unless set, the
   * licence is Data licence Germany, attribution, 2.0, which asks for the source to be named; to be confirmed by the office.
   */
  openData: () => ({
    address: process.env.PUBLIC_ADDRESS ?? '',
    licence: process.env.OPEN_DATA_LICENCE ?? 'http://dcat-ap.de/def/licenses/dl-by-de/2.0',
    contributorId: process.env.OPEN_DATA_CONTRIBUTOR ?? null,
  }),
  /** Alliances that scheduled jobs go through. */
  alliances: () => (process.env.ALLIANCES ?? 'npa,lip').split(','),
  logLevel: () => process.env.LOG_LEVEL ?? 'INFO',
};
