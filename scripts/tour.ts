import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expect } from '@playwright/test';
import { accounts } from '../main/sandbox/accounts.ts';
import { launchApp } from '../test/support/app.ts';
import { startDesktop } from '../test/support/desktop.ts';
import { startTestSandbox } from '../test/support/sandbox-control.ts';
import { tourSteps, type TourScene } from './tour/steps.ts';

/**
 * `npm run tour -- --out DIR`: drives the real app against a sandbox through its main job, writes a
 * numbered screenshot of each step and says what it did. Exits 1 at the first step that fails.
 * Linux only: it brings a desktop and a keyring of its own and leaves the person's alone.
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

const { values } = parseArgs({ options: { out: { type: 'string', default: 'tour' } } });
try {
  const out = resolve(values.out);
  await tour(out);
  console.log(`The tour's ${tourSteps.length} pictures are in ${out}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
