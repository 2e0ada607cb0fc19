import { m } from '#messages';
import { aList, aState, aStore, aToken, anAccount, longLabel, now, tokens } from '../../build.ts';
import { done, no } from '../../fake-bridge.ts';
import type { Account, State } from '../../../../preload/contract.ts';
import { kept, many, session, theOne, vault, type Scenes } from '../scene.ts';
import {
  dragFile,
  enter,
  key,
  pick,
  press,
  rowKey,
  rowMenu,
  see,
  unfold,
  unfoldSidebar,
} from '../steps.ts';

const unsure = () => tokens(6).map((token) => ({ ...token, state: 'cannot-tell' as const }));
const two = [
  pick(() => m.list_select({ id: '3f2a91c0' })),
  pick(() => m.list_select({ id: '429e41a6' })),
];
const labelling = [...two, rowMenu, unfold(() => m.label_open({ n: 2 })), see(m.label_title)];
const renamed = [
  rowKey('F2'),
  enter(() => m.token_label_of({ id: '3f2a91c0' }), 'deploy-next'),
  key('Enter'),
];
const first = { tokens: [], fetchedAt: null, stale: true };

/** A pasted token that signs in for so many days yet. */
function signInEnds(days: number, canMint: 'unknown' | 'no'): State {
  const own = tokens(1).map((token) => ({
    ...token,
    own: true,
    expiresAt: now + days * 86_400_000 + 60_000,
  }));
  return aState({
    list: aList({ tokens: [...own, ...tokens(3).slice(1)] }),
    session: session({ signIn: 'pasted', canMint }),
  });
}

/** A token of the app's own that it could not renew. */
function notRenewed(account: Partial<Account>): State {
  const state = signInEnds(5, 'unknown');
  return { ...state, session: session(account) };
}

/** The list in each of its states. */
export const listScenes: Scenes = {
  list: () => ({ state: many(24) }),
  'list-full': () => ({ state: many(100) }),
  'list-500': () => ({ state: many(500) }),
  'list-few-left': () => ({ state: many(94) }),
  'list-long': () => {
    const state = vault();
    const list = state.list.tokens.map((token) => ({ ...token, label: longLabel }));
    const email = `operations.and.infrastructure.${'team.'.repeat(8)}@subsidiary.acme.example`;
    return {
      state: { ...state, list: aList({ tokens: list }), session: session({ email, trial: true }) },
      answers: kept,
    };
  },
  'list-update': () => ({
    state: {
      ...many(6),
      update: { status: 'available', version: '0.2.0', installs: true, progress: null },
    },
  }),
  'list-update-loading': () => ({
    state: {
      ...many(6),
      update: { status: 'downloading', version: '0.2.0', installs: true, progress: 42 },
    },
  }),
  'list-selected': () => ({ state: many(6), steps: two }),
  'list-menu': () => ({ state: many(6), steps: [rowMenu] }),
  'list-menu-selected': () => ({ state: many(6), steps: [...two, rowMenu] }),
  'label-many': () => ({ state: many(6), steps: labelling }),
  'label-many-failed': () => {
    let asked = 0;
    const full = () => no({ code: 'FILE_NOT_WRITTEN' });
    return {
      state: many(6),
      answers: { tokens: { describe: () => ((asked += 1) < 2 ? done() : full()) } },
      steps: [
        ...labelling,
        enter(m.generate_label, 'old-cluster'),
        press(() => m.label_save({ n: 2 })),
        see(m.error_file_not_written),
      ],
    };
  },
  'list-menu-own': () => ({
    state: theOne({ own: true, expiresAt: now + 5 * 86_400_000 }),
    steps: [rowMenu, see(m.reminder_lapse_ask)],
  }),
  'list-sign-in-ends': () => ({ state: signInEnds(12, 'unknown') }),
  'list-sign-in-ends-refused': () => ({ state: signInEnds(23, 'no') }),
  'list-not-renewed': () => ({
    state: notRenewed({
      renewalFailure: { code: 'LIMIT_REACHED', nextAt: now + 23.5 * 3_600_000 },
    }),
  }),
  'list-not-renewed-refused': () => ({
    state: notRenewed({
      canMint: 'no',
      renewalFailure: { code: 'TWO_FACTOR_OR_REFUSED', nextAt: null },
    }),
  }),
  'list-rename': () => ({ state: many(6), steps: [rowKey('F2')] }),
  'list-rename-failed': () => ({
    state: many(6),
    answers: { tokens: { describe: () => no({ code: 'FILE_NOT_WRITTEN' }) } },
    steps: [...renamed, see(m.error_file_not_written)],
  }),
  'list-undo': () => ({
    state: many(6),
    answers: { tokens: { describe: done } },
    steps: [...renamed, see(m.undo_action)],
  }),
  // The label is another one than was written: somebody changed it since.
  'list-undo-late': () => ({
    state: many(6),
    answers: { tokens: { describe: done } },
    steps: [
      ...renamed,
      press(m.undo_action),
      see(() => m.undo_too_late({ field: m.generate_label() })),
    ],
  }),
  'list-drop': () => ({ state: many(6), steps: [dragFile] }),
  'narrow-sidebar': () => ({ state: many(6), steps: [unfoldSidebar] }),
  'list-ending': () => ({
    state: aState({
      list: aList({
        tokens: [50 * 60_000, 20 * 3_600_000, 3 * 86_400_000, -3_600_000].map((left, index) =>
          aToken({
            id: tokens(4)[index]?.id ?? '',
            label: ['hourly', 'nightly', 'weekly', 'over'][index] ?? '',
            createdAt: now - 27 * 86_400_000,
            expiresAt: now + left,
            state: left < 0 ? 'expired' : 'saved',
          }),
        ),
      }),
    }),
  }),
  'list-expiring': () => {
    const list = tokens(8).map((token, index) => ({
      ...token,
      state: 'saved' as const,
      createdAt: now - 90 * 86_400_000,
      expiresAt: now + ([2, 5, 6, 26, 0.8, 60, 90, 200][index] ?? 0) * 86_400_000,
      label: ['deploy-prod', 'ci-terraform', 'old-runner', 'grafana', 'backup-job'][index] ?? '',
      lapse: index === 2,
      snoozedUntil: index === 1 ? now + 2 * 86_400_000 : null,
    }));
    const soon = [list[0], list[4]].flatMap((token) => (token ? [token.id] : []));
    return {
      state: aState({ list: aList({ tokens: list, clockOffsetMs: 460_000 }), expiring: soon }),
      steps: [press(() => m.expiring_show({ n: 2 }))],
    };
  },
  'list-expiring-menu': () => {
    const token = aToken({ label: 'deploy-prod', expiresAt: now + 5 * 86_400_000 });
    return {
      state: aState({ list: aList({ tokens: [token] }), expiring: [token.id] }),
      steps: [rowMenu],
    };
  },
  'list-snoozed': () => ({
    state: aState({
      list: aList({ tokens: tokens(3).map((token) => ({ ...token, state: 'saved' })) }),
      expiring: tokens(3).map(({ id }) => id),
    }),
    answers: { tokens: { remind: done } },
    steps: [press(m.expiring_snooze), see(m.undo_action)],
  }),
  'list-searched': () => ({
    state: many(24),
    steps: [enter(m.search_label, 'grafana'), see(() => 'grafana-agent')],
  }),
  'list-no-match': () => ({
    state: many(24),
    steps: [enter(m.search_label, 'nothing like it'), see(m.list_no_match_title)],
  }),
  'list-empty': () => ({ state: aState({ list: aList({ tokens: [] }) }) }),
  'list-own-only': () => ({
    state: aState({ list: aList({ tokens: [aToken({ own: true })] }) }),
  }),
  'list-loading': () => ({ state: aState({ list: aList({ ...first, status: 'loading' }) }) }),
  'list-failed': () => ({
    state: aState({
      list: aList({ ...first, status: 'failed', error: { code: 'NOT_THE_API' } }),
    }),
  }),
  'list-offline': () => ({
    state: aState({
      list: aList({
        status: 'failed',
        fetchedAt: now - 190_000,
        stale: true,
        error: { code: 'OFFLINE' },
        tokens: unsure(),
      }),
    }),
  }),
  'list-locked': () => ({
    state: aState({ store: aStore({ state: 'locked' }), list: aList({ tokens: unsure() }) }),
  }),
  'list-waiting': () => ({ state: aState({ store: aStore({ state: 'waiting' }) }) }),
  'list-restarted': () => ({
    state: aState({ store: aStore({ state: 'restarted' }), list: aList({ tokens: unsure() }) }),
  }),
  'list-session-store': () => ({
    state: aState({
      store: aStore({ kind: 'session' }),
      session: session({ signIn: 'password', ownTokenId: null }),
      notices: [{ code: 'OWN_TOKEN_NOT_MINTED_NO_STORE', accountId: anAccount().id }],
    }),
  }),
  'list-ended': () => ({
    state: aState({
      session: session({ authorised: false, signIn: 'pasted' }),
      list: aList({ stale: true, fetchedAt: now - 3_600_000 }),
    }),
  }),
  'list-sign-in-again': () => ({
    state: aState({
      session: session({ authorised: false, signIn: 'pasted' }),
      list: aList({ stale: true, fetchedAt: now - 3_600_000 }),
    }),
    steps: [press(m.sign_in_again_action)],
  }),
  'list-trial': () => ({
    state: aState({
      session: session({ trial: true, origin: 'sandbox:', email: 'trial@example.com' }),
    }),
  }),
  locked: () => ({ state: aState({ locked: true }) }),
  'locked-failed': () => ({
    state: aState({ locked: true }),
    answers: { app: { unlock: () => no({ code: 'INTERNAL' }) } },
    steps: [press(m.action_unlock), see(m.error_internal)],
  }),
};
