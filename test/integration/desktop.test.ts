import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startDesktop, type Desktop } from '../support/desktop.ts';

const exec = promisify(execFile);
const service = 'desktop test';

let desktop: Desktop;

beforeAll(async () => {
  desktop = await startDesktop();
});

beforeEach(async () => {
  await desktop.keyring.unlock();
});

afterAll(async () => {
  await desktop.close();
});

/** Calls keytar in a process of its own, since it reads the desktop's environment once. */
async function keytar(call: string, env: Desktop['env'] = desktop.env): Promise<unknown> {
  const program = `require('keytar').${call}
    .then((value) => ({ value }), (error) => ({ rejected: error.message }))
    .then((outcome) => console.log(JSON.stringify(outcome)))`;
  const { stdout } = await exec(process.execPath, ['-e', program], { env: { ...env } });
  return JSON.parse(stdout);
}

const set = (account: string, value: string): Promise<unknown> =>
  keytar(`setPassword('${service}', '${account}', '${value}')`);
const get = (account: string): Promise<unknown> =>
  keytar(`getPassword('${service}', '${account}')`);

test('keytar stores in this keyring, and a look from outside finds it', async () => {
  await set('stored', 'a välue');
  expect(await get('stored')).toEqual({ value: 'a välue' });
  expect(await desktop.keyring.lookup(service, 'stored')).toBe('a välue');
  expect(await desktop.keyring.lookup(service, 'never stored')).toBeUndefined();
});

test('locked and dismissed, a get gives null and a set rejects; unlocked, all is back', async () => {
  await set('kept', 'value');
  await desktop.keyring.dismissPrompts();
  await desktop.keyring.lock();
  expect(await get('kept')).toEqual({ value: null });
  expect(await set('new', 'value')).toEqual({
    rejected: 'Cannot create an item in a locked collection',
  });
  await expect(desktop.keyring.lookup(service, 'kept')).rejects.toThrow('locked collection');
  await desktop.keyring.unlock();
  expect(await get('kept')).toEqual({ value: 'value' });
  desktop.keyring.allowPrompts();
});

test('the Secret Service vanishes and comes back with what it held', async () => {
  await set('survivor', 'value');
  await desktop.keyring.kill();
  expect(await get('survivor')).toHaveProperty(
    'rejected',
    expect.stringContaining('org.freedesktop.secrets was not provided'),
  );
  await desktop.keyring.start();
  expect(await get('survivor')).toEqual({ value: 'value' });
});

test('a desktop without a session bus has none, and starts none', async () => {
  const bare = await startDesktop({ bus: false });
  try {
    const answer = await keytar(`getPassword('${service}', 'any')`, bare.env);
    expect(answer).toHaveProperty('rejected', expect.stringContaining('Could not connect'));
  } finally {
    await bare.close();
  }
});

test('two desktops share neither clipboard nor keyring', async () => {
  const other = await startDesktop();
  try {
    await desktop.clipboard.write('here');
    await other.clipboard.write('there');
    expect(await desktop.clipboard.read()).toBe('here');
    expect(await other.clipboard.read()).toBe('there');
    await set('mine', 'value');
    expect(await other.keyring.lookup(service, 'mine')).toBeUndefined();
  } finally {
    await other.close();
  }
});
