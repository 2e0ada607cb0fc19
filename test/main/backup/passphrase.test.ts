import { expect, test } from 'vitest';
import { mustBeStrong, newPassphrase } from '../../../main/backup/passphrase.ts';

test('a new one is another one each time, strong, and has nothing in it that looks like something else', () => {
  const made = Array.from({ length: 300 }, newPassphrase);
  expect(new Set(made).size).toBe(300);
  for (const passphrase of made) {
    expect(passphrase).toMatch(/^([2-9a-hjkmnp-z]{4}-){4}[2-9a-hjkmnp-z]{4}$/);
    expect(() => {
      mustBeStrong(passphrase);
    }).not.toThrow();
  }
  // Every sign that there is, everywhere.
  expect(new Set(made.join('').replaceAll('-', '')).size).toBe(31);
});

test.each([
  '',
  'short',
  'elevenchars',
  ' padded     ',
  'aaaaaaaaaaaaaaaa',
  '121212121212',
  '🔑🔑🔑🔑🔑🔑',
])('"%s" is too weak', (passphrase) => {
  expect(() => {
    mustBeStrong(passphrase);
  }).toThrow(expect.objectContaining({ code: 'BACKUP_PASSPHRASE_SHORT' }));
});

test.each(['twelve chars', 'drei grüne Äpfel', 'пароль-из-слов'])('"%s" will do', (passphrase) => {
  expect(() => {
    mustBeStrong(passphrase);
  }).not.toThrow();
});
