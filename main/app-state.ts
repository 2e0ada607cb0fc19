import type { Notice, State } from '../preload/contract.ts';

type Listener = (changed: Partial<State>) => void;

/**
 * The one picture of the app that views show. Use cases change slices of it; whoever listens gets
 * just the slices that changed. Holds no token value, ever.
 */
export class AppState {
  #state: State;
  readonly #listeners = new Set<Listener>();
  /** Notices that a person dismissed and that may still hold. */
  readonly #aside = new Set<Notice>();
  #hidden = false;

  constructor(initial: State) {
    this.#state = initial;
  }

  get current(): State {
    return this.#state;
  }

  /** What a view may see: with the privacy lock on, that it is on. */
  get view(): State {
    return this.#hidden ? hidden(this.#state) : this.#state;
  }

  get hidden(): boolean {
    return this.#hidden;
  }

  change(slices: Partial<State>): void {
    this.#state = { ...this.#state, ...slices };
    if (!this.#hidden) this.#tell(slices);
  }

  /** The privacy lock: views forget what they know. */
  hide(): void {
    this.#hidden = true;
    this.#state = { ...this.#state, locked: true };
    this.#tell(this.view);
  }

  /** Views learn everything anew. */
  show(): void {
    this.#hidden = false;
    this.#state = { ...this.#state, locked: false };
    this.#tell(this.#state);
  }

  /** @returns the end of the subscription. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(slices: Partial<State>): void {
    for (const listener of this.#listeners) listener(slices);
  }

  notice(notice: Notice): void {
    const { notices } = this.#state;
    this.#aside.delete(notice);
    if (!notices.includes(notice)) this.change({ notices: [...notices, notice] });
  }

  /** What it says no longer holds. */
  dismiss(notice: Notice): void {
    this.#aside.delete(notice);
    this.#drop(notice);
  }

  /** A person has read it: what it says may still hold. */
  putAside(notice: Notice): void {
    if (this.#state.notices.includes(notice)) this.#aside.add(notice);
    this.#drop(notice);
  }

  /** Brings back what a person put aside. False: that was not so, or it no longer holds. */
  recall(notice: Notice): boolean {
    const found = this.#aside.has(notice);
    if (found) this.notice(notice);
    return found;
  }

  #drop(notice: Notice): void {
    const { notices } = this.#state;
    if (notices.includes(notice))
      this.change({ notices: notices.filter((other) => other !== notice) });
  }
}

/** The picture without accounts, tokens and what is being done. */
function hidden(state: State): State {
  return {
    ...state,
    session: {
      ...state.session,
      status: 'starting',
      account: null,
      accounts: [],
      offers: { token: false, endpoint: null },
    },
    list: { ...state.list, status: 'idle', tokens: [], fetchedAt: null, error: null, accounts: [] },
    expiring: [],
    generated: null,
    ghosts: [],
    rotations: [],
    notices: [],
  };
}
