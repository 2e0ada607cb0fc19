import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf, handOf, refused } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

test(
  'a value is shown to a person who pressed a key, not to a script',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const journey = await open();
    await journey.manager.enter(sandbox.origin, accounts.empty);
    const { tokenId, value } = await keepToken(journey, 'deploy');
    const vault = bridgeOf(journey.page);
    // The last real input lies behind by then: signing in and generating took longer.
    await expect
      .poll(() => vault.values.reveal({ tokenId }), { timeout: 5_000 })
      .toEqual(refused('GESTURE_NEEDED'));
    await journey.page.evaluate(() => {
      interface Node {
        click: () => void;
      }
      (globalThis as unknown as { document: { body: Node } }).document.body.click();
    });
    expect(await vault.values.reveal({ tokenId })).toEqual(refused('GESTURE_NEEDED'));
    const hand = handOf(journey.page);
    expect(await hand.values.reveal({ tokenId })).toEqual({ ok: true, value: { value } });

    const copied = await hand.values.copy({ tokenId });
    expect(copied.ok && copied.value.clearsAt).toBeGreaterThan(Date.now());
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
    expect(await handOf(journey.page).values.forget({ tokenId })).toMatchObject({ ok: true });
    expect(await hand.values.copy({ tokenId })).toEqual(refused('VALUE_MISSING'));
    expect(await desktop.keyring.lookup('Token Vault', `token:${tokenId}`)).toBeUndefined();
  },
);
