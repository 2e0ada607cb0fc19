import { readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { DiskModel, type DiskState } from './disk-model.ts';
import { patchFs } from './patched-fs.ts';

/**
 * Writes down what this process does to the files below a folder, in the order in which the system
 * is asked, and can cut the power between any two calls. The calls are the real ones, those of
 * libraries included:
 *
 *     using disk = RecordedDisk.watch(folder);
 *     disk.cutAt(7, () => { … });
 *     … the app writes …
 *     disk.model.states()   // what may be found after the power cut
 *
 * One at a time in a process.
 */
export class RecordedDisk implements Disposable {
  /** What was asked for, for people: `fsync index.json.123`. */
  readonly calls: string[] = [];
  readonly #root: string;
  #model: DiskModel;
  #aside = false;
  readonly #unpatch: () => void;
  readonly #open = new Map<number, string>();
  #dead = false;
  #cut: { readonly at: number; readonly act: () => void } | null = null;
  #onCall: (call: string, when: 'before' | 'after') => void = () => undefined;

  private constructor(root: string, model: DiskModel) {
    this.#root = root;
    this.#model = model;
    this.#unpatch = patchFs(this);
  }

  /** Begins to record an empty folder. */
  static watch(root: string): RecordedDisk {
    if (readdirSync(root).length > 0) throw new Error(`${root} is not empty`);
    return new RecordedDisk(root, new DiskModel());
  }

  /** Begins to record a folder that holds this. */
  static async on(root: string, found: DiskState): Promise<RecordedDisk> {
    for (const [path, content] of found) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    return new RecordedDisk(root, new DiskModel(found));
  }

  get model(): DiskModel {
    return this.#model;
  }

  /** What somebody else does to the files: it is not recorded, and durable at once. */
  async aside(work: () => unknown): Promise<void> {
    this.#aside = true;
    try {
      await work();
      const now = await filesBelow(this.#root);
      // What nobody touched is as durable as it was.
      if (!isSame(now, this.#model.current)) this.#model = new DiskModel(now);
    } finally {
      this.#aside = false;
    }
  }

  [Symbol.dispose](): void {
    this.#unpatch();
  }

  /** Power goes before the call number `at` (the first is 0): neither it nor a later one happens. */
  cutAt(at: number, act: () => void): void {
    this.#cut = { at, act };
  }

  /** Who is told right before and right after each call; one at most. */
  onCall(listener: (call: string, when: 'before' | 'after') => void): void {
    this.#onCall = listener;
  }

  /** Power goes now. */
  cut(): void {
    this.#dead = true;
  }

  /** The path below the root, or null for what is elsewhere. */
  below(path: unknown): string | null {
    if (this.#aside) return null;
    const inside = relative(this.#root, String(path));
    return inside.startsWith('..') ? null : inside;
  }

  opened(descriptor: number, path: string): void {
    this.#open.set(descriptor, path);
  }

  pathOf(descriptor: number): string | null {
    return this.#open.get(descriptor) ?? null;
  }

  closed(descriptor: number): void {
    this.#open.delete(descriptor);
  }

  /** Whether the call may happen, which is noted then; a dead machine neither acts nor answers. */
  happens(call: string, note: (model: DiskModel) => void): boolean {
    if (!this.#dead && this.#cut?.at === this.calls.length) {
      this.#dead = true;
      this.#cut.act();
    }
    if (this.#dead) return false;
    this.#onCall(call, 'before');
    this.calls.push(call);
    note(this.#model);
    this.#onCall(call, 'after');
    return true;
  }
}

async function filesBelow(root: string): Promise<DiskState> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [relative(root, path), await readFile(path, 'utf8')] as const;
      }),
    ),
  );
}

const isSame = (a: DiskState, b: DiskState): boolean =>
  a.size === b.size && [...a].every(([path, content]) => b.get(path) === content);
