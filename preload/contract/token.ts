import * as v from 'valibot';
import { failureSchema } from './errors.ts';
import { longest, text } from './limits.ts';
import {
  accountId,
  atMost,
  clockOffset,
  contractNumber,
  instant,
  mostAccounts,
  mostTokens,
  tokenId,
} from './parts.ts';

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

/** In characters. */
export const longestNote = { label: 200, note: 2_000, usedIn: 500 } as const;

/** What a person writes down about a token: local only, never sent. */
export const noteEntries = {
  label: written(longestNote.label),
  note: written(longestNote.note, /[\n\t]/),
  /** Where it is used: pipelines, machines, files. */
  usedIn: written(longestNote.usedIn),
  color: v.picklist(tokenColors),
};

/** Of which end a person does not want to hear. */
export const reminderEntries = {
  /** It is to end, and nobody needs to be told. */
  lapse: v.boolean(),
  /** Until when they put it off; null: they did not, or were told since. */
  snoozedUntil: v.nullable(instant),
};

/**
 * `usual`: told at each step, at once where one was missed · `tomorrow`, `week`: not until then ·
 * `lapse`: never.
 */
export const reminders = ['usual', 'tomorrow', 'week', 'lapse'] as const;

export type Reminder = (typeof reminders)[number];

/** `csv` and `json`: what the list shows · `ics`: when each ends, for a calendar. */
export const exportFormats = ['csv', 'json', 'ics'] as const;

export type ExportFormat = (typeof exportFormats)[number];

export const tokenSchema = v.strictObject({
  id: tokenId,
  /** Null when the server sent a date that cannot be read. */
  createdAt: v.nullable(instant),
  expiresAt: v.nullable(instant),
  state: v.picklist(tokenStates),
  ...noteEntries,
  ...reminderEntries,
  /** The account that is signed in and lists it, or would; null: none is known. */
  accountId: v.nullable(accountId),
  /** The server that it is of, by its origin. */
  origin: text(longest.origin),
  /** The contract that its stored value names, or the list's; null: not known. */
  contractNumber: v.nullable(contractNumber),
  /** The e-mail address of its account; null: not known here, as after signing out. */
  email: v.nullable(text(longest.email)),
  /** Where its value is kept, by what the app wrote down; the keychain itself is not asked. */
  kept: v.picklist(['keychain', 'session', 'no']),
  /** When its value was last copied, shown or saved as a file through this app; null: not that it knows. */
  usedAt: v.nullable(instant),
  /** Signs its account in here. */
  own: v.boolean(),
  /** On the server's last list, and so counted towards its limit; else only a saved value of it. */
  listed: v.boolean(),
});

const listStatus = v.picklist(['idle', 'loading', 'ready', 'failed']);

/** What is known of the list of one account. */
export const accountListSchema = v.strictObject({
  accountId,
  status: listStatus,
  fetchedAt: v.nullable(instant),
  stale: v.boolean(),
  error: v.nullable(failureSchema),
  /** How many tokens it names, which count towards the limit, and how many of them have expired. */
  listed: v.number(),
  expired: v.number(),
  /** Its server's clock minus the local one, ms; null: not known. */
  clockOffsetMs: v.nullable(clockOffset),
});

/** The tokens of all accounts that are signed in; how it stands is said of those that are shown. */
export const tokenListSchema = v.strictObject({
  /** `loading` and `failed` where that is so of any that is shown. */
  status: listStatus,
  tokens: atMost(tokenSchema, mostTokens),
  /** When the oldest of them was last read from the server; null: one never was. */
  fetchedAt: v.nullable(instant),
  /** True while what is shown does not come from a successful read of this run. */
  stale: v.boolean(),
  error: v.nullable(failureSchema),
  /** Of each account. */
  limit: v.number(),
  /** As of the account that is shown first, else of another one. */
  clockOffsetMs: v.nullable(clockOffset),
  /** Of every account that is signed in, shown or not, in their order. */
  accounts: atMost(accountListSchema, mostAccounts),
});

export type Token = v.InferOutput<typeof tokenSchema>;
export type TokenState = (typeof tokenStates)[number];
export type AccountList = v.InferOutput<typeof accountListSchema>;
export type TokenList = v.InferOutput<typeof tokenListSchema>;
export type TokenColor = (typeof tokenColors)[number];
