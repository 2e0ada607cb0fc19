import { createHash, randomUUID } from 'node:crypto';
import { openGenerates, openOf } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import { signInItemOf } from './earlier-token.ts';
import { findOf, type Whose } from './person.ts';

/** The second is for a person under whose first one stands something that cannot be read. */
const variants = [0, 1] as const;

/**
 * The id of the account of a person who is known, or of whom an earlier run left something open: it
 * is settled there. Of anybody else it is derived, so that what is in the keychain under it is found
 * again when the index is gone. Looks only at an unlocked keychain.
 *
 * @throws AppError the store's codes.
 */
export async function accountIdOf(workspace: Workspace, whose: Whose): Promise<string> {
  const { index, journal, stores } = workspace;
  const begun = openOf(journal.content, 'token-sign-in').map(({ account }) => account);
  const known =
    findOf(index.content.accounts, whose)?.id ??
    findOf(openGenerates(journal.content), whose)?.accountId ??
    findOf(begun, whose)?.id;
  if (known !== undefined) return known;
  const [who] = namesOf(whose);
  if (who === undefined) return randomUUID();
  const ready = (await stores.look()) === 'ready';
  const { accounts, leftBehind } = index.content;
  for (const variant of variants) {
    const id = derive(whose.origin, whose.contractNumber, who, variant);
    // Only an index that was edited gives it to somebody else.
    if (accounts.some((account) => account.id === id)) continue;
    const free = ready
      ? (await signInItemOf(workspace, id)) !== 'unreadable'
      : !leftBehind.includes(id);
    if (free) return id;
  }
  return randomUUID();
}

/**
 * Every id that may have been derived for a person: by password from the e-mail address, with a
 * token from the user's id; each with the contract or, where that was not known then, without.
 */
export function derivedIds(whose: Whose): readonly string[] {
  const { origin, contractNumber } = whose;
  const contracts = new Set([contractNumber, null]);
  return namesOf(whose).flatMap((who) =>
    [...contracts].flatMap((contract) =>
      variants.map((variant) => derive(origin, contract, who, variant)),
    ),
  );
}

/** What a person is known by, the surest first. */
const namesOf = ({ userId, email }: Whose): readonly string[] => [
  ...(userId === null ? [] : [`user ${userId}`]),
  ...(email === null ? [] : [`mail ${email.toLowerCase()}`]),
];

/** A UUID of version 8, which is made from a hash of one's own choice (RFC 9562, section 5.8). */
function derive(
  origin: string,
  contractNumber: number | null,
  who: string,
  variant: (typeof variants)[number],
): string {
  const name = JSON.stringify(['token-vault account', origin, contractNumber, who, variant]);
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
