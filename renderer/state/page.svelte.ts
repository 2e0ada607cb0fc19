import { createContext } from 'svelte';
import { MediaQuery, SvelteSet } from 'svelte/reactivity';
import { m } from '#messages';
import type { Bridge, Ghost, PageAct, Token, TokenWish } from '../../preload/contract.ts';
import { tokenName } from '../text/state-text.ts';
import { accountOf, isRotatable, otherAccount, signsIn } from '../text/token-life.ts';
import { Clock } from './clock.svelte.ts';
import { Copied } from './copied.svelte.ts';
import { Dialogs } from './dialogs.svelte.ts';
import { GenerateDraft } from './generate-draft.svelte.ts';
import { openAsked } from './page-acts.ts';
import { expiredOf, reaping } from './reaping.ts';
import { ReminderActs } from './reminder-acts.ts';
import { Selection } from './selection.svelte.ts';
import { byAccount, endingFirst, newestFirst, sorted } from './sort.ts';
import { Toasts } from './toasts.svelte.ts';
import { TokenActs } from './token-acts.svelte.ts';
import { TokenFilter } from './token-filter.svelte.ts';
import { TokenMenu } from './token-menu.svelte.ts';
import { Undo } from './undo.ts';
import { Unsaved } from './unsaved.ts';
import { isOf, Unanswered } from './unanswered.svelte.ts';
import { VaultState } from './vault-state.svelte.ts';

/** Everything the views share: what main says, and what is only the page's own. */
export class Page {
  readonly vault: VaultState;
  readonly clock = new Clock();
  readonly dialogs = new Dialogs();
  readonly toasts = new Toasts();
  readonly selection = new Selection();
  readonly filter = new TokenFilter();
  /** Stays when a search finds nothing and the table goes. */
  sort = $state.raw(newestFirst);
  readonly copied = new Copied(this);
  readonly acts = new TokenActs(this);
  readonly reminders = new ReminderActs(this);
  readonly menu = new TokenMenu();
  readonly undo = new Undo(this);
  /** Room for the details beside the list; below it they are a sheet. */
  readonly wide = new MediaQuery('min-width: 60rem');
  /** The token whose details are open. */
  detailsId = $state<string | null>(null);
  /** Its value is to be shown too, as soon as they stand. */
  toReveal = $state<string | null>(null);
  /** They were opened where there is no room beside the list. */
  #openedAsSheet = $state(false);
  /** The token whose label is being edited in the list. */
  editing = $state<string | null>(null);
  /** What was typed there last and could not be written. */
  unwritten = $state.raw<{ readonly id: string; readonly label: string } | null>(null);
  readonly unanswered = new Unanswered();
  readonly unsaved = new Unsaved();
  #draft: GenerateDraft | null = null;
  /** Open requests of other accounts that the person has read of: said again at the next start. */
  readonly putAside = new SvelteSet<string>();
  /** The session-only store is said once. */
  sessionStoreSaid = $state(false);

  /** What was asked for while the page had not heard yet what there is: a menu can open the window. */
  asked = $state.raw<PageAct | null>(null);
  /** The token that a notification was about, until it can be shown. */
  wanted = $state.raw<TokenWish | null>(null);

  constructor(bridge: Bridge) {
    this.vault = new VaultState(bridge);
  }

  /** The server's time, by which tokens live and end, where it is known. */
  get serverNow(): number {
    return this.clock.now + (this.vault.list.clockOffsetMs ?? 0);
  }

  /** Those whose lists are shown. */
  readonly accounts = $derived.by(() => {
    const { account, accounts, showAll } = this.vault.session;
    return showAll ? accounts : accounts.filter(({ id }) => id === account?.id);
  });

  /** Only what counts towards the limit: a saved value that IONOS no longer lists takes up no room. */
  readonly expired = $derived.by(() => expiredOf(this.vault.tokens));

  /** What ends soon and somebody has to see to, the first to end first. */
  readonly expiring = $derived.by(() => {
    const { expiring, tokens } = this.vault;
    return sorted(
      tokens.filter(({ id }) => expiring.includes(id)),
      endingFirst,
    );
  });

  /** What of the list the search and the chosen states leave. */
  readonly shown = $derived.by(() => this.filter.apply(this.vault.tokens));

  /** Whether the list of all accounts stands by account. */
  grouped = $state(false);

  /** What is shown, by account where that is asked for, each in the order of the table. */
  readonly groups = $derived.by(() => {
    const rows = sorted(this.shown, this.sort);
    const { session } = this.vault;
    return this.grouped && session.showAll ? byAccount(rows, session) : [{ account: null, rows }];
  });

  /** As it stands in the table. */
  readonly rows = $derived.by(() => this.groups.flatMap(({ rows }) => rows));

  /** The chosen rows. What the search hides is not acted on. */
  readonly selected = $derived.by(() => this.rows.filter(({ id }) => this.selection.has(id)));

  /** Those that can be deleted: of another account they would be looked for at the wrong server. */
  readonly removable = $derived.by(() =>
    this.selected.filter((token) => otherAccount(token, this.vault.session) === null),
  );

  /** Those that can be rotated. */
  readonly rotatable = $derived.by(() =>
    this.selected.filter((token) => isRotatable(token, this.vault.rotations)),
  );

  /** What an export is of: the chosen rows, or all that are shown. */
  get exported(): readonly Token[] {
    return this.selected.length > 0 ? this.selected : this.rows;
  }

  /** A list that has to teach first: nothing is on it, or only the token that signs the app in. */
  readonly beginning = $derived.by<'empty' | 'own-only' | null>(() => {
    const { list, session, tokens } = this.vault;
    if (tokens.length === 0) return list.fetchedAt === null ? null : 'empty';
    const own = tokens.every((token) => signsIn(token, accountOf(token, session)));
    return own && !this.filter.active ? 'own-only' : null;
  });

  readonly details = $derived.by<Token | null>(() => {
    // Whoever makes the window narrower did not ask for a dialog over the list.
    if (!this.wide.current && !this.#openedAsSheet) return null;
    return this.vault.tokens.find(({ id }) => id === this.detailsId) ?? null;
  });

  /** The details as a sheet over the list. */
  get sheet(): boolean {
    return this.details !== null && !this.wide.current;
  }

  /** True while a dialog is open and the page behind it is out of reach. */
  get modal(): boolean {
    return this.dialogs.current !== null || this.vault.generated !== null || this.sheet;
  }

  openDetails = (id: string): void => {
    if (this.vault.locked) return;
    this.dialogs.remember();
    this.#openedAsSheet = !this.wide.current;
    this.detailsId = id;
    // A sheet is heard as the dialog that it is; the keyboard stays where it was beside the list.
    const { details } = this;
    if (details && !this.sheet) this.toasts.say(m.details_opened({ name: tokenName(details) }));
  };

  /** Opens the details and shows the value there: one step for a person. */
  openRevealed = (id: string): void => {
    this.toReveal = id;
    this.openDetails(id);
  };

  /** There is room beside the list: when it goes, what was open there does not come over the list. */
  standBeside(): void {
    this.#openedAsSheet = false;
  }

  closeDetails = (): void => {
    this.detailsId = null;
    this.toReveal = null;
  };

  /** Chooses every expired token, and shows them all: what a search hides is not acted on. */
  selectExpired = (): void => {
    this.filter.clear();
    this.selection.set(this.expired.map(({ id }) => id));
  };

  /** Asks for the removal of all that is expired, of one account alone where it is named. */
  removeExpired = (accountId?: string): void => {
    const { list, session } = this.vault;
    const tokens = accountId === undefined ? this.expired : expiredOf(list.tokens, accountId);
    this.dialogs.open(reaping(tokens, session));
  };

  /** As selectExpired, of one account alone. */
  selectExpiredOf(accountId: string | null): void {
    this.filter.clear();
    const chosen = this.expired.filter((token) => token.accountId === accountId);
    this.selection.set(chosen.map(({ id }) => id));
  }

  /** Chooses what ends soon, and brings it to the top of the list. */
  selectExpiring = (): void => {
    this.filter.clear();
    this.sort = endingFirst;
    this.selection.set(this.expiring.map(({ id }) => id));
  };

  /** What was entered to generate a token and is not done with, or an empty one. */
  openDraft(): GenerateDraft {
    const { account, accounts, showAll } = this.vault.session;
    const id = this.#draft?.accountId ?? null;
    // Another account begins with an empty one; where all are shown it was chosen with it.
    const fits = showAll ? accounts.some((one) => one.id === id) : id === (account?.id ?? null);
    if (!this.#draft || !fits)
      this.#draft = new GenerateDraft(account?.id ?? null, this.vault.settings.keepInKeychain);
    return this.#draft;
  }

  /** The person kept what came of this open request: what was entered for it is done with. */
  settleDraft(ghost: Ghost): void {
    const sent = this.#draft?.sent;
    if (sent && isOf(sent, ghost)) this.dropDraft();
  }

  dropDraft = (): void => {
    this.#draft = null;
  };

  /** The person gives up what was entered, and can have it back. */
  giveUpDraft = (): void => {
    const draft = this.#draft;
    this.dropDraft();
    if (!draft?.written || this.vault.locked) return;
    this.toasts.undoable(m.generate_given_up(), () => {
      this.#draft ??= draft;
      openAsked(this, 'generate');
    });
  };

  /** What is being typed is sent before the lock, and so it is let through. */
  lock = (): void => {
    this.unsaved.save();
    void this.vault.act((bridge) => bridge.app.lock());
  };

  /** The privacy lock: whatever a person typed, chose or was told, and what main said, is dropped. */
  forget(): void {
    this.asked = null;
    this.wanted = null;
    this.dialogs.forget();
    this.menu.forget();
    this.dropDraft();
    this.selection.forget();
    this.toasts.clear();
    this.filter.clear();
    this.copied.forget();
    this.unanswered.forget();
    this.putAside.clear();
    this.closeDetails();
    this.editing = null;
    this.unwritten = null;
    // A derived value that nobody reads keeps what it was worked out from until it is read again.
    const names = [
      'accounts',
      'expired',
      'expiring',
      'shown',
      'groups',
      'rows',
      'selected',
      'removable',
      'rotatable',
      'beginning',
      'details',
    ];
    for (const name of names) Reflect.get(this, name);
  }

  ask(act: PageAct): void {
    const { locked, session } = this.vault;
    // While locked nothing is known of a session either, and nothing is asked for later.
    const waits = !locked && session.status === 'starting' && act !== 'mask';
    this.asked = waits ? act : null;
    if (this.asked === null) openAsked(this, act);
  }

  /** A notification asks for a token. One that is not there, or stands behind a dialog, is left alone. */
  want(wish: TokenWish): void {
    const { tokenId, rotate } = wish;
    const { locked, rotations, session, tokens } = this.vault;
    const waits = !locked && session.status === 'starting';
    this.wanted = waits ? wish : null;
    if (waits || locked || this.modal) return;
    const token = tokens.find(({ id }) => id === tokenId);
    if (!token) return;
    // In sight, whatever was searched for.
    if (!this.shown.includes(token)) this.filter.clear();
    this.selection.set([tokenId]);
    if (rotate && isRotatable(token, rotations))
      this.dialogs.open({ kind: 'rotate', tokens: [token] });
    else this.openDetails(tokenId);
  }

  start(): () => void {
    const ends = [
      this.vault.start(),
      this.clock.start(),
      this.vault.onAct((act) => {
        this.ask(act);
      }),
      this.vault.onOpenToken((wish) => {
        this.want(wish);
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }
}

export const [usePage, providePage] = createContext<Page>();
