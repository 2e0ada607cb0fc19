import type { Seat } from '../accounts/seat.ts';
import type { ListedToken } from '../auth-api/answer.ts';
import type { TokenListing } from '../auth-api/client.ts';
import type { GenerateIntent } from '../vault/journal.ts';
import { tokenItem, tokenOfItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { ghostCandidates } from './ghosts.ts';
import type { OpenIntents } from './open-intents.ts';
import { claimsOf } from './proven-gone.ts';

/** What may have come of an open generate. */
export type Candidate = Pick<ListedToken, 'id' | 'createdAt'>;

/** What a reading of the list brought. */
export interface Reading {
  readonly found: readonly Candidate[];
  /** Whether one is filed as saved here whose value cannot be looked for now. */
  readonly unclear: boolean;
}

/** Finds what may have come of the generates that are open. */
export class Candidates {
  readonly #workspace: Workspace;
  readonly #open: OpenIntents;

  constructor(workspace: Workspace, open: OpenIntents) {
    this.#workspace = workspace;
    this.#open = open;
  }

  /**
   * Those on a list, and those that the server knows although its list lacks them.
   *
   * @param seat the account whose list it is.
   * @param settled whether nothing is to come any more: then its own token is asked for by its id.
   */
  async read(
    seat: Seat,
    intent: GenerateIntent,
    listing: TokenListing,
    settled: boolean,
  ): Promise<Reading> {
    const now = this.#workspace.clock.now();
    const found: Candidate[] = [];
    let unclear = false;
    for (const token of ghostCandidates(intent, listing, this.#others(intent), now)) {
      // What the index says is believed once the value was seen: it may have been edited.
      const isHere = intent.tokenId === null && (await this.#isSavedHere(token.id));
      if (isHere === null) unclear = true;
      else if (!isHere) found.push(token);
    }
    const asked = settled && intent.tokenId !== null ? [intent.tokenId] : [];
    const listed = new Set(listing.tokens.map(({ id }) => id));
    for (const id of new Set([...intent.named, ...asked]))
      if (!listed.has(id) && !intent.answered.includes(id) && (await this.#isKnown(seat, id)))
        found.push({ id, createdAt: null });
    return { found, unclear };
  }

  /** A server that cannot say so does not end the question. */
  async #isKnown(seat: Seat, id: string): Promise<boolean> {
    const { log, patience } = this.#workspace;
    try {
      return await seat.api().knows(id, patience.signal);
    } catch (error) {
      log.warn('it could not be asked whether a token lives', { error });
      return true;
    }
  }

  /** Whether a value is in the keychain that the index calls saved; null: that cannot be told now. */
  async #isSavedHere(id: string): Promise<boolean | null> {
    const { index, stores } = this.#workspace;
    if (index.content.tokens.every((token) => token.id !== id)) return false;
    if ((await stores.look()) !== 'ready') return null;
    try {
      const value = await stores.get(tokenItem(id));
      return value !== null && claimsOf(value)?.id === id;
    } catch {
      return null;
    }
  }

  /** Ids that are surely not from an interrupted generate. */
  #others(intent: GenerateIntent): ReadonlySet<string> {
    const { index, stores } = this.#workspace;
    const own = index.content.accounts.flatMap(({ ownTokenId }) => ownTokenId ?? []);
    const inSession = stores.session.accounts.map(tokenOfItem);
    return new Set([...inSession, ...this.#open.othersOf(intent), ...own]);
  }
}
