import { describe, expect, test } from 'vitest';
import { turns } from '../../support/core/turns.ts';
import { setup, value } from './clipboard-setup.ts';

describe('what is seen of a copy', () => {
  test('ends soon after something else was copied; that is left alone', async () => {
    const { driver, clock, clipboard, told } = setup();
    await clipboard.copySecret(value);
    clock.advance(2_000);
    await turns();
    expect(told.at(-1)?.clearsAt).not.toBeNull();
    driver.text = 'somebody else’s';
    clock.advance(2_000);
    await turns();
    expect(told.at(-1)).toEqual({ clearsAt: null, concealed: null });
    clock.advance(60_000);
    await turns();
    expect(driver.text).toBe('somebody else’s');
  });

  test('goes on where what is read cannot be relied on', async () => {
    const { driver, clock, clipboard, told, settings } = setup();
    await clipboard.copySecret(value);
    settings.reliable = false;
    driver.text = 'stale';
    clock.advance(4_000);
    await turns();
    expect(told.at(-1)?.clearsAt).not.toBeNull();
  });
});

describe('a clearing that is not confirmed', () => {
  test.each([
    ['the value is still there', { deaf: true }, {}],
    ['nobody can tell', {}, { reliable: false }],
  ])('is said, and tried again until it is: %s', async (_, driverIs, settingsAre) => {
    const { driver, clock, clipboard, settings, stuck } = setup();
    await clipboard.copySecret(value);
    Object.assign(driver, driverIs);
    Object.assign(settings, settingsAre);
    clock.advance(30_000);
    await turns();
    expect(stuck).toEqual([true]);
    driver.deaf = false;
    settings.reliable = true;
    clock.advance(5_000);
    await turns();
    expect(driver.text).toBe('');
    expect(stuck).toEqual([true, false]);
  });

  test('of a write that failed half-way nothing stays', async () => {
    const { driver, clock, clipboard } = setup();
    await clipboard.copySecret('eyJ.the one.before');
    const write = driver.writeSecret.bind(driver);
    driver.writeSecret = async (text, transient) => {
      await write(text, transient);
      throw new Error('the other selection could not be emptied');
    };
    await expect(clipboard.copySecret(value)).rejects.toMatchObject({ code: 'CLIPBOARD_FAILED' });
    expect(driver.text).toBe('');
    expect(clock.waits).not.toContain(0);
  });
});
