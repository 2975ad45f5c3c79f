/** The only place that reads the environment. Each setting is read when a function needs it, so no function needs them all. */
const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`setting ${name} is missing`);
  return value;
};

export const settings = {
  tableName: () => required('TABLE_NAME'),
  /** The table of keys and lookups of persons; only functions that open personal fields have it. */
  keyTableName: () => required('KEY_TABLE_NAME'),
  /** How the key over all persons' keys is kept: a file on one machine, otherwise the KMS key's id. */
  masterKey: () => ({ file: process.env.MASTER_KEY_FILE, kmsKeyId: process.env.MASTER_KEY_ID }),
  /** How the key that signs the chain of seals is kept; only what seals and checks the register has it. */
  chainKey: () => ({ file: process.env.CHAIN_KEY_FILE, kmsKeyId: process.env.CHAIN_KEY_ID }),
  /** Who sends mail, and the address people see in the portal and in links. */
  mail: () => ({ from: required('MAIL_FROM'), publicAddress: required('PUBLIC_ADDRESS') }),
  /** The address under which people reach the pages; links and calendars name it. Without a slash at the end. */
  publicAddress: () => required('PUBLIC_ADDRESS').replace(/\/$/, ''),
  /** Pages of the office that the public pages lead to; unset, they lead to the register's own page of notes. */
  legalAddresses: () => ({
    imprint: process.env.IMPRINT_ADDRESS || null,
    privacy: process.env.PRIVACY_ADDRESS || null,
    accessibility: process.env.ACCESSIBILITY_ADDRESS || null,
  }),
  /** On a machine for development only: where sent mail can be looked at. */
  mailCapture: () => process.env.MAIL_CAPTURE ?? null,
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
  /** Under which name metrics are kept; null where nobody keeps any. */
  metricsNamespace: () => process.env.METRICS_NAMESPACE ?? null,
  /** Requests a second one signed-in subject may make of one instance over time; null: as many as there come. */
  requestsPerSecond: () => (process.env.REQUESTS_PER_SECOND ? Number(process.env.REQUESTS_PER_SECOND) : null),
  logLevel: () => process.env.LOG_LEVEL ?? 'INFO',
};
