/** Made by the build from `functions/routes.ts`. */
declare module 'portal:rows' {
  export const rows: Readonly<Record<import('./contract.ts').RouteId, import('./contract.ts').SlimRow>>;
}
