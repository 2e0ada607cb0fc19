import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { startSandbox } from '../../../main/sandbox/server.ts';
import { basic, bearer, call, kidOf, listed, mint, setup } from './client.ts';

const me = basic(accounts.plain);

async function setupFile() {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, file: join(folder, 'inner', 'state.json') };
}

/** A state file in which one token was minted. */
async function setupState() {
  const { folder, file } = await setupFile();
  const sandbox = await startSandbox({ stateFile: file });
  const value = await mint(sandbox, me);
  const ids = await listed(sandbox, me);
  await sandbox.close();
  return { folder, file, value, ids };
}

describe('the state file', () => {
  it('keeps tokens, users and key over a restart', async () => {
    const { file, value, ids } = await setupState();
    const again = await setup({ stateFile: file });
    expect(await listed(again, bearer(value))).toEqual(ids);
    await again.admin.changeAccount('plain', { password: 'changed' });
    await again.admin.deleteToken(kidOf(value));
    await again.close();

    const third = await setup({ stateFile: file });
    const changed = basic({ email: accounts.plain.email, password: 'changed' });
    expect(await listed(third, changed)).toEqual(ids.filter((id) => id !== kidOf(value)));
    expect((await call(third, 'GET /auth/v1/tokens', bearer(value))).status).toBe(401);
  });

  it('is for its owner alone and never holds a value', async () => {
    const { file, value } = await setupState();
    const text = await readFile(file, 'utf8');
    expect(text).toContain(kidOf(value));
    for (const part of value.split('.')) expect(text).not.toContain(part);
    if (process.platform === 'win32') return;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700);
  });

  it('holds a token before its value is given out', async () => {
    const { file } = await setupFile();
    const sandbox = await setup({ stateFile: file });
    const value = await mint(sandbox, me);
    expect(await readFile(file, 'utf8')).toContain(kidOf(value));
  });

  it('makes no key before one is needed, and only one', async () => {
    const { file } = await setupFile();
    const first = await startSandbox({ stateFile: file });
    expect(await readFile(file, 'utf8')).toContain('"privateKey":null');
    const values = await Promise.all([mint(first, me), mint(first, me), mint(first, me)]);
    await first.close();
    const again = await setup({ stateFile: file });
    for (const value of values)
      expect((await call(again, 'GET /auth/v1/tokens', bearer(value))).status).toBe(200);
  });

  it('seeds once: what was deleted does not come back', async () => {
    const { file } = await setupFile();
    const first = await startSandbox({ stateFile: file, accounts: 'trial' });
    const trial = basic(accounts.trial);
    await call(first, 'DELETE /auth/v1/tokens?criteria=ALL', trial);
    await first.close();
    const again = await setup({ stateFile: file, accounts: 'trial' });
    expect(await listed(again, trial)).toEqual([]);
  });

  it('that cannot be written makes a 500, and no token', async () => {
    const { file, folder } = await setupFile();
    const sandbox = await setup({ stateFile: file });
    await rm(join(folder, 'inner'), { recursive: true });
    await writeFile(join(folder, 'inner'), 'a file where the folder was');
    const before = await listed(sandbox, me);
    const { status, body } = await call(sandbox, 'GET /auth/v1/tokens/generate', me);
    expect({ status, body }).toMatchObject({ status: 500, body: { httpStatus: 500 } });
    expect(await listed(sandbox, me)).toEqual(before);
    const [id = ''] = before;
    expect((await call(sandbox, `DELETE /auth/v1/tokens/${id}`, me)).status).toBe(500);
    expect(await listed(sandbox, me)).toEqual(before);
  });
});

describe('a broken state file', () => {
  it.each<readonly [string, (size: number) => number]>([
    ['nothing', () => 0],
    ['one byte', () => 1],
    ['a tenth', (size) => size / 10],
    ['the half', (size) => size / 2],
    ['nine tenths', (size) => size * 0.9],
    // The last byte is a newline.
    ['all but the brace', (size) => size - 2],
  ])('of which %s is left is set aside, and a fresh state is made', async (_left, cut) => {
    const { file, value } = await setupState();
    await truncate(file, Math.floor(cut((await stat(file)).size)));
    const torn = await readFile(file, 'utf8');
    const again = await setup({ stateFile: file });
    expect(await listed(again, me)).toHaveLength(3);
    expect((await call(again, 'GET /auth/v1/tokens', bearer(value))).status).toBe(401);
    const aside = (await readdir(join(file, '..'))).filter((name) => name.includes('.broken-'));
    expect(aside).toEqual([expect.stringMatching(/^state\.json\.broken-\d+$/)]);
    expect(await readFile(join(file, '..', aside[0] ?? ''), 'utf8')).toBe(torn);
  });

  it.each([
    ['another version', (text: string) => text.replace('"version":1', '"version":2')],
    ['a foreign JSON', () => '{"name":"not ours"}'],
    ['a list', () => '[]'],
    ['no key at all', (text: string) => text.replace(/BEGIN PRIVATE KEY/, 'BEGIN NOTHING')],
    ['a wrong type', (text: string) => text.replace(/"expiresAt":\d+/, '"expiresAt":"soon"')],
  ])('with %s is set aside', async (_name, spoil) => {
    const { file } = await setupState();
    await writeFile(file, spoil(await readFile(file, 'utf8')));
    const again = await setup({ stateFile: file });
    expect(await listed(again, me)).toHaveLength(3);
    expect((await readdir(join(file, '..'))).some((name) => name.includes('.broken-'))).toBe(true);
  });

  it('that cannot be read stops the start and is left alone', async () => {
    const { folder } = await setupFile();
    await expect(startSandbox({ stateFile: folder })).rejects.toThrow(/EISDIR/);
  });
});
