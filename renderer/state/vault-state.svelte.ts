import { getLocale } from '#runtime';
import type { Account, Bridge, ImportPreview, Result, State } from '../../preload/contract.ts';

/** Until main has answered: nothing is known, and nothing is claimed. */
const unknown: State = {
  session: {
    status: 'starting',
    account: null,
    accounts: [],
    showAll: false,
    offers: { token: false, endpoint: null },
    defaultEndpoint: '',
  },
  list: {
    status: 'idle',
    tokens: [],
    fetchedAt: null,
    stale: true,
    error: null,
    limit: 100,
    clockOffsetMs: null,
    accounts: [],
  },
  expiring: [],
  store: { kind: 'keychain', state: 'unknown', name: '' },
  generated: null,
  ghosts: [],
  rotations: [],
  clipboard: { clearsAt: null, concealed: null },
  notices: [],
  settings: {
    language: 'system',
    theme: 'system',
    clipboardClearSeconds: 30,
    keepInKeychain: true,
    closeToTray: false,
    quickAccessShortcut: '',
    lockAfterMinutes: 0,
    lockWithScreen: true,
    checkForUpdates: true,
    notifyExpiry: true,
  },
  update: { status: 'off', version: null, installs: false, progress: null },
  locked: false,
  app: {
    version: '',
    platform: 'linux',
    fallbackRuntime: false,
    tray: false,
    shortcut: 'none',
    startsAtLogin: false,
    language: getLocale(),
  },
};

/**
 * The state that main holds, as runes, one field per slice so that a change of the clipboard does
 * not touch the list; and the one way to act on it.
 */
export class VaultState {
  readonly #bridge: Bridge;
  #early: Partial<State>[] | null = [];
  /** Main is listened to, and was asked. */
  #begun: { readonly stop: () => void; readonly heard: Promise<void> } | null = null;

  session = $state.raw(unknown.session);
  list = $state.raw(unknown.list);
  expiring = $state.raw(unknown.expiring);
  store = $state.raw(unknown.store);
  generated = $state.raw(unknown.generated);
  ghosts = $state.raw(unknown.ghosts);
  rotations = $state.raw(unknown.rotations);
  clipboard = $state.raw(unknown.clipboard);
  notices = $state.raw(unknown.notices);
  settings = $state.raw(unknown.settings);
  update = $state.raw(unknown.update);
  /** The privacy lock: nothing else may be shown while it is on. */
  locked = $state(unknown.locked);
  app = $state.raw(unknown.app);
  /** True when main could not be asked at all. */
  unreachable = $state(false);

  /** Those of the account that is shown, or of all; what is of nobody who is signed in is with either. */
  readonly tokens = $derived.by(() => {
    const { account, showAll } = this.session;
    if (showAll || account === null) return this.list.tokens;
    return this.list.tokens.filter(({ accountId }) => (accountId ?? account.id) === account.id);
  });

  /** Tokens that the server lists for the current account: these count towards its limit, saved values of gone ones do not. */
  readonly taken = $derived.by(() => this.#takenOf(this.session.account?.id));
  readonly full = $derived.by(() => this.taken >= this.list.limit);

  /** The accounts that can have no further token. */
  readonly fullAccounts = $derived.by(() =>
    this.session.accounts.filter(({ id }) => this.#takenOf(id) >= this.list.limit),
  );

  /** Whether it has to be said whose something is. */
  readonly several = $derived.by(() => this.session.accounts.length > 1);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  #takenOf(account: string | undefined): number {
    return this.list.tokens.filter(({ listed, accountId }) => listed && accountId === account)
      .length;
  }

  /** Whose all of these are; null where they are not of one account, or where there is but one. */
  whose(...things: readonly { readonly accountId: string | null }[]): Account | null {
    const [first] = things;
    const same = things.every(({ accountId }) => accountId === first?.accountId);
    if (!first || !same || !this.several) return null;
    return this.session.accounts.find(({ id }) => id === first.accountId) ?? null;
  }

  /** As `whose`, of the tokens with these ids. */
  whoseToken(...tokenIds: readonly (string | null)[]): Account | null {
    return this.whose(...this.list.tokens.filter(({ id }) => tokenIds.includes(id)));
  }

  /** Subscribes, then asks for the whole state once, however often it is called. Returns the end of the subscription. */
  start(): () => void {
    return this.#begin().stop;
  }

  /** Starts; settles once main has answered what there is, or could not be asked. */
  heard(): Promise<void> {
    return this.#begin().heard;
  }

  #begin() {
    if (this.#begun) return this.#begun;
    const stop = this.#bridge.onChanged((changed) => {
      // What comes before the first answer is newer than, or as old as, that answer.
      if (this.#early) this.#early.push(changed);
      else this.#apply(changed);
    });
    return (this.#begun = { stop, heard: this.load() });
  }

  async load(): Promise<void> {
    const answer = await this.act((bridge) => bridge.app.state());
    this.unreachable = !answer.ok;
    if (!answer.ok) return;
    this.#apply(answer.value);
    for (const changed of this.#early ?? []) this.#apply(changed);
    this.#early = null;
  }

  /** What the tray asks the page for. Returns the end of the subscription. */
  onAct(listener: Parameters<Bridge['onAct']>[0]): () => void {
    return this.#bridge.onAct(listener);
  }

  /** A notification asks for a token. Returns the end of the subscription. */
  onOpenToken(listener: Parameters<Bridge['onOpenToken']>[0]): () => void {
    return this.#bridge.onOpenToken(listener);
  }

  /** Reads a file that was dropped on the page. */
  openDropped(file: File): Promise<Result<ImportPreview>> {
    return this.act((bridge) => bridge.openDropped(file));
  }

  /** Sends an intent. A bridge that throws is a fault of the app, told like any other failure. */
  async act<T>(intent: (bridge: Bridge) => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await intent(this.#bridge);
    } catch {
      return { ok: false, error: { code: 'INTERNAL' } };
    }
  }

  #apply(changed: Partial<State>): void {
    if (changed.session) this.session = changed.session;
    if (changed.list) this.list = changed.list;
    if (changed.expiring) this.expiring = changed.expiring;
    if (changed.store) this.store = changed.store;
    if (changed.generated !== undefined) this.generated = changed.generated;
    if (changed.ghosts) this.ghosts = changed.ghosts;
    if (changed.rotations) this.rotations = changed.rotations;
    if (changed.clipboard) this.clipboard = changed.clipboard;
    if (changed.notices) this.notices = changed.notices;
    if (changed.settings) this.settings = changed.settings;
    if (changed.update) this.update = changed.update;
    if (changed.locked !== undefined) this.locked = changed.locked;
    if (changed.app) this.app = changed.app;
  }
}
