import { rm } from 'node:fs/promises';
import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf } from '../support/bridge.ts';
import { watchBus } from '../support/bus-monitor.ts';
import { startDesktop } from '../support/desktop.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import {
  fillKeychain,
  indexPath,
  readIndex,
  savedTokens,
  writeIndex,
} from '../support/large-vault.ts';

for (const count of [50, 500]) {
  test(
    `a vault of ${count} opens with one read of the keychain and no prompt; Rebuild finds all without the index`,
    { tag: '@long' },
    async ({ open, sandbox, userData }) => {
      test.setTimeout(240_000); // three starts, and a read of the keychain for each token
      const desktop = await startDesktop();
      try {
        const first = await open({ desktop });
        await first.manager.enter(sandbox.origin, accounts.plain);
        await first.close();
        const seeded = await sandbox.control.seed({ account: 'plain', count, values: true });
        await fillKeychain(
          desktop,
          Object.fromEntries(seeded.map(({ kid, value }) => [`token:${kid}`, value ?? ''])),
        );
        const index = await readIndex(userData);
        await writeIndex(userData, {
          ...index,
          tokens: [...index.tokens, ...savedTokens(seeded, sandbox.origin)],
        });

        const bus = await watchBus(desktop);
        await sandbox.control.clearLog();
        const second = await open({ desktop });
        const savedNow = async ({ page }: Journey): Promise<number> => {
          const state = await bridgeOf(page).app.state();
          const ids = new Set(seeded.map(({ kid }) => kid));
          return state.ok
            ? state.value.list.tokens.filter(({ id, state: is }) => ids.has(id) && is === 'saved')
                .length
            : 0;
        };
        await expect.poll(() => savedNow(second)).toBe(count);
        // keytar looks the one item up, and reads it.
        const reads = bus.secretCalls.filter((call) => /\.GetSecrets?$/.test(call));
        expect(reads.length).toBeLessThanOrEqual(1);
        expect(bus.secretCalls.filter((call) => call.endsWith('.SearchItems')).length).toBe(1);
        expect(bus.secretCalls.filter((call) => call.endsWith('.Prompt'))).toEqual([]);
        bus.close();
        await second.close();

        // Whoever signs in anew without the index has lost nothing.
        await Promise.all(
          ['', '.old'].map((end) => rm(indexPath(userData) + end, { force: true })),
        );
        const third = await open({ desktop });
        const { value } = await sandbox.control.consoleToken('plain');
        await third.manager.pasteToken(sandbox.origin, value);
        await expect(third.manager.heading).toBeVisible();
        expect(await savedNow(third)).toBe(0);
        expect(await bridgeOf(third.page).store.rebuild()).toMatchObject({
          value: { found: count },
        });
        expect(await savedNow(third)).toBe(count);
      } finally {
        await desktop.close();
      }
    },
  );
}
