import { m } from '#messages';
import type { State } from '../../../../preload/contract.ts';
import { aList, aState, aToken, anAccount, anId, now, theAccountId, tokens } from '../../build.ts';
import { done } from '../../fake-bridge.ts';
import { key, press, rowKey, rowMenu, see, unfold, unfoldSidebar } from '../steps.ts';
import type { Scenes } from '../scene.ts';

const DAY = 86_400_000;

const accounts = [
  anAccount({ label: 'Production', color: 'red' }),
  anAccount({
    id: '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e',
    email: 'kim@example.com',
    contractNumber: 31234568,
    color: 'blue',
    ownTokenId: anId('11111111'),
  }),
  anAccount({
    id: '2b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e',
    email: 'ci@acme.example',
    origin: 'https://iam.acme.example',
    contractNumber: 40001,
    signIn: 'pasted',
    ownTokenId: anId('22222222'),
  }),
];

/** Some tokens of each account: the first one nearly full, the last one not read. */
function several(changes: Partial<State['session']> = {}): State {
  const [, second, third] = accounts.map(({ id }) => id);
  const list = [
    ...tokens(7),
    ...['staging', 'preview', ''].map((label, at) =>
      aToken({
        id: anId(`5b07d2e${at}`),
        label,
        accountId: second ?? null,
        contractNumber: 31234568,
        createdAt: now - (at + 2) * DAY,
        expiresAt: now + (at * 40 + 1) * DAY,
        state: at === 2 ? 'not-here' : 'saved',
        kept: at === 2 ? 'no' : 'keychain',
      }),
    ),
    aToken({
      id: anId('6c07d2e4'),
      label: 'nightly',
      accountId: third ?? null,
      contractNumber: 40001,
      state: 'cannot-tell',
    }),
  ];
  const read = {
    status: 'ready',
    fetchedAt: now,
    stale: false,
    error: null,
    clockOffsetMs: 0,
  } as const;
  const lists = [
    { accountId: theAccountId, ...read, listed: 94, expired: 37 },
    { accountId: second ?? '', ...read, listed: 3, expired: 0 },
    {
      accountId: third ?? '',
      ...read,
      status: 'failed',
      stale: true,
      error: { code: 'OFFLINE' },
      listed: 1,
      expired: 0,
    } as const,
  ];
  const [account = null] = accounts;
  return aState({
    session: { ...aState().session, account, accounts, showAll: true, ...changes },
    list: aList({ tokens: list, accounts: lists, status: 'failed', error: { code: 'OFFLINE' } }),
  });
}

/** Few enough to be measured quickly, each of their words. */
const most = 20;

/** The first one at its limit, with some that have expired; and so is the third, without. */
function full(): State {
  const state = several();
  const ended = { state: 'expired', expiresAt: now - DAY } as const;
  const live = { state: 'saved', kept: 'keychain', listed: true } as const;
  const taken = tokens(most).map((token, at) => ({
    ...token,
    ...live,
    accountId: theAccountId,
    ...(at % 5 === 4 && ended),
  }));
  const third = accounts[2]?.id ?? null;
  const others = tokens(most).map((token, at) =>
    aToken({
      ...token,
      ...live,
      id: anId(`6d07d${String(at).padStart(3, '0')}`),
      accountId: third,
      contractNumber: 40001,
      expiresAt: now + (at + 40) * DAY,
    }),
  );
  const read = { status: 'ready', error: null, stale: false } as const;
  const lists = state.list.accounts.map((list, at) =>
    at === 1 ? list : { ...list, ...read, listed: most, expired: at === 0 ? 4 : 0 },
  );
  const second = state.list.tokens.filter(({ accountId }) => accountId === accounts[1]?.id);
  return aState({
    ...state,
    list: aList({ limit: most, tokens: [...taken, ...second, ...others], accounts: lists }),
  });
}

/** Of each account the token that signs it in, two of them called the same. */
function ofOwn(): State {
  const state = several();
  const [first, second, third] = accounts;
  const alike = second && third && [second, { ...third, label: second.email ?? '' }];
  const all = first && alike ? [first, ...alike] : accounts;
  const own = all.map(({ id, ownTokenId, contractNumber }) =>
    aToken({ id: ownTokenId ?? '', accountId: id, contractNumber, own: true }),
  );
  return aState({
    ...state,
    session: { ...state.session, accounts: all },
    list: aList({ tokens: own, accounts: [] }),
  });
}

const deleteAll = [
  rowKey('ArrowDown'),
  key('a', { ctrlKey: true }),
  key('Delete'),
  see(() => m.delete_title_many({ n: 3 })),
];

const answers = {
  session: { describe: done, arrange: done, show: done },
  tokens: { remind: done },
};
const manage = [unfoldSidebar, press(m.accounts_manage), see(() => m.accounts_name())];

/** Several accounts in one list, one of them at a time, and what a person gives them. */
export const accountScenes: Scenes = {
  'accounts-all': () => ({ state: several(), answers }),
  'accounts-toast': () => ({
    state: several(),
    answers,
    steps: [rowMenu, unfold(m.reminder_tomorrow)],
  }),
  'narrow-accounts-toast': () => ({
    state: several(),
    answers,
    steps: [rowMenu, unfold(m.reminder_tomorrow)],
  }),
  'accounts-delete-own': () => ({ state: ofOwn(), answers, steps: deleteAll }),
  'narrow-accounts-delete-own': () => ({ state: ofOwn(), answers, steps: deleteAll }),
  'accounts-details': () => ({ state: several(), answers, steps: [rowKey('Enter')] }),
  'accounts-full': () => ({ state: full(), answers }),
  'accounts-full-sidebar': () => ({ state: full(), answers, steps: [unfoldSidebar] }),
  'accounts-grouped': () => ({ state: several(), answers, steps: [press(m.accounts_group)] }),
  'accounts-sidebar': () => ({ state: several(), answers, steps: [unfoldSidebar] }),
  'accounts-one': () => ({ state: several({ showAll: false }), answers }),
  'accounts-ended': () => ({
    state: several({
      accounts: accounts.map((account, at) =>
        at === 1 ? { ...account, authorised: false, ended: 'refused' as const } : account,
      ),
    }),
    answers,
  }),
  'accounts-manage': () => ({ state: several(), answers, steps: manage }),
  'accounts-add': () => ({
    state: several(),
    answers,
    steps: [unfoldSidebar, press(m.accounts_add), see(m.accounts_add_hint)],
  }),
  'accounts-generate': () => ({
    state: several(),
    answers,
    steps: [press(m.generate_action), see(m.generate_for)],
  }),
};
