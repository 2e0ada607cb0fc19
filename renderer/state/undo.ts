import { m } from '#messages';
import type { Notice, Result, Token } from '../../preload/contract.ts';
import { changedText, fieldText } from '../text/changed-text.ts';
import { failureText } from '../text/failure-text.ts';
import type { Labelled } from './label-run.svelte.ts';
import type { Page } from './page.svelte.ts';

/** What a person says of a token. */
export type Said = Pick<Token, 'label' | 'note' | 'usedIn' | 'color'>;

/** One of these fields with what stood there, and with what stands there now. */
export type Change = {
  readonly [F in keyof Said]: { readonly field: F; readonly from: Said[F]; readonly to: Said[F] };
}[keyof Said];

/**
 * The way back from what is easily changed and easily lost: label, note, "used in", color and a dismissed
 * notice. What is lost for good, or on a server, has no way back and asks before: delete, forget, sign
 * out, leave the trial.
 */
export class Undo {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** A field of a token was written: says so, with the way back. */
  changed(tokenId: string, change: Change): void {
    const { toasts, vault } = this.#page;
    // An answer that comes with the lock has nobody to tell.
    if (vault.locked || change.from === change.to) return;
    toasts.undoable(
      changedText(change),
      () => void this.#back(tokenId, change),
      vault.whoseToken(tokenId),
    );
  }

  /** The same was written down of several tokens: one step takes it all back. */
  labelled(tokens: readonly Labelled[]): void {
    const { toasts, vault } = this.#page;
    if (vault.locked || tokens.length === 0) return;
    const ids = tokens.map(({ tokenId }) => tokenId);
    toasts.undoable(
      m.label_done({ n: tokens.length }),
      () => void this.#unlabel(tokens),
      vault.whoseToken(...ids),
    );
  }

  /** What was typed into a field was given up: `back` writes it down after all. */
  givenUp(field: keyof Said, back: () => void): void {
    const { toasts, vault } = this.#page;
    if (!vault.locked) toasts.undoable(m.change_given_up({ field: fieldText(field) }), back);
  }

  /** A person dismisses a notice of main. */
  dismissNotice = async (notice: Notice): Promise<void> => {
    const { toasts, vault } = this.#page;
    const result = await vault.act((bridge) => bridge.app.dismissNotice(notice));
    if (!result.ok || vault.locked) return;
    toasts.undoable(m.notice_dismissed(), () => void this.#recall(notice));
  };

  /** A notice of the page alone was dismissed. */
  dismissed(back: () => void): void {
    const { toasts } = this.#page;
    toasts.undoable(m.notice_dismissed(), () => {
      back();
      toasts.done(m.undo_done_notice());
    });
  }

  async #back(tokenId: string, { field, from, to }: Change): Promise<void> {
    const { toasts, vault } = this.#page;
    const token = vault.list.tokens.find(({ id }) => id === tokenId);
    if (!token) toasts.failed(m.undo_token_gone());
    else if (token[field] !== to) toasts.failed(m.undo_too_late({ field: fieldText(field) }));
    else {
      const result = await vault.act((bridge) =>
        bridge.tokens.describe({ tokenId, [field]: from }),
      );
      this.#tell(result, m.undo_done({ field: fieldText(field) }));
    }
  }

  /** What was changed since, or is gone, stays as it is. */
  async #unlabel(tokens: readonly Labelled[]): Promise<void> {
    const { toasts, vault } = this.#page;
    let done = 0;
    for (const { tokenId, changes } of tokens) {
      const token = vault.list.tokens.find(({ id }) => id === tokenId);
      if (!token || changes.some(({ field, to }) => token[field] !== to)) continue;
      const before = Object.fromEntries(changes.map(({ field, from }) => [field, from]));
      const result = await vault.act((bridge) => bridge.tokens.describe({ tokenId, ...before }));
      if (!result.ok) {
        this.#tell(result, '');
        return;
      }
      done += 1;
    }
    if (vault.locked) return;
    const all = tokens.length;
    if (done === all) toasts.done(m.label_undone({ n: all }));
    else toasts.failed(m.label_undone_some({ done, all }));
  }

  async #recall(notice: Notice): Promise<void> {
    const { vault, toasts } = this.#page;
    const result = await vault.act((bridge) => bridge.app.recallNotice(notice));
    if (!result.ok && result.error.code === 'NOTHING_PENDING')
      toasts.failed(m.undo_too_late_notice());
    else this.#tell(result, m.undo_done_notice());
  }

  #tell(result: Result<void>, words: string): void {
    const { toasts, vault } = this.#page;
    if (vault.locked) return;
    if (result.ok) toasts.done(words);
    else if (result.error.code !== 'LOCKED') toasts.failed(failureText(result.error));
  }
}
