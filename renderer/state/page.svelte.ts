import { createContext } from 'svelte';
import { MediaQuery, SvelteSet } from 'svelte/reactivity';
import { m } from '#messages';
import type { Bridge, Ghost, PageAct, Token, TokenWish } from '../../preload/contract.ts';
import { tokenName } from '../text/state-text.ts';
import { isRotatable } from '../text/token-life.ts';
import { Clock } from './clock.svelte.ts';
import { Copied } from './copied.svelte.ts';
import { Dialogs } from './dialogs.svelte.ts';
import { GenerateDraft } from './generate-draft.svelte.ts';
import { ListView } from './list-view.svelte.ts';
import { openAsked } from './page-acts.ts';
import { expiredOf, reaping } from './reaping.ts';
import { ReminderActs } from './reminder-acts.ts';
import { Toasts } from './toasts.svelte.ts';
import { TokenActs } from './token-acts.svelte.ts';
import { TokenMenu } from './token-menu.svelte.ts';
import { Undo } from './undo.ts';
import { Unsaved } from './unsaved.ts';
import { isOf, Unanswered } from './unanswered.svelte.ts';
import { VaultState } from './vault-state.svelte.ts';

/** Everything the views share: what main says, and what is only the page's own. */
export class Page {
  readonly vault: VaultState;
  /** What of the list is shown and chosen. */
  readonly list: ListView;
  readonly clock = new Clock();
  readonly dialogs = new Dialogs();
  readonly toasts = new Toasts();
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
    this.list = new ListView(this.vault);
  }

  /** The server's time, by which tokens live and end, where it is known. */
  get serverNow(): number {
    return this.clock.now + (this.vault.list.clockOffsetMs ?? 0);
  }

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

  /** Asks for the removal of all that is expired, of one account alone where it is named. */
  removeExpired = (accountId?: string): void => {
    const { list, session } = this.vault;
    const tokens = accountId === undefined ? this.list.expired : expiredOf(list.tokens, accountId);
    this.dialogs.open(reaping(tokens, session));
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
    this.toasts.clear();
    this.list.forget();
    this.copied.forget();
    this.unanswered.forget();
    this.putAside.clear();
    this.closeDetails();
    this.editing = null;
    this.unwritten = null;
    // As in the list: it keeps what it was worked out from until it is read again.
    Reflect.get(this, 'details');
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
    if (!this.list.shown.includes(token)) this.list.filter.clear();
    this.list.selection.set([tokenId]);
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
