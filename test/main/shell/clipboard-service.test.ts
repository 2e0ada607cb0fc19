import { describe, expect, test } from 'vitest';
import { turns } from '../../support/core/turns.ts';
import { setup, value } from './clipboard-setup.ts';

describe('a secret', () => {
  test.each([10, 30, 60, 120])('is cleared after %i seconds, not before', async (seconds) => {
    const { driver, clock, clipboard, told } = setup(seconds);
    const clearsAt = await clipboard.copySecret(value);
    expect(clearsAt).toBe(clock.now() + seconds * 1000);
    expect(told.at(-1)).toEqual({ clearsAt, concealed: false });
    clock.advance(seconds * 1000 - 1);
    await turns();
    expect(driver.text).toBe(value);
    clock.advance(1);
    await turns();
    expect(driver.text).toBe('');
    expect(told.at(-1)).toEqual({ clearsAt: null, concealed: null });
  });

  test('stays where the setting says never, until the app locks or quits', async () => {
    const { driver, clock, clipboard } = setup(0);
    expect(await clipboard.copySecret(value)).toBeNull();
    clock.advance(86_400_000);
    await turns();
    expect(driver.text).toBe(value);
    await clipboard.clear();
    expect(driver.text).toBe('');
  });

  test('gives way to what another program copied meanwhile', async () => {
    const { driver, clock, clipboard } = setup();
    await clipboard.copySecret(value);
    driver.text = 'of another program';
    clock.advance(30_000);
    await turns();
    expect(driver.text).toBe('of another program');
  });

  test('copied again has its whole time again', async () => {
    const { driver, clock, clipboard } = setup();
    await clipboard.copySecret(value);
    clock.advance(20_000);
    await clipboard.copySecret(value);
    clock.advance(20_000);
    await turns();
    expect(driver.text).toBe(value);
    // The next look at it, and the one end.
    expect(clock.waits).toEqual([2_000, 10_000]);
    clock.advance(10_000);
    await turns();
    expect(driver.text).toBe('');
  });

  test('that was followed by an id of a token leaves the id alone', async () => {
    const { driver, clock, clipboard, told } = setup();
    await clipboard.copySecret(value);
    await clipboard.copyText('id');
    expect(told.at(-1)).toEqual({ clearsAt: null, concealed: null });
    clock.advance(60_000);
    await clipboard.clear();
    expect(driver.text).toBe('id');
  });

  test('is said to be concealed only where it is', async () => {
    const { driver, clipboard, told } = setup();
    driver.concealed = true;
    await clipboard.copySecret(value);
    expect(told.at(-1)?.concealed).toBe(true);
  });

  test('that could not be copied is said, and nothing is cleared later', async () => {
    const { driver, clock, clipboard, told } = setup();
    driver.fails = true;
    await expect(clipboard.copySecret(value)).rejects.toMatchObject({ code: 'CLIPBOARD_FAILED' });
    expect(clock.waits).toEqual([]);
    expect(told).toEqual([]);
  });

  test('that could not be cleared is said, and cleared as soon as it can be; the log has no value', async () => {
    const { driver, clock, clipboard, log, stuck } = setup();
    await clipboard.copySecret(value);
    driver.fails = true;
    clock.advance(30_000);
    await turns();
    expect([driver.text, stuck]).toEqual([value, [true]]);
    expect(JSON.stringify(log.entries)).not.toContain(value);
    driver.fails = false;
    clock.advance(5_000);
    await turns();
    expect([driver.text, stuck]).toEqual(['', [true, false]]);
    expect(clock.waits).toEqual([]);
  });

  test('that could not be cleared gives way to what is copied next', async () => {
    const { driver, clock, clipboard, stuck } = setup();
    await clipboard.copySecret(value);
    driver.fails = true;
    await clipboard.clear();
    driver.fails = false;
    await clipboard.copyText('id');
    expect(stuck).toEqual([true, false]);
    clock.advance(60_000);
    await turns();
    expect(driver.text).toBe('id');
  });
});

test('nothing of ours on the clipboard is nothing to clear', async () => {
  const { driver, clipboard } = setup();
  driver.text = 'of the person';
  await clipboard.clear();
  expect(driver.text).toBe('of the person');
});

test.each([
  [30, true],
  [0, false],
])('with a time of %i s the text is called transient: %s', async (seconds, transient) => {
  const { driver, clipboard } = setup(seconds);
  await clipboard.copySecret(value);
  expect(driver.transient).toEqual([transient]);
});
