import type { ClipboardDriver } from '../../../main/shell/clipboard-driver.ts';
import { ClipboardService } from '../../../main/shell/clipboard-service.ts';
import type { State } from '../../../preload/contract.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

export const value = 'eyJ.secret.value';

export class FakeDriver implements ClipboardDriver {
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

export function setup(seconds = 30) {
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
