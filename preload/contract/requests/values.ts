import * as v from 'valibot';
import { tokenId } from '../parts.ts';
import { cardSchema } from '../value.ts';
import { done, request, tokenValue } from './parts.ts';

/** Values that were kept, by the id of their token. */
export const values = {
  copy: request(v.strictObject({ tokenId }), v.strictObject({ clearsAt: v.nullable(v.number()) })),
  /** Only right after a key or mouse button of a person, decided in main. */
  reveal: request(v.strictObject({ tokenId }), v.strictObject({ value: tokenValue })),
  download: request(v.strictObject({ tokenId }), v.strictObject({ saved: v.boolean() })),
  /** The offline token card. */
  card: request(v.strictObject({ tokenId }), cardSchema),
  /** Removes the value from this computer; the token lives on. */
  forget: request(v.strictObject({ tokenId }), done),
} as const;
