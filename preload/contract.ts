import type * as v from 'valibot';
import {
  errorCodes,
  type AnswerOfNoUse,
  type ErrorCode,
  type Failure,
  type Result,
} from './contract/errors.ts';
import { events, type PageAct, type TokenWish } from './contract/events.ts';
import { app } from './contract/requests/app.ts';
import { backups } from './contract/requests/backups.ts';
import { generated } from './contract/requests/generated.ts';
import { ghosts } from './contract/requests/ghosts.ts';
import { imports } from './contract/requests/imports.ts';
import { rotations } from './contract/requests/rotations.ts';
import { session } from './contract/requests/session.ts';
import { store } from './contract/requests/store.ts';
import { tokens } from './contract/requests/tokens.ts';
import { updates } from './contract/requests/updates.ts';
import { values } from './contract/requests/values.ts';
import type { State } from './contract/state.ts';
import type { ImportPreview } from './contract/value.ts';

export { errorCodes, type AnswerOfNoUse, type ErrorCode, type Failure, type Result };
export { events, type PageAct, type TokenWish };
export type * from './contract/about.ts';
export type * from './contract/account.ts';
export type * from './contract/backup.ts';
export type * from './contract/inventory.ts';
export type * from './contract/rotation.ts';
export type * from './contract/settings.ts';
export type * from './contract/state.ts';
export type * from './contract/store.ts';
export type * from './contract/token.ts';
export type * from './contract/update.ts';
export type * from './contract/value.ts';

/**
 * Every request the page can make: an intent, its arguments and its result. Only results built
 * with `tokenValue` carry a secret, and only where a person is about to see it.
 */
export const requests = {
  app,
  session,
  tokens,
  values,
  imports,
  backups,
  generated,
  ghosts,
  rotations,
  updates,
  store,
} as const;

type Requests = typeof requests;

/** `window.vault`: one frozen object, its keys equal to the contract's. */
export type Bridge = {
  readonly [T in keyof Requests]: {
    readonly [A in Exclude<keyof Requests[T], 'openDropped'>]: Requests[T][A] extends {
      args: infer I extends v.GenericSchema;
      result: infer O extends v.GenericSchema;
    }
      ? v.InferInput<I> extends undefined
        ? () => Promise<Result<v.InferOutput<O>>>
        : (args: v.InferInput<I>) => Promise<Result<v.InferOutput<O>>>
      : never;
  };
} & {
  /** Subscribes to changes of the state; returns the end of the subscription. */
  readonly onChanged: (listener: (changed: Partial<State>) => void) => () => void;
  /** The tray or a menu asks for a dialog. */
  readonly onAct: (listener: (act: PageAct) => void) => () => void;
  /** A notification asks for the details of a token. */
  readonly onOpenToken: (listener: (wish: TokenWish) => void) => () => void;
  /** Reads a file that was dropped on the page: only a real one has a path. */
  readonly openDropped: (file: File) => Promise<Result<ImportPreview>>;
};
