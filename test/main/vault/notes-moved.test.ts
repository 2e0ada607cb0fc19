import { describe, expect, test } from 'vitest';
import {
  noteOf,
  withNote,
  withNotesMoved,
  type Index,
  type TokenNote,
} from '../../../main/vault/index-file.ts';

const empty: Index = {
  accounts: [],
  currentAccount: null,
  showAll: false,
  tokens: [],
  leftBehind: [],
  notes: [],
};

describe('what was said of one token moves to another', () => {
  const [from, to] = [
    '11111111-1111-4111-8111-111111111111',
    '22222222-2222-4222-8222-222222222222',
  ] as const;
  const blank = { label: '', note: '', usedIn: '', color: 'none' } as const;
  const moved = (said: Partial<TokenNote>, there: Partial<TokenNote>) => {
    const index = withNote(withNote(empty, from, said), to, there);
    const next = withNotesMoved(index, from, to);
    return [from, to].map((id) => {
      const { label, note, usedIn, color } = noteOf(next, id);
      return { label, note, usedIn, color };
    });
  };
  const all = { label: 'deploy', note: 'ask Paula', usedIn: 'CI', color: 'teal' } as const;

  test('as it is, where nothing is said of that', () => {
    expect(moved(all, {})).toEqual([blank, all]);
  });

  test('beside what is said of that, and nothing is written over', () => {
    const there = { label: 'next', note: 'call Otto', usedIn: 'CI-7', color: 'red' } as const;
    expect(moved(all, there)).toEqual([
      { ...blank, label: 'deploy', color: 'teal' },
      { ...there, note: 'call Otto\nask Paula', usedIn: 'CI-7, CI' },
    ]);
  });

  test('once, where that says it too', () => {
    const there = { ...all, note: 'call Otto\nask Paula', usedIn: 'Jenkins, CI' };
    expect(moved(all, there)).toEqual([blank, there]);
    expect(moved(there, all)).toEqual([blank, there]);
  });

  test('and stays where it was, where there is no room for both', () => {
    const there = { ...all, note: 'n'.repeat(1_995), usedIn: 'u'.repeat(499) };
    expect(moved(all, there)).toEqual([{ ...blank, note: all.note, usedIn: all.usedIn }, there]);
  });
});
