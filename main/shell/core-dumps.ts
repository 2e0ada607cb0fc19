import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Log } from '../ports.ts';

/**
 * In bytes. Not 0: that stops a core file, but not the kernel's pipe to a crash collector, and 1 stops
 * both (fs/coredump.c: "RLIMIT_CORE set to 1, aborting core").
 */
const noCore = '--core=1:1';

/** Where it is, whatever the app's own search path is. */
const path = [process.env['PATH'], '/usr/bin', '/bin'].filter(Boolean).join(':');

/**
 * From now on a core dump of this process, and of those that it starts, holds no memory (core(5)). At once,
 * and no more than a word to the kernel: `forbidCoreDumps` follows when there is time.
 */
export function leaveMemoryOut(log: Log): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch (error) {
    log.warn('memory could not be left out of core dumps', { error });
  }
}

/**
 * A crash must not leave memory, and with it values, on the disk, nor a file that says so. Node cannot set the limit;
 * `prlimit` of util-linux can, which every Linux has. macOS and Windows write none by default.
 */
export async function forbidCoreDumps(log: Log): Promise<void> {
  if (process.platform !== 'linux') return;
  try {
    const done = new Set<number>();
    // A page's process is a fork of one that was there before, and may come while we look.
    for (;;) {
      const fresh = (await processTree(process.pid)).filter((pid) => !done.has(pid));
      if (fresh.length === 0) return;
      for (const pid of fresh) {
        await limit(pid);
        done.add(pid);
      }
    }
  } catch (error) {
    log.warn('core dumps could not be switched off', { error });
  }
}

/** One that ended meanwhile needs no limit. */
async function limit(pid: number): Promise<void> {
  try {
    await promisify(execFile)('prlimit', ['--pid', String(pid), noCore], { env: { PATH: path } });
  } catch (error) {
    if ((await childrenOf(pid)) !== null) throw error;
  }
}

/** A process and all below it. */
async function processTree(pid: number): Promise<number[]> {
  const below = await childrenOf(pid);
  if (below === null) return [];
  return [pid, ...(await Promise.all(below.map(processTree))).flat()];
}

/** The processes that `pid` started, by any of its threads: Chromium has one for that. Null: it is gone. */
async function childrenOf(pid: number): Promise<number[] | null> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => null);
  if (threads === null) return null;
  const children = threads.map((thread) =>
    readFile(`/proc/${pid}/task/${thread}/children`, 'latin1').catch(() => ''),
  );
  return (await Promise.all(children)).join(' ').split(' ').filter(Boolean).map(Number);
}
