import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupText, readBackup } from '../../../main/backup/backup-content.ts';
import { blankNote } from '../../../main/vault/index-file.ts';
import { tokenColors } from '../../../preload/contract/token.ts';
import { tokenWith } from '../../support/core/token-values.ts';

const now = Date.UTC(2026, 10, 28, 12);
const id = '3f2a91c0-9b1c-4d2e-8f3a-5b6c7d8e9f01';
const other = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';
const token = (kid = id) => ({
  id: kid,
  origin: 'https://api.ionos.com',
  value: tokenWith({ kid }, { exp: 1_900_000_000 }),
});
const whole = () => ({
  format: 'token-vault-backup',
  version: 1,
  madeAt: '2026-11-28T12:00:00.000Z',
  tokens: [token()],
  notes: [{ ...blankNote(other), label: 'staging' }],
});

const words = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', maxLength: maxLength / 4 })
    // What does not show is left out of a label wherever it comes from.
    .map((text) => text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ''));

test('what is written is what is read', () => {
  const note = fc.record({
    id: fc.uuid(),
    label: words(200),
    note: words(2_000),
    usedIn: words(500),
    color: fc.constantFrom(...tokenColors),
  });
  const tokens = fc.uniqueArray(
    fc.uuid().map((kid) => token(kid)),
    { selector: (one) => one.id },
  );
  const notes = fc.uniqueArray(note, { selector: (one) => one.id });
  fc.assert(
    fc.property(tokens, notes, (held, said) => {
      const { madeAt, ...content } = readBackup(backupText({ tokens: held, notes: said }, now));
      expect(content).toMatchObject({ tokens: held, notes: said });
      expect(Date.parse(madeAt)).toBe(now);
    }),
    { numRuns: 100 },
  );
});

test.each<[string, unknown]>([
  ['no JSON', 'eyJ'],
  ['something else', { tokens: [] }],
  ['a list', [whole()]],
  ['nothing', null],
  ['another format', { ...whole(), format: 'bitwarden' }],
  ['an older version than the first', { ...whole(), version: 0 }],
  ['a version that is none', { ...whole(), version: '1' }],
  ['what this version does not know', { ...whole(), signIns: [] }],
  ['no labels', { ...whole(), notes: undefined }],
  ['no moment', { ...whole(), madeAt: 'yesterday' }],
  ['a value of another token', { ...whole(), tokens: [{ ...token(), id: other }] }],
  ['a value that is none', { ...whole(), tokens: [{ ...token(), value: 'x' }] }],
  ['a value with more beside it', { ...whole(), tokens: [{ ...token(), password: 'x' }] }],
  ['a value twice', { ...whole(), tokens: [token(), token()] }],
  ['a label twice', { ...whole(), notes: [blankNote(id), blankNote(id)] }],
  ['a label without end', { ...whole(), notes: [{ ...blankNote(id), label: 'x'.repeat(201) }] }],
  ['an unknown colour', { ...whole(), notes: [{ ...blankNote(id), color: 'mauve' }] }],
])('%s is refused whole', (_, content) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  expect(() => readBackup(text)).toThrow(expect.objectContaining({ code: 'BACKUP_OTHER_CONTENT' }));
});

test('one of a newer version is told from something else, whatever stands in it', () => {
  const newer = JSON.stringify({ format: 'token-vault-backup', version: 2, vault: {} });
  const code = 'BACKUP_FROM_NEWER_VERSION';
  expect(() => readBackup(newer)).toThrow(expect.objectContaining({ code }));
});

test('no text makes it fall', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(() => readBackup(text)).toThrow(
        expect.objectContaining({ code: 'BACKUP_OTHER_CONTENT' }),
      );
    }),
  );
  const deep = '['.repeat(500_000);
  expect(() => readBackup(deep)).toThrow(expect.objectContaining({ code: 'BACKUP_OTHER_CONTENT' }));
});
