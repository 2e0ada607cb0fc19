import * as v from 'valibot';
import { instant } from '../../preload/contract/parts.ts';
import { reminderEntries } from '../../preload/contract/token.ts';
import type { Files } from '../vault/files.ts';
import { JsonFile } from '../vault/json-file.ts';

const entry = v.object({
  id: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
  /** When it ends: what has ended and is on no list is forgotten. */
  expiresAt: instant,
  /** The last rung that was said, ms before its end; null: none. */
  told: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  ...reminderEntries,
});

const schema = v.object({
  tokens: v.pipe(
    v.array(entry),
    // Of two with one id, which only somebody else can have written, the last counts.
    v.transform((entries) => [...new Map(entries.map((one) => [one.id, one])).values()]),
  ),
});

export type ReminderEntry = v.InferOutput<typeof entry>;
export type ExpiryContent = v.InferOutput<typeof schema>;
export type ExpiryFile = JsonFile<ExpiryContent>;

/** What was said of tokens that end, and of which a person does not want to hear. Version 1; no secrets, no names. */
export const expiryFile = (files: Files, path: string): ExpiryFile =>
  new JsonFile(files, { path, version: 1, schema, empty: { tokens: [] } });

/** How a person wants to be told of an end. */
export type Reminder = Pick<ReminderEntry, 'lapse' | 'snoozedUntil'>;
export type Reminders = ReadonlyMap<string, Reminder>;

/** Nothing was said: each step is told. */
export const usual: Reminder = { lapse: false, snoozedUntil: null };

/** What is written down of each token. */
export const toldOf = ({ tokens }: ExpiryContent): ReadonlyMap<string, ReminderEntry> =>
  new Map(tokens.map((one) => [one.id, one]));

/**
 * As toldOf, but that none of `own` is to lapse: whatever was said of a token before, once an account
 * signs in with it its end matters.
 */
export const toldBeside = (
  content: ExpiryContent,
  own: ReadonlySet<string>,
): ReadonlyMap<string, ReminderEntry> =>
  new Map(
    [...toldOf(content)].map(([id, one]) => [id, own.has(id) ? { ...one, lapse: false } : one]),
  );

/** What there is to know of a token to write it down. */
export interface Known {
  readonly id: string;
  readonly expiresAt: number | null;
}

/**
 * With `change` for each of `ids`. A token without an end is left out, and so is what ended and is not
 * among `known` any more.
 *
 * @param now the server's clock, Unix time in ms.
 */
export function withTold(
  content: ExpiryContent,
  { known, now }: { readonly known: readonly Known[]; readonly now: number },
  changes: ReadonlyMap<string, Partial<Omit<ReminderEntry, 'id' | 'expiresAt'>>>,
): ExpiryContent {
  const there = new Map(known.map((token) => [token.id, token]));
  const before = toldOf(content);
  const changed = [...changes].flatMap(([id, change]): ReminderEntry[] => {
    const expiresAt = there.get(id)?.expiresAt ?? before.get(id)?.expiresAt;
    if (expiresAt === undefined) return [];
    return [{ told: null, ...usual, ...before.get(id), ...change, id, expiresAt }];
  });
  const others = content.tokens.filter(({ id }) => !changes.has(id));
  return {
    tokens: [...others, ...changed].filter(({ id, expiresAt }) => there.has(id) || expiresAt > now),
  };
}
