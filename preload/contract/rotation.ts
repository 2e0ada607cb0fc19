import * as v from 'valibot';
import { failureSchema } from './errors.ts';
import { longest, text } from './limits.ts';
import { accountId, atMost, instant, tokenId } from './parts.ts';
import { noteEntries } from './token.ts';

/** What of a rotation is open; see main/vault/journal-entries.ts. */
export const rotationStages = [
  'making',
  'unused',
  'refused',
  'open',
  'finishing',
  'undoing',
] as const;

/**
 * What the new token may do, beside the old one: `other` where it may do what that could not, and the
 * reverse, or has another role.
 */
export const driftKinds = ['same', 'fewer', 'more', 'other'] as const;

/** A token that takes the place of another, until a person finishes it or takes it back. */
export const rotationSchema = v.strictObject({
  id: v.pipe(v.string(), v.uuid()),
  accountId,
  oldTokenId: tokenId,
  /** Null: it is not known yet whether it was made. */
  newTokenId: v.nullable(tokenId),
  startedAt: instant,
  stage: v.picklist(rotationStages),
  /** The label and the places that go from the one to the other. */
  label: noteEntries.label,
  usedIn: noteEntries.usedIn,
  /** When it is finished by itself; null: when the person says so. */
  finishAt: v.nullable(instant),
  /** That moment passed while nobody was told before: the person is asked. */
  overdue: v.boolean(),
  /** Null: not known. */
  drift: v.nullable(v.picklist(driftKinds)),
});

/** How many can be begun in one go: as many tokens as an account has. */
export const mostRotations = 100;

/** What became of one token that was to be rotated. */
export const rotationOutcomeSchema = v.strictObject({
  tokenId,
  /** How far it is; null: nothing was made of it. */
  stage: v.nullable(v.picklist(rotationStages)),
  /** Why not, or not further; null with no stage: it was not begun, since an earlier one stopped all. */
  error: v.nullable(failureSchema),
});

/** What the privileges of the one value and of the other say. */
export const driftSchema = v.strictObject({
  /** Names of privileges that only the new token has, and that only the old one had. */
  gained: atMost(text(200), 500),
  lost: atMost(text(200), 500),
  /** Roles, where they differ; null: they do not. */
  role: v.nullable(
    v.strictObject({
      before: v.nullable(text(longest.name)),
      now: v.nullable(text(longest.name)),
    }),
  ),
});

export type RotationOutcome = v.InferOutput<typeof rotationOutcomeSchema>;
export type Rotation = v.InferOutput<typeof rotationSchema>;
export type RotationStage = (typeof rotationStages)[number];
export type DriftKind = (typeof driftKinds)[number];
export type Drift = v.InferOutput<typeof driftSchema>;
