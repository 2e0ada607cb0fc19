import { m } from '#messages';
import type { Failure, Result, Token } from '../../preload/contract.ts';
import { downloadFailureText, failureText } from '../text/failure-text.ts';
import type { Page } from './page.svelte.ts';
import type { Change, Said } from './undo.ts';

type Act = 'copy' | 'download' | 'describe';
type About = Pick<Token, 'id'>;

/** What a person does with a token of the list and its kept value. Says how it went in a toast. */
export class TokenActs {
  readonly #page: Page;
  busy = $state<Act | null>(null);

  constructor(page: Page) {
    this.#page = page;
  }

  /** Reads the list again. What goes wrong is in the list's own state and is said there. */
  refresh = async (): Promise<void> => {
    const { vault, toasts } = this.#page;
    const result = await vault.act((bridge) => bridge.tokens.refresh());
    // Seen at the list itself, by the age that stands above it.
    if (result.ok && !vault.locked) toasts.say(m.list_refreshed({ n: vault.taken }));
  };

  copyId = async ({ id }: About): Promise<void> => {
    const { vault, toasts } = this.#page;
    const result = await vault.act((bridge) => bridge.tokens.copyId({ tokenId: id }));
    if (result.ok) toasts.done(m.copied_id(), vault.whoseToken(id));
    else this.#failed(result.error);
  };

  copyValue = async (token: Pick<Token, 'id' | 'label'>): Promise<void> => {
    const { vault, copied } = this.#page;
    const answer = await this.#run('copy', () =>
      vault.act((bridge) => bridge.values.copy({ tokenId: token.id })),
    );
    if (answer) copied.done(token, answer.clearsAt);
  };

  download = async ({ id }: About): Promise<void> => {
    const { vault, toasts } = this.#page;
    const answer = await this.#run('download', () =>
      vault.act((bridge) => bridge.values.download({ tokenId: id })),
    );
    if (answer?.saved) toasts.done(m.generated_downloaded(), vault.whoseToken(id));
  };

  /** True when it was written down. A field that goes with the lock has nothing to say any more. */
  describe = async ({ id }: About, notes: Partial<Said>): Promise<boolean> => {
    const { vault } = this.#page;
    if (vault.locked) return false;
    const result = await vault.act((bridge) => bridge.tokens.describe({ tokenId: id, ...notes }));
    if (!result.ok) this.#failed(result.error);
    return result.ok;
  };

  /** Writes down one field of a token, which can be taken back. True when it was written. */
  change = async (token: About, change: Change): Promise<boolean> => {
    const written = await this.describe(token, { [change.field]: change.to });
    if (written) this.#page.undo.changed(token.id, change);
    return written;
  };

  async #run<T>(act: Act, intent: () => Promise<Result<T>>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = act;
    const result = await intent();
    this.busy = null;
    if (result.ok) return result.value;
    this.#failed(result.error, act === 'download' ? downloadFailureText : failureText);
    return null;
  }

  #failed(failure: Failure, words = failureText): void {
    // Leaving the system's save dialog is no failure. That the app is locked is what its screen says, and
    // an answer that comes after it must not be read once it is unlocked.
    if (!['CANCELLED', 'LOCKED'].includes(failure.code)) this.#page.toasts.failed(words(failure));
  }
}
