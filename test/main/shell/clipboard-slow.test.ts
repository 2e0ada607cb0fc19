import { describe, expect, test } from 'vitest';
import { turns } from '../../support/core/turns.ts';
import { type FakeDriver, setup, value } from './clipboard-setup.ts';

describe('what comes while a clipboard is slow', () => {
  /** Holds the driver's next act from when `reached` resolves until `go` is called. */
  function hold(driver: FakeDriver) {
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      driver.pause = () => {
        driver.pause = () => Promise.resolve();
        resolve();
        return held;
      };
    });
    return { reached, go };
  }

  test('the app that locks clears what is still being written', async () => {
    const { driver, settings, clipboard } = setup();
    const { reached, go } = hold(driver);
    const copied = expect(clipboard.copySecret(value)).rejects.toMatchObject({ code: 'LOCKED' });
    await reached;
    settings.locked = true;
    const cleared = clipboard.clear();
    go();
    await Promise.all([copied, cleared]);
    expect(driver.text).toBe('');
  });

  test('a locked app copies no secret, and leaves alone what is there', async () => {
    const { driver, settings, clipboard, clock } = setup();
    driver.text = 'of the person';
    settings.locked = true;
    await expect(clipboard.copySecret(value)).rejects.toMatchObject({ code: 'LOCKED' });
    expect([driver.text, clock.waits]).toEqual(['of the person', []]);
  });

  test('of two copies the later one stays, and is cleared in its time', async () => {
    const { driver, clock, clipboard } = setup();
    const { go } = hold(driver);
    const both = [clipboard.copySecret('first'), clipboard.copySecret('second')];
    go();
    await Promise.all(both);
    expect(driver.text).toBe('second');
    expect(clock.waits).toEqual([2_000, 30_000]);
    clock.advance(30_000);
    await turns();
    expect(driver.text).toBe('');
  });

  test('a copy is not taken away by the clearing of the one before', async () => {
    const { driver, clipboard, told } = setup();
    await clipboard.copySecret('first');
    const { go } = hold(driver);
    const both = [clipboard.clear(), clipboard.copySecret('second')];
    go();
    await Promise.all(both);
    expect(driver.text).toBe('second');
    expect(told.at(-1)?.clearsAt).not.toBeNull();
  });
});
