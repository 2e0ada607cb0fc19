import * as v from 'valibot';
import { longest, text } from '../../preload/contract/limits.ts';

/**
 * Answers of the Auth API, as the official SDK's models have them [sdk-go-auth model_*.go].
 * Unknown keys are tolerated: the server may add some.
 */
const uuid = v.pipe(v.string(), v.uuid());

export const jwtSchema = v.object({
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)),
});

export const tokenSchema = v.object({
  id: uuid,
  createdDate: v.string(),
  expirationDate: v.string(),
});

/**
 * The SDK's model lets `tokens` be missing; the server was never seen to leave it out. Another 200
 * of JSON without it is no list: taken for an empty one it would prove that every token is gone.
 */
export const tokensSchema = v.object({ tokens: v.array(tokenSchema) });

export const deleteResponseSchema = v.object({ success: v.literal(true) });

/** `errorCode` is a string on the wire; a number is accepted too. */
export const errorSchema = v.object({
  httpStatus: v.number(),
  messages: v.array(
    v.object({
      errorCode: v.optional(v.union([v.string(), v.number()])),
      message: v.optional(v.string()),
    }),
  ),
});

/** GET /cloudapi/v6/contracts, one contract or a list of them. */
const contractSchema = v.object({
  properties: v.object({
    contractNumber: v.pipe(v.number(), v.integer(), v.minValue(1)),
    owner: v.fallback(v.optional(v.string()), undefined),
  }),
});
export const contractsSchema = v.union([
  v.object({ items: v.array(contractSchema) }),
  contractSchema,
]);

/** An address that no file takes is left out. */
const email = v.fallback(v.optional(text(longest.email)), undefined);
export const userSchema = v.object({ properties: v.object({ email }) });
