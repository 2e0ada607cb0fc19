import type { Account } from '../../preload/contract.ts';

/** Of the button that moves an account up (-1) or down (1) among the others. */
export const moveId = ({ id }: Account, by: -1 | 1): string => `${by < 0 ? 'up' : 'down'}-${id}`;

/** The keyboard goes on where it moved this account; at the end, where it would move it back. */
export function focusMove(account: Account, by: -1 | 1): void {
  const same = document.getElementById(moveId(account, by));
  const back = document.getElementById(moveId(account, by < 0 ? 1 : -1));
  (same?.matches(':disabled') ? back : same)?.focus();
}
