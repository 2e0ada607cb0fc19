import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { readSigningKey } from './signing-key.ts';
import { stateSchema, type SandboxState } from './state.ts';

/** Where the sandbox's state is kept between runs. */
export interface StateFile {
  /** The kept state; null when there is none, or when it could not be read and was set aside. */
  load(): Promise<SandboxState | null>;
  /** Resolves when the state is safe on disk. Calls run one after the other. */
  save(state: SandboxState): Promise<void>;
}

/** Keeps nothing: for tests and for a sandbox without a state file. */
export const noStateFile: StateFile = {
  load: () => Promise.resolve(null),
  save: () => Promise.resolve(),
};

/**
 * A JSON file of mode 0600, written to a temporary file that is synced and renamed, with its folder
 * synced after it. A torn or foreign file is renamed to `<path>.broken-<ms>` and never overwritten.
 *
 * @throws (both methods) the file system's errors, but for a file that is not there.
 */
export function stateFile(path: string): StateFile {
  let queue: Promise<void> = Promise.resolve();
  return {
    load: async () => {
      const text = await readText(path);
      if (text === null) return null;
      const state = parseState(text);
      if (!state) {
        await rename(path, `${path}.broken-${Date.now()}`);
        await syncFolder(path);
      }
      return state;
    },
    save: (state) => {
      const text = `${JSON.stringify(state)}\n`;
      const written = queue.then(() => write(path, text));
      queue = written.catch(() => undefined);
      return written;
    },
  };
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parseState(text: string): SandboxState | null {
  try {
    const state = v.parse(stateSchema, JSON.parse(text));
    if (state.privateKey !== null) readSigningKey(state.privateKey);
    return state;
  } catch {
    return null;
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, text, { mode: 0o600 });
  await syncFolder(path);
}

/** A rename is durable only when its folder is synced; write-file-atomic leaves that out. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
