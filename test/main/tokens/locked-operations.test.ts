import { expect, test } from 'vitest';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { moveToKeychain } from '../../../main/tokens/move-to-keychain.ts';
import { withoutSaved } from '../../../main/vault/index-file.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { turns } from '../../support/core/turns.ts';
import { idsIn } from '../../support/reliability/outside-view.ts';
import { unsaid } from '../../support/unsaid.ts';

/** All that there is of a token: in the keychain, the index, on the server, and as a file. */
async function seen(core: Core, id: string) {
  const { tokens, accounts } = core.index;
  return {
    items: [...core.keytar.items()].filter(([, text]) => idsIn(text).includes(id)),
    saved: tokens.filter((token) => token.id === id),
    accounts: accounts.filter(({ ownTokenId }) => ownTokenId === id),
    live: (await core.control.tokens('empty')).some(({ kid, live }) => kid === id && live),
    files: [...core.tokenFiles.texts.keys()],
  };
}

/** Resolves when somebody waits for the token, from now on. */
function waited({ app }: Core, id: string): Promise<'waited'> {
  const { locks } = app.workspace;
  const acquire = locks.acquire.bind(locks);
  return new Promise((resolve) => {
    locks.acquire = (...ids) => {
      if (ids.includes(id)) resolve('waited');
      return acquire(...ids);
    };
  });
}

/** The list that an act asks for at its end was read, and is on disk. */
async function listed(core: Core): Promise<void> {
  if (core.state.session.status === 'signed-in') await core.untilListed();
  await turns();
}

/** Signed in, with a value that was generated; its window is closed. */
async function saved(core: Core): Promise<string> {
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  return tokenId;
}

/** Signed in, with a value in its window. */
async function inWindow(core: Core, keep: boolean): Promise<string> {
  await core.signIn('empty');
  const { tokenId } = await core.generate({ keep });
  return tokenId;
}

/** The app died at a step, and was opened again. */
async function died(core: Core, at: readonly [string, string], act: () => Promise<unknown>) {
  const dead = core.dieAt(...at);
  void act();
  await dead;
  await core.restart();
}

const remove = ({ app }: Core, id: string): Promise<void> =>
  deleteToken(app.workspace, app.accounts, app.lists, id);

/** A token, and what is begun on it. */
interface Begun {
  readonly id: string;
  readonly act: () => Promise<unknown>;
}

const operations: readonly (readonly [string, (core: Core) => Promise<Begun>])[] = [
  [
    'a deletion',
    async (core) => {
      const id = await saved(core);
      return { id, act: () => remove(core, id) };
    },
  ],
  [
    'the removal of a value',
    async (core) => {
      const id = await saved(core);
      return { id, act: () => core.app.values.forget(id) };
    },
  ],
  [
    'an import',
    async (core) => {
      await core.signIn('empty');
      const { value, kid: id } = await core.control.consoleToken('empty');
      core.app.imports.read(value);
      return { id, act: () => core.app.imports.keep(unsaid) };
    },
  ],
  [
    'the deletion of the file of an import',
    async (core) => {
      await core.signIn('empty');
      const { value, kid: id } = await core.control.consoleToken('empty');
      core.tokenFiles.texts.set('/home/alex/token.txt', value);
      await core.app.imports.openDropped('/home/alex/token.txt');
      await core.app.imports.keep(unsaid);
      await listed(core);
      return { id, act: () => core.app.imports.deleteFile() };
    },
  ],
  [
    'noting that a value is missing',
    async (core) => {
      const id = await saved(core);
      core.keytar.take(tokenItem(id));
      return { id, act: () => core.app.values.copy(id).catch(() => undefined) };
    },
  ],
  [
    'keeping a value after all',
    async (core) => {
      const id = await inWindow(core, false);
      return { id, act: () => core.app.generated.keep(true) };
    },
  ],
  [
    'keeping a value no longer',
    async (core) => {
      const id = await inWindow(core, true);
      return { id, act: () => core.app.generated.keep(false) };
    },
  ],
  [
    'revoking a token in its window',
    async (core) => {
      const id = await inWindow(core, true);
      return { id, act: () => core.app.generated.revoke() };
    },
  ],
  [
    'a check that finds its value',
    async (core) => {
      await core.signIn('empty');
      await died(core, ['generate', 'write-index'], () => core.generate());
      const [intent] = await core.journal();
      // Its first look comes when time passes, which it does not here.
      await core.app.start();
      return { id: intent?.tokenId ?? '', act: () => core.app.settler.check(intent?.id ?? '') };
    },
  ],
  [
    'a start that ends an import',
    async (core) => {
      await core.signIn('empty');
      const { value, kid: id } = await core.control.consoleToken('empty');
      core.app.imports.read(value);
      await died(core, ['import', 'write-index'], () => core.app.imports.keep(unsaid));
      return { id, act: () => core.app.start() };
    },
  ],
  [
    'a start that ends the removal of a value',
    async (core) => {
      const id = await saved(core);
      await died(core, ['forget', 'write-index'], () => core.app.values.forget(id));
      return { id, act: () => core.app.start() };
    },
  ],
  [
    'a start that ends a deletion',
    async (core) => {
      const id = await saved(core);
      await died(core, ['delete', 'remove-value'], () => remove(core, id));
      return { id, act: () => core.app.start() };
    },
  ],
  [
    'a start that ends a sign-in with a token',
    async (core) => {
      const { value, kid: id } = await core.control.consoleToken('empty');
      await died(core, ['token-sign-in', 'write-index'], () => core.signInWithToken(value));
      return { id, act: () => core.app.start() };
    },
  ],
  [
    'moving a value from memory into a keychain',
    async (core) => {
      core.keytar.mode = 'no-service';
      const id = await saved(core);
      const { workspace } = core.app;
      // The app moves it by itself; here it is told to.
      workspace.stores.onChange(() => undefined);
      core.keytar.mode = 'unlocked';
      await workspace.stores.look();
      return { id, act: () => moveToKeychain(workspace) };
    },
  ],
  [
    'a rebuild of the index',
    async (core) => {
      const id = await saved(core);
      await core.app.workspace.index.change((index) => withoutSaved(index, id));
      return { id, act: () => core.app.rebuild() };
    },
  ],
  [
    'a sign-in by password that keeps the token it replaces',
    async (core) => {
      await core.signIn('empty');
      const id = core.app.accounts.current?.ownTokenId ?? '';
      return { id, act: () => core.signIn('empty') };
    },
  ],
  [
    'a sign-in with a token',
    async (core) => {
      const { value, kid: id } = await core.control.consoleToken('empty');
      return { id, act: () => core.signInWithToken(value) };
    },
  ],
  [
    'a sign-out that revokes the own token',
    async (core) => {
      await core.signIn('empty');
      const id = core.app.accounts.current?.ownTokenId ?? '';
      return { id, act: () => core.app.signOut({ revoke: true }) };
    },
  ],
];

test.each(operations)('%s waits for the operation before it on that token', async (_, begin) => {
  const core = await setupCore();
  const { id, act } = await begin(core);
  await turns();
  const release = await core.app.workspace.locks.acquire(id);
  const before = await seen(core, id);
  const waits = waited(core, id);
  const acting = act();
  expect(await Promise.race([waits, acting.then(() => 'did not wait')])).toBe('waited');
  await turns();
  expect(await seen(core, id)).toEqual(before);
  release();
  await acting;
  expect(await seen(core, id)).not.toEqual(before);
  await listed(core);
});

test.each([
  ['generate', (core: Core) => core.generate()],
  ['sign-in', (core: Core) => core.signIn('empty')],
] as const)('the token of a %s waits from the moment that it is known', async (name, act) => {
  const core = await setupCore();
  if (name === 'generate') await core.signIn('empty');
  const earlier = new Set((await core.control.tokens('empty')).map(({ kid }) => kid));
  const held = new Promise<{ id: string; release: () => void; waits: Promise<'waited'> }>(
    (resolve) => {
      core.before(name, 'read-value', async () => {
        const made = (await core.control.tokens('empty')).find(({ kid }) => !earlier.has(kid));
        const id = made?.kid ?? '';
        const release = await core.app.workspace.locks.acquire(id);
        resolve({ id, release, waits: waited(core, id) });
      });
    },
  );
  const acting = act(core);
  const { id, release, waits } = await held;
  expect(await Promise.race([waits, acting.then(() => 'did not wait')])).toBe('waited');
  await turns();
  expect(await seen(core, id)).toMatchObject({ items: [], saved: [], accounts: [], live: true });
  release();
  await acting;
  expect((await seen(core, id)).items).toHaveLength(1);
  await listed(core);
});
