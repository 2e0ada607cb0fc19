import type { SandboxAccount } from './accounts.ts';
import type { TokenRecord } from './state.ts';
import type { SandboxStore } from './store.ts';
import type { TokenRegister } from './token-register.ts';

/** Who asks; `token` is the token that authenticates the request, null with Basic. */
export interface Caller {
  readonly account: SandboxAccount;
  readonly token: TokenRecord | null;
}

/**
 * Reads the `Authorization` header: `Basic` with e-mail and password, or `Bearer` with a token value
 * [SPEC securitySchemes]. Null for anything that does not authenticate.
 */
export async function identify(
  header: string | undefined,
  store: SandboxStore,
  register: TokenRegister,
): Promise<Caller | null> {
  const [, scheme, credential] = /^(basic|bearer) +(\S+)$/i.exec(header ?? '') ?? [];
  if (scheme === undefined || credential === undefined) return null;
  if (scheme.toLowerCase() === 'basic') {
    const account = accountOfPassword(credential, store);
    return account && { account, token: null };
  }
  const token = await register.authenticate(credential);
  const account = token && store.accountById(token.userId);
  return account ? { account, token } : null;
}

/** E-mail addresses are compared without case (assumed). The password may hold colons and UTF-8. */
function accountOfPassword(credential: string, store: SandboxStore): SandboxAccount | null {
  const text = Buffer.from(credential, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const email = text.slice(0, colon).toLowerCase();
  const password = text.slice(colon + 1);
  const found = store.accounts.find((account) => account.email.toLowerCase() === email);
  return found?.password === password ? found : null;
}

/**
 * Basic is switched off for users with two-factor login, configured or forced [DOC
 * deprecation-basic-authentication]. That the answer is 403 and not 401 is assumed.
 */
export function isBasicRefused({ account, token }: Caller): boolean {
  return token === null && account.twoFactor !== 'off';
}

/**
 * Whether a caller may make and delete tokens. A user with two-factor login needs a token that was
 * secured in the console [SPEC tokensGenerate, tokensDeleteById]; other texts say that even that one
 * may not (`strict`) [DOC authentication/v1]. The sources conflict, so there is a switch.
 */
export function mayChangeTokens({ account, token }: Caller, strict: boolean): boolean {
  if (account.twoFactor === 'off') return true;
  return !strict && token?.secured === true;
}
