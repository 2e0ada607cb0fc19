import type { Token } from '../../preload/contract.ts';
import { formatLocale } from '../text/locale.ts';
import { placeText } from '../text/place-text.ts';
import { shortId, tokenName } from '../text/state-text.ts';
import { isAppsOwn } from '../text/token-life.ts';
import type { Page } from './page.svelte.ts';
import { matchesSearch } from './token-filter.svelte.ts';

/** How far a key moves the choice. */
const moves: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 5,
  PageUp: -5,
};

/**
 * Which kept token is about to be copied: a search, and a token of what it finds. It is remembered by
 * its id: a list that changes under the hand must not put another one in its place.
 */
export class QuickChoice {
  readonly #page: Page;
  search = $state('');
  #chosen = $state<string | null>(null);

  /** @param chosen the token that is chosen at first; null: the first one. */
  constructor(page: Page, chosen: string | null = null) {
    this.#page = page;
    this.#chosen = chosen;
  }

  /** Everything that is kept here and not known to have ended, by name. */
  readonly usable = $derived.by(() =>
    this.#page.vault.list.tokens
      .filter((token) => this.#live(token))
      .toSorted((a, b) => tokenName(a).localeCompare(tokenName(b), formatLocale())),
  );

  readonly found = $derived.by(() =>
    this.usable.filter((token) => matchesSearch(token, this.search)),
  );

  readonly #onePlace = $derived.by(() =>
    this.usable.every((token, _, [first]) => !first || this.#place(token) === this.#place(first)),
  );

  /** The account and contract of a token, where not all are of the same; else empty. */
  placeOf(token: Token): string {
    return this.#onePlace ? '' : this.#place(token);
  }

  /** The start of the id of a token that has a namesake in its contract; else empty. */
  idOf(token: Token): string {
    const isNamesake = (other: Token): boolean =>
      other.id !== token.id &&
      tokenName(other) === tokenName(token) &&
      this.#place(other) === this.#place(token);
    return this.usable.some(isNamesake) ? shortId(token.id) : '';
  }

  /** The place of the choice; the first one where nothing was chosen, or it is there no more. */
  get at(): number {
    return Math.max(
      0,
      this.found.findIndex(({ id }) => id === this.#chosen),
    );
  }

  get current(): Token | undefined {
    return this.found[this.at];
  }

  first = (): void => {
    this.#chosen = null;
  };

  /** False: the key is no movement. */
  move(key: string): boolean {
    const by = moves[key];
    if (by === undefined) return false;
    const to = Math.max(0, Math.min(this.found.length - 1, this.at + by));
    this.#chosen = this.found[to]?.id ?? null;
    return true;
  }

  clear(): void {
    this.search = '';
    this.first();
  }

  #place(token: Token): string {
    return placeText(token, this.#page.vault.session);
  }

  #live(token: Token): boolean {
    const { kept, state, expiresAt } = token;
    const { vault } = this.#page;
    if (vault.locked || kept === 'no' || state === 'gone') return false;
    if (isAppsOwn(token, vault.session)) return false;
    return expiresAt === null || expiresAt > this.#page.serverNow;
  }
}
