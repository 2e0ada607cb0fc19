import { m } from '#messages';
import type { Token } from '../../preload/contract.ts';
import { lifeOf, type TokenLife } from './token-life.ts';

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
