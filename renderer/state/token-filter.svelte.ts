import { SvelteSet } from 'svelte/reactivity';
import type { Rotation, Token, TokenState } from '../../preload/contract.ts';
import { replacing } from '../text/token-life.ts';

/** Every word of the search must be in one of the things that a person knows a token by. */
export function matchesSearch(
  token: Token,
  search: string,
  rotations: readonly Rotation[] = [],
): boolean {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { label, note, usedIn, id, contractNumber } = token;
  // Of an old one they went to the one that replaces it.
  const rotation = replacing(token, rotations);
  const gone = [rotation?.label ?? '', rotation?.usedIn ?? ''];
  const text = [label, note, usedIn, id, contractNumber ?? '', ...gone]
    .join('\n')
    .toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

/** What of the list is shown: a search, and states; no state chosen means all. */
export class TokenFilter {
  search = $state('');
  readonly states = new SvelteSet<TokenState>();

  get active(): boolean {
    return this.search.trim() !== '' || this.states.size > 0;
  }

  apply(tokens: readonly Token[], rotations: readonly Rotation[]): readonly Token[] {
    if (!this.active) return tokens;
    return this.found(tokens, rotations).filter(
      ({ state }) => this.states.size === 0 || this.states.has(state),
    );
  }

  /** What the search alone leaves, for the counts of the states. */
  found(tokens: readonly Token[], rotations: readonly Rotation[]): readonly Token[] {
    return tokens.filter((token) => matchesSearch(token, this.search, rotations));
  }

  toggle(state: TokenState): void {
    if (!this.states.delete(state)) this.states.add(state);
  }

  clear = (): void => {
    this.search = '';
    this.states.clear();
  };
}
