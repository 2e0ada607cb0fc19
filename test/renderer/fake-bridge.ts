import type { Bridge, Failure, PageAct, Result, State, TokenWish } from '../../preload/contract.ts';

type Topic = Exclude<keyof Bridge, 'onChanged' | 'onAct' | 'onOpenToken' | 'openDropped'>;
/** What a test lets the bridge answer, by topic and act. */
export type Answers = { readonly [T in Topic]?: Partial<Bridge[T]> } & {
  readonly openDropped?: Bridge['openDropped'];
};

type Act = (args: unknown) => unknown;

/** The session with the account that a test gave it among all, and the lists of these. */
function consistent<T extends Partial<State>>(state: T, before: State | null = null): T {
  const session = state.session ?? before?.session;
  if (!session) return state;
  const { account } = session;
  const others = session.accounts.filter(({ id }) => id !== account?.id);
  const accounts = session.accounts.some(({ id }) => id === account?.id)
    ? session.accounts.map((one) => (one.id === account?.id ? account : one))
    : [...(account ? [account] : []), ...(account ? others : [])];
  const { list } = state;
  const lists = list?.accounts.length === 0 ? accounts.map(({ id }) => listOf(id, list)) : null;
  return {
    ...state,
    ...(state.session ? { session: { ...session, accounts } } : {}),
    ...(list && lists ? { list: { ...list, accounts: lists } } : {}),
  };
}

function listOf(accountId: string, list: State['list']): State['list']['accounts'][number] {
  const { tokens, status, fetchedAt, stale, error, clockOffsetMs } = list;
  const listed = tokens.filter((token) => token.listed && token.accountId === accountId);
  const expired = listed.filter(({ state }) => state === 'expired').length;
  const read = { status, fetchedAt, stale, error, clockOffsetMs };
  return { accountId, ...read, listed: listed.length, expired };
}

/** A successful answer. */
export const ok = <T>(value: T): Promise<Result<T>> => Promise.resolve({ ok: true, value });

/** The answer of an act that has none. */
export const done = (): Promise<Result<void>> => ok(undefined);

/** A failed answer. */
export const no = (error: Failure): Promise<{ ok: false; error: Failure }> =>
  Promise.resolve({ ok: false, error });

/**
 * A bridge without anything behind it. It answers `app.state` and what the test said; any other
 * call throws, and every call is kept in `calls`.
 */
export class FakeBridge implements Bridge {
  readonly calls: { readonly name: string; readonly args: unknown }[] = [];
  readonly #listeners = new Set<(changed: Partial<State>) => void>();
  readonly #openers = new Set<(wish: TokenWish) => void>();
  readonly #actors = new Set<(act: PageAct) => void>();
  readonly #answers: Answers;
  #state: State;

  readonly app: Bridge['app'];
  readonly session: Bridge['session'];
  readonly tokens: Bridge['tokens'];
  readonly values: Bridge['values'];
  readonly imports: Bridge['imports'];
  readonly backups: Bridge['backups'];
  readonly generated: Bridge['generated'];
  readonly ghosts: Bridge['ghosts'];
  readonly rotations: Bridge['rotations'];
  readonly updates: Bridge['updates'];
  readonly store: Bridge['store'];

  constructor(state: State, answers: Answers = {}) {
    this.#state = consistent(state);
    this.#answers = { ...answers, app: { state: () => ok(this.#state), ...answers.app } };
    this.app = this.#topic('app');
    this.session = this.#topic('session');
    this.tokens = this.#topic('tokens');
    this.values = this.#topic('values');
    this.imports = this.#topic('imports');
    this.backups = this.#topic('backups');
    this.generated = this.#topic('generated');
    this.ghosts = this.#topic('ghosts');
    this.rotations = this.#topic('rotations');
    this.updates = this.#topic('updates');
    this.store = this.#topic('store');
  }

  readonly onChanged = (listener: (changed: Partial<State>) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly onAct = (listener: (act: PageAct) => void): (() => void) => {
    this.#actors.add(listener);
    return () => this.#actors.delete(listener);
  };

  readonly onOpenToken = (listener: (wish: TokenWish) => void): (() => void) => {
    this.#openers.add(listener);
    return () => this.#openers.delete(listener);
  };

  readonly openDropped: Bridge['openDropped'] = (file) => {
    this.calls.push({ name: 'openDropped', args: file.name });
    if (!this.#answers.openDropped) throw new Error('unexpected call of openDropped');
    return this.#answers.openDropped(file);
  };

  /** The tray asks for a dialog. */
  act(act: PageAct): void {
    for (const listener of this.#actors) listener(act);
  }

  /** A notification asks for the details of a token. */
  openToken(tokenId: string, rotate = false): void {
    for (const listener of this.#openers) listener({ tokenId, rotate });
  }

  /** Main says that these slices changed. */
  emit(changes: Partial<State>): void {
    const changed = consistent(changes, this.#state);
    this.#state = { ...this.#state, ...changed };
    for (const listener of this.#listeners) listener(changed);
  }

  get state(): State {
    return this.#state;
  }

  /** The arguments of every call of this name, such as `tokens.delete`. */
  argsOf(name: string): unknown[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.args);
  }

  #topic<T extends Topic>(topic: T): Bridge[T] {
    const answers = (this.#answers[topic] ?? {}) as Record<string | symbol, Act | undefined>;
    return new Proxy({} as Bridge[T], {
      get: (_, act) => (args: unknown) => {
        const name = `${topic}.${String(act)}`;
        this.calls.push({ name, args });
        const answer = answers[act];
        if (!answer) throw new Error(`unexpected call of ${name}`);
        return answer(args);
      },
    });
  }
}
