import { m } from '#messages';
import type { Rotation, State } from '../../../../preload/contract.ts';
import { aList, aRotation, aState, aToken, anId, now, tokens } from '../../build.ts';
import { ok } from '../../fake-bridge.ts';
import { key, pick, press, see, unfold } from '../steps.ts';
import { never, type Scenes } from '../scene.ts';

const old = aToken({ label: '', usedIn: '', state: 'saved' });
const made = aToken({
  id: anId('7c41d0ab'),
  label: 'deploy-prod',
  usedIn: 'GitHub Actions, acme/infra',
  createdAt: now - 3_600_000,
});

/** One token that was rotated, or as `changes` say. */
function rotated(...changes: readonly Partial<Rotation>[]): State {
  const all = changes.length > 0 ? changes : [{}];
  return aState({
    list: aList({ tokens: [made, old, ...tokens(6).slice(1)] }),
    rotations: all.map((change, at) =>
      aRotation({ id: `5e0c1f9a-2f6b-4f3d-8a45-7d1f0a9b8c7${at}`, ...change }),
    ),
  });
}

const one = [
  pick(() => m.list_select({ id: '3f2a91c0' })),
  key('k', { ctrlKey: true }),
  unfold(() => m.rotate_many({ n: 1 })),
];
const live = () =>
  aState({
    list: aList({
      tokens: [aToken({ label: 'deploy-prod', usedIn: 'GitHub Actions, acme/infra' })],
    }),
  });
const begin = [...one, see(m.rotate_same)];
const drift = () =>
  ok({ gained: ['MANAGE_DBAAS'], lost: ['K8S_CLUSTER_CREATE', 'BREW_COFFEE'], role: null });

/** A token in place of another: before, while and after, and what is left open. */
export const rotationScenes: Scenes = {
  rotate: () => ({ state: live(), steps: begin }),
  'rotate-running': () => ({
    state: live(),
    answers: { rotations: { begin: never } },
    steps: [...begin, press(m.rotate_start)],
  }),
  'rotation-open': () => ({ state: rotated() }),
  'rotation-overdue': () => ({ state: rotated({ finishAt: now - 86_400_000, overdue: true }) }),
  'rotation-refused': () => ({ state: rotated({ stage: 'refused' }) }),
  'rotation-several': () => ({
    state: rotated({}, { stage: 'undoing' }, { stage: 'unused', label: 'ci-terraform' }),
    steps: [press(m.rotations_show)],
  }),
  'rotation-finish': () => ({
    state: rotated({ drift: 'other' }),
    answers: { rotations: { drift } },
    steps: [press(m.rotation_finish_action), see(m.rotation_places)],
  }),
};
