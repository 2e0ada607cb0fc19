import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { killOrders } from '../support/reliability/kill-orders.ts';
import { killedVault } from '../support/reliability/killed-vault.ts';
import { notedKills } from '../support/reliability/noted-kills.ts';
import { processStage } from '../support/vault-process/process-stage.ts';

let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop();
});
afterAll(() => desktop.close());

describe
  .runIf(killOrders.processes.length > 0)
  .concurrent('a vault whose process is killed', () => {
    test.for(killOrders.processes)(
      'loses nothing: npm run kills -- --count $kills --windows 0 --seed $seed',
      async (order, context) => {
        const { done } = await killedVault(await processStage(desktop), order, notedKills(context));
        // What is only ever killed or refused would show nothing.
        expect(done.length).toBeGreaterThan(0);
      },
    );
  });
