import type { Token } from '../../preload/contract.ts';
import { tokenName } from '../text/state-text.ts';
import type { Page } from './page.svelte.ts';
import { matchesSearch } from './token-filter.svelte.ts';

/** How far a key moves the choice. */
const moves: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 5,
  PageUp: -5,
};

/** Which kept token is about to be copied: a search, and a place in what it finds. */
export class QuickChoice {
  readonly #page: Page;
  search = $state('');
  #at = $state(0);

  constructor(page: Page) {
    this.#page = page;
  }

  /** Everything that is kept here and not known to have ended, by name. */
  readonly usable = $derived.by(() =>
    this.#page.vault.list.tokens
      .filter((token) => this.#live(token))
      .toSorted((a, b) => tokenName(a).localeCompare(tokenName(b))),
  );

  readonly found = $derived.by(() =>
    this.usable.filter((token) => matchesSearch(token, this.search)),
  );

  get at(): number {
    return Math.min(this.#at, this.found.length - 1);
  }

  get current(): Token | undefined {
    return this.found[this.at];
  }

  first = (): void => {
    this.#at = 0;
  };

  /** False: the key is no movement. */
  move(key: string): boolean {
    const by = moves[key];
    if (by === undefined) return false;
    this.#at = Math.max(0, Math.min(this.found.length - 1, this.at + by));
    return true;
  }

  clear(): void {
    this.search = '';
    this.first();
  }

  #live({ kept, state, expiresAt, own }: Token): boolean {
    const { vault } = this.#page;
    if (vault.locked || kept === 'no' || state === 'gone') return false;
    // What the app made to sign itself in is for nobody else.
    if (own && vault.session.account?.signIn === 'minted') return false;
    return expiresAt === null || expiresAt > this.#page.serverNow;
  }
}
