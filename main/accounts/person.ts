/** Whose something is: an account, or a request that was interrupted. Null: not known. */
export interface Whose {
  readonly origin: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly contractNumber: number | null;
}

/**
 * Whether two things belong to one user and contract, so that the list of the one shows the tokens
 * of the other. The user's id decides where both are known, else the address, whose case is no
 * matter. A contract that is not named fits every one: only users with a single one need not name it.
 */
export function samePerson(one: Whose, other: Whose): boolean {
  if (one.origin !== other.origin || !agree(one.contractNumber, other.contractNumber)) return false;
  if (one.userId !== null && other.userId !== null) return one.userId === other.userId;
  if (one.email === null || other.email === null) return false;
  return one.email.toLowerCase() === other.email.toLowerCase();
}

/** The one of `things` that belongs to `whose`: of the very contract, else of a contract that fits. */
export function findOf<T extends Whose>(things: readonly T[], whose: Whose): T | undefined {
  const same = things.filter((thing) => samePerson(thing, whose));
  return same.find(({ contractNumber }) => contractNumber === whose.contractNumber) ?? same[0];
}

const agree = (one: number | null, other: number | null): boolean =>
  one === null || other === null || one === other;
