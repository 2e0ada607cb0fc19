import { m } from '#messages';
import type { Failure, State, Token } from '../../preload/contract.ts';
import type { FailedLists } from './failed-lists.ts';
import { accountsOf, lifeOf, type TokenLife } from './token-life.ts';

const ofOne: Readonly<Record<TokenLife, () => string>> = {
  live: m.delete_at_once,
  expired: m.delete_expired,
  gone: m.delete_gone,
};

function ofMany(tokens: readonly Token[]): string {
  const live = tokens.filter((token) => lifeOf(token) === 'live').length;
  if (live === 0) return m.delete_none_live();
  return live === tokens.length ? m.delete_at_once_many() : m.delete_at_once_some({ n: live });
}

/**
 * What deleting these tokens does. It warns of what may break for live ones alone: a warning that
 * says it of expired ones too is not read any more.
 *
 * @param alone whether one token was chosen, and not one of several is left.
 */
export function deleteEffect(tokens: readonly Token[], alone: boolean): string {
  const [first] = tokens;
  const effect = alone && first ? ofOne[lifeOf(first)]() : ofMany(tokens);
  if (tokens.every(({ kept }) => kept === 'no')) return effect;
  return `${effect} ${alone ? m.delete_saved() : m.delete_saved_many()}`;
}

/** What went wrong, once for each reason, with the accounts that it was so for. */
export function failuresByReason(
  failed: readonly { readonly token: Token; readonly failure: Failure }[],
  session: State['session'],
): readonly FailedLists[] {
  const told = failed.map(({ token, failure }) => ({ token, failure: reasonOf(token, failure) }));
  const codes = new Map(told.map(({ failure }) => [failure.code, failure]));
  return [...codes.values()].map((failure) => {
    const same = told.filter((other) => other.failure.code === failure.code);
    return {
      failure,
      accounts: accountsOf(
        same.map(({ token }) => token),
        session,
      ),
    };
  });

  /** The own token among them may be what ended the sign-in, though its answer was lost. */
  function reasonOf(token: Token, failure: Failure): Failure {
    const [account] = accountsOf([token], session);
    return account?.authorised === false ? { code: 'SIGN_IN_ENDED' } : failure;
  }
}
