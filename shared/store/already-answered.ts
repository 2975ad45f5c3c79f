/**
 * Thrown when the caller's idempotency key was taken by a call that ran at the same time: read its answer instead. A file
 * of its own, so that functions without a table do not carry the SDK.
 */
export class AlreadyAnswered extends Error {}
