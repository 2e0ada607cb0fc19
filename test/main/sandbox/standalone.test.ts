import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { SandboxControl } from '../../support/sandbox-control.ts';
import { basic, call, kidOf, listed, mint, setup } from './client.ts';

const script = resolve(import.meta.dirname, '../../../scripts/sandbox.ts');
const me = basic(accounts.plain);

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** The first line that it prints, and the origin in it. */
async function listening(child: ReturnType<typeof start>) {
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { line, origin: line.split(' ').at(-1) ?? '' };
}

describe('npm run sandbox', () => {
  it('serves, keeps its state, and ends on SIGTERM', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const args = ['--port', '0', '--control', '--strict-2fa', '--clock-offset=-600'];
    const file = join(folder, 'state.json');
    const child = start(...args, '--state', file);
    const sandbox = await listening(child);
    expect(sandbox.line).toMatch(/^sandbox listening on http:\/\/127\.0\.0\.1:\d+$/);
    const value = await mint(sandbox, me);
    expect(await new SandboxControl(sandbox.origin).state()).toMatchObject({
      strictTwoFactor: true,
      offsetSeconds: -600,
    });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);

    const again = await setup({ stateFile: file });
    expect(await listed(again, me)).toContain(kidOf(value));
  });

  it('loses no token whose value was given out when it is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'state.json');
    const child = start('--state', file);
    const sandbox = await listening(child);
    expect((await call(sandbox, 'GET /control/state')).status).toBe(401);
    const value = await mint(sandbox, me);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await listed(await setup({ stateFile: file }), me)).toContain(kidOf(value));
  });

  it.each([
    [['--port', 'x'], /^--port needs a whole number from 0 to 65535, not "x"\./],
    [['--clock-offset'], /^Option '--clock-offset <value>' argument missing\./],
    [['--unknown'], /^Unknown option '--unknown'\./],
    [['word'], /^Unexpected argument 'word'\./],
    [['--state='], /^--state needs the name of a file\./],
  ])('says what is wrong with %j and ends with 2', { tags: 'long' }, async (args, sentence) => {
    const child = start(...args);
    const [error] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(error).toMatch(sentence);
    expect(error.trim().split('\n')).toHaveLength(1);
    expect(child.exitCode).toBe(2);
  });

  it('says that a port is taken and ends with 1', async () => {
    const { port } = await setup();
    const child = start('--port', String(port));
    const [error] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(error).toMatch(/^Port \d+ is taken\.\n$/);
    expect(child.exitCode).toBe(1);
  });

  it('says which state file it cannot use, and what to do, and ends with 1', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'file');
    await writeFile(file, '');
    const child = start('--state', folder);
    const [error] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(error).toBe(
      `The state cannot be kept in ${folder}: that is a folder. ` +
        `Name a file, such as ${folder}/sandbox.json.\n`,
    );
    expect(child.exitCode).toBe(1);

    const below = start('--state', join(file, 'x'));
    const [other] = await Promise.all([text(below.stderr), once(below, 'exit')]);
    expect(other).toBe(
      `The state cannot be kept in ${file}/x: ${file} is not a folder. Name a file in a folder.\n`,
    );
    expect(below.exitCode).toBe(1);
  });
});
