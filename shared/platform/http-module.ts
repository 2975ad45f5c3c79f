/**
 * Stands in for `node:http` in the bundles. An ES import of the module itself asks for every one of its names, and one of
 * them loads Node's whole fetch implementation at each cold start, which no function uses.
 */
const http = process.getBuiltinModule('node:http');

export const { Agent, request, STATUS_CODES } = http;
export default http;
