import type { Core } from '../core/setup-core.ts';
import type { Random } from '../reliability/random.ts';
import { RecordedDisk } from './recorded-disk.ts';

/** Of the disks that may be found after a power cut one is taken, out of this many. */
const most = 32;

/**
 * The power of a core's machine. Its files are recorded from the begin, when there are none; once it
 * goes, only what was synced is surely there. One at a time in a process.
 */
export class Power implements Disposable {
  readonly #core: Core;
  readonly #random: Random;
  readonly #newFolder: () => Promise<string>;
  #disk: RecordedDisk;

  constructor(core: Core, random: Random, newFolder: () => Promise<string>) {
    this.#core = core;
    this.#random = random;
    this.#newFolder = newFolder;
    this.#disk = RecordedDisk.watch(core.folder);
  }

  /** What somebody else does to the files. */
  aside(work: () => unknown): Promise<void> {
    return this.#disk.aside(work);
  }

  /** Power goes when the disk has been asked for this many things more; it is told then. */
  cutAfter(calls: number): Promise<void> {
    return new Promise((resolve) => {
      this.#disk.cutAt(this.#disk.calls.length + calls, resolve);
    });
  }

  /** It stays on after all. */
  keepOn(): void {
    this.#disk.cutAt(Infinity, () => undefined);
  }

  /** Power goes now, where it has not; the app is opened anew on a disk that may be found then. */
  async restart(): Promise<void> {
    const core = this.#core;
    const disk = this.#random.pick(this.#disk.model.states({ most, random: this.#random }));
    this.#disk.cut();
    core.end();
    this.#disk[Symbol.dispose]();
    // Another folder: what the dead app still holds is in the old one.
    core.folder = await this.#newFolder();
    this.#disk = await RecordedDisk.on(core.folder, disk);
    await core.open();
  }

  [Symbol.dispose](): void {
    this.#disk[Symbol.dispose]();
  }
}
