import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';

// A message that is missing in a language compiles to the English one: nobody else would notice.

type Variants = readonly [{ readonly match: Readonly<Record<string, string>> } & object];
type Messages = Readonly<Record<string, string | Variants>>;

const read = (name: string): Messages =>
  JSON.parse(readFileSync(join(root, 'messages', name), 'utf8')) as Messages;

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

/** All that a message may say, by its case. */
const casesOf = (message: string | Variants | undefined): Readonly<Record<string, string>> =>
  typeof message === 'string' ? { '': message } : (message?.[0].match ?? {});

describe.each(['', 'main-'])('messages/%sde.json', (prefix) => {
  const english = read(`${prefix}en.json`);
  const german = read(`${prefix}de.json`);

  test('says all that the English one says, in the same order', () => {
    expect(Object.keys(german)).toEqual(Object.keys(english));
  });

  test('tells apart the same cases, with the same parts', () => {
    const partsOf = (messages: Messages) =>
      Object.entries(messages)
        .filter(([key]) => key !== '$schema')
        .map(([key, message]) => [
          key,
          Object.entries(casesOf(message)).map(([name, text]) => [name, placeholders(text)]),
        ]);
    expect(partsOf(german)).toEqual(partsOf(english));
  });

  test('blames nobody, does not shout, and is translated', () => {
    const texts = Object.values(german).flatMap((message) => Object.values(casesOf(message)));
    expect(texts.filter((text) => text.includes('!') || /\b(du|dein\w*)\b/i.test(text))).toEqual(
      [],
    );
    const same = Object.keys(english).filter(
      (key) =>
        key !== '$schema' &&
        JSON.stringify(german[key]) === JSON.stringify(english[key]) &&
        Object.values(casesOf(english[key])).some(
          (text) => (text.match(/[a-z]{2,}/gi) ?? []).length > 3,
        ),
    );
    expect(same).toEqual([]);
  });
});
