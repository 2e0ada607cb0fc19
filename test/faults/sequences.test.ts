import fc from 'fast-check';
import { describe, test } from 'vitest';
import { temporaryFolder } from '../support/core/temporary-folder.ts';
import { settle } from '../support/reliability/start.ts';
import { chosen, commandOf, seed } from '../support/reliability/selection.ts';
import { commands, endWell } from '../support/sequences/commands.ts';
import { check, newModel, signIn, withVault } from '../support/sequences/vault.ts';

const cases = chosen(
  Array.from({ length: 60 }, (_, n) => ({
    title: `random sequences ${n}`,
    seed: seed * 1_000 + n,
  })),
);

describe.runIf(cases.length > 0)('whatever is done one after another, nothing is lost', () => {
  for (const one of cases)
    test(commandOf(one.title), { timeout: 300_000 }, async () => {
      const root = await temporaryFolder();
      const list = fc.commands([...commands], { maxCommands: 20, size: '+1' });
      // Three in four begin with somebody signed in: who is not can do little.
      const property = fc.asyncProperty(fc.nat(3), list, (signedOut, sequence) =>
        withVault(root, async (vault) => {
          const model = newModel();
          if (signedOut > 0) await signIn(vault, model);
          await fc.asyncModelRun(() => ({ model, real: vault }), sequence);
          await endWell(vault);
          await settle(vault.core);
          await check(vault, model, 'at the end, when all is well again');
        }),
      );
      await fc.assert(property, {
        seed: one.seed,
        numRuns: 5,
        timeout: 20_000,
        // Shrinking ends in time to be read.
        interruptAfterTimeLimit: 240_000,
        markInterruptAsFailure: true,
      });
    });
});
