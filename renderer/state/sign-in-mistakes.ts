import type { ErrorCode } from '../../preload/contract.ts';

/** What is typed to sign in. */
export interface SignInEntries {
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly endpoint: string;
  readonly contract: string;
}

/** A number of a contract, or nothing. */
const isContract = (text: string): boolean => /^\d{0,15}$/.test(text.trim());

/** Whether it is no address by any reading. What kinds of addresses are taken is main's to say. */
function isNoAddress(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return false;
  // Chromium takes a host with spaces in it.
  return (
    /\s/.test(trimmed) || !URL.canParse(trimmed.includes('://') ? trimmed : `https://${trimmed}`)
  );
}

/**
 * What can be seen to be wrong before anything is sent, all of it, in the order of the fields, so that
 * a person mends it in one go. Main looks again, and at more.
 */
export function mistakesIn(
  way: 'password' | 'token' | 'environment',
  entries: SignInEntries,
): readonly ErrorCode[] {
  const found: readonly (ErrorCode | false)[] = [
    way === 'password' && !/^[^\s@:]+@[^\s@:]+$/.test(entries.email.trim()) && 'EMAIL_INVALID',
    way === 'password' && entries.password === '' && 'PASSWORD_EMPTY',
    way === 'token' && entries.token.trim() === '' && 'TOKEN_EMPTY',
    way !== 'environment' && isNoAddress(entries.endpoint) && 'ENDPOINT_INVALID',
    !isContract(entries.contract) && 'CONTRACT_INVALID',
  ];
  return found.filter((code) => code !== false);
}
