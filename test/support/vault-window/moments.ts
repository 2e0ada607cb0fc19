import { mkdirSync, watch } from 'node:fs';
import type { LogEntry } from '../../../main/sandbox/request-log.ts';
import type { Desktop } from '../desktop.ts';
import { watchBus } from '../bus-monitor.ts';
import { operation, type SandboxControl } from '../sandbox-control.ts';

/** Where a moment is looked for. */
export interface Surroundings {
  readonly desktop: Desktop;
  readonly control: SandboxControl;
  /** The folder of the vault's files. */
  readonly folder: string;
}

/** A moment that can be seen from outside: calls `come` when it has come; returns the end of waiting. */
type Wait = (surroundings: Surroundings, come: () => void) => Promise<() => void>;

/** A request stands at the server, and is never answered. */
const requestHeld =
  (of: 'generate' | 'delete', hold: 'before' | 'after'): Wait =>
  async ({ control }, come) => {
    const id = await control.fault({ ...operation[of], hold });
    let over = false;
    const isHeld = (log: readonly LogEntry[]): boolean =>
      log.some(({ fault, carriedOut }) => fault === id && (hold === 'before' || carriedOut));
    void control
      .waitForLog((log) => over || isHeld(log))
      .then(() => {
        if (!over) come();
      })
      // The sandbox closes.
      .catch(() => undefined);
    return () => {
      over = true;
    };
  };

/** A file of the vault was replaced, for the nth time in this life. */
const written =
  (name: string, nth: number): Wait =>
  ({ folder }, come) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    let count = 0;
    const watcher = watch(folder, (event, file) => {
      if (event !== 'rename' || file !== name) return;
      count += 1;
      if (count === nth) come();
    });
    return Promise.resolve(() => {
      watcher.close();
    });
  };

/** The keyring was asked to write an item, for the nth time in this life. */
const itemWritten =
  (nth: number): Wait =>
  async ({ desktop }, come) => {
    const monitor = await watchBus(desktop, (call, calls) => {
      const writes = calls.filter((one) => one.endsWith('.CreateItem'));
      if (call.endsWith('.CreateItem') && writes.length === nth) come();
    });
    return () => {
      monitor.close();
    };
  };

/** What an act asks of the server that cannot be called back. */
const requestOf = {
  generate: 'generate',
  delete: 'delete',
  rotate: 'generate',
  'finish-rotation': 'delete',
  'undo-rotation': 'delete',
  renew: 'generate',
  retire: 'delete',
} as const;

/** The moments at which the whole app is killed, by name: what the steps do, as seen from outside. */
export const moments: Readonly<Record<string, Wait>> = {
  ...Object.fromEntries(
    Object.entries(requestOf).flatMap(([act, of]) => [
      [`${act}/request held`, requestHeld(of, 'before')],
      [`${act}/request carried out`, requestHeld(of, 'after')],
    ]),
  ),
  ...Object.fromEntries(
    [1, 2, 3, 4].flatMap((nth) => [
      [`journal.json written ${nth}`, written('journal.json', nth)],
      [`index.json written ${nth}`, written('index.json', nth)],
      [`item written ${nth}`, itemWritten(nth)],
    ]),
  ),
};
