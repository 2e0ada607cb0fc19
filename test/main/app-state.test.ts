import { describe, expect, test } from 'vitest';
import { dropOwnTokenNotices } from '../../main/accounts/own-token.ts';
import type { State } from '../../preload/contract.ts';
import { firstState } from '../support/core/first-state.ts';

function setup(fallbackRuntime = false) {
  const state = firstState({ app: { fallbackRuntime } });
  const told: Partial<State>[] = [];
  const end = state.onChange((changed) => told.push(changed));
  return { state, told, end };
}

const clipboard = { clearsAt: 7, concealed: false };

test('a change tells the slices that changed, and keeps the others', () => {
  const { state, told } = setup();
  const before = state.current;
  state.change({ clipboard });
  expect(told).toEqual([{ clipboard }]);
  expect(state.current).toEqual({ ...before, clipboard });
  expect(before.clipboard).toEqual({ clearsAt: null, concealed: null });
});

test('who ended their subscription is told no more', () => {
  const { state, told, end } = setup();
  end();
  state.change({ clipboard });
  expect(told).toEqual([]);
});

describe('a notice', () => {
  test('is given once, until it is dismissed', () => {
    const { state, told } = setup();
    state.notice('INDEX_SET_ASIDE');
    state.notice('JOURNAL_SET_ASIDE');
    state.notice('INDEX_SET_ASIDE');
    expect(state.current.notices).toEqual(['INDEX_SET_ASIDE', 'JOURNAL_SET_ASIDE']);
    expect(told).toHaveLength(2);
    state.dismiss('INDEX_SET_ASIDE');
    expect(state.current.notices).toEqual(['JOURNAL_SET_ASIDE']);
  });

  test('says from the start that the runtime is the fallback', () => {
    expect(setup(true).state.current.notices).toEqual(['FALLBACK_RUNTIME']);
    expect(setup(false).state.current.notices).toEqual([]);
  });
});

describe('a notice that a person put aside', () => {
  test('can be brought back once', () => {
    const { state } = setup();
    state.notice('SETTINGS_SET_ASIDE');
    state.putAside('SETTINGS_SET_ASIDE');
    expect(state.current.notices).toEqual([]);
    expect(state.recall('SETTINGS_SET_ASIDE')).toBe(true);
    expect(state.current.notices).toEqual(['SETTINGS_SET_ASIDE']);
    expect(state.recall('SETTINGS_SET_ASIDE')).toBe(false);
  });

  test('cannot, once what it says no longer holds', () => {
    const { state } = setup();
    state.notice('CLIPBOARD_NOT_CLEARED');
    state.putAside('CLIPBOARD_NOT_CLEARED');
    state.dismiss('CLIPBOARD_NOT_CLEARED');
    expect(state.recall('CLIPBOARD_NOT_CLEARED')).toBe(false);
    expect(state.current.notices).toEqual([]);
  });

  test('cannot, when it was about another sign-in', () => {
    const { state } = setup();
    const [own, other] = ['a', 'b'].map((accountId) => ({
      ...({ code: 'OWN_TOKEN_NOT_MINTED', accountId } as const),
    }));
    if (!own || !other) throw new Error('there are two');
    for (const notice of [own, other]) {
      state.notice(notice);
      state.putAside({ ...notice });
    }
    dropOwnTokenNotices(state, 'a');
    expect(state.recall(own)).toBe(false);
    // What was said of the other one is as true as it was.
    expect(state.recall(other)).toBe(true);
    expect(state.current.notices).toEqual([other]);
  });

  test('cannot, when it was never there: the page brings up nothing of its own', () => {
    const { state, told } = setup();
    state.putAside('INDEX_SET_ASIDE');
    expect(state.recall('INDEX_SET_ASIDE')).toBe(false);
    expect(told).toEqual([]);
  });
});
