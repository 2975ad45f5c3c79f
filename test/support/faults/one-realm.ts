import { types } from 'node:util';

/*
 * Peculiar: jest runs tests in a realm of their own, so that errors of Node's network code are no `Error` there. The SDK
 * then wraps them and loses their name and code, and a connection that broke looks like a defect of ours. Outside jest
 * there is one realm.
 */
const ordinary = Function.prototype[Symbol.hasInstance];

Object.defineProperty(Error, Symbol.hasInstance, {
  configurable: true,
  value(this: unknown, candidate: unknown): boolean {
    return (this === Error && types.isNativeError(candidate)) || ordinary.call(this, candidate);
  },
});
