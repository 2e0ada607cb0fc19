import type { ElectronApplication, Page } from '@playwright/test';
import type { SandboxControl } from './sandbox-control.ts';

/** What is put into the app's main process. */
interface Room {
  movedTime?: { pass: (ms: number) => void };
}

/** The clocks of the app and of the server, which go on together. */
export class MovedTime {
  readonly #app: ElectronApplication;
  readonly #control: SandboxControl;

  private constructor(app: ElectronApplication, control: SandboxControl) {
    this.#app = app;
    this.#control = control;
  }

  /** From now on the timers of the app that wait for a minute and more go by `pass` alone. */
  static async of(app: ElectronApplication, control: SandboxControl): Promise<MovedTime> {
    await app.evaluate(() => {
      const { now } = Date;
      const later = globalThis.setTimeout as (...all: unknown[]) => NodeJS.Timeout;
      const timers = new Map<unknown, { at: number; task: () => void }>();
      let ahead = 0;
      Date.now = () => now() + ahead;
      const waits = (task: () => void, ms = 0, ...given: unknown[]): unknown => {
        if (ms < 60_000) return later(task, ms, ...given);
        // Has an id that clearTimeout takes, and never comes by itself while a test runs.
        const timer = later(() => undefined, 2 ** 31 - 1);
        timers.set(timer, { at: Date.now() + ms, task });
        return timer;
      };
      globalThis.setTimeout = waits as unknown as typeof setTimeout;
      const clear = globalThis.clearTimeout;
      globalThis.clearTimeout = (timer) => {
        timers.delete(timer);
        clear(timer);
      };
      const pass = (ms: number): void => {
        const end = Date.now() + ms;
        for (;;) {
          const due = [...timers].sort(([, a], [, b]) => a.at - b.at)[0];
          if (!due || due[1].at > end) break;
          ahead += Math.max(due[1].at - Date.now(), 0);
          clearTimeout(due[0] as number);
          due[1].task();
        }
        ahead += Math.max(end - Date.now(), 0);
      };
      (globalThis as Room).movedTime = { pass };
    });
    return new MovedTime(app, control);
  }

  /** So much time goes by, awake: each timer that is due in it comes at its moment, in their order. */
  async pass(ms: number): Promise<void> {
    await this.#control.clock({ advanceSeconds: ms / 1_000 });
    await this.#app.evaluate((_, passed) => {
      (globalThis as Room).movedTime?.pass(passed);
    }, ms);
  }
}

/** Sets app, page and server so many seconds ahead, for this run of the app; less than 0: behind. */
export async function setClocks(
  { app, page }: { readonly app: ElectronApplication; readonly page: Page },
  control: SandboxControl,
  seconds: number,
): Promise<void> {
  await control.clock({ offsetSeconds: seconds });
  const ms = seconds * 1_000;
  const shift = (by: number): void => {
    const { now } = Date;
    Date.now = () => now() + by;
  };
  await page.evaluate(shift, ms);
  await app.evaluate((_, by) => {
    const { now } = Date;
    Date.now = () => now() + by;
  }, ms);
}
