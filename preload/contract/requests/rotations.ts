import * as v from 'valibot';
import { atMost, tokenId } from '../parts.ts';
import { driftSchema, mostRotations, rotationOutcomeSchema, rotationStages } from '../rotation.ts';
import { done, request, ttlSeconds } from './parts.ts';

const rotationId = v.pipe(v.string(), v.uuid());

/** A token in place of another, until a person finishes it or takes it back. */
export const rotations = {
  /**
   * Makes a token in place of each of these, one after the other: its value is stored and used once, then
   * what is said of the old one is said of it. The old one lives on until the rotation is finished. Null:
   * as long a life as the old one had. What fails for one alone does not stop the others.
   */
  begin: request(
    v.strictObject({
      tokenIds: v.pipe(v.array(tokenId), v.minLength(1), v.maxLength(mostRotations)),
      ttlSeconds: v.nullable(ttlSeconds),
    }),
    atMost(rotationOutcomeSchema, mostRotations),
  ),
  /** Uses the new value once more, where it was refused or could not be used yet. */
  goOn: request(
    v.strictObject({ rotationId }),
    v.strictObject({ stage: v.picklist(rotationStages) }),
  ),
  /** Deletes the old token. */
  finish: request(v.strictObject({ rotationId }), done),
  /** Takes it back: deletes the new token, and says of the old one what was said of it. */
  undo: request(v.strictObject({ rotationId }), done),
  /** Ends it where it stands: both tokens stay as they are. */
  leave: request(v.strictObject({ rotationId }), done),
  /** Finishes it by itself at that moment, announced an hour before; null: when the person says so. */
  schedule: request(v.strictObject({ rotationId, finishAt: v.nullable(v.number()) }), done),
  /** What the new token may do that the old could not, and the reverse; null: not both values are here. */
  drift: request(v.strictObject({ rotationId }), v.nullable(driftSchema)),
} as const;
