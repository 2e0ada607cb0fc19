import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { path, setup } from './importing.ts';
import { unsaid } from '../../support/unsaid.ts';

describe('a value that is kept', () => {
  test('is matched by its id: saved and live, under the label that was given', async () => {
    const { core, id, value } = await setup();
    core.app.imports.read(`${value}\n`);
    expect(await core.app.imports.keep({ ...unsaid, label: '  from the console ' })).toEqual({
      tokenId: id,
      kept: 'keychain',
    });
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id, state: 'saved', label: 'from the console' }),
    );
    expect(core.app.imports.read(value).alreadySaved).toBe(true);
  });

  test('has with it all that was said of it', async () => {
    const { core, id, value } = await setup();
    expect(core.app.imports.read(value).notes).toEqual(unsaid);
    const said = {
      label: ' ci ',
      note: ' ask Paula\n',
      usedIn: ' nightly ',
      color: 'teal',
    } as const;
    await core.app.imports.keep(said);
    const written = { label: 'ci', note: 'ask Paula', usedIn: 'nightly', color: 'teal' };
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id, ...written }));
    await core.restart();
    await core.app.start();
    expect(core.app.imports.read(value).notes).toEqual(written);
  });

  test('that was saved before goes on from what is written down of it', async () => {
    const { core, id, value } = await setup();
    const written = { label: 'ci', note: 'ask Paula', usedIn: 'nightly', color: 'teal' } as const;
    core.app.imports.read(value);
    await core.app.imports.keep(written);
    const again = core.app.imports.read(value);
    expect(again).toMatchObject({ alreadySaved: true, notes: written });
    await core.app.imports.keep(again.notes);
    expect(core.index.notes).toContainEqual({ id, ...written });
    core.app.imports.read(value);
    await core.app.imports.keep({ ...again.notes, label: 'renamed', note: '' });
    expect(core.index.notes).toContainEqual({ id, ...written, label: 'renamed', note: '' });
  });

  test.each(['unlocked', 'no-service'] as const)(
    'never takes the place of another value of the same token (%s)',
    async (keyring) => {
      const core = await setupCore({ keyring });
      await core.signIn('plain');
      const { value } = await core.control.consoleToken('plain');
      core.app.imports.read(value);
      const { tokenId } = await core.app.imports.keep({ ...unsaid, label: 'ci' });
      // What a careless selection leaves of it: three parts still, and the same id.
      const cut = value.slice(0, -20);
      core.tokenFiles.texts.set(path, cut);
      expect(await core.app.imports.openDropped(path)).toMatchObject({ id: tokenId });
      await expect(core.app.imports.keep({ ...unsaid, label: 'cut' })).rejects.toMatchObject({
        code: 'VALUE_DIFFERS',
      });
      expect(await core.app.values.reveal(tokenId)).toEqual({ value });
      expect(core.index.notes).toContainEqual(
        expect.objectContaining({ id: tokenId, label: 'ci' }),
      );
      await expect(core.app.imports.deleteFile()).rejects.toMatchObject({
        code: 'NOTHING_PENDING',
      });
      // A person who knows better says so by forgetting the saved one.
      await core.app.values.forget(tokenId);
      await core.app.imports.keep(unsaid);
      expect(await core.app.values.reveal(tokenId)).toEqual({ value: cut });
    },
  );

  test('is not taken for missing where only the index forgot it', async () => {
    const { core, id, value } = await setup();
    core.keytar.put(tokenItem(id), value);
    core.app.imports.read(value.slice(0, -20));
    await expect(core.app.imports.keep(unsaid)).rejects.toMatchObject({ code: 'VALUE_DIFFERS' });
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
  });

  test('takes the place of what is no value of this token', async () => {
    const { core, id, value } = await setup();
    core.keytar.put(tokenItem(id), 'text of another program');
    core.app.imports.read(value);
    await core.app.imports.keep(unsaid);
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
  });

  test('in memory only has its label, too', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signIn('plain');
    const made = await core.control.consoleToken('plain');
    await core.app.lists.refresh();
    core.app.imports.read(made.value);
    await core.app.imports.keep({ ...unsaid, label: 'ci' });
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: made.kid, label: 'ci', kept: 'session', state: 'saved' }),
    );
  });

  test('is kept once', async () => {
    const { core, value } = await setup();
    core.app.imports.read(value);
    await core.app.imports.keep(unsaid);
    await expect(core.app.imports.keep(unsaid)).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });

  test('that is younger than the list is never said to be gone', async () => {
    const { core } = await setup();
    const young = await core.control.consoleToken('plain');
    core.clock.advance(1_000);
    core.app.imports.read(young.value);
    const states: string[] = [];
    const end = core.onChange(({ list }) => {
      states.push(...(list?.tokens ?? []).filter(({ id }) => id === young.kid).map((t) => t.state));
    });
    await core.app.imports.keep(unsaid);
    await core.until(({ list }) =>
      list.tokens.some(({ id, state }) => id === young.kid && state === 'saved'),
    );
    end();
    expect(new Set(states)).toEqual(new Set(['cannot-tell', 'saved']));
  });

  test('of another contract and user is said to be, and filed under its own', async () => {
    const { core } = await setup();
    const other = await core.control.consoleToken('empty');
    expect(core.app.imports.read(other.value)).toMatchObject({
      otherContract: true,
      otherUser: true,
    });
    await core.app.imports.keep(unsaid);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({
        id: other.kid,
        state: 'cannot-tell',
        contractNumber: accounts.empty.contracts[0],
      }),
    );
  });

  test('that has expired is said to have, and can be kept all the same', async () => {
    const { core } = await setup();
    const ttl = 3600;
    const createdAt = Math.floor(core.clock.now() / 1000) - 2 * ttl;
    const old = await core.control.consoleToken('plain', { createdAt, ttl });
    expect(core.app.imports.read(old.value).expired).toBe(true);
    await core.app.imports.keep(unsaid);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: old.kid, state: 'expired', kept: 'keychain' }),
    );
  });

  test('stays to be kept where the keychain could not take it', async () => {
    const { core, id, value } = await setup();
    core.app.imports.read(value);
    core.keytar.mode = 'locked';
    await expect(core.app.imports.keep(unsaid)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(core.index.tokens.some((token) => token.id === id)).toBe(false);
    core.keytar.mode = 'unlocked';
    expect(await core.app.imports.keep(unsaid)).toEqual({ tokenId: id, kept: 'keychain' });
  });

  test('does not take along what was read meanwhile', async () => {
    const { core, id, value } = await setup();
    const other = await core.control.consoleToken('plain');
    core.app.imports.read(value);
    const kept = core.app.imports.keep(unsaid);
    core.app.imports.read(other.value);
    expect(await kept).toEqual({ tokenId: id, kept: 'keychain' });
    expect(await core.app.imports.keep(unsaid)).toEqual({ tokenId: other.kid, kept: 'keychain' });
  });
});
