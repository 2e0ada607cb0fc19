import type { Failure, State } from '../../../preload/contract.ts';
import {
  aCard,
  aGenerated,
  aGhost,
  aHealth,
  aList,
  aPreview,
  aSettings,
  aState,
  aStore,
  aToken,
  aValue,
  anAccount,
  anApp,
  anId,
  longLabel,
  now,
  signedOut,
  tokens,
} from '../build.ts';
import { done, no, ok, type Answers } from '../fake-bridge.ts';

/** A state of the page to look at, and what the bridge answers in it. */
export interface Scene {
  readonly state: State;
  readonly answers?: Answers;
  /** The small window instead of the large one. */
  readonly quick?: boolean;
}

const session = (account: Partial<ReturnType<typeof anAccount>>): State['session'] => ({
  ...aState().session,
  account: anAccount(account),
});

const many = (count: number): State => aState({ list: aList({ tokens: tokens(count) }) });

const refusing = (error: Failure): Answers => ({
  tokens: { generate: () => no(error), delete: () => no(error) },
  session: {
    signInWithPassword: () => no(error),
    signInWithToken: () => no(error),
    startTrial: () => no(error),
  },
});

/** The one-time value, shown on request. */
const revealing: Answers = {
  generated: {
    reveal: () => ok({ tokenId: aGenerated().tokenId, value: aValue }),
    copyValue: () => ok({ clearsAt: Date.now() + 30_000 }),
  },
  tokens: { copyId: done },
};

const never = () => new Promise<never>(() => undefined);

/** Tokens with everything that a person can write down of them. */
const vault = (): State => {
  const colors = ['green', 'none', 'blue', 'orange', 'none', 'red', 'purple', 'teal'] as const;
  const list = tokens(24).map((token, index) => ({
    ...token,
    color: colors[index % colors.length] ?? 'none',
    usedIn: index % 3 === 0 ? 'GitHub Actions, acme/infra' : '',
    note: index === 0 ? 'Rotate with Kim before the audit.' : '',
    contractNumber: index % 7 === 3 ? 40001 : 31234567,
  }));
  return aState({ list: aList({ tokens: list }) });
};

const kept: Answers = {
  values: {
    card: ({ tokenId }) => ok(aCard({ id: tokenId })),
    reveal: () => ok({ value: aValue }),
    copy: () => ok({ clearsAt: Date.now() + 30_000 }),
  },
  tokens: { describe: done, copyId: done },
  app: { closeQuickAccess: done },
};

/** Every view and state that has a look of its own, by name. */
export const scenes: Readonly<Record<string, () => Scene>> = {
  starting: () => ({ state: aState({ session: signedOut({ status: 'starting' }) }) }),
  'sign-in': () => ({ state: aState({ session: signedOut() }) }),
  'sign-in-offers': () => ({
    state: aState({
      session: signedOut({ offers: { token: true, endpoint: 'http://127.0.0.1:8080' } }),
      notices: ['FALLBACK_RUNTIME'],
    }),
  }),
  'sign-in-refused': () => ({
    state: aState({ session: signedOut() }),
    answers: refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
  }),
  'sign-in-wrong': () => ({
    state: aState({ session: signedOut() }),
    answers: refusing({ code: 'BAD_CREDENTIALS' }),
  }),
  'sign-in-uuid': () => ({
    state: aState({ session: signedOut() }),
    answers: refusing({ code: 'TOKEN_IS_UUID' }),
  }),
  'sign-in-contract': () => ({
    state: aState({ session: signedOut() }),
    answers: refusing({ code: 'CONTRACT_REQUIRED', contracts: [31234567, 31234568] }),
  }),
  list: () => ({ state: many(24) }),
  'list-full': () => ({ state: many(100) }),
  'list-500': () => ({ state: many(500) }),
  'list-long': () => {
    const state = vault();
    const list = state.list.tokens.map((token) => ({ ...token, label: longLabel }));
    const email = `operations.and.infrastructure.${'team.'.repeat(8)}@subsidiary.acme.example`;
    return {
      state: { ...state, list: aList({ tokens: list }), session: session({ email, trial: true }) },
      answers: kept,
    };
  },
  'list-few-left': () => ({ state: many(94) }),
  'list-empty': () => ({ state: aState({ list: aList({ tokens: [] }) }) }),
  'list-own-only': () => ({
    state: aState({ list: aList({ tokens: [aToken({ own: true })] }) }),
  }),
  'list-loading': () => ({
    state: aState({ list: aList({ status: 'loading', tokens: [], fetchedAt: null, stale: true }) }),
  }),
  'list-failed': () => ({
    state: aState({
      list: aList({
        status: 'failed',
        tokens: [],
        fetchedAt: null,
        stale: true,
        error: { code: 'NOT_THE_API' },
      }),
    }),
  }),
  'list-offline': () => ({
    state: aState({
      list: aList({
        status: 'failed',
        fetchedAt: now - 190_000,
        stale: true,
        error: { code: 'OFFLINE' },
        tokens: tokens(6).map((token) => ({ ...token, state: 'cannot-tell' })),
      }),
    }),
  }),
  'list-locked': () => ({
    state: aState({
      store: aStore({ state: 'locked' }),
      list: aList({ tokens: tokens(6).map((token) => ({ ...token, state: 'cannot-tell' })) }),
    }),
  }),
  'list-waiting': () => ({ state: aState({ store: aStore({ state: 'waiting' }) }) }),
  'list-restarted': () => ({
    state: aState({
      store: aStore({ state: 'restarted' }),
      list: aList({ tokens: tokens(6).map((token) => ({ ...token, state: 'cannot-tell' })) }),
    }),
  }),
  'list-session-store': () => ({
    state: aState({
      store: aStore({ kind: 'session' }),
      session: session({ signIn: 'password', ownTokenId: null }),
      notices: ['OWN_TOKEN_NOT_MINTED_NO_STORE'],
    }),
  }),
  'list-ended': () => ({
    state: aState({
      session: session({ authorised: false, signIn: 'pasted' }),
      list: aList({ stale: true, fetchedAt: now - 3_600_000 }),
    }),
  }),
  'list-trial': () => ({
    state: aState({
      session: session({ trial: true, origin: 'sandbox:', email: 'trial@example.com' }),
    }),
  }),
  'ghost-checking': () => ({ state: aState({ ghosts: [aGhost()] }) }),
  'ghost-found': () => ({
    state: aState({
      ghosts: [
        aGhost({
          status: 'found',
          candidates: [{ tokenId: anId('3f2a91c0'), createdAt: now - 61_000, sure: false }],
        }),
      ],
    }),
  }),
  'ghost-elsewhere': () => ({
    state: aState({
      session: signedOut(),
      ghosts: [
        aGhost({
          status: 'elsewhere',
          account: {
            origin: 'https://api.ionos.com',
            contractNumber: 31234567,
            email: 'ops@acme.example',
          },
        }),
      ],
    }),
  }),
  'ghost-two': () => ({
    state: aState({
      ghosts: [
        aGhost({ label: 'deploy-prod' }),
        aGhost({
          operationId: anId('5e0c1f92'),
          label: 'ci-terraform',
          startedAt: now - 26 * 3_600_000,
          status: 'found',
          candidates: [{ tokenId: anId('3f2a91c0'), createdAt: now - 26 * 3_600_000, sure: false }],
        }),
      ],
    }),
    answers: { ghosts: { keep: done, revoke: done, check: done } },
  }),
  'ghost-many': () => ({
    state: aState({
      ghosts: [1, 2, 3, 4].map((n) =>
        aGhost({
          operationId: anId(`5e0c1f9${n}`),
          label: n === 2 ? '' : `job-${n}`,
          purpose: n === 4 ? 'sign-in' : 'vault',
          status: n === 1 ? 'none' : n === 2 ? 'found' : 'waiting',
          candidates:
            n === 2 ? [{ tokenId: anId('3f2a91c0'), createdAt: now - 61_000, sure: false }] : [],
          nextCheckAt: n === 3 ? now + 30_000 : null,
        }),
      ),
    }),
  }),
  generate: () => ({ state: many(24) }),
  'generate-busy': () => ({ state: many(24), answers: { tokens: { generate: never } } }),
  'generate-refused': () => ({
    state: many(24),
    answers: refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
  }),
  'generated-kept': () => ({
    state: aState({
      generated: aGenerated({ copied: true }),
      clipboard: { clearsAt: now + 27_000, concealed: false },
    }),
    answers: revealing,
  }),
  'generated-not-kept': () => ({
    state: aState({ generated: aGenerated({ kept: 'no' }) }),
    answers: revealing,
  }),
  'generated-store-error': () => ({
    state: aState({
      generated: aGenerated({ kept: 'no', storeError: { code: 'STORE_LOCKED' } }),
      store: aStore({ state: 'locked' }),
    }),
  }),
  'delete-one': () => ({
    state: aState({ list: aList({ tokens: [aToken({ label: 'deploy-prod', own: true })] }) }),
  }),
  'delete-refused': () => ({
    state: aState({ list: aList({ tokens: [aToken({ label: 'deploy-prod' })] }) }),
    answers: refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
  }),
  'delete-many': () => ({ state: many(6) }),
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
  }),
  'delete-slow': () => {
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
            if (!first) return new Promise((resolve) => setTimeout(resolve, 1_000)).then(done);
            first = false;
            return done();
          },
        },
      },
    };
  },
  'sign-out': () => ({ state: many(6) }),
  'leave-trial': () => ({ state: aState({ session: session({ trial: true }) }) }),
  'leave-trial-locked': () => ({
    state: aState({ session: session({ trial: true }), store: aStore({ state: 'locked' }) }),
    answers: { session: { leaveTrial: () => no({ code: 'STORE_LOCKED' }) } },
  }),
  settings: () => ({ state: many(6) }),
  'settings-refused': () => ({
    state: aState({
      settings: aSettings({ quickAccessShortcut: 'Control+Alt+V' }),
      app: anApp({ tray: false, shortcut: 'refused' }),
    }),
  }),
  locked: () => ({ state: aState({ locked: true }) }),
  vault: () => ({ state: vault(), answers: kept }),
  'vault-copied': () => {
    const clearsAt = Date.now() + 30_000;
    return {
      state: { ...vault(), clipboard: { clearsAt, concealed: false } },
      answers: { ...kept, values: { ...kept.values, copy: () => ok({ clearsAt }) } },
    };
  },
  'vault-locked': () => ({ state: { ...vault(), store: aStore({ state: 'locked' }) } }),
  import: () => ({
    state: aState({
      session: { ...aState().session, offers: { token: true, endpoint: null } },
    }),
    answers: { imports: { paste: () => no({ code: 'TOKEN_IS_UUID' }) } },
  }),
  'import-preview': () => ({
    state: many(6),
    answers: {
      imports: {
        openFile: () =>
          ok(
            aPreview({
              fileName: 'token.txt',
              otherContract: true,
              contractNumber: 40001,
              expired: true,
            }),
          ),
        keep: () => ok({ tokenId: anId('9b07d2e4'), kept: 'keychain' }),
        cancel: done,
      },
    },
  }),
  'import-only-copy': () => ({
    state: { ...many(6), store: aStore({ kind: 'session', state: 'absent' }) },
    answers: {
      imports: {
        openFile: () => ok(aPreview({ fileName: 'token.txt' })),
        keep: () => ok({ tokenId: anId('9b07d2e4'), kept: 'session' }),
        cancel: done,
      },
    },
  }),
  store: () => ({
    state: many(6),
    answers: {
      store: {
        health: () => ok(aHealth({ inSession: 1 })),
        selfTest: () =>
          ok({
            steps: [
              { name: 'look', ok: true, ms: 2, error: null },
              { name: 'write', ok: true, ms: 11, error: null },
              { name: 'read', ok: false, ms: 4, error: { code: 'STORE_MISMATCH' } },
              { name: 'delete', ok: null, ms: 0, error: null },
            ],
          }),
        rebuild: () => ok({ found: 3, refused: 0, missing: 0 }),
      },
    },
  }),
  'quick-access': () => ({ state: vault(), answers: kept, quick: true }),
  'quick-access-places': () => {
    const [first, second] = vault().list.tokens;
    const other = { email: 'ops@acme.example', contractNumber: 31235 };
    const tokens = [first, second].flatMap((token, at) =>
      token
        ? [token, { ...token, id: anId(`8${at}`) }, { ...token, id: anId(`9${at}`), ...other }]
        : [],
    );
    return { state: aState({ list: aList({ tokens }) }), answers: kept, quick: true };
  },
  'quick-access-locked': () => ({ state: aState({ locked: true }), quick: true }),
};
