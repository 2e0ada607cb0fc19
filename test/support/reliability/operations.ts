import { deleting } from './operations/delete.ts';
import { forgetting } from './operations/forget.ts';
import { generating } from './operations/generate.ts';
import { importing } from './operations/import.ts';
import { moving } from './operations/move.ts';
import { reaping } from './operations/reaping.ts';
import { renewing } from './operations/renewal.ts';
import { restoring } from './operations/restore.ts';
import { resuming } from './operations/resume.ts';
import { rotating } from './operations/rotate.ts';
import { signingIn } from './operations/sign-in.ts';
import { signingOut } from './operations/sign-out.ts';
import { signingInWithToken } from './operations/token-sign-in.ts';
import type { Operation } from './operations/operation.ts';

export type { Operation };

/** Every operation that has steps, in every way it is begun. */
export const operations = {
  generate: generating,
  delete: deleting,
  rotate: rotating,
  renewal: renewing,
  reaping: reaping,
  restore: restoring,
  'sign-in': signingIn,
  'token-sign-in': signingInWithToken,
  'sign-out': signingOut,
  forget: forgetting,
  move: moving,
  import: importing,
  resume: resuming,
} as const satisfies Readonly<Record<string, readonly Operation[]>>;

export type OperationName = keyof typeof operations;
