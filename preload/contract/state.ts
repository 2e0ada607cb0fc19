import * as v from 'valibot';
import { accountSchema } from './account.ts';
import { longest, text } from './limits.ts';
import { atMost, instant } from './parts.ts';
import { language, settingsSchema } from './settings.ts';
import { storeSchema } from './store.ts';
import { updateSchema } from './update.ts';
import { tokenListSchema } from './token.ts';
import { generatedSchema, ghostSchema } from './value.ts';

export const clipboardSchema = v.strictObject({
  /** When what was copied will be cleared; null: nothing of ours is there, or it is not cleared. */
  clearsAt: v.nullable(instant),
  /** Whether it is hidden from clipboard histories; null: nothing of ours is there. */
  concealed: v.nullable(v.boolean()),
});

export const noticeCodes = [
  'OWN_TOKEN_NOT_MINTED_NO_STORE', // signed in by password in memory: no ready keychain
  'OWN_TOKEN_NOT_MINTED_LIMIT', // signed in by password in memory: 100 tokens
  'OWN_TOKEN_NOT_MINTED', // signed in by password in memory: generate failed
  'OWN_TOKEN_IN_QUESTION', // signed in by password in memory: its outcome is not known, a ghost says more
  'OWN_TOKEN_OTHER_CONTRACT', // minted for another contract than asked
  'OWN_VAULT_REQUEST_OPEN', // in the trial: an unsettled request of the own vault
  'INDEX_SET_ASIDE',
  'SETTINGS_SET_ASIDE',
  'SETTINGS_NOT_READ', // no permission, or no file: left alone
  'JOURNAL_SET_ASIDE',
  'FALLBACK_RUNTIME',
  'CLIPBOARD_NOT_CLEARED', // what was copied is still there after its time
  'IONOS_API_URL_IGNORED', // set in the environment, and not an endpoint that the app goes to
] as const;

export const stateSchema = v.strictObject({
  session: v.strictObject({
    status: v.picklist(['starting', 'signed-out', 'signed-in']),
    account: v.nullable(accountSchema),
    /** What the environment offers: never used without being chosen. */
    offers: v.strictObject({
      token: v.boolean(),
      endpoint: v.nullable(text(longest.origin)),
    }),
    defaultEndpoint: text(longest.origin),
  }),
  list: tokenListSchema,
  store: storeSchema,
  generated: v.nullable(generatedSchema),
  ghosts: atMost(ghostSchema, 10_000),
  clipboard: clipboardSchema,
  notices: atMost(v.picklist(noticeCodes), noticeCodes.length),
  settings: settingsSchema,
  update: updateSchema,
  /** The privacy lock: everything else is hidden while it is on. */
  locked: v.boolean(),
  app: v.strictObject({
    version: text(50),
    platform: v.picklist(['darwin', 'win32', 'linux']),
    fallbackRuntime: v.boolean(),
    /** Whether the desktop shows a tray icon. */
    tray: v.boolean(),
    /** Whether the desktop took the shortcut of quick access. */
    shortcut: v.picklist(['none', 'taken', 'refused']),
    /** In which the app speaks now: the chosen one, or the system's where there is it. */
    language,
  }),
});

/** Everything a view shows, without any token value. */
export type State = v.InferOutput<typeof stateSchema>;
export type Notice = (typeof noticeCodes)[number];
