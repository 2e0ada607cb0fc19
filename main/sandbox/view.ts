import type { SandboxClock } from './clock.ts';
import type { SandboxView, TokenView } from './control-messages.ts';
import type { TokenRecord } from './state.ts';
import type { SandboxStore } from './store.ts';
import type { TokenRegister } from './token-register.ts';

/** What can be switched while the sandbox runs. */
export interface SandboxSettings {
  /** Even a secured token of a two-factor user may not make and delete. */
  strictTwoFactor: boolean;
}

/** What a view is made of. */
export interface ViewParts {
  readonly store: SandboxStore;
  readonly register: TokenRegister;
  readonly clock: SandboxClock;
  readonly settings: SandboxSettings;
}

/** The sandbox as it is, seen from outside: every token, deleted and not yet listed ones too. */
export function viewOf({ store, register, clock, settings }: ViewParts): SandboxView {
  return {
    now: clock.now(),
    offsetSeconds: clock.offsetSeconds,
    strictTwoFactor: settings.strictTwoFactor,
    accounts: store.accounts.map(({ name, email, userId, contracts, twoFactor }) => ({
      ...{ name, email, userId, contracts: [...contracts], twoFactor },
      tokens: store.tokens
        .filter((record) => record.userId === userId)
        .map((record) => ({ ...tokenOf(record), live: register.isLive(record) })),
    })),
  };
}

/** A token without its user, under whom it stands. */
export function tokenOf(record: TokenRecord): Omit<TokenView, 'live'> {
  const { kid, contract, createdAt, expiresAt, secured, origin, visibleAt, deletedAt } = record;
  return { kid, contract, createdAt, expiresAt, secured, origin, visibleAt, deletedAt };
}
