import { afterEach, describe, expect, test } from 'vitest';
import { speak } from '../../../main/language.ts';
import { ended, type Due } from '../../../main/expiry/ladder.ts';
import { announcements, until } from '../../../main/expiry/words.ts';
import type { Token } from '../../../preload/contract.ts';
import { unreminded, unsaid } from '../../support/unsaid.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 28, 12);
const around = {
  nowOf: () => now,
  locked: false,
  trial: false,
  accountName: () => '',
  rotatedOf: () => null,
};

const due = (label: string, left: number, rung = day): Due<Token> => ({
  rung,
  token: {
    ...unsaid,
    ...unreminded,
    id: `${label.length}2345678-1111-4111-8111-111111111111`,
    label,
    createdAt: now - 100 * day,
    expiresAt: now + left,
    state: 'saved',
    accountId: null,
    origin: 'https://api.ionos.com',
    contractNumber: 31_234_567,
    email: 'kim@example.com',
    kept: 'keychain',
    usedAt: null,
    own: false,
    listed: true,
  },
});

afterEach(() => {
  speak('en');
});

test.each([
  [30 * day - 1, 'in 30 days'],
  [3 * day - minute, 'in 3 days'],
  [2.7 * day, 'in 2 days'],
  [day, 'in 24 hours'],
  [hour - 1, 'in 1 hour'],
  [59 * minute, 'in 59 minutes'],
  [10_000, 'in 1 minute'],
])('what is left is never said to be more: %d ms %s', (left, expected) => {
  expect(until(left)).toBe(expected);
});

describe('one token', () => {
  test('is named, with its account, contract and moment', () => {
    const [said, ...others] = announcements([due('deploy', 3 * day)], around);
    expect(others).toEqual([]);
    expect(said).toMatchObject({ title: "'deploy' expires in 3 days", live: true, urgent: false });
    expect(said?.body).toMatch(/^kim@example\.com · Contract 31234567\nDec 1, 2026/);
  });

  test('is of an account by the name that a person gave it', () => {
    const [said] = announcements([due('deploy', day)], {
      ...around,
      accountName: () => 'Production',
    });
    expect(said?.body).toMatch(/^Production · Contract 31234567\n/);
  });

  test('without a label goes by the start of its id', () => {
    expect(announcements([due('', day)], around)[0]?.title).toBe("'02345678' expires in 24 hours");
  });

  test('is not named while the app is locked', () => {
    const [said] = announcements([due('deploy', hour, hour)], { ...around, locked: true });
    expect(said).toMatchObject({ title: 'A token expires in 1 hour', urgent: true });
    expect(JSON.stringify(said)).not.toMatch(/deploy|kim@|31234567/);
  });

  test('that is the old one of a rotation says so, and is not rotated once more', () => {
    const old = { ...around, rotatedOf: () => 'deploy' };
    const [said] = announcements([due('', day)], old);
    expect(said).toMatchObject({
      title: "Old token of 'deploy' expires in 24 hours",
      ...{ live: true, rotatable: false },
    });
    expect(said?.body).toContain('Its rotation is not finished');
    expect(announcements([due('', -1, ended)], old)[0]?.title).toBe(
      "Old token of 'deploy' has expired",
    );
    expect(announcements([due('deploy', day)], around)[0]).toMatchObject({ rotatable: true });
    const unnamed = announcements([due('', day)], { ...around, rotatedOf: () => '' });
    expect(unnamed[0]).toMatchObject({
      title: "'02345678' expires in 24 hours",
      rotatable: false,
    });
    // Under the lock that says whose it was no more than a name does.
    expect(JSON.stringify(announcements([due('', day)], { ...old, locked: true }))).not.toMatch(
      /deploy|rotation/,
    );
  });

  test('beside others is named as such, and these can be rotated', () => {
    const rotatedOf = ({ label }: Token): string | null => (label === '' ? 'deploy' : null);
    const several = [due('', day), due('ci', day), due('nightly', day), due('weekly', day)];
    const [said] = announcements(several, { ...around, rotatedOf });
    expect(said?.body).toContain('deploy (old token): ');
    expect(said).toMatchObject({ live: true, rotatable: true });
    const alone = announcements(several, { ...around, rotatedOf: () => 'x' });
    expect(alone[0]).toMatchObject({ live: true, rotatable: false });
  });

  test('of the trial says so', () => {
    const [said] = announcements([due('deploy', day)], { ...around, trial: true });
    expect(said?.title).toBe("TRIAL: 'deploy' expires in 24 hours");
  });

  test('that has ended says so, and nothing can be done about it', () => {
    const [said] = announcements([due('deploy', -day, ended)], around);
    expect(said).toMatchObject({ title: "'deploy' has expired", live: false });
  });

  test('with a name of 200 letters has room', () => {
    expect(announcements([due('x'.repeat(200), day)], around)[0]?.title.length).toBeLessThan(80);
  });

  test('is said in German', () => {
    speak('de');
    expect(announcements([due('deploy', 3 * day)], around)[0]?.title).toBe(
      '„deploy“ läuft in 3 Tagen ab',
    );
  });
});

describe('several at once', () => {
  const names = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => `t${'x'.repeat(n)}`);

  test('up to three are told one by one', () => {
    const said = announcements(
      names(3).map((name) => due(name, day)),
      around,
    );
    expect(said.map(({ tokenIds }) => tokenIds.length)).toEqual([1, 1, 1]);
  });

  test('of more there is one summary, the first to end first', () => {
    const many = names(40).map((name, at) => due(name, (40 - at) * hour));
    const [said, ...others] = announcements(many, around);
    expect(others).toEqual([]);
    expect(said?.title).toBe('40 tokens expire soon');
    expect(said?.body.split('\n')).toHaveLength(5);
    expect(said?.body).toMatch(
      /: in 1 hour\n.*: in 2 hours\n.*: in 3 hours\nand 37 more\nkim@example\.com · Contract 31234567$/,
    );
    expect(said?.tokenIds).toHaveLength(40);
  });

  test('what ended meanwhile stands in it', () => {
    const [said, ...others] = announcements(
      [due('a', day), due('bb', -day, ended), due('ccc', -hour, ended)],
      around,
    );
    expect(others).toEqual([]);
    expect(said).toMatchObject({ title: '1 token expires soon', live: true });
    expect(said?.body).toBe(
      'a: in 24 hours\n2 tokens have expired\nkim@example.com · Contract 31234567',
    );
    expect(said?.tokenIds).toHaveLength(1);
  });

  test('that all have ended are told at once, by name', () => {
    const [said] = announcements(
      names(4).map((name) => due(name, -day, ended)),
      around,
    );
    expect(said).toMatchObject({ title: '4 tokens have expired', live: false });
    expect(said?.body).toBe('t, tx, txx…\nkim@example.com · Contract 31234567');
  });

  test('of several accounts say whose each of them is', () => {
    const mine = ['a', 'bb'].map((name) => due(name, day));
    const others = ['ccc', 'dddd'].map((name) => due(name, 2 * day));
    const [said] = announcements(
      [...mine, ...others.map((one) => ({ ...one, token: { ...one.token, contractNumber: 4 } }))],
      {
        ...around,
        accountName: ({ contractNumber }) => (contractNumber === 4 ? 'Production' : ''),
      },
    );
    expect(said?.body).toBe(
      [
        'a (kim@example.com · Contract 31234567): in 24 hours',
        'bb (kim@example.com · Contract 31234567): in 24 hours',
        'ccc (Production): in 2 days',
        'and 1 more',
      ].join('\n'),
    );
  });

  test('and none is named while the app is locked', () => {
    const [said] = announcements(
      ['deploy', 'ci', 'db', 'www'].map((name) => due(name, day)),
      { ...around, locked: true },
    );
    expect(said?.title).toBe('4 tokens expire soon');
    expect(said?.body).not.toMatch(/deploy|ci:|db|www/);
  });
});
