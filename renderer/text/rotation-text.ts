import { m } from '#messages';
import type { Rotation, RotationOutcome } from '../../preload/contract.ts';
import { shortId } from './state-text.ts';
import { localDateTime, since } from './time.ts';

/** What the token of a rotation is called. */
export const rotationName = ({ label }: Pick<Rotation, 'label'>): string =>
  label === '' ? m.rotation_unnamed() : m.rotation_named({ label });

/** How it stands with a rotation. @param now the local clock, ms. */
export function rotationText(rotation: Rotation, now: number): string {
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
      if (finishAt === null) return m.rotation_open({ name, id, when });
      const at = localDateTime(finishAt);
      return overdue
        ? m.rotation_overdue({ name, id, at })
        : m.rotation_scheduled({ name, id, when, at });
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
