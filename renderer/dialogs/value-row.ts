import type { Account, State } from '../../preload/contract.ts';

/** One value of a vault or a backup, as a person tells it from the others. */
export interface ValueRow {
  readonly id: string;
  readonly label: string;
  readonly origin: string;
  readonly contractNumber: number | null;
  readonly expiresAt: number | null;
  readonly expired: boolean;
}

/** How it stands with a value, or how it went. */
export interface ValueWords {
  readonly text: string;
  readonly tone?: 'ok' | 'danger' | undefined;
  readonly running?: boolean | undefined;
  /** It cannot be chosen. */
  readonly fixed?: boolean | undefined;
}

/** Whose a value is: whose its token is, else of the only account of its server and contract. Null: not known. */
export function accountOfRow(
  { id, origin, contractNumber }: Pick<ValueRow, 'id' | 'origin' | 'contractNumber'>,
  { tokens }: Pick<State['list'], 'tokens'>,
  { accounts }: Pick<State['session'], 'accounts'>,
): Account | null {
  const listed = tokens.find((token) => token.id === id)?.accountId ?? null;
  const fits = accounts.filter((account) =>
    listed === null
      ? account.origin === origin && account.contractNumber === contractNumber
      : account.id === listed,
  );
  const [only = null, another] = fits;
  return another === undefined ? only : null;
}
