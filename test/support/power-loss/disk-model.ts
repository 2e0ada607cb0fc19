/** What a disk holds after power was lost: the content of each file, by path below the root. */
export type DiskState = ReadonlyMap<string, string>;

interface Inode {
  /** What is on the platter; null: nothing was ever synced. */
  durable: string | null;
  current: string;
}

type FolderChange =
  | { readonly kind: 'link'; readonly name: string; readonly inode: Inode | Folder }
  | { readonly kind: 'unlink'; readonly name: string }
  | {
      readonly kind: 'rename';
      readonly from: string;
      readonly to: string;
      readonly inode: Inode | Folder;
    };

type Entries = Map<string, Inode | Folder>;

/** A folder: what is on the platter of it, and the changes since, of which any may be there. */
class Folder {
  durable: Entries = new Map();
  pending: FolderChange[] = [];

  get current(): Entries {
    return apply(this.durable, this.pending);
  }

  change(change: FolderChange): void {
    this.pending.push(change);
  }

  sync(): void {
    this.durable = this.current;
    this.pending = [];
  }
}

/** More pending changes than this are not met; every subset of them is tried. */
const mostPending = 8;

/**
 * A disk that loses power: bytes of a file that was not synced, and names in a folder that was not
 * synced, are there or not, each by itself. POSIX promises no more than this.
 * https://www.usenix.org/system/files/conference/osdi14/osdi14-paper-pillai.pdf
 */
export class DiskModel {
  readonly #root = new Folder();

  makeFolder(path: string): void {
    const { folder, name } = this.#parent(path);
    if (!folder.current.has(name)) folder.change({ kind: 'link', name, inode: new Folder() });
  }

  /** Opens for writing: creates or empties the file. */
  truncate(path: string): void {
    const { folder, name } = this.#parent(path);
    const there = folder.current.get(name);
    if (there instanceof Folder) throw new Error(`${path} is a folder`);
    if (there) there.current = '';
    else folder.change({ kind: 'link', name, inode: { durable: null, current: '' } });
  }

  append(path: string, bytes: string): void {
    this.#file(path).current += bytes;
  }

  sync(path: string): void {
    const found = this.#find(path);
    if (found instanceof Folder) found.sync();
    else found.durable = found.current;
  }

  rename(from: string, to: string): void {
    const { folder, name } = this.#parent(from);
    const target = this.#parent(to);
    if (target.folder !== folder) throw new Error('a rename into another folder is not modelled');
    folder.change({ kind: 'rename', from: name, to: target.name, inode: this.#find(from) });
  }

  remove(path: string): void {
    const { folder, name } = this.#parent(path);
    if (folder.current.has(name)) folder.change({ kind: 'unlink', name });
  }

  /** Every state that the disk can be found in when power goes now, each once. */
  states(): readonly DiskState[] {
    const found = new Map<string, DiskState>();
    for (const state of folderStates(this.#root, '')) {
      const sorted = [...state].sort(([a], [b]) => (a < b ? -1 : 1));
      found.set(JSON.stringify(sorted), state);
    }
    return [...found.values()];
  }

  #parent(path: string): { readonly folder: Folder; readonly name: string } {
    const parts = path.split('/').filter((part) => part !== '');
    const name = parts.pop() ?? '';
    const folder = this.#find(parts.join('/'));
    if (!(folder instanceof Folder)) throw new Error(`${path} is not in a folder`);
    return { folder, name };
  }

  #file(path: string): Inode {
    const found = this.#find(path);
    if (found instanceof Folder) throw new Error(`${path} is a folder`);
    return found;
  }

  #find(path: string): Inode | Folder {
    let at: Inode | Folder = this.#root;
    for (const part of path.split('/').filter((name) => name !== '')) {
      const next: Inode | Folder | undefined =
        at instanceof Folder ? at.current.get(part) : undefined;
      if (!next) throw new Error(`${path} is not on the disk`);
      at = next;
    }
    return at;
  }
}

function apply(entries: Entries, changes: readonly FolderChange[]): Entries {
  const result: Entries = new Map(entries);
  for (const change of changes)
    if (change.kind === 'link') result.set(change.name, change.inode);
    else if (change.kind === 'unlink') result.delete(change.name);
    else {
      result.delete(change.from);
      result.set(change.to, change.inode);
    }
  return result;
}

/** The folder with every subset of its pending changes, and in each every state of what is in it. */
function* folderStates(folder: Folder, path: string): Generator<DiskState> {
  if (folder.pending.length > mostPending)
    throw new Error(`${folder.pending.length} changes of a folder are not synced`);
  for (let subset = 0; subset < 2 ** folder.pending.length; subset += 1) {
    const done = folder.pending.filter((_, bit) => (subset >> bit) % 2 === 1);
    yield* entryStates([...apply(folder.durable, done)], path);
  }
}

function* entryStates(
  [first, ...rest]: readonly (readonly [string, Inode | Folder])[],
  path: string,
): Generator<DiskState> {
  if (!first) {
    yield new Map();
    return;
  }
  const [name, inode] = first;
  const here = path === '' ? name : `${path}/${name}`;
  const states =
    inode instanceof Folder
      ? folderStates(inode, here)
      : fileStates(inode).map((content) => new Map([[here, content]]));
  for (const state of states)
    for (const others of entryStates(rest, path)) yield new Map([...state, ...others]);
}

/** Unsynced bytes: as before, none, half of them, or all. */
function fileStates({ durable, current }: Inode): readonly string[] {
  if (durable === current) return [current];
  const half = current.slice(0, Math.floor(current.length / 2));
  return [...new Set([durable ?? '', '', half, current])];
}
