import { m } from '#messages';
import { copiedText, copiedTokenText } from '../text/copied-text.ts';
import { shortId } from '../text/state-text.ts';
import type { Page } from './page.svelte.ts';

/** Without an id: a value that does not say which token it is of. */
interface About {
  readonly id: string | null;
  readonly label: string;
}

/**
 * The token value that this page copied last. What is seen of it counts down until main has cleared
 * the clipboard; what is heard of it is said once.
 */
export class Copied {
  readonly #page: Page;
  #last = $state.raw<{ readonly token: About; readonly clearsAt: number } | null>(null);

  constructor(page: Page) {
    this.#page = page;
  }

  /** The token whose value is in the clipboard now; null: none, or the tray copied another one. */
  get token(): About | null {
    const last = this.#last;
    return last && last.clearsAt === this.#page.vault.clipboard.clearsAt ? last.token : null;
  }

  /** How `token` is called. */
  get name(): string {
    return this.token ? nameOf(this.token) : '';
  }

  /** @param clearsAt Unix time in ms; null: it is not cleared, and nothing counts down. */
  done(token: About, clearsAt: number | null): void {
    const { toasts, vault } = this.#page;
    const { concealed } = vault.clipboard;
    this.#last = clearsAt === null ? null : { token, clearsAt };
    if (clearsAt === null)
      toasts.done(copiedTokenText(nameOf(token), 0, concealed), vault.whoseToken(token.id));
    else toasts.say(copiedText(clearsAt, concealed));
  }

  forget(): void {
    this.#last = null;
  }
}

const nameOf = ({ id, label }: About): string =>
  label || (id === null ? m.generated_of_unread() : shortId(id));
