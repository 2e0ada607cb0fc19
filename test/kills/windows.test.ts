import { describe, expect, test } from 'vitest';
import { killOrders } from '../support/reliability/kill-orders.ts';
import { killedVault } from '../support/reliability/killed-vault.ts';
import { notedKills } from '../support/reliability/noted-kills.ts';
import { windowStage } from '../support/vault-window/window-stage.ts';

describe.runIf(killOrders.windows.length > 0)('a vault whose whole app is killed', () => {
  test.for(killOrders.windows)(
    'loses nothing: npm run kills -- --count $kills --windows $kills --seed $seed',
    { timeout: 300_000 },
    async (order, context) => {
      // The others begin with nobody signed in.
      const rotatesFirst = order.seed % 2 === 1;
      const stage = await windowStage(rotatesFirst);
      const { starts, done } = await killedVault(stage, order, notedKills(context));
      expect(starts).toBe(order.kills + 1);
      if (rotatesFirst)
        expect(done).toEqual(expect.arrayContaining(['rotate', 'finish-rotation', 'replace-own']));
    },
  );
});
