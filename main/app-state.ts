import type { AccountNotice, Notice, State } from '../preload/contract.ts';

/** Of one code there is one notice, or one of each account. */
const keyOf = (notice: Notice): string =>
  typeof notice === 'string' ? notice : `${notice.code} ${notice.accountId}`;

type Listener = (changed: Partial<State>) => void;

/**
 * The one picture of the app that views show. Use cases change slices of it; whoever listens gets
 * just the slices that changed. Holds no token value, ever.
 */
export class AppState {
  #state: State;
  readonly #listeners = new Set<Listener>();
  /** Notices that a person dismissed and that may still hold. */
  readonly #aside = new Map<string, Notice>();
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
    this.#aside.delete(keyOf(notice));
    if (!this.#shows(notice)) this.change({ notices: [...notices, notice] });
  }

  /** What it says no longer holds. */
  dismiss(notice: Notice): void {
    this.#aside.delete(keyOf(notice));
    this.#drop(notice);
  }

  /** As dismiss(), of all that are said of accounts and of which `over` is true. */
  dismissOf(over: (notice: AccountNotice) => boolean): void {
    // Those too that were put aside: they must not come back.
    for (const notice of [...this.#state.notices, ...this.#aside.values()])
      if (typeof notice !== 'string' && over(notice)) this.dismiss(notice);
  }

  /** A person has read it: what it says may still hold. */
  putAside(notice: Notice): void {
    if (this.#shows(notice)) this.#aside.set(keyOf(notice), notice);
    this.#drop(notice);
  }

  /** Brings back what a person put aside. False: that was not so, or it no longer holds. */
  recall(notice: Notice): boolean {
    const found = this.#aside.has(keyOf(notice));
    if (found) this.notice(notice);
    return found;
  }

  #shows(notice: Notice): boolean {
    return this.#state.notices.some((other) => keyOf(other) === keyOf(notice));
  }

  #drop(notice: Notice): void {
    const others = this.#state.notices.filter((other) => keyOf(other) !== keyOf(notice));
    if (this.#shows(notice)) this.change({ notices: others });
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
