import { describe, expect, test } from 'vitest';
import { signInWithToken } from '../../../main/accounts/sign-in.ts';
import { signOut } from '../../../main/accounts/sign-out.ts';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { ListTransport } from '../../support/core/list-transport.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { operation } from '../../support/sandbox-control.ts';
import { setup } from './generated-setup.ts';

const live = async (core: Core, id: string): Promise<boolean | undefined> =>
  (await core.control.tokens('empty')).find(({ kid }) => kid === id)?.live;

describe('revoking', () => {
  test('deletes on the server, then what is stored, then the row', async () => {
    const { core, generated, item, tokenId } = await setup();
    await generated.revoke();
    expect(await live(core, tokenId)).toBe(false);
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.index.tokens).toEqual([]);
    expect(core.state.generated).toBeNull();
    expect(core.state.list.tokens.map(({ id }) => id)).not.toContain(tokenId);
    expect(await core.journal()).toEqual([]);
  });

  test.each<[string, string, FaultInput]>([
    ['404', 'TOKEN_NOT_FOUND', { answer: { kind: 'status', status: 404 } }],
    ['403', 'TWO_FACTOR_OR_REFUSED', { answer: { kind: 'status', status: 403 } }],
    ['503', 'SERVER_ERROR', { answer: { kind: 'status', status: 503 } }],
    ['a page', 'NOT_THE_API', { answer: { kind: 'html' } }],
  ])('that is answered with %s changes nothing', async (_, code, fault) => {
    const { core, generated, item, tokenId, value } = await setup();
    await core.control.fault({ ...operation.delete, times: 'always', ...fault });
    await expect(generated.revoke()).rejects.toMatchObject({ code });
    expect(await live(core, tokenId)).toBe(true);
    expect(core.keytar.items().get(item)).toBe(value);
    expect(generated.reveal().value).toBe(value);
  });

  test.each([
    ['with', false],
    ['without', true],
  ] as const)(
    'is believed to be done elsewhere only by the clock of the server: %s it',
    async (_, dateless) => {
      const transport = new ListTransport();
      const core = await setupCore({ transport });
      await core.signIn('empty');
      // No list of this run names the token: that it lacks it later might be because it is late.
      core.before('generate', 'read-value', async () => {
        await core.control.fault({
          ...operation.list,
          times: 'always',
          answer: { kind: 'status', status: 503 },
        });
      });
      const { tokenId, value } = await core.generate();
      await core.control.deleteToken(tokenId);
      await core.control.clearFaults();
      core.clock.advance(3_000_000);
      transport.dateless = dateless;
      const revoked = core.app.generated.revoke();
      if (dateless) await expect(revoked).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
      else await revoked;
      expect(core.keytar.items().get(tokenItem(tokenId))).toBe(dateless ? value : undefined);
    },
  );

  test('whose first answer was lost is done', async () => {
    const { core, generated, tokenId } = await setup();
    const answer = { kind: 'reset', when: 'after' } as const;
    await core.control.fault({ ...operation.delete, answer });
    await generated.revoke();
    expect(await live(core, tokenId)).toBe(false);
    expect(core.state.generated).toBeNull();
    expect(core.index.tokens).toEqual([]);
  });

  test.each(['live', 'unknown there'])(
    'goes to the account that asked for it, though another server is shown by then: %s',
    async (there) => {
      const { core, generated, item, tokenId, value } = await setup();
      const other = await setupSandbox({ now: () => core.clock.now() });
      const { value: token } = await other.control.consoleToken('empty');
      const input = { endpoint: other.origin, token, contractNumber: null };
      await signInWithToken(core.app, input);
      await core.untilListed();
      await other.control.clearLog();
      if (there === 'live') {
        await generated.revoke();
        expect(await live(core, tokenId)).toBe(false);
        expect(core.keytar.items().has(item)).toBe(false);
        expect(core.state.generated).toBeNull();
      } else {
        const answer = { kind: 'status', status: 404 } as const;
        await core.control.fault({ ...operation.delete, times: 'always', answer });
        await expect(generated.revoke()).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
        expect(await live(core, tokenId)).toBe(true);
        expect(core.keytar.items().get(item)).toBe(value);
        expect(generated.reveal().value).toBe(value);
      }
      expect(await other.control.requests(operation.delete)).toEqual([]);
    },
  );

  test('goes to the account that asked for it, though nobody is signed in by then', async () => {
    const { core, generated, item, tokenId } = await setup();
    const { workspace, accounts, lists } = core.app;
    await signOut(workspace, accounts, lists, { revoke: false });
    await generated.revoke();
    expect(await live(core, tokenId)).toBe(false);
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.state.generated).toBeNull();
  });

  test('that finds its sign-in ended says so of the account that asked for it alone', async () => {
    const { core, generated, tokenId } = await setup();
    const asked = core.app.accounts.current;
    await core.signIn('plain');
    await core.control.deleteToken(asked?.ownTokenId ?? '');
    await expect(generated.revoke()).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
    expect(core.state.session.account?.authorised).toBe(true);
    expect(core.app.accounts.isRefused(asked?.id ?? '')).toBe(true);
    expect(await live(core, tokenId)).toBe(true);
  });

  test('where the keyring is locked by then ends the value all the same', async () => {
    const { core, generated, tokenId } = await setup();
    core.keytar.mode = 'locked';
    await generated.revoke();
    expect(await live(core, tokenId)).toBe(false);
    expect(core.state.generated).toBeNull();
    expect(core.index.tokens).toMatchObject([{ id: tokenId }]);
    expect(await core.journal()).toEqual([]);
  });
});
