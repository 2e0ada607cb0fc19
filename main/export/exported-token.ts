import type { Token } from '../../preload/contract.ts';

/** What an export says of a token: what the list shows, and never its value. Dates in ISO 8601, UTC; empty: not known. */
export interface ExportedToken {
  readonly id: string;
  readonly label: string;
  readonly usedIn: string;
  readonly state: Token['state'];
  readonly created: string;
  readonly expires: string;
  readonly contract: string;
  readonly account: string;
  readonly server: string;
}

const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

export const exported = (token: Token): ExportedToken => ({
  id: token.id,
  label: token.label,
  usedIn: token.usedIn,
  state: token.state,
  created: iso(token.createdAt),
  expires: iso(token.expiresAt),
  contract: token.contractNumber === null ? '' : String(token.contractNumber),
  account: token.email ?? '',
  server: token.origin,
});
