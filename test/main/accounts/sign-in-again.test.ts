import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { turns } from '../../support/core/turns.ts';
import { operation } from '../../support/sandbox-control.ts';
import { plain, withPassword, minted } from './signing-in.ts';

describe('again', () => {
  test('the account keeps its id, and its earlier token moves into the vault', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const { id } = core.state.session.account ?? {};
    await core.signIn('plain');
    const [first = '', second] = await minted(core, 'plain');
    expect(core.state.session.account).toMatchObject({ id, ownTokenId: second });
    expect(core.index.accounts).toHaveLength(1);
    expect(core.index.tokens).toMatchObject([{ id: first }]);
    expect(core.index.notes).toMatchObject([{ id: first, label: 'Token Vault' }]);
    expect(core.keytar.items().has(tokenItem(first))).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('an earlier token that no longer lives is not kept', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const [first = ''] = await minted(core, 'plain');
    core.clock.advance(31 * 86_400_000);
    await core.signIn('plain');
    expect(core.index.tokens).toEqual([]);
    expect(core.keytar.items().has(tokenItem(first))).toBe(false);
  });

  test('an earlier token that a list lacks is kept: a password does not say whose the list is', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, late: { seconds: 45 } });
    await core.signIn('plain');
    const first = core.app.accounts.current?.ownTokenId ?? '';
    await core.signIn('plain');
    expect(core.keytar.items().has(tokenItem(first))).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('the token of another person’s account is kept, whatever the index says of it', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { email } = accounts.plain;
    await core.app.workspace.index.change((index) => ({
      ...index,
      accounts: index.accounts.map((account) => ({
        ...account,
        email,
        contractNumber: null,
        userId: null,
      })),
    }));
    await core.signIn('plain');
    expect(await lostTokens(core)).toEqual([]);
  });

  test.each([
    ['is no JSON', 'something'],
    ['is of a newer app', '{"version":2,"origin":"http://x","token":"t","contractNumber":null}'],
  ])('an item that %s is left alone, and the password stays in memory', async (_, text) => {
    const core = await setupCore();
    await core.signIn('plain');
    const name = signInItem(core.app.accounts.current?.id ?? '');
    core.keytar.put(name, text);
    await core.signIn('plain');
    expect(core.keytar.items().get(name)).toBe(text);
    expect(core.state.session.account).toMatchObject({ signIn: 'password', authorised: true });
    expect(core.state.notices).toMatchObject([{ code: 'OWN_TOKEN_NOT_MINTED' }]);
  });

  test('by a token after a password, it is the same account', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const { id } = core.state.session.account ?? {};
    const { value, kid } = await core.control.consoleToken('plain');
    await core.signInWithToken(value);
    expect(core.state.session.account).toMatchObject({
      id,
      signIn: 'pasted',
      email: plain.email,
      ownTokenId: kid,
    });
    expect(await lostTokens(core)).toEqual([]);
  });
});

test.each(['read-value', 'store-value', 'read-back', 'write-index', 'clear-journal'])(
  'killed before %s, the next sign-in settles what is left',
  async (step) => {
    const core = await setupCore();
    const dead = core.dieAt('sign-in', step);
    void withPassword(core);
    await dead;
    await core.restart();
    const [left] = await minted(core, 'plain');
    await core.app.start();
    await core.signIn('plain');
    core.clock.advance(0);
    await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));
    await turns();
    expect(await lostTokens(core)).toEqual([]);
    const named = core.state.ghosts.flatMap(({ candidates }) => candidates);
    const saved = core.index.tokens.map(({ id }) => id);
    expect([...named.map(({ tokenId }) => tokenId), ...saved]).toEqual([left]);
  },
);
