import { dirname, join } from 'node:path';
import type { SandboxOptions } from '../../main/sandbox/server.ts';
import { sentenceOf } from '../command-line.ts';

/** What is wrong with the state file, and what to do, by the system's code. */
const stateWords: Readonly<Record<string, (file: string) => string>> = {
  EISDIR: (file) => `that is a folder. Name a file, such as ${join(file, 'sandbox.json')}.`,
  ENOTDIR: (file) => `${dirname(file)} is not a folder. Name a file in a folder.`,
  EACCES: () => 'this user may not read or write there. Name a file in a folder of your own.',
  EROFS: () => 'nothing can be written there. Name a file on another disk.',
  ENOSPC: () => 'the disk is full. Make room, or name a file on another disk.',
};

/** Why the sandbox did not start, in words that name the port or the file and say what to do. */
export function startFailure(error: unknown, options: SandboxOptions): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return `Port ${options.port ?? 0} is taken.`;
  const file = options.stateFile;
  const ofPort = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
  if (file === undefined || code === '' || ofPort) return sentenceOf(error);
  const words = stateWords[code]?.(file) ?? `the system says ${code}. Name another file.`;
  return `The state cannot be kept in ${file}: ${words}`;
}
