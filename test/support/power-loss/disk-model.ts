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

/** Something that was not synced: a name in a folder, or the bytes of a file. */
type Doubt = FolderChange | Inode;

/** Which way each doubt turned out, by number: 0 is the platter, the last is as if synced. */
type Outcome = ReadonlyMap<Doubt, number>;

/** How many states are looked at, and what chooses them where there are more. */
export interface Bound {
  readonly most: number;
  readonly random: { below(end: number): number };
}

/** Without a bound every state is tried, and more than this are a mistake. */
const mostStates = 65_536;

/**
 * A disk that loses power: bytes of a file that was not synced, and names in a folder that was not
 * synced, are there or not, each by itself. POSIX promises no more than this.
 * https://www.usenix.org/system/files/conference/osdi14/osdi14-paper-pillai.pdf
 */
export class DiskModel {
  readonly #root = new Folder();

  /** @param found what is on the platter at the begin. */
  constructor(found: DiskState = new Map()) {
    for (const [path, content] of found) this.#put(path, content);
  }

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

  /**
   * Every state that the disk can be found in when power goes now, each once. Where there are more
   * than the bound has: all or nothing, each doubt alone against the others, and random ones.
   */
  states(bound?: Bound): readonly DiskState[] {
    const doubts = [...doubtsOf(this.#root)];
    const all = doubts.reduce((product, [, ways]) => product * ways, 1);
    if (!bound && all > mostStates) throw new Error(`${all} states are too many to try`);
    const outcomes = bound && all > bound.most ? someOutcomes(doubts, bound) : everyOutcome(doubts);
    const found = new Map<string, DiskState>();
    for (const outcome of outcomes) {
      const state = new Map(filesOf(this.#root, '', outcome));
      const sorted = [...state].sort(([a], [b]) => (a < b ? -1 : 1));
      found.set(JSON.stringify(sorted), state);
    }
    return [...found.values()];
  }

  /** What the app finds in its files now, whatever of it is on the platter. */
  get current(): DiskState {
    const there = new Map([...doubtsOf(this.#root)].map(([doubt, ways]) => [doubt, ways - 1]));
    return new Map(filesOf(this.#root, '', there));
  }

  /** A file that is durable, with the folders above it. */
  #put(path: string, content: string): void {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let folder = this.#root;
    for (const part of parts) {
      const there = folder.durable.get(part);
      const next = there instanceof Folder ? there : new Folder();
      folder.durable.set(part, next);
      folder = next;
    }
    folder.durable.set(name, { durable: content, current: content });
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

/** What is in doubt in a folder and below, and in how many ways each may be found. */
function* doubtsOf(folder: Folder): Generator<readonly [Doubt, number]> {
  const inside = new Set(folder.durable.values());
  for (const change of folder.pending) {
    yield [change, 2];
    if (change.kind !== 'unlink') inside.add(change.inode);
  }
  for (const inode of inside)
    if (inode instanceof Folder) yield* doubtsOf(inode);
    else if (contentsOf(inode).length > 1) yield [inode, contentsOf(inode).length];
}

type Doubts = readonly (readonly [Doubt, number])[];

function* everyOutcome([first, ...rest]: Doubts): Generator<Outcome> {
  if (!first) {
    yield new Map();
    return;
  }
  const [doubt, ways] = first;
  for (const others of everyOutcome(rest))
    for (let way = 0; way < ways; way += 1) yield new Map([...others, [doubt, way]]);
}

function* someOutcomes(doubts: Doubts, { most, random }: Bound): Generator<Outcome> {
  const lost = new Map(doubts.map(([doubt]) => [doubt, 0]));
  const there = new Map(doubts.map(([doubt, ways]) => [doubt, ways - 1]));
  yield lost;
  yield there;
  for (const [doubt, ways] of doubts) {
    yield new Map([...lost, [doubt, ways - 1]]);
    yield new Map([...there, [doubt, 0]]);
  }
  for (let n = 2 + 2 * doubts.length; n < most; n += 1)
    yield new Map(doubts.map(([doubt, ways]) => [doubt, random.below(ways)]));
}

/** The files of a folder and below, by path, where the doubts turned out so. */
function* filesOf(
  folder: Folder,
  path: string,
  outcome: Outcome,
): Generator<readonly [string, string]> {
  const done = folder.pending.filter((change) => outcome.get(change) === 1);
  for (const [name, inode] of apply(folder.durable, done)) {
    const here = path === '' ? name : `${path}/${name}`;
    if (inode instanceof Folder) yield* filesOf(inode, here, outcome);
    else yield [here, contentsOf(inode)[outcome.get(inode) ?? 0] ?? ''];
  }
}

/** Unsynced bytes: as before, none, half of them, or all. */
function contentsOf({ durable, current }: Inode): readonly string[] {
  if (durable === current) return [current];
  const half = current.slice(0, Math.floor(current.length / 2));
  return [...new Set([durable ?? '', '', half, current])];
}
