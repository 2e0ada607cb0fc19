import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expect } from '@playwright/test';
import { accounts } from '../main/sandbox/accounts.ts';
import { launchApp } from '../test/support/app.ts';
import { startDesktop } from '../test/support/desktop.ts';
import { startTestSandbox } from '../test/support/sandbox-control.ts';
import { ensureFreshBuild } from './build/fresh.ts';
import { refuse } from './command-line.ts';
import { tourSteps, type TourScene } from './tour/steps.ts';

const usage = 'Usage: npm run tour -- [--out DIR]';

/** The folder that is asked for, absolute. @throws Error with one sentence. */
function readOut(): string {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'tour' } } });
  // It would resolve to the folder that one stands in.
  if (values.out.trim() === '') throw new Error('--out needs the name of a folder.');
  return resolve(values.out);
}

/**
 * `npm run tour -- --out DIR`: drives the real app against a sandbox through its main job, writes a
 * numbered screenshot of each step and says what it did. Exits 1 at the first step that fails.
 * The build is brought up to date before. Linux only: it brings a desktop and a keyring of its own and leaves the person's alone.
 */
async function tour(out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const desktop = await startDesktop();
  const sandbox = await startTestSandbox();
  try {
    const running = await launchApp({ desktop });
    const made = { id: '', value: '' };
    const scene: TourScene = { ...running, desktop, sandbox, account: accounts.trial, made };
    try {
      for (const [index, step] of tourSteps.entries()) {
        const name = `${String(index + 1).padStart(2, '0')}-${step.name}.png`;
        try {
          console.log(`${name}  ${await step.run(scene)}`);
        } catch (error) {
          await running.page.screenshot({ path: join(out, `failed-${name}`) });
          throw new Error(`step "${step.name}" failed`, { cause: error });
        }
        await running.page.screenshot({ path: join(out, name), animations: 'disabled' });
        expect(existsSync(join(out, name))).toBe(true);
      }
    } finally {
      await running.close();
    }
  } finally {
    await sandbox.close();
    await desktop.close();
  }
}

let out = '';
try {
  out = readOut();
} catch (error) {
  refuse(error, usage);
}

try {
  if (ensureFreshBuild()) console.log('The app was built first.');
  await tour(out);
  console.log(`The tour's ${tourSteps.length} pictures are in ${out}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
