import { withUsed } from '../vault/index-file.ts';
import type { Workspace } from '../workspace.ts';

/** How long a use that was written down stands for those that follow it, ms. */
const aWhile = 60_000;

/** When saved values were last copied, shown or saved as a file through this app. */
export class UseNotes {
  readonly #workspace: Pick<Workspace, 'clock' | 'index' | 'log' | 'stores'>;
  readonly #publish: () => void;
  /** What is on its way to the disk. */
  readonly #writing = new Set<string>();

  constructor(
    workspace: Pick<Workspace, 'clock' | 'index' | 'log' | 'stores'>,
    publish: () => void,
  ) {
    this.#workspace = workspace;
    this.#publish = publish;
  }

  /**
   * Writes down that a value was used just now: at most once a minute for each token, so that the disk
   * is not written for each copy. Nobody waits for it, and what a person wanted does not fail with it.
   * Of a value that is filed nowhere nothing is written.
   */
  note(id: string): void {
    const { clock, index, log, stores } = this.#workspace;
    const now = clock.now();
    const entry = stores.session.entryOf(id);
    if (entry && isDue(entry.usedAt, now)) {
      stores.session.file({ ...entry, usedAt: now });
      this.#publish();
    }
    const filed = index.content.tokens.find((token) => token.id === id);
    if (!filed || !isDue(filed.usedAt, now) || this.#writing.has(id)) return;
    this.#writing.add(id);
    index
      .change((content) => withUsed(content, id, now))
      .then(this.#publish)
      .catch((error: unknown) => {
        log.warn('when a value was used could not be written', { error });
      })
      .finally(() => this.#writing.delete(id));
  }
}

/** A clock that was turned back must not keep the time that it showed before. */
const isDue = (usedAt: number | undefined, now: number): boolean =>
  usedAt === undefined || Math.abs(now - usedAt) >= aWhile;
