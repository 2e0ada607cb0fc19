import { SvelteSet } from 'svelte/reactivity';
import type { Token, TokenState } from '../../preload/contract.ts';

/** Every word of the search must be in one of the things that a person knows a token by. */
export function matchesSearch(token: Token, search: string): boolean {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { label, note, usedIn, id, contractNumber } = token;
  const text = [label, note, usedIn, id, contractNumber ?? ''].join('\n').toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

/** What of the list is shown: a search, and states; no state chosen means all. */
export class TokenFilter {
  search = $state('');
  readonly states = new SvelteSet<TokenState>();

  get active(): boolean {
    return this.search.trim() !== '' || this.states.size > 0;
  }

  apply(tokens: readonly Token[]): readonly Token[] {
    if (!this.active) return tokens;
    return this.found(tokens).filter(
      ({ state }) => this.states.size === 0 || this.states.has(state),
    );
  }

  /** What the search alone leaves, for the counts of the states. */
  found(tokens: readonly Token[]): readonly Token[] {
    return tokens.filter((token) => matchesSearch(token, this.search));
  }

  toggle(state: TokenState): void {
    if (!this.states.delete(state)) this.states.add(state);
  }

  clear = (): void => {
    this.search = '';
    this.states.clear();
  };
}
