/**
 * Requests a second, and at once, that API Gateway lets through of all callers together: 1 500 people with a request every
 * 15 s each. Whoever wants more waits, and the bill has a ceiling.
 */
export const stageThrottle = { rateLimit: 100, burstLimit: 200 } as const;

/** Of one signed-in subject, over time, at one instance of a function: ten times what the busiest door or clerk needs. */
export const REQUESTS_PER_SECOND = 10;
