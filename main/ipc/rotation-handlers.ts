import type { Profiles } from '../profiles.ts';
import type { Handlers } from './router.ts';

/** A token in place of another, until a person finishes it or takes it back. */
export function rotationHandlers(profiles: Profiles): Handlers['rotations'] {
  const rotations = () => profiles.current.rotations;
  return {
    begin: ({ tokenIds, ttlSeconds }) => rotations().begin(tokenIds, ttlSeconds),
    goOn: ({ rotationId }) => rotations().goOn(rotationId),
    finish: ({ rotationId }) => rotations().finish(rotationId),
    undo: ({ rotationId }) => rotations().undo(rotationId),
    leave: ({ rotationId }) => rotations().leave(rotationId),
    schedule: ({ rotationId, finishAt }) => rotations().schedule(rotationId, finishAt),
    drift: ({ rotationId }) => rotations().drift(rotationId),
  };
}
