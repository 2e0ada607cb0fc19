import { describe, expect, test } from 'vitest';
import { signOutSteps } from '../../main/accounts/sign-out-steps.ts';
import { tokenSignInSteps } from '../../main/accounts/token-sign-in-steps.ts';
import { forgetSteps } from '../../main/tokens/forget-steps.ts';
import { importSteps } from '../../main/tokens/import-steps.ts';
import { signInItem, tokenItem } from '../../main/vault/secret-store.ts';
import { lostTokens } from '../support/core/invariant.ts';
import { setupCore, type Core } from '../support/core/setup-core.ts';

const said = { label: 'deploy', note: 'for the pipeline', usedIn: 'CI', color: 'none' } as const;

const names = (steps: readonly { readonly name: string }[]): readonly string[] =>
  steps.map(({ name }) => name);
/** The steps after `name`: the process dies before each of them. */
const after = (steps: readonly { readonly name: string }[], name: string): ReadonlySet<string> =>
  new Set(names(steps).slice(names(steps).indexOf(name) + 1));

const isStored = (core: Core, id: string): boolean => core.keytar.items().has(tokenItem(id));
const isFiled = (core: Core, id: string): boolean =>
  core.index.tokens.some((token) => token.id === id);
const isLive = async (core: Core, id: string): Promise<boolean> =>
  (await core.control.tokens('empty')).some(({ kid, live }) => kid === id && live);
const openKinds = (core: Core): readonly string[] =>
  core.app.workspace.journal.content.operations.map(({ kind }) => kind);

/** The process dies before a step of what `act` begins, and the app is started again. */
async function dieAndStart(
  core: Core,
  operation: string,
  step: string,
  act: () => Promise<unknown>,
): Promise<void> {
  const dead = core.dieAt(operation, step);
  void act();
  await dead;
  await core.restart();
  await core.app.start();
}

describe('an import that a crash ended', () => {
  test.each(names(importSteps))('before %s: was never begun, or is filed', async (step) => {
    const core = await setupCore();
    await core.signIn('empty');
    const { kid, value } = await core.control.consoleToken('empty');
    await dieAndStart(core, 'import', step, () => {
      core.app.imports.read(value);
      return core.app.imports.keep(said);
    });
    const stored = after(importSteps, 'store-value').has(step);
    expect(isStored(core, kid)).toBe(stored);
    expect(isFiled(core, kid)).toBe(stored);
    expect(core.index.notes).toEqual(stored ? [{ id: kid, ...said }] : []);
    expect(openKinds(core)).toEqual([]);
  });

  test('waits for a locked keychain, and is filed when it is unlocked', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { kid, value } = await core.control.consoleToken('empty');
    const dead = core.dieAt('import', 'write-index');
    core.app.imports.read(value);
    void core.app.imports.keep(said);
    await dead;
    core.keytar.mode = 'locked';
    await core.restart();
    await core.app.start();
    expect(isFiled(core, kid)).toBe(false);
    expect(openKinds(core)).toEqual(['import']);
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    expect(isFiled(core, kid)).toBe(true);
    expect(openKinds(core)).toEqual([]);
  });
});

describe('a sign-in with a token that a crash ended', () => {
  test.each(names(tokenSignInSteps))(
    'before %s: is ended, or leaves a saved value at most; nothing that signs in is left over',
    async (step) => {
      const core = await setupCore();
      const { kid, value } = await core.control.consoleToken('empty');
      await dieAndStart(core, 'token-sign-in', step, () => core.signInWithToken(value));
      const stored = after(tokenSignInSteps, 'store-value').has(step);
      const signsIn = after(tokenSignInSteps, 'store-sign-in').has(step);
      expect(isStored(core, kid)).toBe(stored);
      expect(isFiled(core, kid)).toBe(stored);
      const { accounts } = core.index;
      expect(accounts.map(({ ownTokenId }) => ownTokenId)).toEqual(signsIn ? [kid] : []);
      expect(core.state.session.status).toBe(signsIn ? 'signed-in' : 'signed-out');
      const items = [...core.keytar.items().keys()].filter((item) => item.startsWith('sign-in:'));
      expect(items).toEqual(accounts.map(({ id }) => signInItem(id)));
      expect(openKinds(core)).toEqual([]);
    },
  );

  test('does not put the token of the account that was there at risk', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const own = core.app.accounts.current?.ownTokenId ?? '';
    const { value } = await core.control.consoleToken('empty');
    await dieAndStart(core, 'token-sign-in', 'write-account', () => core.signInWithToken(value));
    expect(isStored(core, own)).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('a second try is of the same account, and ends the first', async () => {
    const core = await setupCore();
    const { kid, value } = await core.control.consoleToken('empty');
    core.before('token-sign-in', 'write-account', () => {
      core.files.failWrites = () => true;
    });
    await expect(core.signInWithToken(value)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    core.before('token-sign-in', 'write-account', () => undefined);
    core.files.failWrites = () => false;
    await core.signInWithToken(value);
    expect(core.index.accounts.map(({ ownTokenId }) => ownTokenId)).toEqual([kid]);
    expect(
      [...core.keytar.items().keys()].filter((item) => item.startsWith('sign-in:')),
    ).toHaveLength(1);
    expect(openKinds(core)).toEqual([]);
  });
});

describe('a sign-out that a crash ended', () => {
  test.each(names(signOutSteps))(
    'before %s, without revoking: is ended once it was begun, its token kept',
    async (step) => {
      const core = await setupCore();
      await core.signIn('empty');
      const own = core.app.accounts.current?.ownTokenId ?? '';
      await dieAndStart(core, 'sign-out', step, () => core.app.signOut({ revoke: false }));
      const begun = after(signOutSteps, 'write-journal').has(step);
      expect(core.state.session.status).toBe(begun ? 'signed-out' : 'signed-in');
      // Nobody waits for the list of an account that is there no more.
      expect(core.state.list.status).toBe(begun ? 'idle' : 'ready');
      expect(isFiled(core, own)).toBe(begun);
      expect(await isLive(core, own)).toBe(true);
      expect(openKinds(core)).toEqual([]);
      expect(await lostTokens(core)).toEqual([]);
    },
  );

  test.each(names(signOutSteps))(
    'before %s, with revoking: is ended once the token is known to be gone',
    async (step) => {
      const core = await setupCore();
      await core.signIn('empty');
      const { id = '', ownTokenId } = core.app.accounts.current ?? {};
      const own = ownTokenId ?? '';
      await dieAndStart(core, 'sign-out', step, () => core.app.signOut({ revoke: true }));
      const noted = after(signOutSteps, 'note-revoked').has(step);
      expect(core.state.session.status).toBe(noted ? 'signed-out' : 'signed-in');
      expect(core.keytar.items().has(signInItem(id))).toBe(!noted);
      // Worth nothing by then; but what a file says of that is not believed.
      expect(isStored(core, own)).toBe(['keep-own', 'remove-item'].includes(step));
      if (!noted) expect(core.state.session.account?.authorised).toBe(await isLive(core, own));
      expect(openKinds(core)).toEqual([]);
      expect(await lostTokens(core)).toEqual([]);
    },
  );

  test('with a locked keychain: is ended without asking for it, and the token kept later', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const own = core.app.accounts.current?.ownTokenId ?? '';
    const dead = core.dieAt('sign-out', 'keep-own');
    void core.app.signOut({ revoke: false });
    await dead;
    core.keytar.mode = 'locked';
    await core.restart();
    const calls = core.keytar.calls.length;
    await core.app.start();
    expect(core.keytar.calls).toHaveLength(calls);
    expect(core.state.session.status).toBe('signed-out');
    // Nor does the next, which could take up what was left behind.
    await core.restart();
    await core.app.start();
    expect(core.keytar.calls).toHaveLength(calls);
    core.keytar.mode = 'unlocked';
    await core.restart();
    await core.app.start();
    expect(isFiled(core, own)).toBe(true);
    expect(core.index.leftBehind).toEqual([]);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('one that failed and said so is not ended behind the person’s back', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    core.keytar.cutAt = 100;
    await expect(core.app.signOut({ revoke: false })).rejects.toMatchObject({
      code: 'STORE_MISMATCH',
    });
    core.keytar.cutAt = Infinity;
    await core.restart();
    await core.app.start();
    expect(core.state.session.status).toBe('signed-in');
  });
});

describe('a removal of a value that a crash ended', () => {
  test.each(names(forgetSteps))('before %s: the value and its entry go together', async (step) => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await dieAndStart(core, 'forget', step, () => core.app.values.forget(tokenId));
    const removed = after(forgetSteps, 'remove-value').has(step);
    expect(isStored(core, tokenId)).toBe(!removed);
    expect(isFiled(core, tokenId)).toBe(!removed);
    expect(openKinds(core)).toEqual([]);
  });
});
