import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sentinelItem, tokenItem } from '../../main/vault/secret-store.ts';
import { inventory, items, remove, shown } from './removing.ts';
import { generate, signedIn } from './trial-setup.ts';

test('what went before the keychain failed is called missing, and the rest goes the next time', async () => {
  const core = await signedIn();
  const [first, second] = [await generate(core), await generate(core)];
  core.keytar.failDelete = tokenItem(second);
  await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_FAILED' });
  expect(items(core)).toContain(tokenItem(second));
  expect(items(core)).not.toContain(tokenItem(first));
  expect(await shown(core)).toEqual([second]);
  core.keytar.failDelete = null;
  await remove(core);
  expect(items(core)).toEqual([]);
  expect(await readdir(core.folder)).toEqual([]);
});

test('whoever lost what signs them in by a failure in the middle is told so', async () => {
  const core = await signedIn();
  core.keytar.failDelete = sentinelItem;
  await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_FAILED' });
  expect(core.state.session.account).toMatchObject({ authorised: false, ended: 'missing' });
});

describe('what is left can be removed', () => {
  test('where the app was killed when the keychain was empty, and the files were not', async () => {
    const core = await signedIn();
    const id = await generate(core);
    core.files.failRemoves = true;
    await expect(remove(core)).rejects.toMatchObject({ code: 'INTERNAL' });
    await core.restart();
    // Nothing is called saved that is gone.
    expect(await inventory(core)).toMatchObject({ values: [] });
    expect(core.state.list.tokens.find((token) => token.id === id)?.kept).not.toBe('keychain');
    await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_ELSEWHERE' });
    await remove(core, { elsewhere: true });
    expect(await readdir(core.folder)).toEqual([]);
  });

  test('where the keychain that held it is gone for good', async () => {
    const core = await signedIn();
    await generate(core);
    await core.end();
    core.keytar.mode = 'no-service';
    await core.open();
    await expect(remove(core)).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    await remove(core, { elsewhere: true });
    expect(await readdir(core.folder)).toEqual([]);
  });

  test('where it went while the app ran: what signs in is not revoked unread, and goes without that', async () => {
    const core = await signedIn();
    await generate(core);
    core.keytar.mode = 'no-service';
    const all = { elsewhere: true, revoke: true };
    await expect(remove(core, all)).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    expect(core.state.session.status).toBe('signed-in');
    await remove(core, { elsewhere: true, revoke: false });
    expect(await readdir(core.folder)).toEqual([]);
  });

  test('where somebody took the sentinel away, which tells nothing of the values', async () => {
    const core = await signedIn();
    await generate(core);
    core.keytar.take(sentinelItem);
    await core.restart();
    await remove(core);
    expect(items(core)).toEqual([]);
  });

  test('where every file is broken: their texts name it still', async () => {
    const core = await signedIn();
    const id = await generate(core);
    await core.end();
    const folder = join(core.folder, 'vault');
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8');
      await writeFile(join(folder, name), text.slice(0, -3));
    }
    await core.open();
    expect((await inventory(core)).others).toBeGreaterThan(0);
    expect(items(core)).toContain(tokenItem(id));
    await remove(core);
    expect(items(core)).toEqual([]);
  });
});
