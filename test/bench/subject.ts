import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { rootSwitches } from '../support/chromium.ts';
import type { Area } from './screen.ts';
import type { World } from './world.ts';

/** What is started: the bare window, or the app. */
export type Subject = 'floor' | 'app';

/** A subject that runs. */
export interface Running {
  readonly pid: number;
  /** From the start of the process until its list stood on the screen, ms; null: it was not looked for. */
  readonly paintedMs: number | null;
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  /** More of the command line. */
  readonly args?: readonly string[];
  /** Whether its list is looked for. */
  readonly looks?: boolean;
  /** How long its list must stand unchanged, ms. */
  readonly quietMs?: number;
}

/** Rows of the list, in both; what says how old the list is, and counts, lies outside. */
export const listArea: Area = { x: 320, y: 330, width: 700, height: 360 };

const patienceMs = 5_000;

function commandOf(
  subject: Subject,
  { packed, userData, floorApp, floorData }: World,
): readonly string[] {
  const more = ['--disable-gpu', ...rootSwitches];
  return subject === 'app'
    ? [packed.executable, `--user-data-dir=${userData}`, ...more]
    : [packed.electron.executable, floorApp, `--user-data-dir=${floorData}`, ...more];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(timer);
  // Its last processes write to the end.
  await pause(200);
}

/** Starts a subject and waits until its list is painted, as seen on the screen. */
export async function start(
  subject: Subject,
  world: World,
  { args = [], looks = true, quietMs = 1_500 }: StartOptions = {},
): Promise<Running> {
  const [command = '', ...switches] = commandOf(subject, world);
  const begin = performance.now();
  const child = spawn(command, [...switches, ...args], { env: { ...world.env }, stdio: 'ignore' });
  try {
    const paintedMs = looks ? (await world.screen.settled(listArea, { quietMs })) - begin : null;
    if (child.pid === undefined) throw new Error(`${subject} did not start`);
    return { pid: child.pid, paintedMs, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}
