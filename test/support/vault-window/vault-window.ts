import type { Page } from '@playwright/test';
import type { Bridge, State } from '../../../preload/contract.ts';
import { launchApp, type LaunchOptions, type RunningApp } from '../app.ts';
import type { KillableApp } from '../reliability/stage.ts';
import { isSettled, shownIn, type Act, type Outcome } from '../vault-process/protocol.ts';
import { PersonAtWindow } from './person.ts';

/** What the window is to do with, and when it is held. */
export interface WindowOrder extends LaunchOptions {
  /** The sandbox. */
  readonly origin: string;
  /** Resolves, with its name, when the moment comes at which the app is killed. */
  readonly held: Promise<string>;
}

/** The whole app in its real window, acted on by Playwright, which can be killed. */
export class VaultWindow implements KillableApp {
  readonly #running: RunningApp;
  readonly #person: PersonAtWindow;
  readonly #held: Promise<Outcome>;
  #killed = false;

  private constructor(running: RunningApp, { origin, held }: WindowOrder) {
    this.#running = running;
    this.#person = new PersonAtWindow(running.page, origin);
    this.#held = held.then((at) => ({ kind: 'held', at }));
  }

  /** Resolves when its window is there. */
  static async start(order: WindowOrder): Promise<VaultWindow> {
    return new VaultWindow(await launchApp(order), order);
  }

  async act(act: Act): Promise<Outcome> {
    const acting = this.#act(act).catch((error: unknown): Outcome => {
      if (this.#killed) return { kind: 'killed' };
      throw new Error(`${act.kind}: ${String(error)}\n${this.#running.output().slice(-2_000)}`, {
        cause: error,
      });
    });
    // The first start of all has nothing yet that could be held.
    if (act.kind === 'start') return acting;
    acting.catch(() => undefined); // held: whatever became of it after that
    return Promise.race([acting, this.#held]);
  }

  async #act(act: Act): Promise<Outcome> {
    const code = (await this.#isPastSignIn(act)) ? 'SIGNED_IN' : await this.#person.does(act);
    const shown = shownIn(await settled(this.#running.page));
    return code === null ? { kind: 'done', shown } : { kind: 'failed', code, shown };
  }

  /** What an earlier run left may have signed in since somebody chose to. */
  async #isPastSignIn({ kind }: Act): Promise<boolean> {
    if (kind !== 'sign-in' && kind !== 'sign-in-with-token') return false;
    const { session } = await settled(this.#running.page);
    return session.account?.authorised ?? false;
  }

  /** Its processes are one group: all of them go at once. */
  async kill(): Promise<void> {
    if (this.#killed) return;
    this.#killed = true;
    const { pid } = this.#running.app.process();
    if (pid === undefined) throw new Error('the app has no process');
    process.kill(-pid, 'SIGKILL');
    await this.#running.close();
  }
}

/** What the page counts: a change between two looks is not missed. */
interface Room {
  readonly vault: Bridge;
  heard?: { count: number; wake: () => void };
}

/** The state, once the list was read, or could not be, and nothing is being looked into. */
async function settled(page: Page): Promise<State> {
  for (;;) {
    const { state, before } = await page.evaluate(async () => {
      const room = globalThis as unknown as Room;
      if (!room.heard) {
        const counted = { count: 0, wake: (): void => undefined };
        room.vault.onChanged(() => {
          counted.count += 1;
          counted.wake();
        });
        room.heard = counted;
      }
      const { count } = room.heard;
      const answer = await room.vault.app.state();
      return { state: answer.ok ? answer.value : null, before: count };
    });
    if (state && isSettled(state)) return state;
    await page.evaluate(
      (seen) =>
        new Promise<void>((resolve) => {
          const { heard } = globalThis as unknown as Room;
          if (!heard || heard.count > seen) resolve();
          else heard.wake = resolve;
        }),
      before,
    );
  }
}
