import { globalShortcut } from 'electron';

export type ShortcutAnswer = 'none' | 'taken' | 'refused';

/** The one key combination of the app that works in every program. */
export class GlobalShortcut {
  readonly #onPress: () => void;
  #taken = '';

  constructor(onPress: () => void) {
    this.#onPress = onPress;
  }

  /**
   * Takes a combination in place of the one before; an empty one takes none.
   *
   * @returns whether the desktop gave it. Refused, the one before stays.
   */
  take(accelerator: string): ShortcutAnswer {
    if (accelerator !== '' && accelerator !== this.#taken && !this.#register(accelerator))
      return 'refused';
    if (this.#taken !== '' && this.#taken !== accelerator) globalShortcut.unregister(this.#taken);
    this.#taken = accelerator;
    return accelerator === '' ? 'none' : 'taken';
  }

  #register(accelerator: string): boolean {
    try {
      return globalShortcut.register(accelerator, this.#onPress);
    } catch {
      // Not an accelerator at all.
      return false;
    }
  }
}
