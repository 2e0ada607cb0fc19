import { describe, expect, test } from 'vitest';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { plain, minted } from './signing-in.ts';

describe('where no token of its own can be minted safely', () => {
  test.each([
    ['locked', 'OWN_TOKEN_NOT_MINTED_NO_STORE'],
    ['no-service', 'OWN_TOKEN_NOT_MINTED_NO_STORE'],
    ['no-bus', 'OWN_TOKEN_NOT_MINTED_NO_STORE'],
  ] as const)('with a keyring that is %s, nothing is minted', async (mode, notice) => {
    const core = await setupCore({ keyring: mode });
    await core.signIn('plain');
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.state.notices).toEqual([
      { code: notice, accountId: core.state.session.account?.id },
    ]);
    expect(core.state.session.account).toMatchObject({ signIn: 'password', ownTokenId: null });
    expect(core.state.list.status).toBe('ready');
    // Signing in is no moment for a prompt.
    expect(core.keytar.calls).toEqual([]);
    expect(await core.disk()).not.toContain(plain.password);
  });

  test('what was saved of a token is no proof of its end: whose the password is, nobody tells', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await core.control.deleteToken(tokenId);
    core.keytar.mode = 'locked';
    await core.signIn('plain');
    core.keytar.mode = 'unlocked';
    await core.app.workspace.stores.look();
    core.app.lists.publish();
    const row = core.state.list.tokens.find(({ id }) => id === tokenId);
    expect(row?.state).toBe('cannot-tell');
  });

  test('with 100 tokens nothing is minted', async () => {
    const core = await setupCore();
    await core.control.consoleToken('nearlyFull');
    await core.signIn('nearlyFull');
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.state.notices).toMatchObject([{ code: 'OWN_TOKEN_NOT_MINTED_LIMIT' }]);
    expect(core.state.session.account?.signIn).toBe('password');
    expect(core.state.list.tokens).toHaveLength(100);
  });

  test('with 99 tokens the last one is its own', async () => {
    const core = await setupCore();
    await core.signIn('nearlyFull');
    expect(core.state.session.account?.signIn).toBe('minted');
    expect(core.state.list.tokens).toHaveLength(100);
  });

  test('refused, it goes on by password, and nothing is left open', async () => {
    const core = await setupCore();
    await core.control.fault({
      ...operation.generate,
      answer: { kind: 'status', status: 403 },
    });
    await core.signIn('plain');
    expect(core.state.notices).toMatchObject([{ code: 'OWN_TOKEN_NOT_MINTED' }]);
    expect(core.state.session.account?.signIn).toBe('password');
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('with an unknown outcome it goes on by password, and what was made is found', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
    await core.signIn('plain');
    expect(core.state.session.account?.signIn).toBe('password');
    core.clock.advance(0);
    const { ghosts } = await core.until((state) => state.ghosts[0]?.status === 'found');
    expect(ghosts.flatMap(({ candidates }) => candidates.map(({ tokenId }) => tokenId))).toEqual(
      await minted(core, 'plain'),
    );
    expect(await lostTokens(core)).toEqual([]);
  });

  test('the password is gone with the app: the list stays, and asks to sign in again', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signIn('plain');
    const before = core.state.list.tokens.map(({ id }) => id);
    await core.restart();
    await core.app.start();
    expect(core.state.session.account).toMatchObject({ email: plain.email, authorised: false });
    expect(core.state.list.tokens.map(({ id }) => id)).toEqual(before);
  });

  test('once the keychain is open, a token of its own takes the place of the password', async () => {
    const core = await setupCore({ keyring: 'locked' });
    await core.signIn('plain');
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    expect(core.state.session.account).toMatchObject({ signIn: 'minted', authorised: true });
    expect(core.app.accounts.connection().credential.kind).toBe('token');
    expect(core.state.notices).toEqual([]);
    expect(await core.control.requests(operation.generate)).toHaveLength(1);
  });

  test('and the token of an earlier sign-in is not lost by it', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const [earlier = ''] = await minted(core, 'plain');
    core.keytar.mode = 'locked';
    await core.signIn('plain');
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    expect(core.state.session.account?.signIn).toBe('minted');
    expect(core.index.tokens.map(({ id }) => id)).toEqual([earlier]);
    expect(await lostTokens(core)).toEqual([]);
  });
});
