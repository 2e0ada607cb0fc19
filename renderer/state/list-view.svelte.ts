import type { Token } from '../../preload/contract.ts';
import { accountOf, isRotatable, otherAccount, signsIn } from '../text/token-life.ts';
import { expiredOf } from './reaping.ts';
import { Selection } from './selection.svelte.ts';
import { byAccount, endingFirst, newestFirst, sorted } from './sort.ts';
import { TokenFilter } from './token-filter.svelte.ts';
import type { VaultState } from './vault-state.svelte.ts';

/** What of the list is shown, in which order, and which rows are chosen. */
export class ListView {
  readonly #vault: VaultState;
  readonly selection = new Selection();
  readonly filter = new TokenFilter();
  /** Stays when a search finds nothing and the table goes. */
  sort = $state.raw(newestFirst);

  constructor(vault: VaultState) {
    this.#vault = vault;
  }

  /** Those whose lists are shown. */
  readonly accounts = $derived.by(() => {
    const { account, accounts, showAll } = this.#vault.session;
    return showAll ? accounts : accounts.filter(({ id }) => id === account?.id);
  });

  /** Only what counts towards the limit: a saved value that IONOS no longer lists takes up no room. */
  readonly expired = $derived.by(() => expiredOf(this.#vault.tokens));

  /** What ends soon and somebody has to see to, the first to end first. */
  readonly expiring = $derived.by(() => {
    const { expiring, tokens } = this.#vault;
    return sorted(
      tokens.filter(({ id }) => expiring.includes(id)),
      endingFirst,
    );
  });

  /** What of the list the search and the chosen states leave. */
  readonly shown = $derived.by(() => this.filter.apply(this.#vault.tokens, this.#vault.rotations));

  /** Whether the list of all accounts stands by account. */
  grouped = $state(false);

  /** What is shown, by account where that is asked for, each in the order of the table. */
  readonly groups = $derived.by(() => {
    const rows = sorted(this.shown, this.sort);
    const { session } = this.#vault;
    return this.grouped && session.showAll
      ? byAccount(rows, session)
      : [{ account: null, rows, before: 0 }];
  });

  /** As it stands in the table. */
  readonly rows = $derived.by(() => this.groups.flatMap(({ rows }) => rows));

  /** The chosen rows. What the search hides is not acted on. */
  readonly selected = $derived.by(() => this.rows.filter(({ id }) => this.selection.has(id)));

  /** Those that can be deleted: of another account they would be looked for at the wrong server. */
  readonly removable = $derived.by(() =>
    this.selected.filter((token) => otherAccount(token, this.#vault.session) === null),
  );

  /** Those that can be rotated. */
  readonly rotatable = $derived.by(() =>
    this.selected.filter((token) => isRotatable(token, this.#vault.rotations)),
  );

  /** What an export is of: the chosen rows, or all that are shown. */
  get exported(): readonly Token[] {
    return this.selected.length > 0 ? this.selected : this.rows;
  }

  /** A list that has to teach first: nothing is on it, or only the token that signs the app in. */
  readonly beginning = $derived.by<'empty' | 'own-only' | null>(() => {
    const { list, session, tokens } = this.#vault;
    if (tokens.length === 0) return list.fetchedAt === null ? null : 'empty';
    const own = tokens.every((token) => signsIn(token, accountOf(token, session)));
    return own && !this.filter.active ? 'own-only' : null;
  });

  /** Chooses every expired token, and shows them all: what a search hides is not acted on. */
  selectExpired = (): void => {
    this.filter.clear();
    this.selection.set(this.expired.map(({ id }) => id));
  };

  /** As selectExpired, of one account alone. */
  selectExpiredOf(accountId: string | null): void {
    this.filter.clear();
    this.selection.set(this.expiredOf(accountId).map(({ id }) => id));
  }

  /** As `expired`, of one account alone. */
  expiredOf(accountId: string | null): readonly Token[] {
    return this.expired.filter((token) => token.accountId === accountId);
  }

  /** These are not chosen any more. */
  leave(ids: readonly string[]): void {
    this.selection.set([...this.selection.ids].filter((id) => !ids.includes(id)));
  }

  /** Chooses what ends soon, and brings it to the top of the list. */
  selectExpiring = (): void => {
    this.filter.clear();
    this.sort = endingFirst;
    this.selection.set(this.expiring.map(({ id }) => id));
  };

  /** The privacy lock: what was searched for and chosen is dropped. */
  forget(): void {
    this.selection.forget();
    this.filter.clear();
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
    ];
    for (const name of names) Reflect.get(this, name);
  }
}
