import * as v from 'valibot';
import { failureSchema } from './errors.ts';
import { furthestClock, longest, text } from './limits.ts';

/** Unix time in milliseconds, as far as a Date goes. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(-8.64e15), v.maxValue(8.64e15));
/** Between two clocks, ms. */
export const clockOffset = v.pipe(
  v.number(),
  v.minValue(-furthestClock),
  v.maxValue(furthestClock),
);
/** How many may stand in a list; an answer of 2 MB, which is the most that is read, holds fewer. */
const atMost = <T extends v.GenericSchema>(item: T, count: number) =>
  v.pipe(v.array(item), v.maxLength(count));
const mostTokens = 50_000;
/** A token's id is the `kid` of its value: a lower-case UUID. */
export const tokenId = v.pipe(v.string(), v.uuid());
export const accountId = v.pipe(v.string(), v.uuid());
export const contractNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Ways in which a sign-in ends. */
export const signInEnds = ['refused', 'forgotten', 'out-of-reach', 'missing'] as const;

export const accountSchema = v.strictObject({
  id: accountId,
  /** Scheme, host and port; `sandbox:` for the trial. Shown, never used to send anything. */
  origin: text(longest.origin),
  contractNumber: v.nullable(contractNumber),
  userId: v.nullable(text(longest.name)),
  email: v.nullable(text(longest.email)),
  role: v.nullable(text(longest.name)),
  /** How requests are authorised; `password` lives in memory until the app ends. */
  signIn: v.picklist(['minted', 'pasted', 'password']),
  trial: v.boolean(),
  /** `no` after a 403 to generate, until cleared. */
  canMint: v.picklist(['unknown', 'no']),
  /** The token that authorises the app's own requests. */
  ownTokenId: v.nullable(tokenId),
  /** False when nothing signs in any more: the list stays, "Sign in again" shows. */
  authorised: v.boolean(),
  /**
   * Why: the server said no · it was in memory and the app was ended · the keychain that holds it is
   * not there · the keychain holds it no more. Null while authorised.
   */
  ended: v.nullable(v.picklist(signInEnds)),
});

/**
 * `saved` value here and live · `not-here` live, value not on this computer · `gone` value here,
 * token no longer on the server · `expired` · `cannot-tell` keychain locked or list stale.
 */
export const tokenStates = ['saved', 'not-here', 'gone', 'expired', 'cannot-tell'] as const;

/** Colours that a person can give a token, to find it again. */
export const tokenColors = ['none', 'red', 'orange', 'green', 'teal', 'blue', 'purple'] as const;

/** What turns the direction of text, or does not show: a name must not be able to look like another. */
const unseen = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const written = (max: number, kept: RegExp | null = null) =>
  v.pipe(
    v.string(),
    v.maxLength(max),
    v.transform((words) => words.replace(unseen, (sign) => (kept?.test(sign) ? sign : ''))),
  );

/** What a person writes down about a token: local only, never sent. */
export const noteEntries = {
  label: written(200),
  note: written(2_000, /[\n\t]/),
  /** Where it is used: pipelines, machines, files. */
  usedIn: written(500),
  color: v.picklist(tokenColors),
};

export const tokenSchema = v.strictObject({
  id: tokenId,
  /** Null when the server sent a date that cannot be read. */
  createdAt: v.nullable(instant),
  expiresAt: v.nullable(instant),
  state: v.picklist(tokenStates),
  ...noteEntries,
  /** The server that it is of, by its origin. */
  origin: text(longest.origin),
  /** The contract that its stored value names, or the list's; null: not known. */
  contractNumber: v.nullable(contractNumber),
  /** The e-mail address of its account; null: not known here, as after signing out. */
  email: v.nullable(text(longest.email)),
  /** Where its value is kept, by what the app wrote down; the keychain itself is not asked. */
  kept: v.picklist(['keychain', 'session', 'no']),
  /** Signs this app in. */
  own: v.boolean(),
  /** On the server's last list, and so counted towards its limit; else only a saved value of it. */
  listed: v.boolean(),
});

export const tokenListSchema = v.strictObject({
  status: v.picklist(['idle', 'loading', 'ready', 'failed']),
  tokens: atMost(tokenSchema, mostTokens),
  /** When the list was last read from the server; null: never. */
  fetchedAt: v.nullable(instant),
  /** True while what is shown does not come from a successful read of this run. */
  stale: v.boolean(),
  error: v.nullable(failureSchema),
  limit: v.number(),
  /** Server clock minus local clock, ms; null: not known. */
  clockOffsetMs: v.nullable(clockOffset),
});

/** `restarted`: it is there, and only a new process of the app can reach it. */
const storeStates = ['unknown', 'ready', 'locked', 'absent', 'waiting', 'restarted'] as const;

export const storeSchema = v.strictObject({
  kind: v.picklist(['keychain', 'session']),
  state: v.picklist(storeStates),
  /** The person's word for it: "macOS Keychain", "Windows Credential Manager", "Secret Service". */
  name: text(100),
});

/** A token whose one-time value is still in main because the "Token generated" window is open. */
export const generatedSchema = v.strictObject({
  /** Null: the value cannot be read, so that it can be had but not kept. */
  tokenId: v.nullable(tokenId),
  label: text(200),
  expiresAt: v.nullable(instant),
  /** Where the value is kept now. */
  kept: v.picklist(['keychain', 'session', 'no']),
  copied: v.boolean(),
  downloaded: v.boolean(),
  /** Why it could not be kept. */
  storeError: v.nullable(failureSchema),
  /** The server minted for another contract than asked. */
  contractMismatch: v.boolean(),
});

/** A generate whose outcome is unknown, and what listing has shown so far. */
export const ghostSchema = v.strictObject({
  operationId: v.pipe(v.string(), v.uuid()),
  startedAt: instant,
  /** What it was to make: a token that the person asked for, or the one that signs this app in. */
  purpose: v.picklist(['vault', 'sign-in']),
  /** The label that was given with it; empty: none. */
  label: noteEntries.label,
  /**
   * `elsewhere`: it is of an account that is not shown, so that nothing can be looked up; `answered`: what
   * was found is answered, and the list is read until nothing else can show up.
   */
  status: v.picklist(['checking', 'waiting', 'found', 'answered', 'none', 'elsewhere']),
  /** Whose it is, with the status `elsewhere`; else null: of the account shown. */
  account: v.nullable(
    v.strictObject({
      origin: text(longest.origin),
      contractNumber: v.nullable(contractNumber),
      email: v.nullable(text(longest.email)),
    }),
  ),
  /** Tokens that may come from it; `sure`: this one does, by the id in its answer. */
  candidates: atMost(
    v.strictObject({ tokenId, createdAt: v.nullable(instant), sure: v.boolean() }),
    mostTokens,
  ),
  /** When the list is read again; null: at the next start or never. */
  nextCheckAt: v.nullable(instant),
});

export const clipboardSchema = v.strictObject({
  /** When what was copied will be cleared; null: nothing of ours is there, or it is not cleared. */
  clearsAt: v.nullable(instant),
  /** Whether it is hidden from clipboard histories; null: nothing of ours is there. */
  concealed: v.nullable(v.boolean()),
});

/** What a stored or pasted value says of itself: decoded, signature not checked. */
export const cardSchema = v.strictObject({
  id: tokenId,
  issuedAt: v.nullable(instant),
  expiresAt: v.nullable(instant),
  contractNumber: v.nullable(v.number()),
  userId: v.nullable(text(longest.name)),
  role: v.nullable(text(longest.name)),
  privileges: atMost(text(200), 500),
  /** Size of the value. */
  bytes: v.number(),
});

/** A value that was read for import and is not kept yet. */
export const importSchema = v.strictObject({
  ...cardSchema.entries,
  expired: v.boolean(),
  otherContract: v.boolean(),
  otherUser: v.boolean(),
  alreadySaved: v.boolean(),
  /** What is written down of this token already. */
  notes: v.strictObject(noteEntries),
  /** Name of the file it came from; null: pasted. */
  fileName: v.nullable(text(300)),
  /** Beside the value something else stands in that file, so that it is not offered for deletion. */
  fileHasMore: v.boolean(),
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

/** What runs the app, and where things of it lie, for a person to read. */
export const aboutSchema = v.strictObject({
  electron: text(50),
  chromium: text(50),
  node: text(50),
  /** The operating system's kernel, its release and the processor. */
  system: text(300),
  /** Folder of settings, notes, lists and the log. */
  dataFolder: text(longest.path),
  /** The file with the licences of Chromium and of what is in it. */
  chromiumLicences: text(longest.path),
});

/** The languages that there are. */
const language = v.picklist(['en', 'de']);

/**
 * Of the many ways in which Electron reads an accelerator, the one that the page writes. Electron skips
 * what is empty or stands twice: "++A" would be the letter alone, for every program.
 */
const acceleratorPattern =
  /^(?:(?:Control\+)?(?:Alt\+)?(?:Shift\+)?(?:Command\+|Super\+)?(?:[A-Z0-9]|F[1-9]|F1\d|F2[0-4]|Space|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Insert))?$/;

export const settingsSchema = v.strictObject({
  language: v.picklist(['system', ...language.options]),
  theme: v.picklist(['system', 'light', 'dark']),
  clipboardClearSeconds: v.picklist([0, 10, 30, 60, 120]),
  keepInKeychain: v.boolean(),
  /** Closing the window leaves the app in the tray. */
  closeToTray: v.boolean(),
  /** Electron accelerator of quick access; empty: none. */
  quickAccessShortcut: v.pipe(v.string(), v.maxLength(60), v.regex(acceleratorPattern)),
  /** Minutes without use until the privacy lock; 0: never. */
  lockAfterMinutes: v.picklist([0, 1, 5, 15, 60]),
  lockWithScreen: v.boolean(),
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
export type Account = v.InferOutput<typeof accountSchema>;
export type Token = v.InferOutput<typeof tokenSchema>;
export type TokenState = (typeof tokenStates)[number];
export type TokenList = v.InferOutput<typeof tokenListSchema>;
export type Store = v.InferOutput<typeof storeSchema>;
export type Generated = v.InferOutput<typeof generatedSchema>;
export type Ghost = v.InferOutput<typeof ghostSchema>;
export type TokenNotes = ImportPreview['notes'];
export type Card = v.InferOutput<typeof cardSchema>;
export type ImportPreview = v.InferOutput<typeof importSchema>;
export type Health = v.InferOutput<typeof healthSchema>;
export type SelfTest = v.InferOutput<typeof selfTestSchema>;
export type About = v.InferOutput<typeof aboutSchema>;
export type Settings = v.InferOutput<typeof settingsSchema>;
export type TokenColor = (typeof tokenColors)[number];
export type SignInEnd = (typeof signInEnds)[number];
export type Notice = (typeof noticeCodes)[number];
