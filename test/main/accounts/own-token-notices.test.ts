import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { named, pass } from '../../support/core/interrupted.ts';
import { lostTokens, storedIds } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation, resetAfter, resetBefore } from '../../support/sandbox-control.ts';

const failing = { times: 'always', answer: { kind: 'status', status: 503 } } as const;

describe('a token for signing in whose outcome is not known', () => {
  test('is said once: in question, and shown as the ghost that it is', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, ...resetAfter });
    await core.signIn('empty');
    expect(core.state.notices).toMatchObject([{ code: 'OWN_TOKEN_IN_QUESTION' }]);
    expect(core.state.ghosts).toMatchObject([{ purpose: 'sign-in', label: '' }]);
  });

  test('is in question no longer when the person has answered', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, ...resetAfter });
    await core.signIn('empty');
    await pass(core, 0);
    const [ghost] = core.state.ghosts;
    await core.app.settler.answers.keep(ghost?.operationId ?? '', named(core)[0] ?? '');
    expect(core.state.notices).toEqual([]);
  });

  test('is no longer spoken of when the next sign-in made one', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, ...resetBefore });
    await core.signIn('empty');
    await core.signIn('empty');
    expect(core.state.session.account?.signIn).toBe('minted');
    expect(core.state.notices).toEqual([]);
    expect(core.state.ghosts).toHaveLength(1);
  });

  test.each([
    ['by a server that fails', failing],
    ['by a 404', { times: 'always', answer: { kind: 'status', status: 404 } }],
  ] as const)(
    'that is stored, could not be filed and was not revoked %s stays stored',
    async (_, fault) => {
      const core = await setupCore();
      await core.control.fault({ ...operation.delete, ...fault });
      core.before('sign-in', 'write-index', () => {
        core.files.failWrites = (path) => path.endsWith('index.json');
      });
      await core.signIn('empty').catch(() => undefined);
      core.files.failWrites = () => false;
      const minted = (await core.control.tokens('empty')).filter(({ origin }) => origin === 'api');
      expect(minted.map(({ live }) => live)).toEqual([true]);
      expect(await storedIds(core)).toContain(minted[0]?.kid);
      expect(await lostTokens(core)).toEqual([]);
    },
  );

  test('that could be neither stored nor revoked is known by its id', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.delete, ...failing });
    core.before('sign-in', 'store-value', () => {
      core.keytar.mode = 'locked';
    });
    await core.signIn('empty');
    const [made] = await core.control.tokens('empty');
    expect(core.state.notices).toMatchObject([{ code: 'OWN_TOKEN_IN_QUESTION' }]);
    expect(await core.journal()).toMatchObject([{ tokenId: made?.kid }]);
    await pass(core, 0);
    expect(named(core)).toEqual([made?.kid]);
    expect(await lostTokens(core)).toEqual([]);
  });
});

describe('what is said of signing in', () => {
  const refused = async (): Promise<Core> => {
    const core = await setupCore();
    const answer = { kind: 'status', status: 403 } as const;
    await core.control.fault({ ...operation.generate, answer });
    await core.signIn('empty');
    expect(core.state.notices).toMatchObject([{ code: 'OWN_TOKEN_NOT_MINTED' }]);
    return core;
  };

  test.each<[string, (core: Core) => Promise<unknown>]>([
    ['signing in again', (core) => core.signIn('empty')],
    [
      'signing in with a token',
      async (core) => core.signInWithToken((await core.control.consoleToken('empty')).value),
    ],
    ['signing out', (core) => core.app.signOut({ revoke: false })],
  ])('ends with %s', async (_, act) => {
    const core = await refused();
    await act(core);
    expect(core.state.notices).toEqual([]);
  });

  test.each<[string, (core: Core) => Promise<unknown>]>([
    ['signs in', (core) => core.signIn('plain')],
    [
      'signs in with a token',
      async (core) => core.signInWithToken((await core.control.consoleToken('plain')).value),
    ],
    [
      'signs in and out again',
      async (core) => {
        await core.signIn('plain');
        await core.app.signOut({ revoke: true });
      },
    ],
  ])('stays, and whose it is, while another account %s', async (_, act) => {
    const core = await refused();
    const [{ id: accountId } = { id: '' }] = core.index.accounts;
    await core.control.clearFaults();
    await act(core);
    expect(core.state.notices).toEqual([{ code: 'OWN_TOKEN_NOT_MINTED', accountId }]);
    expect(core.index.accounts[0]).toMatchObject({ id: accountId, signIn: 'password' });
  });

  test('is of each account by itself: one request in question ends no other one', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, ...resetAfter });
    await core.signIn('empty');
    await core.control.fault({ ...operation.generate, ...resetAfter });
    await core.signIn('plain');
    const [first, second] = core.index.accounts.map(({ id }) => id);
    const code = 'OWN_TOKEN_IN_QUESTION';
    expect(core.state.notices).toEqual([
      { code, accountId: first },
      { code, accountId: second },
    ]);
    await pass(core, 0);
    const ghost = core.state.ghosts.find(({ candidates }) => candidates.length > 0);
    await core.app.settler.answers.keep(ghost?.operationId ?? '', named(core)[0] ?? '');
    expect(core.state.notices).toHaveLength(1);
  });
});

describe('a token for signing in of another contract than asked', () => {
  const [asked, other] = accounts.twoContracts.contracts;

  test('is kept, and said', async () => {
    const core = await setupCore();
    const { value, kid } = await core.control.consoleToken('twoContracts', { contract: other });
    const body = JSON.stringify({ token: value });
    const headers = { 'content-type': 'application/json' };
    await core.control.fault({ ...operation.generate, answer: { kind: 'custom', headers, body } });
    await core.signIn('twoContracts', asked);
    expect(core.state.session.account).toMatchObject({ signIn: 'minted', ownTokenId: kid });
    expect(core.state.notices).toMatchObject([{ code: 'OWN_TOKEN_OTHER_CONTRACT' }]);
    expect(await core.journal()).toEqual([]);
  });

  test('is not said of the one that was asked for', async () => {
    const core = await setupCore();
    await core.signIn('twoContracts', asked);
    expect(core.state.notices).toEqual([]);
  });
});
