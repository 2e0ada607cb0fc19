import { describe, expect, test } from 'vitest';
import { killOrders } from '../support/reliability/kill-orders.ts';
import { killedVault } from '../support/reliability/killed-vault.ts';
import { windowStage } from '../support/vault-window/window-stage.ts';

describe.runIf(killOrders.windows.length > 0)('a vault whose whole app is killed', () => {
  test.each(killOrders.windows)(
    'loses nothing: npm run kills -- --count $kills --windows $kills --seed $seed',
    async (order) => {
      const { starts } = await killedVault(await windowStage(), order);
      expect(starts).toBe(order.kills + 1);
    },
    300_000,
  );
});
