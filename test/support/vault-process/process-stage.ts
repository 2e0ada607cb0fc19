import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desktop } from '../desktop.ts';
import { operations } from '../reliability/operations.ts';
import type { Stage } from '../reliability/stage.ts';
import { startTestSandbox } from '../sandbox-control.ts';
import { vaultScript } from './bundle.ts';
import { VaultProcess } from './client.ts';
import { settlingMoment } from './protocol.ts';

/**
 * Every step of every operation, and of what a start ends; but of a move, which takes a keychain that
 * comes while the app runs: the matrix and the power cuts end it at each step.
 */
const steps = Object.values(operations).flatMap((ways) =>
  ways.flatMap(({ name, steps: names }) =>
    name === 'move' ? [] : names.map((step) => `${name}/${step}`),
  ),
);

/** The app without its window, over the real files and the keyring of a desktop that others use too. */
export async function processStage(desktop: Desktop): Promise<Stage> {
  const sandbox = await startTestSandbox();
  const folder = await mkdtemp(join(tmpdir(), 'token-vault-kills-'));
  const service = `Token Vault ${randomUUID()}`;
  const { origin } = sandbox;
  return {
    desktop,
    sandbox,
    folder,
    service,
    moments: [...new Set(steps)],
    settling: settlingMoment,
    rotatesFirst: false,
    // An act takes 50 to 150 on a machine that is not busy.
    longestDelayMs: 120,
    longestStartMs: 100,
    start: (holdAt) =>
      VaultProcess.start(vaultScript, desktop.env, { folder, origin, service, holdAt }),
    async close() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
