import { describe, expect, test } from 'vitest';
import { signInWithToken } from '../../../main/accounts/sign-in.ts';
import { signOut } from '../../../main/accounts/sign-out.ts';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { ListTransport } from '../../support/core/list-transport.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { operation } from '../../support/sandbox-control.ts';

/** Signed in, with the window of a token open that was just generated. */
async function setup(request: { keep?: boolean } = {}) {
  const core = await setupCore();
  await core.signIn('empty');
  const made = await core.generate(request);
  return { core, ...made, item: tokenItem(made.tokenId), generated: core.app.generated };
}

const live = async (core: Core, id: string): Promise<boolean | undefined> =>
  (await core.control.tokens('empty')).find(({ kid }) => kid === id)?.live;

describe('the one-time value', () => {
  test('can be seen again while its window is open, and not after', async () => {
    const { generated, tokenId, value } = await setup();
    expect(generated.reveal()).toEqual({ tokenId, value });
    await generated.close();
    expect(() => generated.reveal()).toThrow(expect.objectContaining({ code: 'NOTHING_PENDING' }));
  });

  test('is copied as it is, and the state says so', async () => {
    const { core, generated, value } = await setup();
    core.clipboard.clearsAt = 7;
    await expect(generated.copyValue()).resolves.toEqual({ clearsAt: 7 });
    expect(core.clipboard.secrets).toEqual([value]);
    expect(core.clipboard.texts).toEqual([]);
    expect(core.state.generated?.copied).toBe(true);
  });

  test('is not called copied where that failed', async () => {
    const { core, generated } = await setup();
    core.clipboard.fails = true;
    await expect(generated.copyValue()).rejects.toMatchObject({ code: 'CLIPBOARD_FAILED' });
    expect(core.state.generated?.copied).toBe(false);
  });

  test('is downloaded without a newline, under a name that tells no more than its id', async () => {
    const { core, generated, tokenId, value } = await setup();
    await expect(generated.download()).resolves.toEqual({ saved: true });
    expect(core.saveDialog.saved).toEqual([
      { name: `ionos-token-${tokenId.slice(0, 8)}.txt`, content: value },
    ]);
    expect(core.state.generated?.downloaded).toBe(true);
  });

  test('is not called downloaded where the person cancelled or the disk was full', async () => {
    const { core, generated } = await setup();
    core.saveDialog.answer = 'cancel';
    await expect(generated.download()).resolves.toEqual({ saved: false });
    core.saveDialog.answer = 'disk full';
    await expect(generated.download()).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(core.state.generated?.downloaded).toBe(false);
  });

  test.each([
    ['it is kept nowhere', {}, true],
    ['it was copied, and the clipboard is cleared then', { copied: true }, true],
    ['it was downloaded', { downloaded: true }, false],
    ['it is in the keychain', { kept: 'keychain' as const }, false],
    ['it is in memory', { kept: 'session' as const }, false],
  ])('would be lost with its window where %s: %o %s', async (_, facts, unsafe) => {
    const { core, generated } = await setup({ keep: false });
    const { state } = core.app.workspace;
    const { generated: shown } = core.state;
    if (shown) state.change({ generated: { ...shown, ...facts } });
    expect(generated.unsafe).toBe(unsafe);
  });
});

describe('every act on it', () => {
  test.each([
    ['copy', (core: Core) => core.app.generated.copyValue()],
    ['download', (core: Core) => core.app.generated.download()],
    ['keep', (core: Core) => core.app.generated.keep(true)],
    ['revoke', (core: Core) => core.app.generated.revoke()],
    ['close', (core: Core) => core.app.generated.close()],
  ])('is refused without one: %s', async (_, act) => {
    const core = await setupCore();
    await core.signIn('empty');
    await expect(act(core)).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });
});

describe('keeping', () => {
  test('can be declined after all: the value goes, and a crash before it closes is named', async () => {
    const { core, generated, item, tokenId } = await setup();
    await generated.keep(false);
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.index.tokens).toEqual([]);
    expect(core.state.generated?.kept).toBe('no');
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'not-here' }),
    );
    expect(await core.journal()).toMatchObject([{ tokenId }]);
    expect(await lostTokens(core)).toEqual([]);
    await generated.close();
    expect(await core.journal()).toEqual([]);
  });

  test('can be wanted after all', async () => {
    const { core, generated, item, value, tokenId } = await setup({ keep: false });
    await generated.keep(true);
    expect(core.keytar.items().get(item)).toBe(value);
    expect(core.state.generated?.kept).toBe('keychain');
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'saved', label: 'deploy' }),
    );
    expect(await core.journal()).toEqual([]);
  });

  test('that fails leaves the value on screen, with the reason', async () => {
    const { core, generated, value } = await setup({ keep: false });
    core.keytar.mode = 'locked';
    await expect(generated.keep(true)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(core.state.generated).toMatchObject({
      kept: 'no',
      storeError: { code: 'STORE_LOCKED' },
    });
    expect(generated.reveal().value).toBe(value);
    expect(await core.journal()).toHaveLength(1);
  });

  test('cannot be declined where the keychain cannot be asked: the value is said to be there', async () => {
    const { core, generated, item } = await setup();
    core.keytar.mode = 'locked';
    await expect(generated.keep(false)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(core.keytar.items().has(item)).toBe(true);
    expect(core.state.generated?.kept).toBe('keychain');
    expect(core.index.tokens).toHaveLength(1);
  });

  test('cannot be declined where the keychain went away with the value in it', async () => {
    const { core, generated } = await setup();
    core.keytar.mode = 'no-service';
    await expect(generated.keep(false)).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    expect(core.state.generated?.kept).toBe('keychain');
    expect(core.index.tokens).toHaveLength(1);
  });

  test('is done one wish after another', async () => {
    const { core, generated, item } = await setup();
    await Promise.all([generated.keep(false), generated.keep(true), generated.close()]);
    expect(core.keytar.items().has(item)).toBe(true);
    expect(core.index.tokens).toHaveLength(1);
    expect(core.state.generated).toBeNull();
    expect(await core.journal()).toEqual([]);
  });
});

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

describe('closing', () => {
  test('needs no disk where nothing is open', async () => {
    const { core, generated } = await setup();
    core.files.failWrites = () => true;
    await generated.close();
    expect(core.state.generated).toBeNull();
  });

  test('makes room for the next one', async () => {
    const { core, generated } = await setup();
    await generated.close();
    const { tokenId } = await core.generate();
    expect(core.state.generated?.tokenId).toBe(tokenId);
  });
});

test('a value that is gone is not called kept, even where the index cannot be written', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  core.files.failWrites = (path) => path.includes('index.json');
  await expect(core.app.generated.keep(false)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(core.keytar.items().has(tokenItem(tokenId))).toBe(false);
  expect(core.state.generated?.kept).toBe('no');
  expect(core.app.generated.unsafe).toBe(true);

  // Killed there, the next start names it although the index still lists it as saved.
  core.files.failWrites = () => false;
  await core.restart();
  await core.app.start();
  core.clock.advance(0);
  await core.until(({ ghosts }) => ghosts.some(({ status }) => status === 'found'));
  expect(core.state.ghosts[0]?.candidates).toMatchObject([{ tokenId }]);
});

describe('what the keychain does late', () => {
  test('a value that goes after its window closed is named, not called saved', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    core.keytar.mode = 'silent';
    const declined = expect(core.app.generated.keep(false)).rejects.toMatchObject({
      code: 'STORE_WAITING',
    });
    await core.keytar.prompted();
    core.clock.advance(120_000);
    await declined;
    await core.app.generated.close();
    core.keytar.answer('unlocked');
    await core.until(({ store }) => store.state === 'ready');
    await core.restart();
    await core.app.start();
    await core.untilListed();
    core.clock.advance(0);
    await core.until(({ ghosts }) => ghosts.some(({ status }) => status === 'found'));
    expect(core.state.ghosts).toMatchObject([{ candidates: [{ tokenId }] }]);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('a value that is stored, though the window could not say so, is filed when it closes', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    core.files.failWrites = (path) => path.endsWith('index.json');
    const { tokenId, value } = await core.generate({ label: 'deploy' });
    expect(core.state.generated).toMatchObject({ kept: 'no' });
    core.files.failWrites = () => false;
    await core.app.generated.close();
    core.clock.advance(0);
    await core.until(({ ghosts }) => ghosts.length === 0);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'saved', label: 'deploy' }),
    );
    expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('a keychain that fails when it is asked once more puts nothing in question that is safe', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    core.keytar.mode = 'locked';
    await expect(core.app.generated.keep(true)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    await core.app.generated.close();
    core.clock.advance(0);
    expect(core.state.ghosts).toEqual([]);
    core.keytar.mode = 'unlocked';
    expect(core.keytar.items().has(tokenItem(tokenId))).toBe(true);
  });

  test('declining writes down that it may be lost before it is taken out', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId, value } = await core.generate();
    core.files.failWrites = (path) => path.endsWith('journal.json');
    await expect(core.app.generated.keep(false)).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
    });
    expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
  });
});
