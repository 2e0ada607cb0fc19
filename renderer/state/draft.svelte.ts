import { isShortcut } from './shortcuts.ts';

/** How long nothing is typed until it is written down, ms: a lock or an end takes no more than that. */
const pauseMs = 600;

/**
 * Words that are edited in place: written down on a pause of typing, on Enter and when the field is
 * left; Escape gives up what was typed since the field was entered. What main says meanwhile shows only
 * while nothing is being typed.
 */
export class Draft {
  readonly #known: () => string;
  readonly #write: (text: string) => Promise<boolean>;
  readonly #ended: (before: string, now: string) => void;
  readonly #givenUp: (typed: string) => void;
  #typed = $state<string | null>(null);
  /** What stood there before anything was typed: where Escape leads back to. */
  #before = '';
  /** What was sent last, since main may not have said it yet; null: nothing, or it was not written. */
  #sent: { readonly text: string; readonly written: Promise<boolean> } | null = null;
  /** What Escape took away, until something else is typed. */
  #dropped: string | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ended told when the field is left or Enter pressed, not at each pause: what stood there, what does now.
   * @param givenUp told what was typed when Escape took it away.
   */
  constructor(
    known: () => string,
    write: (text: string) => Promise<boolean>,
    ended: (before: string, now: string) => void = () => undefined,
    givenUp: (typed: string) => void = () => undefined,
  ) {
    this.#known = known;
    this.#write = write;
    this.#ended = ended;
    this.#givenUp = givenUp;
  }

  get text(): string {
    return this.#typed ?? this.#known();
  }

  type = (text: string): void => {
    if (this.#typed === null) this.#before = this.#known();
    this.#typed = text;
    this.#dropped = null;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#send(text), pauseMs);
  };

  save = async (): Promise<void> => {
    const typed = this.#typed;
    clearTimeout(this.#pause);
    if (typed === null) return;
    // What could not be written stays in the field, and so does what is typed on meanwhile.
    if (!(await this.#send(typed)) || this.#typed !== typed) return;
    const before = this.#before;
    this.#end();
    this.#ended(before, typed.trim());
  };

  /** Drops what was typed and sends no more of it. */
  forget(): void {
    clearTimeout(this.#pause);
    this.#end();
    this.#before = '';
    this.#dropped = null;
  }

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
      const typed = this.#typed;
      this.#typed = this.#before;
      void this.save();
      if (typed.trim() !== this.#before) {
        this.#dropped = typed;
        this.#givenUp(typed);
      }
    } else if (isShortcut('undo', event) && this.#typed === null && this.#dropped !== null) {
      // The field's own way back knows nothing of what Escape did.
      event.preventDefault();
      event.stopPropagation();
      this.type(this.#dropped);
      void this.save();
    }
  };

  /** True when `text` is what is written down, now or already. */
  async #send(text: string): Promise<boolean> {
    const words = text.trim();
    if (this.#sent?.text === words) return this.#sent.written;
    if (this.#sent === null && words === this.#known()) return true;
    const sent = { text: words, written: this.#write(words) };
    this.#sent = sent;
    const written = await sent.written;
    if (!written && this.#sent === sent) this.#sent = null;
    return written;
  }

  #end(): void {
    this.#typed = null;
    this.#sent = null;
  }
}
