import { tick } from 'svelte';
import type { Rotation, Token } from '../../preload/contract.ts';

/** Each dialog that a person can open, with what it is about. */
export type DialogRequest =
  | { readonly kind: 'generate' }
  /** The list of all that can be done, by name. */
  | { readonly kind: 'commands' }
  /** `reap`: what has expired, of one account or more, for room. */
  | { readonly kind: 'delete'; readonly tokens: readonly Token[]; readonly reap?: true }
  /** One that signs the app in is to be left to lapse: another one comes first. */
  | { readonly kind: 'lapse'; readonly token: Token }
  /** What is said of several at once. */
  | { readonly kind: 'label'; readonly tokens: readonly Token[] }
  | { readonly kind: 'rotate'; readonly tokens: readonly Token[] }
  | { readonly kind: 'finish-rotation'; readonly rotation: Rotation }
  | { readonly kind: 'undo-rotation'; readonly rotation: Rotation }
  | { readonly kind: 'forget'; readonly token: Token }
  /** With a file that was dropped on the window. */
  | { readonly kind: 'import'; readonly file: File | null }
  | { readonly kind: 'export'; readonly tokens: readonly Token[] }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'store' }
  | { readonly kind: 'help' }
  | { readonly kind: 'about' }
  /** Again, to an account; by default to the current one. */
  | { readonly kind: 'sign-in'; readonly accountId?: string }
  | { readonly kind: 'add-account' }
  /** Of an account; by default of the current one. */
  | { readonly kind: 'sign-out'; readonly accountId?: string }
  | { readonly kind: 'accounts' }
  | { readonly kind: 'leave-trial' }
  /** Everything that this app keeps on the computer. */
  | { readonly kind: 'remove' }
  /** Where the keyboard begins, if not at the first setting. */
  | { readonly kind: 'settings'; readonly at?: 'shortcut' };

/** Where focus goes when the element that opened a dialog is gone or cannot take it. */
export const fallbackFocusId = 'view-title';

const canTakeFocus = (element: HTMLElement | null): element is HTMLElement =>
  element !== null && element.isConnected && !element.matches(':disabled');

const rows = (): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('tr[data-id] input[type=checkbox]'),
];

/** Which row of the list, from the top, an element stands in; null: in none. */
function rowOf(element: Element | null): number | null {
  const at = rows().findIndex((box) => element && box.closest('tr')?.contains(element));
  return at === -1 ? null : at;
}

/** At most one dialog at a time, and the way back to what opened it. */
export class Dialogs {
  current = $state.raw<DialogRequest | null>(null);
  #opener: HTMLElement | null = null;
  #row: number | null = null;

  open(request: DialogRequest): void {
    this.remember();
    this.current = request;
  }

  /** What has the keyboard now gets it back later, unless it goes with a dialog itself. */
  remember(): void {
    const active = document.activeElement;
    if (active?.closest('[role="dialog"]')) return;
    this.#opener = active instanceof HTMLElement ? active : null;
    this.#row = rowOf(active);
  }

  close = (): void => {
    this.current = null;
  };

  /** A row that had the keyboard holds its token as long as the way back to it is kept. */
  forget(): void {
    this.close();
    this.#opener = null;
    this.#row = null;
  }

  /** Called when no dialog is left, after the page behind has become reachable again. */
  async returnFocus(): Promise<void> {
    await tick();
    if (canTakeFocus(this.#opener)) this.#opener.focus();
    else this.focusNear(this.#row);
  }

  /** The row that stands where one was that is gone, the last one at the end of the list; else the title. */
  focusNear(row: number | null): void {
    const near = row === null ? undefined : (rows()[row] ?? rows().at(-1));
    (near ?? document.getElementById(fallbackFocusId))?.focus();
  }
}
