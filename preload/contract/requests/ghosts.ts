import * as v from 'valibot';
import { tokenId } from '../parts.ts';
import { done, request } from './parts.ts';

const operationId = v.pipe(v.string(), v.uuid());

/** Requests to generate whose outcome is unknown. */
export const ghosts = {
  /** Lists again now. */
  check: request(v.strictObject({ operationId }), done),
  revoke: request(v.strictObject({ operationId, tokenId }), done),
  /**
   * Leaves the tokens alone and closes the question. What was said with the request is put on
   * `tokenId`, the one that the person kept; null: none was found.
   */
  keep: request(v.strictObject({ operationId, tokenId: v.nullable(tokenId) }), done),
} as const;
