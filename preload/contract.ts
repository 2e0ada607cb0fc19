import * as v from 'valibot';
import {
  errorCodes,
  type AnswerOfNoUse,
  type ErrorCode,
  type Failure,
  type Result,
} from './contract/errors.ts';
import { aboutSchema } from './contract/about.ts';
import {
  backupFileSchema,
  backupMadeSchema,
  backupOfferSchema,
  backupPreviewSchema,
  restoredSchema,
} from './contract/backup.ts';
import { inventorySchema } from './contract/inventory.ts';
import { accountNotes } from './contract/account.ts';
import { accountId, atMost, mostAccounts, mostTokens, tokenId } from './contract/parts.ts';
import {
  driftSchema,
  mostRotations,
  rotationOutcomeSchema,
  rotationStages,
} from './contract/rotation.ts';
import { settingsSchema } from './contract/settings.ts';
import { noticeCodes, type State, stateSchema } from './contract/state.ts';
import { healthSchema, selfTestSchema } from './contract/store.ts';
import { exportFormats, noteEntries, reminders } from './contract/token.ts';
import { cardSchema, type ImportPreview, importSchema } from './contract/value.ts';

export { errorCodes, type AnswerOfNoUse, type ErrorCode, type Failure, type Result };
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

const request = <A extends v.GenericSchema, R extends v.GenericSchema>(args: A, result: R) => ({
  args,
  result,
});

const nothing = v.undefined_();
/** The answer of an act that has none. */
const done = v.void_();
/** What a person types or pastes is limited, not judged: judging is for the use case, in words. */
const typed = v.pipe(v.string(), v.maxLength(1_000_000));
const contractNumber = v.nullable(v.pipe(v.number(), v.integer()));
const ttlSeconds = v.number();
const rotationId = v.pipe(v.string(), v.uuid());
/** A token value: the one secret that may cross, and only in the results that say so. */
const tokenValue = v.pipe(v.string(), v.maxLength(20_000));
/** Of a backup. */
const passphrase = v.pipe(v.string(), v.maxLength(1_000));

/**
 * Every request the page can make: an intent, its arguments and its result. Only results built
 * with `tokenValue` carry a secret, and only where a person is about to see it.
 */
export const requests = {
  app: {
    /** The whole state; later changes come with the event `changed`. */
    state: request(nothing, stateSchema),
    /** Opens a page of the table in main/shell/open-url.ts by its name. */
    openPage: request(
      v.picklist(['token-manager', 'ionos-help', 'keyring-help', 'releases']),
      done,
    ),
    dismissNotice: request(v.picklist(noticeCodes), done),
    /** Brings back a notice that was dismissed so, while what it says holds: NOTHING_PENDING else. */
    recallNotice: request(v.picklist(noticeCodes), done),
    /** Changes one or more settings; written at once. */
    changeSettings: request(v.partial(settingsSchema), done),
    /** Whether the system starts the app at login, in the tray where there is one. */
    startAtLogin: request(v.strictObject({ on: v.boolean() }), done),
    /** Ends what waits for the network: a sign-in, a list, a deletion. Never a request to generate. */
    cancel: request(nothing, done),
    /** Ends the app after the usual questions and starts it again. */
    restart: request(nothing, done),
    /** The privacy lock. */
    lock: request(nothing, done),
    unlock: request(nothing, done),
    /** Closes the small window of quick access. */
    closeQuickAccess: request(nothing, done),
    /** What runs the app, and where its data lies. */
    about: request(nothing, aboutSchema),
    /** What the own vault keeps on this computer, to be read before it is removed. */
    inventory: request(nothing, inventorySchema),
    /**
     * Removes it from the keychain and the disk, and ends the app. `values`: those that the person was
     * shown. `revoke` deletes the app's own token on the server first. `elsewhere` lets go of what another
     * keychain holds than the one that is open. A window of the system asks once more.
     */
    removeEverything: request(
      v.strictObject({
        values: atMost(tokenId, mostTokens),
        revoke: v.boolean(),
        elsewhere: v.boolean(),
      }),
      v.strictObject({ removed: v.boolean() }),
    ),
  },
  session: {
    signInWithPassword: request(
      v.strictObject({
        endpoint: typed,
        email: typed,
        password: typed,
        contractNumber,
      }),
      done,
    ),
    signInWithToken: request(
      v.strictObject({ endpoint: typed, token: typed, contractNumber }),
      done,
    ),
    /** Signs in with IONOS_TOKEN: the value is read in main and never enters the page. */
    signInWithEnvironmentToken: request(v.strictObject({ endpoint: typed, contractNumber }), done),
    startTrial: request(nothing, done),
    leaveTrial: request(nothing, done),
    /**
     * Signs an account out, by default the current one. Saved values stay. `revoke` deletes the app's own
     * token on the server first.
     */
    signOut: request(
      v.strictObject({ revoke: v.boolean(), accountId: v.exactOptional(accountId) }),
      done,
    ),
    /**
     * Makes a token in place of the app's own that an account signs in with, and retires that:
     * INVALID_REQUEST where the app did not mint it.
     */
    replaceOwnToken: request(v.strictObject({ accountId }), done),
    forgetCannotMint: request(v.strictObject({ accountId }), done),
    /** Shows the list of one account; null: those of all as one. */
    show: request(v.strictObject({ accountId: v.nullable(accountId) }), done),
    /** Gives an account a name and a colour of the person's; local only. */
    describe: request(
      v.strictObject({ accountId, ...v.partial(v.strictObject(accountNotes)).entries }),
      done,
    ),
    /** Puts the accounts into this order. */
    arrange: request(v.strictObject({ accountIds: atMost(accountId, mostAccounts) }), done),
  },
  tokens: {
    refresh: request(nothing, done),
    /** Mints one token: exactly one request. `label` is local. Without an account: for the current one. */
    generate: request(
      v.strictObject({
        ttlSeconds,
        ...noteEntries,
        keep: v.boolean(),
        accountId: v.exactOptional(accountId),
      }),
      v.strictObject({ tokenId: v.nullable(tokenId), value: tokenValue }),
    ),
    /** Deletes on the server, then, on proof, what is stored of it here. */
    delete: request(v.strictObject({ tokenId }), done),
    copyId: request(v.strictObject({ tokenId }), done),
    /** Saves what the list shows of these tokens where the person says; never a value. */
    export: request(
      v.strictObject({
        format: v.picklist(exportFormats),
        tokenIds: v.pipe(v.array(tokenId), v.minLength(1), v.maxLength(mostTokens)),
      }),
      v.strictObject({ saved: v.boolean() }),
    ),
    /** How the person wants to be told that these tokens end; local only. */
    remind: request(
      v.strictObject({
        tokenIds: v.pipe(v.array(tokenId), v.minLength(1), v.maxLength(mostTokens)),
        how: v.picklist(reminders),
      }),
      done,
    ),
    /** Writes down what the person says of a token; local only. */
    describe: request(
      v.strictObject({ tokenId, ...v.partial(v.strictObject(noteEntries)).entries }),
      done,
    ),
  },
  /** Values that were kept, by the id of their token. */
  values: {
    copy: request(
      v.strictObject({ tokenId }),
      v.strictObject({ clearsAt: v.nullable(v.number()) }),
    ),
    /** Only right after a key or mouse button of a person, decided in main. */
    reveal: request(v.strictObject({ tokenId }), v.strictObject({ value: tokenValue })),
    download: request(v.strictObject({ tokenId }), v.strictObject({ saved: v.boolean() })),
    /** The offline token card. */
    card: request(v.strictObject({ tokenId }), cardSchema),
    /** Removes the value from this computer; the token lives on. */
    forget: request(v.strictObject({ tokenId }), done),
  },
  /** A value from elsewhere: read and shown first, kept when the person says so. */
  imports: {
    paste: request(v.strictObject({ text: typed }), importSchema),
    /** The system's open dialog; null: cancelled. */
    openFile: request(nothing, v.nullable(importSchema)),
    /** A file that was dropped on the page: named by the preload alone, the page cannot say a path. */
    openDropped: request(
      v.strictObject({ path: v.pipe(v.string(), v.maxLength(4_096)) }),
      importSchema,
    ),
    environment: request(nothing, importSchema),
    /** What is given here is what is written down of the token then. */
    keep: request(
      v.strictObject(noteEntries),
      v.strictObject({ tokenId, kept: v.picklist(['keychain', 'session']) }),
    ),
    /** Deletes the file that the last import came from, while the keychain holds its value. */
    deleteFile: request(nothing, done),
    cancel: request(nothing, done),
  },
  /** Encrypted backups: no value crosses, in neither direction. */
  backups: {
    /** What can go into one. */
    offer: request(nothing, backupOfferSchema),
    /** A new passphrase that nobody guesses. */
    suggest: request(nothing, v.strictObject({ passphrase: v.pipe(v.string(), v.maxLength(100)) })),
    /** Copies the one that was suggested last. */
    copySuggested: request(nothing, v.strictObject({ clearsAt: v.nullable(v.number()) })),
    /** Writes these values and all labels where the person says. */
    make: request(
      v.strictObject({ tokenIds: atMost(tokenId, mostTokens), passphrase }),
      backupMadeSchema,
    ),
    /** The system's open dialog; null: cancelled. */
    open: request(nothing, v.nullable(backupFileSchema)),
    /** Opens what was chosen and says what would come of it; changes nothing. */
    unlock: request(v.strictObject({ passphrase }), backupPreviewSchema),
    /** Writes labels down where there are none, and chooses which values `next` brings back. */
    restore: request(v.strictObject({ tokenIds: atMost(tokenId, mostTokens) }), done),
    /** Brings back the next of these; null: none is left. */
    next: request(nothing, v.nullable(restoredSchema)),
    /** Forgets what was suggested and what was opened. */
    close: request(nothing, done),
  },
  /** The one-time value of the token just generated, while its window is open. */
  generated: {
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
  },
  ghosts: {
    /** Lists again now. */
    check: request(v.strictObject({ operationId: v.pipe(v.string(), v.uuid()) }), done),
    revoke: request(v.strictObject({ operationId: v.pipe(v.string(), v.uuid()), tokenId }), done),
    /**
     * Leaves the tokens alone and closes the question. What was said with the request is put on
     * `tokenId`, the one that the person kept; null: none was found.
     */
    keep: request(
      v.strictObject({ operationId: v.pipe(v.string(), v.uuid()), tokenId: v.nullable(tokenId) }),
      done,
    ),
  },
  rotations: {
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
  },
  updates: {
    /** Looks for a newer version now. */
    check: request(nothing, v.strictObject({ found: v.boolean() })),
    /** Fetches the newer version that is known of, and proves that it is what was published. */
    download: request(nothing, done),
    /** Ends the app after the usual questions, puts the fetched version in its place and starts it. */
    install: request(nothing, done),
  },
  store: {
    /** Looks at the secret store again; may raise the system's prompt, since a person asked. */
    unlock: request(nothing, done),
    health: request(nothing, healthSchema),
    selfTest: request(nothing, selfTestSchema),
    /** Copies a report without secrets, ids or names. */
    copyReport: request(nothing, done),
    /** Looks for the value of every listed token; how many were found that were not known, and refused. */
    rebuild: request(
      nothing,
      v.strictObject({ found: v.number(), refused: v.number(), missing: v.number() }),
    ),
  },
} as const;

/**
 * What the tray and the menus ask the page for: a dialog, the list anew, what expires soon, to take back what was done last; and that a
 * value was seen for its time.
 */
const pageActs = [
  'generate',
  'import',
  'export',
  'backup',
  'restore',
  'settings',
  'commands',
  'help',
  'about',
  'refresh',
  'expiring',
  'undo',
  'mask',
] as const;

export type PageAct = (typeof pageActs)[number];
export type TokenWish = v.InferOutput<(typeof events)['openToken']>;

/** What main tells the page without being asked: the slices of the state that changed. */
export const events = {
  changed: v.partial(stateSchema),
  act: v.picklist(pageActs),
  /** A notification was about this token: its details are wanted, or the dialog that rotates it. */
  openToken: v.strictObject({ tokenId, rotate: v.boolean() }),
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
