import * as v from 'valibot';

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000));
const status = v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599));
const when = v.picklist(['before', 'after']);

/** What goes over the wire in place of the API's answer. */
export const faultAnswerSchema = v.variant('kind', [
  /** A status with the documented error body; `retryAfter` as it shall stand in the header. */
  v.strictObject({
    kind: v.literal('status'),
    status,
    retryAfter: v.optional(v.union([v.number(), v.string()])),
    errorCode: v.optional(v.string()),
    message: v.optional(v.string()),
  }),
  /** The connection is reset (RST) before or after the request was carried out. */
  v.strictObject({ kind: v.literal('reset'), when }),
  /** The connection is closed (FIN) without an answer. */
  v.strictObject({ kind: v.literal('close'), when }),
  /** No answer ever; the connection stays open. */
  v.strictObject({ kind: v.literal('silence'), when }),
  /** Headers and the first half of the body; then the connection is closed, or nothing more comes. */
  v.strictObject({
    kind: v.literal('half-body'),
    then: v.optional(v.picklist(['close', 'stall']), 'close'),
  }),
  /** A page, as a proxy or a wrong endpoint answers. */
  v.strictObject({ kind: v.literal('html'), status: v.optional(status, 200) }),
  /** A body that is not JSON. */
  v.strictObject({ kind: v.literal('wrong-json') }),
  /** JSON of the right shape in which every leaf has another type. */
  v.strictObject({ kind: v.literal('wrong-types') }),
  /** Valid JSON of this many bytes, sent in chunks. */
  v.strictObject({ kind: v.literal('gigantic'), bytes: v.optional(v.number(), 64 * 1024 * 1024) }),
  /** Valid JSON nested this deep. */
  v.strictObject({ kind: v.literal('deep-json'), depth: v.optional(v.number(), 100_000) }),
  /** Markup and control characters in every text. */
  v.strictObject({ kind: v.literal('hostile-text') }),
  /** A value whose payload has this many characters, where the answer carries a value. */
  v.strictObject({ kind: v.literal('huge-token'), characters: v.optional(v.number(), 1_000_000) }),
  /** 200 without a body. */
  v.strictObject({ kind: v.literal('empty') }),
  /** Dates with the Java suffix, `…Z[UTC]`, as until about January 2025 [ISSUE ionosctl #476]. */
  v.strictObject({ kind: v.literal('utc-suffix') }),
  v.strictObject({
    kind: v.literal('redirect'),
    location: v.string(),
    status: v.optional(status, 302),
  }),
  /** The right body under a wrong type. */
  v.strictObject({
    kind: v.literal('content-type'),
    contentType: v.optional(v.string(), 'text/plain'),
  }),
  /** The right body with bytes in it that are not UTF-8. */
  v.strictObject({ kind: v.literal('invalid-utf8') }),
  /** Anything else, word for word. */
  v.strictObject({
    kind: v.literal('custom'),
    status: v.optional(status, 200),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    body: v.optional(v.string(), ''),
  }),
]);

/**
 * What shall happen to the next requests that match. The oldest fault that matches is applied; the
 * control door is never touched.
 */
export const faultSchema = v.strictObject({
  /** `GET`, `DELETE`, … or `*`. */
  method: v.optional(v.string(), '*'),
  /** The path without the query; `*` stands for any characters. */
  path: v.optional(v.string(), '*'),
  /** Lets this many matching requests pass first. */
  skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  times: v.optional(
    v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), v.literal('always')]),
    1,
  ),
  /** Real time, in ms, before and after the request is carried out. */
  delayBeforeMs: v.optional(milliseconds, 0),
  delayAfterMs: v.optional(milliseconds, 0),
  /** Holds the request, before or after it is carried out, until it is released. */
  hold: v.optional(when),
  /** Whether the request is carried out; else each answer's own way. */
  carryOut: v.optional(v.boolean()),
  /** A minted token is listed only after this many seconds of the sandbox's clock. */
  late: v.optional(
    v.strictObject({
      seconds: v.pipe(v.number(), v.integer(), v.minValue(1)),
      dated: v.optional(v.picklist(['request', 'appearance']), 'request'),
    }),
  ),
  /** Another client of the same user mints at that moment; its ttl in seconds, else the request's. */
  secondClient: v.optional(
    v.strictObject({ when: v.optional(when, 'after'), ttl: v.optional(v.number()) }),
  ),
  answer: v.optional(faultAnswerSchema),
});

/** A fault with its defaults filled in. */
export type Fault = Readonly<v.InferOutput<typeof faultSchema>>;

/** A fault as a test writes it. */
export type FaultInput = Readonly<v.InferInput<typeof faultSchema>>;

/** What goes over the wire in place of the API's answer. */
export type FaultAnswer = Readonly<v.InferOutput<typeof faultAnswerSchema>>;

/**
 * Whether a request under this fault is carried out. What stands before the API (a proxy's page, a
 * redirect, an error status) never reaches it; what spoils an answer needs one.
 */
export function carriesOut({ carryOut, answer }: Fault): boolean {
  if (carryOut !== undefined) return carryOut;
  if (answer === undefined) return true;
  if ('when' in answer) return answer.when === 'after';
  return !standsBefore.has(answer.kind);
}

const standsBefore: ReadonlySet<string> = new Set(['status', 'html', 'redirect', 'custom']);
