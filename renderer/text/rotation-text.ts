import { m } from '#messages';
import type { Rotation, RotationOutcome, Token } from '../../preload/contract.ts';
import { clipped, shortId } from './state-text.ts';
import { localDateTime, since } from './time.ts';
import { hasEnded, replacing } from './token-life.ts';

/** What the token of a rotation is called. */
export const rotationName = ({ label }: Pick<Rotation, 'label'>): string =>
  label === '' ? m.rotation_unnamed() : m.rotation_named({ label });

/** Whose old token it is, now that its label has gone to the new one. @param long whether a label may be as long as it is. */
export function oldTokenText({ label }: Pick<Rotation, 'label'>, long = false): string {
  const name = m.rotation_named({ label: long ? label : clipped(label) });
  return label === '' ? m.rotation_old() : m.rotation_old_of({ name });
}

/** A token as a person knows it: one that was rotated by what it was the token of. */
export function rowName(
  token: Pick<Token, 'id' | 'label'>,
  rotations: readonly Rotation[],
): string {
  const rotation = replacing(token, rotations);
  return token.label === '' && rotation !== null ? oldTokenText(rotation) : token.label;
}

/** Which rotations end when these tokens are deleted; null: none. */
export function endsRotations(
  tokens: readonly Pick<Token, 'id'>[],
  rotations: readonly Rotation[],
): string | null {
  const names = tokens.flatMap((token) => {
    const rotation = replacing(token, rotations);
    return rotation === null ? [] : [rotationName({ label: clipped(rotation.label) })];
  });
  const [only] = names;
  if (only === undefined) return null;
  return names.length === 1
    ? m.delete_ends_rotation({ name: only })
    : m.delete_ends_rotations({ n: names.length, names: names.join(', ') });
}

/** Which of the rotations that end with these tokens have no new value here; null: none. @param all what is listed. */
export function lostWith(
  tokens: readonly Pick<Token, 'id'>[],
  rotations: readonly Rotation[],
  all: readonly Token[],
): string | null {
  const names = tokens.flatMap((token) => {
    const rotation = replacing(token, rotations);
    const made = all.find(({ id }) => id === rotation?.newTokenId);
    return rotation !== null && made?.kept === 'no'
      ? [rotationName({ label: clipped(rotation.label) })]
      : [];
  });
  return names.length === 0 ? null : m.delete_rotation_lost({ names: names.join(', ') });
}

/** Which of the two tokens of a rotation open nothing any more. */
export interface Ended {
  readonly old: boolean;
  readonly made: boolean;
  /** When the old one expires, Unix time in ms; null: that is far away, or not known. */
  readonly oldAt: number | null;
}

/** From here on the ladder of reminders speaks of the end of a token, ms. */
const near = 30 * 86_400_000;

/** @param now the server's time, Unix time in ms. */
export function endedOf(
  { oldTokenId, newTokenId }: Rotation,
  tokens: readonly Token[],
  now: number,
): Ended {
  const has = (id: string | null): boolean =>
    tokens.some((token) => token.id === id && hasEnded(token, now));
  const at = tokens.find(({ id }) => id === oldTokenId)?.expiresAt ?? null;
  const oldAt = at !== null && at - now <= near ? at : null;
  return { old: has(oldTokenId), made: has(newTokenId), oldAt };
}

/** That several are open, and how many of their old tokens work still. */
export function rotationsText(ended: readonly Ended[]): string {
  const n = ended.length;
  const live = ended.filter(({ old }) => !old).length;
  if (live === 0) return m.rotations_open_ended({ n });
  return live === n ? m.rotations_open({ n }) : m.rotations_open_some({ n, live });
}

/** Whether the new token may not do all that the old one could. */
export const losesRights = ({ drift }: Pick<Rotation, 'drift'>): boolean =>
  drift === 'fewer' || drift === 'other';

/** That the new token has other rights than the old one; null: it has the same, or that is not known. */
export function driftText({ drift }: Pick<Rotation, 'drift'>): string | null {
  if (drift === 'fewer') return m.drift_fewer();
  if (drift === 'more') return m.drift_more();
  return drift === 'other' ? m.drift_other() : null;
}

/** How it stands with a rotation. @param now the local clock, ms. */
export function rotationText(rotation: Rotation, now: number, ended: Ended): string {
  const { stage, startedAt, oldTokenId, finishAt, overdue } = rotation;
  const name = rotationName(rotation);
  const id = shortId(oldTokenId);
  switch (stage) {
    case 'making':
      return m.rotation_making({ name });
    case 'unused':
      return m.rotation_unused({ name });
    case 'refused':
      return m.rotation_refused({ name });
    case 'finishing':
      return m.rotation_finishing({ name, id });
    case 'undoing':
      return m.rotation_undoing({ name });
    case 'open': {
      const when = since(startedAt, now);
      if (ended.made)
        return (ended.old ? m.rotation_both_ended : m.rotation_new_ended)({ name, id, when });
      const { oldAt } = ended;
      const end = oldAt === null ? null : localDateTime(oldAt);
      if (finishAt === null && ended.old) return m.rotation_open_ended({ name, id, when });
      if (finishAt === null)
        return end === null
          ? m.rotation_open({ name, id, when })
          : m.rotation_open_until({ name, id, when, at: end });
      const at = localDateTime(finishAt);
      const lost = losesRights(rotation);
      if (overdue) return (lost ? m.rotation_overdue_rights : m.rotation_overdue)({ name, id, at });
      if (lost && !ended.old) return m.rotation_scheduled_rights({ name, id, when, at });
      if (!ended.old && end !== null && (oldAt ?? Infinity) < finishAt)
        return m.rotation_scheduled_after({ name, id, when, end, at });
      return (ended.old ? m.rotation_scheduled_ended : m.rotation_scheduled)({
        name,
        id,
        when,
        at,
      });
    }
  }
}

/** Whether it is being found out if a new token was made. */
export const isUnknown = (error: RotationOutcome['error']): boolean =>
  error?.code === 'OUTCOME_UNKNOWN';

/** What became of one of several. */
export function outcomeText({ stage, error }: Pick<RotationOutcome, 'stage' | 'error'>): string {
  if (isUnknown(error)) return m.rotate_unknown();
  if (stage === null) return m.rotate_not_begun();
  return stage === 'open' ? m.rotate_done() : m.rotate_made();
}
