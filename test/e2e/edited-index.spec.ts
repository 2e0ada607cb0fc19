import { accounts } from '../../main/sandbox/accounts.ts';
import type { Index } from '../../main/vault/index-file.ts';
import { handOf, refused } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { fillKeychain, readIndex, writeIndex } from '../support/large-vault.ts';
import { startTestSandbox } from '../support/sandbox-control.ts';

test(
  'an edited index sends nothing elsewhere and copies no wrong value',
  { tag: '@long' },
  async ({ open, sandbox, userData, desktop }) => {
    const first = await open();
    await first.manager.enter(sandbox.origin, accounts.empty);
    const one = await keepToken(first, 'one');
    const two = await keepToken(first, 'two');
    await first.close();

    const thief = await startTestSandbox();
    try {
      const index = await readIndex(userData);
      const text = JSON.stringify(index).replaceAll(sandbox.origin, thief.origin);
      await writeIndex(userData, JSON.parse(text) as Index);
      await fillKeychain(desktop, {
        [`token:${one.tokenId}`]: two.value,
        [`token:${two.tokenId}`]: one.value,
      });
      await sandbox.control.clearLog();
      await desktop.clipboard.write('before');
      const { page } = await open();
      const vault = handOf(page);
      await sandbox.control.waitForLog((log) => log.length > 0);
      for (const { tokenId } of [one, two]) {
        expect(await vault.values.copy({ tokenId })).toEqual(refused('STORE_MISMATCH'));
        expect(await vault.values.reveal({ tokenId })).toEqual(refused('STORE_MISMATCH'));
      }
      await vault.tokens.refresh();
      await vault.store.rebuild();
      expect(await desktop.clipboard.read()).toBe('before');
      expect(await thief.control.log()).toEqual([]);
    } finally {
      await thief.close();
    }
  },
);
