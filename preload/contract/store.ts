import * as v from 'valibot';
import { failureSchema } from './errors.ts';
import { text } from './limits.ts';
import { atMost } from './parts.ts';

/** `restarted`: it is there, and only a new process of the app can reach it. */
const storeStates = ['unknown', 'ready', 'locked', 'absent', 'waiting', 'restarted'] as const;

export const storeSchema = v.strictObject({
  kind: v.picklist(['keychain', 'session']),
  state: v.picklist(storeStates),
  /** The person's word for it: "macOS Keychain", "Windows Credential Manager", "Secret Service". */
  name: text(100),
});

/** What is known of the secret store: item 16 of the product. */
export const healthSchema = v.strictObject({
  kind: v.picklist(['keychain', 'session']),
  state: v.picklist(storeStates),
  name: text(100),
  /** Largest value that one item takes, bytes; null: no limit is known. Longer ones are split. */
  itemLimit: v.nullable(v.number()),
  /** Values in the keychain by the index, with those that sign the app in, as the list counts them. */
  saved: v.number(),
  /** How many of these are kept for signing in alone. */
  ownTokens: v.number(),
  /** Values in memory only. */
  inSession: v.number(),
  /** Who else can read it: every program of the same user, or only signed ones. */
  readers: v.picklist(['same-user', 'code-signature', 'this-process']),
  survivesReboot: v.boolean(),
  platform: v.picklist(['darwin', 'win32', 'linux']),
});

export const selfTestSchema = v.strictObject({
  steps: atMost(
    v.strictObject({
      name: v.picklist(['look', 'write', 'read', 'delete']),
      /** Null: not reached. */
      ok: v.nullable(v.boolean()),
      /** Milliseconds. */
      ms: v.number(),
      error: v.nullable(failureSchema),
    }),
    4,
  ),
});

export type Store = v.InferOutput<typeof storeSchema>;
export type Health = v.InferOutput<typeof healthSchema>;
export type SelfTest = v.InferOutput<typeof selfTestSchema>;
