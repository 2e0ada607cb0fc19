/** A place in the window, CSS px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What was asked for: a menu of these tokens. */
export interface OpenMenu {
  /** One token, or all that are selected. */
  readonly ids: readonly string[];
  /** Where the pointer was, or what it belongs to. */
  readonly at: Point | HTMLElement;
  /** From a row, where the keys of the list do the same; else from the details. */
  readonly inList: boolean;
  /** Opened by a key: its first item has the keyboard. */
  readonly byKey: boolean;
}

/** The menu of a token: at most one is open. */
export class TokenMenu {
  open = $state.raw<OpenMenu | null>(null);
  #opener: HTMLElement | null = null;

  show(asked: OpenMenu): void {
    const active = document.activeElement;
    // From one row's menu to another's: what is in a menu that goes gets no keyboard back.
    if (active instanceof HTMLElement && !active.closest('[role="menu"]')) this.#opener = active;
    this.open = asked;
  }

  /** @param asked the menu that is done with: another one may have taken its place. */
  close(asked: OpenMenu): void {
    if (this.open === asked) this.open = null;
  }

  /** What had the keyboard before gets it back. False: it is gone. */
  returnFocus(): boolean {
    if (!this.#opener?.isConnected) return false;
    this.#opener.focus({ preventScroll: true });
    return document.activeElement === this.#opener;
  }

  /** The privacy lock: what it is about, and the way back to a row, are dropped. */
  forget(): void {
    this.open = null;
    this.#opener = null;
  }
}
