import { expect, test } from 'vitest';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { unsaid } from '../../support/unsaid.ts';

/** Signed in by a pasted token, with one value kept: all of it in memory. */
async function setup() {
  const core = await setupCore({ keyring: 'no-service' });
  const { kid, value: pasted } = await core.control.consoleToken('plain');
  await core.signInWithToken(pasted);
  const made = await core.generate({ label: 'deploy' });
  expect(keptOf(core, made.tokenId)).toBe('session');
  expect(core.app.atRisk.session).toHaveLength(2);
  return { core, ...made, own: kid, pasted };
}

const keptOf = ({ state }: Core, id: string): string | undefined =>
  state.list.tokens.find((token) => token.id === id)?.kept;

/** The keychain is there, and is looked at as by any refresh. */
async function arrives(core: Core): Promise<void> {
  core.keytar.mode = 'unlocked';
  await core.app.lists.refresh();
}

test('what is in memory only moves into a keychain that was found since, and is there after a restart', async () => {
  const { core, tokenId, value, own, pasted } = await setup();
  await core.app.generated.close();
  await arrives(core);
  await core.until(
    () => keptOf(core, tokenId) === 'keychain' && core.app.atRisk.session.length === 0,
  );
  expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
  expect(core.keytar.items().get(tokenItem(own))).toBe(pasted);
  expect(core.index.tokens.find(({ id }) => id === tokenId)?.origin).toBe(core.sandbox.origin);

  await core.restart();
  await core.app.start();
  await core.untilListed();
  // What signs in has moved, too.
  expect(core.state.session.account?.authorised).toBe(true);
  expect(core.state.list.tokens).toContainEqual(
    expect.objectContaining({ id: tokenId, state: 'saved', label: 'deploy' }),
  );
  expect(await core.app.values.reveal(tokenId)).toEqual({ value });
});

test('the window of a token that was just generated says where its value is by then', async () => {
  const { core, tokenId } = await setup();
  expect(core.state.generated).toMatchObject({ tokenId, kept: 'session' });
  await arrives(core);
  await core.until(({ generated }) => generated?.kept === 'keychain');
});

test.each([
  ['refuses it', (core: Core) => (core.keytar.failNextSet = 'no space')],
  ['cuts it', (core: Core) => (core.keytar.cutAt = 400)],
])('a keychain that %s takes nothing out of memory', async (_, breakIt) => {
  const { core, tokenId, value } = await setup();
  breakIt(core);
  const tried = new Promise<void>((resolve) => {
    core.keytar.mode = 'unlocked';
    const read = core.log.warn.bind(core.log);
    core.log.warn = (message, facts) => {
      read(message, facts);
      if (message.includes('in memory only')) resolve();
    };
  });
  await core.app.lists.refresh();
  await tried;
  expect(core.app.atRisk.session).toHaveLength(2);
  expect(await core.app.values.reveal(tokenId)).toEqual({ value });
  expect(core.index.tokens).toEqual([]);
  expect([...core.keytar.items().keys()].filter((item) => item.startsWith('token:'))).toEqual([]);
  expect(core.app.workspace.journal.content.operations).toMatchObject([
    { kind: 'generate', tokenId },
  ]);
});

test('a keychain that fails its probe loses nothing of what it holds', async () => {
  const { core, own, pasted } = await setup();
  core.keytar.put(tokenItem(own), pasted);
  core.keytar.misread = (text) => (text.startsWith('eyJ') ? text : `${text}?`);
  core.keytar.mode = 'unlocked';
  await core.app.lists.refresh();
  await expect
    .poll(() => core.log.entries.map(({ message }) => message))
    .toContain('what is in memory only could not be brought into the keychain');
  expect(core.keytar.items().get(tokenItem(own))).toBe(pasted);
  expect(core.app.atRisk.session).toHaveLength(2);
});

test('what a keychain gives back otherwise may only be misread: nothing is taken away for it', async () => {
  const { core, tokenId, value } = await setup();
  await core.app.generated.close();
  core.keytar.misread = (text) => (text === value ? 'something else' : text);
  await arrives(core);
  await expect
    .poll(() => core.log.entries.map(({ message }) => message))
    .toContain('what is in memory only could not be brought into the keychain');
  expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
  expect(core.app.workspace.journal.content.operations).toContainEqual(
    expect.objectContaining({ kind: 'import', tokenId }),
  );
});

test('another value that the keychain has already stays, and so does the one in memory', async () => {
  const { core, tokenId, value, own } = await setup();
  const other = `${value.slice(0, -4)}AAAA`;
  core.keytar.put(tokenItem(tokenId), other);
  await arrives(core);
  await core.until(() => keptOf(core, own) === 'keychain');
  expect(core.keytar.items().get(tokenItem(tokenId))).toBe(other);
  expect(await core.app.values.reveal(tokenId)).toEqual({ value });
});

test('what signs in stays in memory where the keychain gives it back otherwise', async () => {
  const { core } = await setup();
  const item = signInItem(core.app.accounts.current?.id ?? '');
  core.keytar.misread = (text) => (text.startsWith('{') ? `${text} ` : text);
  await arrives(core);
  await expect
    .poll(() => core.log.entries.map(({ message }) => message))
    .toContain('what is in memory only could not be brought into the keychain');
  expect(core.app.workspace.stores.session.has(item)).toBe(true);
});

test('a piece of a value in memory is not imported beside it', async () => {
  const { core, tokenId, value } = await setup();
  await core.app.generated.close();
  core.keytar.mode = 'unlocked';
  core.app.imports.read(value.slice(0, -5));
  await expect(core.app.imports.keep(unsaid)).rejects.toMatchObject({
    code: 'VALUE_DIFFERS',
  });
  expect(core.keytar.items().has(tokenItem(tokenId))).toBe(false);
});

test('a locked keychain is not asked', async () => {
  const { core } = await setup();
  core.keytar.mode = 'locked';
  await core.app.lists.refresh();
  await core.app.lists.refresh();
  expect(core.keytar.calls.filter((call) => call.startsWith('set'))).toEqual([]);
  expect(core.app.atRisk.session).toHaveLength(2);
});

test('a crash on the way leaves a value that is filed at the next start, and names what went with it', async () => {
  const { core, tokenId, own, pasted } = await setup();
  await core.app.generated.close();
  const dead = core.dieAt('move', 'write-index');
  await arrives(core);
  await dead;
  await core.open();
  expect(core.index.tokens).toEqual([]);
  await core.app.start();
  expect(core.index.tokens.map(({ id }) => id)).toEqual([own]);
  expect(await core.app.values.reveal(own)).toEqual({ value: pasted });
  expect(core.app.workspace.journal.content.operations).toMatchObject([
    { kind: 'generate', tokenId },
  ]);
});
