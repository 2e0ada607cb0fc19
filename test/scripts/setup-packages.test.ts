// @module-tag long
import { expect, onTestFinished, test } from 'vitest';
import { SetupMachine } from './setup-machine.ts';

const stamp = 'node_modules/.token-vault-setup';

/** A checkout whose packages were installed by setup before. */
function setup(): SetupMachine {
  const machine = new SetupMachine();
  onTestFinished(() => {
    machine.remove();
  });
  machine.write('step.mjs', "(await import('./scripts/setup/npm-packages.mjs')).npmPackages();");
  lock(machine, 'first');
  machine.npm('');
  expect(machine.run('step.mjs').ok).toBe(true);
  return machine;
}

const lock = (machine: SetupMachine, of: string): void => {
  machine.write('package-lock.json', JSON.stringify({ packages: { '': {} }, of }));
};

test('what is installed as locked is not asked for again', () => {
  const machine = setup();
  expect(machine.run('step.mjs')).toEqual({ ok: true, said: 'npm packages: as locked.\n' });
  expect(machine.asked).toHaveLength(1);
});

test.each([
  ['fails', 'process.exit(1);'],
  ['is killed', "process.kill(process.pid, 'SIGKILL');"],
  ['is killed together with setup', "process.kill(process.ppid, 'SIGKILL');"],
])('an installation that %s is not taken for done, back at the lock file of before', (_, end) => {
  const machine = setup();
  lock(machine, 'second');
  machine.npm(end);
  expect(machine.run('step.mjs').ok).toBe(false);
  expect(machine.has(stamp)).toBe(false);

  lock(machine, 'first');
  machine.npm('');
  expect(machine.run('step.mjs').said).toContain('npm packages: installing');
  expect(machine.asked).toHaveLength(3);
  expect(machine.has(stamp)).toBe(true);
});
