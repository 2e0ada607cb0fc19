import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { killedVault } from '../support/reliability/killed-vault.ts';

/** `npm run kills -- --count N --seed S` sets both; here a bounded part. */
const count = Number(process.env['TOKEN_VAULT_KILLS'] ?? 20);
const seed = Number(process.env['TOKEN_VAULT_SEED'] ?? 1);
const killsPerVault = 10;
const vaults = Array.from({ length: Math.ceil(count / killsPerVault) }, (_, n) => ({
  seed: seed + n,
  kills: Math.min(killsPerVault, count - n * killsPerVault),
}));

let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop();
});
afterAll(() => desktop.close());

describe.concurrent('a vault whose process is killed', () => {
  test.each(vaults)(
    'loses nothing: $kills kills, npm run kills -- --count $kills --seed $seed',
    async (vault) => {
      const done = await killedVault(desktop, vault);
      // What is only ever killed or refused would show nothing.
      expect(done.length).toBeGreaterThan(0);
    },
  );
});
