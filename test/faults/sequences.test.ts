import fc from 'fast-check';
import { describe, test } from 'vitest';
import { temporaryFolder } from '../support/core/temporary-folder.ts';
import { Random } from '../support/reliability/random.ts';
import { settle } from '../support/reliability/start.ts';
import { chosen, commandOf, seed } from '../support/reliability/selection.ts';
import { commands, endWell } from '../support/sequences/commands.ts';
import { checkEnd, inQuestion, newModel, signIn, withVault } from '../support/sequences/vault.ts';

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
      // One in four begins with nobody signed in, who can do little, and one with a token in question.
      const property = fc.asyncProperty(fc.nat(3), list, (begin, sequence) =>
        withVault(root, new Random(one.seed + begin), async (vault) => {
          const model = newModel();
          if (begin > 1) await signIn(vault, model);
          if (begin === 1) await inQuestion(vault, model);
          await fc.asyncModelRun(() => ({ model, real: vault }), sequence);
          await endWell(vault);
          await settle(vault.core);
          await checkEnd(vault, model, 'at the end, when all is well again');
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
