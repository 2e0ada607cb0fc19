import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A running process as the system shows it to every program of the same user. Linux. */
export interface ProcessView {
  readonly pid: number;
  /** With NUL between them, as in /proc. */
  readonly argv: string;
  readonly environment: string;
  /** The line of /proc/PID/limits for core files. */
  readonly coreLimit: string;
  /** Which memory a core file would hold, as bits in hexadecimal (core(5)). */
  readonly coreFilter: string;
  /** `Seccomp` of /proc/PID/status: 2 is a filter. */
  readonly seccomp: number;
}

function view(pid: number): ProcessView {
  const read = (name: string): string => readFileSync(`/proc/${pid}/${name}`, 'latin1');
  return {
    pid,
    argv: read('cmdline'),
    environment: read('environ'),
    coreLimit: /^Max core file size.*$/m.exec(read('limits'))?.[0] ?? '',
    coreFilter: read('coredump_filter').trim(),
    seccomp: Number(/^Seccomp:\s+(\d)/m.exec(read('status'))?.[1]),
  };
}

/** A process and all below it that are there now; what ends while it is looked at is left out. */
export function processTree(pid: number): ProcessView[] {
  try {
    const below = readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
      const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1');
      return children.split(' ').filter(Boolean).map(Number);
    });
    return [view(pid), ...below.flatMap(processTree)];
  } catch (error) {
    if (error instanceof Error && /^(ENOENT|ESRCH)\b/.test(error.message)) return [];
    throw error;
  }
}

/** The files that a process has open, by their paths. */
export const openFiles = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      return []; // closed meanwhile
    }
  });
