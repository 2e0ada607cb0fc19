import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAppError } from '../../../main/app-error.ts';
import { lookAt } from '../core/invariant.ts';
import { setupCore } from '../core/setup-core.ts';
import { temporaryFolder } from '../core/temporary-folder.ts';
import { turns } from '../core/turns.ts';
import { keptIn, type Kept } from '../reliability/invariant.ts';
import type { Operation } from '../reliability/operations.ts';
import type { Random } from '../reliability/random.ts';
import type { DiskState } from './disk-model.ts';
import { RecordedDisk } from './recorded-disk.ts';

/** A moment at which power may go: all that is left of the world then. */
export interface Moment {
  /** For people: `before fsync journal.json.#`. */
  readonly at: string;
  /** Every state that the disk may be found in. */
  readonly disks: readonly DiskState[];
  /** The keychain: its writes are durable in the order in which they were made. */
  readonly items: ReadonlyMap<string, string>;
  /** The sandbox's state file: the server goes on. */
  readonly server: string;
  /** By the clock of both, ms. */
  readonly now: number;
}

/** What was recorded of one step of an operation. */
export interface RecordedStep {
  readonly origin: string;
  /** What was kept when the operation began. */
  readonly kept: Kept;
  /** The tokens whose values the person wants removed, though they live. */
  readonly unwanted: readonly string[];
  readonly moments: readonly Moment[];
}

/** More states of one moment than this are met where two files are written at once. */
const mostDisks = 32;

/** The step under which all that follows the last one is recorded. */
export const afterLast = 'done';

/**
 * Runs an operation over a recorded disk, and keeps every moment of one of its steps: its begin, and
 * right before and right after each call to the disk. What comes before the first step is part of it.
 *
 * @throws Error where the step was not reached.
 */
export async function recordStep(
  operation: Operation,
  step: string,
  random: Random,
): Promise<RecordedStep> {
  const stateFile = join(await temporaryFolder(), 'sandbox.json');
  const core = await setupCore({ sandbox: { stateFile } });
  using disk = RecordedDisk.watch(core.folder);
  await operation.prepare(core);
  await turns();
  const kept = keptIn((await lookAt(core)).view);
  const unwanted = operation.unwanted?.(core) ?? [];

  const seen = new Map<string, Moment>();
  let current = operation.steps[0];
  const reached = new Set([current]);
  const keep = (at: string): void => {
    if (current !== step) return;
    const world = {
      disks: disk.model.states({ most: mostDisks, random }),
      items: new Map(core.keytar.items()),
      server: readFileSync(stateFile, 'utf8'),
      now: core.clock.now(),
    };
    const key = inOneLine(world);
    if (!seen.has(key)) seen.set(key, { at: at.replaceAll(/\.json\.\d+/g, '.json.#'), ...world });
  };
  for (const name of [...operation.steps, afterLast])
    core.before(operation.name, name, () => {
      current = name;
      reached.add(name);
      keep('when the step begins');
    });
  disk.onCall((call, when) => {
    keep(`${when} ${call}`);
  });
  await operation.act(core).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
  });
  // Whoever has signed out has no list to wait for.
  if (core.state.session.status === 'signed-in') await core.untilListed();
  await turns();
  keep('at the end');
  disk.cut();
  if (!reached.has(step)) throw new Error('the step was not reached');
  return { origin: core.sandbox.origin, kept, unwanted, moments: [...seen.values()] };
}

const inOneLine = (world: Omit<Moment, 'at'>): string =>
  JSON.stringify(world, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
