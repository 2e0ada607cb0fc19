import {
  claimedInVain,
  goneValues,
  keptIn,
  nothingKept,
  strayValues,
  unsaidTokens,
  type Kept,
  type Told,
} from './invariant.ts';
import type { OutsideView } from './outside-view.ts';

/** What is seen of a vault from outside, and what it tells the person. */
export interface Sight {
  readonly view: OutsideView;
  readonly told: Told;
}

/** A file that somebody tore: said at the next start, in place of what stood in it. */
export type SetAside = 'INDEX_SET_ASIDE' | 'JOURNAL_SET_ASIDE';

/**
 * Looks at a vault again and again, and remembers what was kept before:
 *
 *     const watch = new Watch(() => look(core));
 *     await watch.check('before');
 */
export class Watch {
  readonly #look: () => Promise<Sight>;
  readonly #tolerated: SetAside | undefined;
  readonly #letGo = new Set<string>();
  readonly #unwanted = new Set<string>();
  readonly #takenBack = new Set<string>();
  #kept: Kept;

  /**
   * @param tolerated what the app may say in place of naming each token.
   * @param kept what is known to be kept already.
   */
  constructor(look: () => Promise<Sight>, tolerated?: SetAside, kept: Kept = nothingKept) {
    this.#look = look;
    this.#tolerated = tolerated;
    this.#kept = kept;
  }

  /** What was kept when it was last looked at. */
  get kept(): Kept {
    return this.#kept;
  }

  /** The person lets a one-time value go: they declined it and close its window. */
  letGo(tokenId: string): void {
    if (!this.#kept.stored.has(tokenId)) this.#letGo.add(tokenId);
  }

  /** The person was told of tokens whose values are nowhere, and says that it is well so. */
  answer(tokenIds: readonly string[]): void {
    for (const id of tokenIds) this.#letGo.add(id);
  }

  /** The person wants the value removed, though its token lives: it may be there or not. */
  want(tokenIds: readonly string[]): void {
    for (const id of tokenIds) this.#unwanted.add(id);
  }

  /** The person has it in hand, and wants it kept no longer: it may go, and its token must be said. */
  takeBack(tokenId: string): void {
    this.#takenBack.add(tokenId);
  }

  /** The person wants it kept, whatever they wanted before. */
  keep(tokenId: string): void {
    for (const ids of [this.#letGo, this.#unwanted, this.#takenBack]) ids.delete(tokenId);
  }

  /**
   * When all is well again and time has passed: what is stored is found, too, and what is called saved
   * is stored.
   *
   * @throws Error as `check` and `checkClaims`; with the values of live tokens to which nothing leads.
   */
  async checkEnd(when: string): Promise<void> {
    await this.check(when);
    await this.checkClaims(when);
    const sight = await this.#look();
    const stray = this.#isSetAside(sight) ? [] : strayValues(sight.view);
    if (stray.length > 0) throw new Error(`${when}: stored and not found: ${stray.join(', ')}`);
  }

  /**
   * While the app is at rest after a start with an open keychain.
   *
   * @throws Error with what the index calls saved, and the keychain does not hold.
   */
  async checkClaims(when: string): Promise<void> {
    const claimed = claimedInVain((await this.#look()).view);
    if (claimed.length > 0)
      throw new Error(`${when}: called saved and not stored: ${claimed.join(', ')}`);
  }

  #isSetAside({ view, told }: Sight): boolean {
    const tolerated = this.#tolerated;
    return tolerated !== undefined && (view.torn || told.notices.includes(tolerated));
  }

  /** @throws Error with what is lost, and what was seen then. */
  async check(when: string): Promise<void> {
    const sight = await this.#look();
    const { view, told } = sight;
    const setAside = this.#isSetAside(sight);
    // What was set aside leads nowhere: Rebuild finds the values, which must still be there.
    const before = setAside ? { ...this.#kept, reachable: new Set<string>() } : this.#kept;
    const minded = (id: string): boolean => !this.#letGo.has(id) && !this.#unwanted.has(id);
    const unsaid = setAside ? [] : unsaidTokens(view, told).filter(minded);
    const gone = goneValues(view, before).filter(
      (id) => !this.#unwanted.has(id) && !this.#takenBack.has(id),
    );
    this.#kept = keptIn(view);
    if (unsaid.length + gone.length > 0)
      throw new Error(lossInWords(when, { unsaid, gone }, sight));
  }
}

/** What is lost, by what was seen: no value is in it. */
export function lossInWords(
  when: string,
  { unsaid, gone }: { readonly unsaid: readonly string[]; readonly gone: readonly string[] },
  { view, told }: Sight,
): string {
  const { items, index, journal } = view;
  const tokens = view.owners.flatMap((owner) =>
    owner.tokens.filter(({ origin }) => origin !== 'seed').map((token) => [owner.email, token]),
  );
  const seen = { told, items: [...items.keys()], index, journal, tokens };
  return (
    `${when}: live and unsaid: ${unsaid.join(', ') || 'none'}; ` +
    `live and their value gone: ${gone.join(', ') || 'none'}\n${JSON.stringify(seen, null, 1)}`
  );
}
