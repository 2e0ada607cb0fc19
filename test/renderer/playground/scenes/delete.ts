import { m } from '#messages';
import { failureText } from '../../../../renderer/text/failure-text.ts';
import { aList, aState, aStore, now, tokens } from '../../build.ts';
import { done, no } from '../../fake-bridge.ts';
import { kept, many, never, refusing, session, theOne, type Scenes } from '../scene.ts';
import { key, press, rowKey, rowMenu, see, unfold } from '../steps.ts';

const all = [rowKey('ArrowDown'), key('a', { ctrlKey: true }), key('Delete')];
const one = [rowKey(' '), key('Delete')];
const lapse = [rowMenu, unfold(m.reminder_lapse_ask), see(m.lapse_title)];
const trial = session({ trial: true });

/** What removes something, with the question before it. */
export const deleteScenes: Scenes = {
  'delete-one': () => ({
    state: theOne({
      usedIn: 'GitHub Actions, acme/infra',
      note: 'Rotate with Kim before the audit.',
      usedAt: now - 3 * 3_600_000,
    }),
    steps: one,
  }),
  'delete-own': () => ({ state: theOne({ own: true }), steps: one }),
  'delete-own-replacing': () => ({
    state: theOne({ own: true }),
    answers: { session: { replaceOwnToken: never } },
    steps: [...one, press(m.delete_own_replace), see(m.delete_own_replacing)],
  }),
  'delete-own-not-replaced': () => ({
    state: theOne({ own: true }),
    answers: { session: { replaceOwnToken: () => no({ code: 'LIMIT_REACHED' }) } },
    steps: [...one, press(m.delete_own_replace), see(() => failureText({ code: 'LIMIT_REACHED' }))],
  }),
  'lapse-own': () => ({ state: theOne({ own: true }), steps: lapse }),
  'lapse-own-not-replaced': () => ({
    state: theOne({ own: true }),
    answers: { session: { replaceOwnToken: () => no({ code: 'LIMIT_REACHED' }) } },
    steps: [
      ...lapse,
      press(m.delete_own_replace),
      see(() => failureText({ code: 'LIMIT_REACHED' })),
    ],
  }),
  'lapse-own-pasted': () => {
    const pasted = session({ signIn: 'pasted' });
    return {
      state: {
        ...theOne({ own: true }),
        session: { ...pasted, accounts: pasted.account ? [pasted.account] : [] },
      },
      steps: lapse,
    };
  },
  'delete-refused': () => ({
    state: theOne(),
    answers: refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
    steps: [...one, press(m.delete_action), see(m.error_two_factor_delete)],
  }),
  'delete-many': () => ({ state: many(6), steps: all }),
  'delete-expired': () => ({
    state: aState({
      list: aList({
        tokens: tokens(6).map((token, n) => ({
          ...token,
          state: 'expired',
          expiresAt: now - (n + 1) * 86_400_000 * 90,
        })),
      }),
    }),
    steps: all,
  }),
  'delete-running': () => {
    let first = true;
    return {
      state: aState({
        list: aList({
          tokens: tokens(6).map((token) => ({ ...token, usedIn: 'GitHub Actions, acme/infra' })),
        }),
      }),
      answers: {
        tokens: {
          delete: () => {
            if (!first) return new Promise(() => undefined);
            first = false;
            return done();
          },
        },
      },
      steps: [...all, press(() => m.delete_confirm_many({ n: 6 }))],
    };
  },
  // One answer is lost, as it is where the connection breaks: the next ones are not asked for.
  'delete-some-failed': () => {
    let asked = 0;
    return {
      state: many(6),
      answers: {
        tokens: {
          delete: () => ((asked += 1) < 3 ? done() : no({ code: 'CONNECTION_LOST' })),
          refresh: done,
        },
      },
      steps: [
        ...all,
        press(() => m.delete_confirm_many({ n: 6 })),
        see(() => m.delete_result({ done: 2, all: 6 })),
      ],
    };
  },
  'delete-100': () => ({ state: many(100), steps: all }),
  forget: () => ({
    state: theOne(),
    answers: kept,
    steps: [rowKey('Enter'), press(m.value_forget), see(m.forget_title)],
  }),
  'sign-out': () => ({ state: many(6), steps: [press(m.nav_sign_out)] }),
  'sign-out-used': () => ({
    state: theOne({ own: true, usedIn: 'GitHub Actions, acme/infra' }),
    steps: [press(m.nav_sign_out), see(m.revoke_generate)],
  }),
  'sign-out-no-way-back': () => ({
    state: { ...theOne({ own: true }), session: session({ canMint: 'no' }) },
    steps: [press(m.nav_sign_out), see(m.revoke_no_way_back)],
  }),
  'forget-failed': () => ({
    state: theOne(),
    answers: { ...kept, values: { ...kept.values, forget: () => no({ code: 'STORE_FAILED' }) } },
    steps: [
      rowKey('Enter'),
      press(m.value_forget),
      see(m.forget_title),
      press(m.value_forget),
      see(m.error_store_failed),
    ],
  }),
  'sign-out-busy': () => ({
    state: many(6),
    answers: { session: { signOut: never } },
    steps: [press(m.nav_sign_out), press(m.nav_sign_out), see(m.sign_out_busy)],
  }),
  'sign-out-failed': () => ({
    state: many(6),
    answers: { session: { signOut: () => no({ code: 'STORE_LOCKED' }) } },
    steps: [
      press(m.nav_sign_out),
      press(m.nav_sign_out),
      see(() => m.sign_out_failed({ failure: m.error_store_locked() })),
    ],
  }),
  'leave-trial': () => ({
    state: aState({ session: trial }),
    steps: [press(m.nav_leave_trial), see(m.leave_trial_text)],
  }),
  'leave-trial-failed': () => ({
    state: aState({ session: trial }),
    answers: { session: { leaveTrial: () => no({ code: 'STORE_FAILED' }) } },
    steps: [
      press(m.nav_leave_trial),
      see(m.leave_trial_text),
      press(m.nav_leave_trial),
      see(m.error_store_failed),
    ],
  }),
  'leave-trial-locked': () => ({
    state: aState({ session: trial, store: aStore({ state: 'locked' }) }),
    answers: { session: { leaveTrial: () => no({ code: 'STORE_LOCKED' }) } },
    steps: [press(m.nav_leave_trial), see(m.leave_trial_text)],
  }),
};
