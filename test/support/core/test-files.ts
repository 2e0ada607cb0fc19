import { AppError } from '../../../main/app-error.ts';
import { durableFiles, type Files } from '../../../main/vault/files.ts';

/** The app's real files, which a test can fail and whose process it can end. */
export class TestFiles implements Files {
  /** Writes to these paths, and copies of them, fail as on a full disk. */
  failWrites: (path: string) => boolean = () => false;
  /** Nothing is removed. */
  failRemoves = false;
  /** Every write that was asked for, in its order. */
  readonly writes: string[] = [];
  #dead = false;

  /** The process that used them is gone: nothing it still asks for happens or ends. */
  die(): void {
    this.#dead = true;
  }

  read(path: string): Promise<string | null> {
    return this.#alive(() => durableFiles.read(path));
  }

  write(path: string, content: string): Promise<void> {
    return this.#alive(async () => {
      this.writes.push(path);
      if (this.failWrites(path)) throw new AppError('FILE_NOT_WRITTEN');
      await durableFiles.write(path, content);
    });
  }

  copyAside(path: string, suffix: string): Promise<string> {
    return this.#alive(() => {
      if (this.failWrites(path)) throw new AppError('FILE_NOT_WRITTEN');
      return durableFiles.copyAside(path, suffix);
    });
  }

  remove(path: string): Promise<void> {
    return this.#alive(() => {
      if (this.failRemoves) throw new AppError('INTERNAL');
      return durableFiles.remove(path);
    });
  }

  exists(path: string): Promise<boolean> {
    return this.#alive(() => durableFiles.exists(path));
  }

  list(folder: string): Promise<readonly string[]> {
    return this.#alive(() => durableFiles.list(folder));
  }

  #alive<T>(work: () => Promise<T>): Promise<T> {
    return this.#dead ? new Promise<T>(() => undefined) : work();
  }
}
