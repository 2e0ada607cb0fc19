import * as v from 'valibot';
import { tokenId } from '../parts.ts';
import { done, nothing, request, tokenValue } from './parts.ts';

/** The one-time value of the token just generated, while its window is open. */
export const generated = {
  /** Shows the value again, after the page was reloaded. */
  reveal: request(nothing, v.strictObject({ tokenId: v.nullable(tokenId), value: tokenValue })),
  copyValue: request(nothing, v.strictObject({ clearsAt: v.nullable(v.number()) })),
  download: request(nothing, v.strictObject({ saved: v.boolean() })),
  /** True keeps the value in the store (again), false removes it from there. */
  keep: request(v.strictObject({ keep: v.boolean() }), done),
  /** Deletes the token on the server: the way out when its value could not be kept. */
  revoke: request(nothing, done),
  /** Forgets the value. Main asks nothing: the page has asked. */
  close: request(nothing, done),
} as const;
