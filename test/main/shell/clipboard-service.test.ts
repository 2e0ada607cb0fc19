import { describe, expect, test } from 'vitest';
import type { ClipboardDriver } from '../../../main/shell/clipboard-driver.ts';
import { ClipboardService } from '../../../main/shell/clipboard-service.ts';
import type { State } from '../../../preload/contract.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';
import { turns } from '../../support/core/turns.ts';

const value = 'eyJ.secret.value';

class FakeDriver implements ClipboardDriver {
  text = '';
  concealed = false;
  fails = false;
  /** What is cleared stays, as an unfocused program's write under Wayland. */
  deaf = false;
  /** Whether each write was said to be cleared later. */
  readonly transient: boolean[] = [];
  /** What each write, and each read, waits for. */
  pause: () => Promise<void> = () => Promise.resolve();

  writeSecret(text: string, transient: boolean): Promise<{ concealed: boolean }> {
    this.transient.push(transient);
    return this.writeText(text).then(() => ({ concealed: this.concealed }));
  }

  async writeText(text: string): Promise<void> {
    await this.pause();
    if (this.fails) throw new Error('no clipboard');
    this.text = text;
  }

  async readText(): Promise<string> {
    const { text } = this;
    await this.pause();
    if (this.fails) throw new Error('no clipboard');
    return text;
  }

  clear(): void {
    if (!this.deaf) this.text = '';
  }
}

function setup(seconds = 30) {
  const driver = new FakeDriver();
  const clock = new ManualClock();
  const log = new RecordingLog();
  const settings = { seconds, locked: false, reliable: true };
  const told: State['clipboard'][] = [];
  const stuck: boolean[] = [];
  const clipboard = new ClipboardService({
    driver,
    clock,
    log,
    reliable: () => settings.reliable,
    clearSeconds: () => settings.seconds,
    locked: () => settings.locked,
    onChange: (change) => told.push(change),
    onStuck: (is) => stuck.push(is),
  });
  return { driver, clock, log, told, stuck, settings, clipboard };
}

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

test.each([
  [30, true],
  [0, false],
])('with a time of %i s the text is called transient: %s', async (seconds, transient) => {
  const { driver, clipboard } = setup(seconds);
  await clipboard.copySecret(value);
  expect(driver.transient).toEqual([transient]);
});
