import { aGhost, anId, aState, now, signedOut } from '../../build.ts';
import { done } from '../../fake-bridge.ts';
import type { Scenes } from '../scene.ts';

const candidate = (createdAt: number) => ({
  tokenId: anId('3f2a91c0'),
  createdAt,
  sure: false,
});
const yesterday = now - 26 * 3_600_000;

/** Requests whose outcome is not known. */
export const ghostScenes: Scenes = {
  'ghost-checking': () => ({ state: aState({ ghosts: [aGhost()] }) }),
  'ghost-found': () => ({
    state: aState({
      ghosts: [aGhost({ status: 'found', candidates: [candidate(now - 61_000)] })],
    }),
  }),
  'ghost-elsewhere': () => ({
    state: aState({
      session: signedOut(),
      ghosts: [
        aGhost({
          status: 'elsewhere',
          account: {
            origin: 'https://api.ionos.com',
            contractNumber: 31234567,
            email: 'ops@acme.example',
          },
        }),
      ],
    }),
  }),
  'ghost-two': () => ({
    state: aState({
      ghosts: [
        aGhost({ label: 'deploy-prod' }),
        aGhost({
          operationId: anId('5e0c1f92'),
          label: 'ci-terraform',
          startedAt: yesterday,
          status: 'found',
          candidates: [candidate(yesterday)],
        }),
      ],
    }),
    answers: { ghosts: { keep: done, revoke: done, check: done } },
  }),
  'ghost-many': () => ({
    state: aState({
      ghosts: [1, 2, 3, 4].map((n) =>
        aGhost({
          operationId: anId(`5e0c1f9${n}`),
          label: n === 2 ? '' : `job-${n}`,
          purpose: n === 4 ? 'sign-in' : 'vault',
          status: n === 1 ? 'none' : n === 2 ? 'found' : 'waiting',
          candidates: n === 2 ? [candidate(now - 61_000)] : [],
          nextCheckAt: n === 3 ? now + 30_000 : null,
        }),
      ),
    }),
  }),
};
