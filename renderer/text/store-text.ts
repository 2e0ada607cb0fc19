import { m } from '#messages';
import type { Health, State } from '../../preload/contract.ts';

/** The system's store by its own name, and the system that it is of. */
export interface NamedStore {
  readonly store: string;
  readonly platform: Health['platform'];
}

/** The store that the app keeps values in. */
export const storeOf = ({ store, app }: Pick<State, 'store' | 'app'>): NamedStore => ({
  store: store.name,
  platform: app.platform,
});

/** What the store is called where its name stands alone: "Secret Service", "macOS Keychain". */
export const storeName = (named: NamedStore): string => m.store_name(named);

/**
 * What a person would call the store, in the middle of a sentence: "your keyring (Secret Service)",
 * "the macOS Keychain". On Linux its own name alone would tell few people anything.
 */
export const storeWords = (named: NamedStore): string => m.store_words(named);
