import * as v from 'valibot';
import { AppError } from '../app-error.ts';
import type { Files } from './files.ts';
import { SerialQueue } from './serial-queue.ts';

export interface JsonFileOptions<T> {
  readonly path: string;
  readonly version: number;
  /** Checks the content beside `version`. */
  readonly schema: v.GenericSchema<unknown, T>;
  readonly empty: T;
  /** Upgrades older content, one version at a time: `migrate[1]` turns version 1 into 2. */
  readonly migrate?: Readonly<Record<number, (content: unknown) => unknown>>;
  /** Keeps the generation before as `<path>.old`, and falls back to it when the file is broken. */
  readonly keepOld?: boolean;
}

const envelope = v.looseObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** Of a text that was parsed before. */
const versionOf = (text: string): number => v.parse(envelope, JSON.parse(text)).version;

type Parsed<T> = { readonly content: T } | 'broken' | 'newer';

/**
 * A versioned JSON file. A broken or foreign file is copied aside before anything is written in its
 * place; one of a newer version is refused and never touched; one of an older version is upgraded by
 * the first change, which keeps it as `<path>.version-N`. Changes run one after another.
 */
export class JsonFile<T extends object> {
  readonly #files: Files;
  readonly #options: JsonFileOptions<T>;
  readonly #queue = new SerialQueue();
  #content: T;
  #refused = false;
  /** What stands in the file is not known: nothing is written over it. */
  #unread = false;
  #loadedAt = 0;
  #asides = 0;
  /** The broken text that was copied aside and still stands in the file. */
  #aside: string | null = null;
  /** True when the file was found broken, so that the person can be told. */
  setAside = false;
  /** Told when it is found broken after `load`. */
  onSetAside: () => void = () => undefined;

  constructor(files: Files, options: JsonFileOptions<T>) {
    this.#files = files;
    this.#options = options;
    this.#content = options.empty;
  }

  /** What the file holds, as last loaded or changed. */
  get content(): T {
    return this.#content;
  }

  /** @throws AppError FILE_FROM_NEWER_VERSION; later changes are refused the same way. */
  async load(now: number): Promise<T> {
    const { path, empty, keepOld } = this.#options;
    this.#loadedAt = now;
    this.#unread = true;
    const text = await this.#files.read(path);
    this.#unread = false;
    let parsed = text === null ? undefined : this.#parse(text);
    if (parsed === 'broken') {
      await this.#files.copyAside(path, `broken-${now}`);
      this.setAside = true;
      this.#aside = text;
    }
    if (parsed === 'broken' || (parsed === undefined && keepOld)) {
      const old = keepOld ? await this.#files.read(`${path}.old`) : null;
      parsed = old === null ? undefined : this.#parse(old);
      // Somebody took the file away: what is known is a generation old, which is said as well.
      if (old !== null && text === null) this.setAside = true;
      if (parsed === 'broken') {
        await this.#files.copyAside(`${path}.old`, `broken-${now}`);
        this.setAside = true;
      }
    }
    // The first write would replace it.
    if (typeof parsed === 'object' && keepOld && text !== null) await this.#saveNewerOld(now);
    if (parsed === 'newer') {
      this.#refused = true;
      throw new AppError('FILE_FROM_NEWER_VERSION');
    }
    this.#content = typeof parsed === 'object' ? parsed.content : empty;
    return this.#content;
  }

  /** The generation before may be a newer app's, where this one's file was put back. */
  async #saveNewerOld(now: number): Promise<void> {
    const { path } = this.#options;
    const old = await this.#files.read(`${path}.old`);
    if (old !== null && this.#parse(old) === 'newer')
      await this.#files.copyAside(`${path}.old`, `newer-${now}`);
  }

  /**
   * Writes what `change` makes of the content; durable when the promise resolves.
   *
   * @throws AppError FILE_FROM_NEWER_VERSION; FILE_NOT_WRITTEN, for what could not be read again too:
   *   the file stays as it was.
   */
  change(change: (content: T) => T): Promise<T> {
    return this.#queue.run(async () => {
      if (this.#refused) throw new AppError('FILE_FROM_NEWER_VERSION');
      if (this.#unread) throw new AppError('FILE_NOT_WRITTEN');
      const { path, version, keepOld } = this.#options;
      const next = change(this.#content);
      const written = `${JSON.stringify({ version, ...next }, null, 1)}\n`;
      if (typeof this.#parse(written) !== 'object')
        throw new AppError('FILE_NOT_WRITTEN', {}, { cause: new Error('It breaks the schema.') });
      const now = await this.#readAgain(path);
      const parsed = now === null ? null : this.#parse(now);
      // Somebody else has written it since: a newer app, or by mistake.
      if (parsed === 'newer') throw new AppError('FILE_FROM_NEWER_VERSION');
      if (parsed === 'broken' && now !== this.#aside) {
        this.#asides += 1;
        await this.#files.copyAside(path, `broken-${this.#loadedAt}-${this.#asides}`);
        this.setAside = true;
        this.onSetAside();
      }
      // The app of before could not read what this one makes of it: its file stays beside, for good.
      if (now !== null && typeof parsed === 'object' && versionOf(now) < version)
        await this.#files.write(`${path}.version-${versionOf(now)}`, now);
      // Only a whole generation is worth keeping.
      if (keepOld && now !== null && typeof parsed === 'object')
        await this.#files.write(`${path}.old`, now);
      await this.#files.write(path, written);
      this.#content = next;
      return next;
    });
  }

  /** A file that cannot be read is not written over either. */
  async #readAgain(path: string): Promise<string | null> {
    try {
      return await this.#files.read(path);
    } catch (cause) {
      throw new AppError('FILE_NOT_WRITTEN', {}, { cause });
    }
  }

  /** Takes content that could not be written, so that this run at least goes by it. */
  hold(content: T): void {
    this.#content = content;
  }

  #parse(text: string): Parsed<T> {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return 'broken';
    }
    const head = v.safeParse(envelope, json);
    if (!head.success) return 'broken';
    let { version } = head.output;
    if (version > this.#options.version) return 'newer';
    let content: unknown = head.output;
    for (; version < this.#options.version; version += 1) {
      const step = this.#options.migrate?.[version];
      if (!step) return 'broken';
      try {
        content = step(content);
      } catch {
        return 'broken';
      }
    }
    const parsed = v.safeParse(this.#options.schema, content);
    return parsed.success ? { content: parsed.output } : 'broken';
  }
}
