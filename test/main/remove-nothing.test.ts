import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sentinelValue } from '../../main/vault/secret-store.ts';
import type { ProfilesCore } from '../support/core/setup-profiles.ts';
import { items, remove, shown, type Options } from './removing.ts';
import { generate, inTrial, request, signedIn } from './trial-setup.ts';

describe('nothing is removed', () => {
  async function expectAll(core: ProfilesCore, code: string, options?: Options): Promise<void> {
    const before = items(core);
    const files = await readdir(join(core.folder, 'vault'));
    expect(before.length).toBeGreaterThan(0);
    await expect(remove(core, options)).rejects.toMatchObject({ code });
    expect(items(core)).toEqual(before);
    expect(await readdir(join(core.folder, 'vault'))).toEqual(files);
    expect(core.state.session.status).toBe('signed-in');
  }

  test('where a value came since the list was shown', async () => {
    const core = await signedIn();
    const values = await shown(core);
    await generate(core);
    await expectAll(core, 'LIST_CHANGED', { values });
  });

  test('where a value went since then, and another came', async () => {
    const core = await signedIn();
    await generate(core);
    await expectAll(core, 'LIST_CHANGED', { values: [randomUUID()] });
  });

  test('where the keychain is locked and the person says no', async () => {
    const core = await signedIn();
    await generate(core);
    core.keytar.mode = 'locked';
    await expectAll(core, 'STORE_LOCKED');
  });

  test('where there is no keychain to ask', async () => {
    const core = await signedIn();
    await generate(core);
    core.keytar.mode = 'no-service';
    await expectAll(core, 'STORE_ABSENT');
  });

  test('where another keychain is open than the one that holds the values', async () => {
    const core = await signedIn();
    await generate(core);
    await core.end();
    const back = core.keytar.swap();
    await core.open();
    await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_ELSEWHERE' });
    expect(await readdir(join(core.folder, 'vault'))).toContain('index.json');
    back();
    await core.restart();
    await remove(core);
    expect(items(core)).toEqual([]);
  });

  test('where the own token could not be revoked', async () => {
    const core = await signedIn();
    await generate(core);
    const { accounts, workspace } = core.profiles.current;
    core.files.failWrites = (path) => path.endsWith('journal.json');
    await expectAll(core, 'FILE_NOT_WRITTEN', { revoke: true });
    expect(accounts.connected).toBe(true);
    expect(workspace.index.content.accounts).toHaveLength(1);
  });

  test('while a value is shown', async () => {
    const core = await signedIn();
    await core.profiles.current.generation.generate(request);
    await expectAll(core, 'BUSY');
  });

  test('where the person did not mean it after all', async () => {
    const core = await signedIn();
    await generate(core);
    const before = items(core);
    expect(await remove(core, { meant: false, revoke: true })).toBe(false);
    expect(items(core)).toEqual(before);
    expect(core.state.session.account?.authorised).toBe(true);
  });

  test('where another keychain is open that has a sentinel of its own', async () => {
    const core = await signedIn();
    await generate(core);
    await core.end();
    core.keytar.swap();
    core.keytar.put('sentinel', sentinelValue);
    await core.open();
    await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_ELSEWHERE' });
    expect(await readdir(join(core.folder, 'vault'))).toContain('index.json');
  });

  test('in the trial', async () => {
    const core = await inTrial();
    await expect(remove(core)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(core.state.session.status).toBe('signed-in');
  });
});
