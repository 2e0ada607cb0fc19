import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of a second in /proc/PID/stat; 100 on every Linux that Electron runs on. */
const ticks = 100;

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // it has ended
  }
};

/** What follows the name in /proc/PID/stat: state, parent, … */
const stat = (pid: number): readonly string[] =>
  read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ') ?? [];

/** A process and all that came from it, as long as they live. */
export function processTree(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .map((pid) => [pid, Number(stat(pid)[1])] as const);
  const tree = [root];
  for (const pid of tree)
    tree.push(...parents.flatMap(([child, of]) => (of === pid ? [child] : [])));
  return tree;
}

/** Proportional set size of the whole tree, in MiB: what is shared counts for each as its part. */
export function pssMiB(root: number): number {
  const kib = processTree(root).map((pid) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0),
  );
  return kib.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Processor time that the tree has used so far, in ms. */
export function cpuMs(root: number): number {
  const used = processTree(root).map((pid) => {
    const [utime = 0, stime = 0] = stat(pid).slice(11, 13).map(Number);
    return utime + stime;
  });
  return (used.reduce((sum, one) => sum + one, 0) * 1000) / ticks;
}
