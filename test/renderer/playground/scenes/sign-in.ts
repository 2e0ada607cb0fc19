import { m } from '#messages';
import { aState, aStore, signedOut } from '../../build.ts';
import { never, refusing, type Scenes } from '../scene.ts';
import { enter, press, see, unfold } from '../steps.ts';

const somebody = [enter(m.field_email, 'kim@example.com'), enter(m.field_password, 'hunter2')];
const out = aState({ session: signedOut() });

/** Before there is a list. */
export const signInScenes: Scenes = {
  starting: () => ({ state: aState({ session: signedOut({ status: 'starting' }) }) }),
  'sign-in': () => ({ state: out }),
  'sign-in-token': () => ({ state: out, steps: [press(m.sign_in_token_title)] }),
  'sign-in-advanced': () => ({ state: out, steps: [unfold(m.sign_in_advanced)] }),
  'sign-in-mistakes': () => ({ state: out, steps: [press(m.sign_in_submit)] }),
  'sign-in-no-keychain': () => ({
    state: { ...out, store: aStore({ state: 'absent', kind: 'session' }) },
  }),
  'sign-in-keychain-locked': () => ({ state: { ...out, store: aStore({ state: 'locked' }) } }),
  'sign-in-offers': () => ({
    state: aState({
      session: signedOut({ offers: { token: true, endpoint: 'http://127.0.0.1:8080' } }),
      notices: ['FALLBACK_RUNTIME'],
    }),
  }),
  'sign-in-busy': () => ({
    state: out,
    answers: { session: { signInWithPassword: never } },
    steps: [...somebody, press(m.sign_in_submit), see(m.sign_in_busy)],
  }),
  'sign-in-offline': () => ({
    state: out,
    answers: refusing({ code: 'OFFLINE' }),
    steps: [...somebody, press(m.sign_in_submit), see(m.error_offline)],
  }),
  'sign-in-refused': () => ({
    state: out,
    answers: refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
    steps: [...somebody, press(m.sign_in_submit), see(m.error_two_factor_or_refused)],
  }),
  'sign-in-wrong': () => ({
    state: out,
    answers: refusing({ code: 'BAD_CREDENTIALS' }),
    steps: [...somebody, press(m.sign_in_submit), see(m.error_bad_credentials)],
  }),
  'sign-in-uuid': () => ({
    state: out,
    answers: refusing({ code: 'TOKEN_IS_UUID' }),
    steps: [
      press(m.sign_in_token_title),
      enter(m.field_token, '3f2a91c0-9b1c-4d2e-8f3a-5b6c7d8e9f01'),
      press(m.sign_in_submit),
      see(m.error_token_is_uuid),
    ],
  }),
  'sign-in-contract': () => ({
    state: out,
    answers: refusing({ code: 'CONTRACT_REQUIRED', contracts: [31234567, 31234568] }),
    steps: [...somebody, press(m.sign_in_submit), see(m.sign_in_contract_choose)],
  }),
};
