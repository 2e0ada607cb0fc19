import type { Store } from '../../preload/contract.ts';

export type StoreKind = Store['kind'];
export type StoreState = Store['state'];

/**
 * Where secrets are kept. The kind is part of the contract, so that the app can tell the truth.
 *
 * Every method throws AppError STORE_LOCKED, STORE_ABSENT, STORE_WAITING, STORE_RESTARTED or
 * STORE_FAILED when it could not do its work. A null from `get` means that the store was read and holds no such item:
 * it never stands for "could not look".
 */
export interface SecretStore {
  readonly kind: StoreKind;
  /** The person's word for it, as their system calls it. */
  readonly name: string;
  /** What is known without asking the person for anything: raises no prompt. */
  state(): Promise<StoreState>;
  /** May raise the system's prompt to unlock. */
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  /** Resolves true when the item is gone afterwards, whether or not it was there. */
  delete(account: string): Promise<boolean>;
  /** Writes, reads back and deletes a sentinel: proof that the store works now. */
  probe(): Promise<void>;
}

/** The item that holds a token's value: opaque and public, since keyring tools show it. */
export const tokenItem = (kid: string): string => `token:${kid}`;

/** The token's id in the name of such an item. */
export const tokenOfItem = (item: string): string => item.replace(/^token:/, '');

/** The item that holds what an account signs in with. */
export const signInItem = (accountId: string): string => `sign-in:${accountId}`;

/** Written once, so that "locked" is never taken for "missing". */
export const sentinelItem = 'sentinel';
export const sentinelValue = 'Token Vault looks at this item to see whether the store is unlocked.';

/** What a probe writes: always under this name, so that the next one removes what a crash left. */
export const probeItem = 'probe';

/** What a self-test writes, in the same way. */
export const selfTestItem = 'self-test';
