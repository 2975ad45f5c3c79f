/**
 * How DynamoDB says no, as it goes over the wire.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export type Refusal = { readonly status: number; readonly type: string; readonly message: string; readonly reasons?: readonly Reason[] };
export type Reason = { readonly Code: string; readonly Message?: string };

const NAMESPACE = 'com.amazonaws.dynamodb.v20120810#';
const refusal = (status: number, name: string, message = name): Refusal => ({ status, type: `${NAMESPACE}${name}`, message });

/** These pass: the same request may go through a moment later. */
export const passing = {
  ProvisionedThroughputExceeded: refusal(400, 'ProvisionedThroughputExceededException', 'The level of configured throughput was exceeded.'),
  Throttling: refusal(400, 'ThrottlingException', 'Rate of requests exceeds the allowed throughput.'),
  RequestLimitExceeded: refusal(400, 'RequestLimitExceeded', 'Throughput exceeds the current limit for your account.'),
  InternalServerError: refusal(500, 'InternalServerError', 'The request processing has failed.'),
  ServiceUnavailable: refusal(503, 'ServiceUnavailableException', 'Service is unavailable.'),
  TransactionConflict: refusal(400, 'TransactionConflictException', 'Transaction is ongoing for the item'),
  TransactionInProgress: refusal(
    400,
    'TransactionInProgressException',
    'The transaction with the given request token is already in progress.',
  ),
} as const;

/** These do not: repeating them is no use. */
export const lasting = {
  AccessDenied: refusal(400, 'AccessDeniedException', 'is not authorized to perform this action'),
  ConditionalCheckFailed: refusal(400, 'ConditionalCheckFailedException', 'The conditional request failed'),
  ExpiredToken: { ...refusal(400, 'x'), type: 'com.amazon.coral.service#ExpiredTokenException' },
  IdempotentParameterMismatch: refusal(400, 'IdempotentParameterMismatchException'),
  IncompleteSignature: { ...refusal(400, 'x'), type: 'com.amazon.coral.service#IncompleteSignatureException' },
  InvalidSignature: { ...refusal(400, 'x'), type: 'com.amazon.coral.service#InvalidSignatureException' },
  ItemCollectionSizeLimitExceeded: refusal(400, 'ItemCollectionSizeLimitExceededException', 'Collection size exceeded.'),
  LimitExceeded: refusal(400, 'LimitExceededException', 'Too many operations for a given subscriber.'),
  MissingAuthenticationToken: { ...refusal(400, 'x'), type: 'com.amazon.coral.service#MissingAuthenticationTokenException' },
  ResourceInUse: refusal(400, 'ResourceInUseException'),
  ResourceNotFound: refusal(400, 'ResourceNotFoundException', 'Requested resource not found'),
  UnrecognizedClient: { ...refusal(400, 'x'), type: 'com.amazon.coral.service#UnrecognizedClientException' },
  Validation: { ...refusal(400, 'x', 'One or more parameter values were invalid'), type: 'com.amazon.coral.validate#ValidationException' },
} as const;

/** A transaction that one of its items did not let through. @param at position of that item */
export function cancelled(code: string, at: number, of: number): Refusal {
  const reasons = Array.from({ length: of }, (_, index): Reason => (index === at ? { Code: code, Message: code } : { Code: 'None' }));
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return { ...refusal(400, 'TransactionCanceledException', message), reasons };
}

export const wireOf = ({ type, message, reasons }: Refusal): string =>
  JSON.stringify({ __type: type, message, Message: message, ...(reasons === undefined ? {} : { CancellationReasons: reasons }) });
