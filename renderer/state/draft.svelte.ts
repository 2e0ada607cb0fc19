/**
 * Words that are edited in place: written down on Enter and when the field is left, given up by
 * Escape. What main says meanwhile shows only while nothing is being typed.
 */
export class Draft {
  readonly #known: () => string;
  readonly #write: (text: string) => Promise<boolean>;
  #typed = $state<string | null>(null);

  constructor(known: () => string, write: (text: string) => Promise<boolean>) {
    this.#known = known;
    this.#write = write;
  }

  get text(): string {
    return this.#typed ?? this.#known();
  }

  type = (text: string): void => {
    this.#typed = text;
  };

  save = async (): Promise<void> => {
    const typed = this.#typed;
    if (typed === null) return;
    const text = typed.trim();
    if (text === this.#known()) this.#typed = null;
    // What could not be written stays in the field.
    else if (await this.#write(text)) this.#typed = null;
  };

  /** Taken on its way down, since Escape would close what is around the field. */
  keys = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const lines = event.target instanceof HTMLTextAreaElement;
    if (event.key === 'Enter' && !(lines && !event.ctrlKey && !event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      void this.save();
    } else if (event.key === 'Escape' && this.#typed !== null) {
      event.preventDefault();
      event.stopPropagation();
      this.#typed = null;
    }
  };
}
