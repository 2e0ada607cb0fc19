import type { AccountEntry, Index } from './index-file.ts';

/**
 * The index with `account` added or replaced, and shown. It signs in with its item: nothing is left
 * behind. What the person gave it, and its place, stay. With a second account the lists of all are
 * shown as one.
 */
export function withAccount(index: Index, account: AccountEntry): Index {
  const { id } = account;
  const before = index.accounts.find((entry) => entry.id === id);
  const entry = before ? { ...account, label: before.label, color: before.color } : account;
  return {
    ...index,
    leftBehind: index.leftBehind.filter((left) => left !== id),
    accounts: before
      ? index.accounts.map((other) => (other.id === id ? entry : other))
      : [...index.accounts, entry],
    currentAccount: id,
    showAll: before ? index.showAll : index.accounts.length > 0,
  };
}

/** The index without the account `id`; saved tokens stay. */
export function withoutAccount(index: Index, id: string): Index {
  const accounts = index.accounts.filter((account) => account.id !== id);
  const current = accounts.find((account) => account.id === index.currentAccount) ?? accounts[0];
  return {
    ...index,
    accounts,
    currentAccount: current?.id ?? null,
    showAll: index.showAll && accounts.length > 1,
  };
}

/** The index with other facts of the account `id`; nothing where it is not there. */
export const withAccountFacts = (
  index: Index,
  id: string,
  facts: Partial<Omit<AccountEntry, 'id'>>,
): Index => ({
  ...index,
  accounts: index.accounts.map((entry) => (entry.id === id ? { ...entry, ...facts } : entry)),
});

/** The index with its accounts in this order; those that are not named come after the others. */
export function inOrder(index: Index, ids: readonly string[]): Index {
  const place = (id: string): number => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return {
    ...index,
    accounts: [...index.accounts].sort((one, other) => place(one.id) - place(other.id)),
  };
}
