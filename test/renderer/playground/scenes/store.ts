import { m } from '#messages';
import { aHealth, aStore } from '../../build.ts';
import { done, no, ok, type Answers } from '../../fake-bridge.ts';
import { many, never, type Scenes } from '../scene.ts';
import { press, see } from '../steps.ts';

const health: Answers = {
  store: {
    health: () => ok(aHealth({ inSession: 1 })),
    selfTest: () =>
      ok({
        steps: [
          { name: 'look', ok: true, ms: 2, error: null },
          { name: 'write', ok: true, ms: 11, error: null },
          { name: 'read', ok: false, ms: 4, error: { code: 'STORE_MISMATCH' } },
          { name: 'delete', ok: null, ms: 0, error: null },
        ],
      }),
    rebuild: () => ok({ found: 3, refused: 0, missing: 0 }),
    copyReport: done,
  },
};

const allWell: Answers = {
  store: {
    health: () => ok(aHealth()),
    selfTest: () =>
      ok({
        steps: (['look', 'write', 'read', 'delete'] as const).map((name, at) => ({
          name,
          ok: true,
          ms: 2 + at * 3,
          error: null,
        })),
      }),
  },
};

const problems: Answers = {
  store: {
    health: () => ok(aHealth({ state: 'restarted', inSession: 3, itemLimit: 2_560 })),
    selfTest: () =>
      ok({
        steps: (['look', 'write', 'read', 'delete'] as const).map((name) => ({
          name,
          ok: name === 'look' ? false : null,
          ms: 5_000,
          error: name === 'look' ? { code: 'STORE_RESTARTED' } : null,
        })),
      }),
    rebuild: () => ok({ found: 2, refused: 4, missing: 11 }),
  },
};

/** How the store of the values is. */
export const storeScenes: Scenes = {
  store: () => ({ state: many(6), answers: health, steps: [press(m.nav_store)] }),
  'store-loading': () => ({
    state: many(6),
    answers: { store: { health: never } },
    steps: [press(m.nav_store), see(m.health_loading)],
  }),
  'store-failed': () => ({
    state: many(6),
    answers: { store: { health: () => no({ code: 'STORE_WAITING' }) } },
    steps: [press(m.nav_store), see(m.error_store_waiting)],
  }),
  'store-passed': () => ({
    state: many(6),
    answers: allWell,
    steps: [press(m.nav_store), press(m.health_test), see(m.health_test_passed)],
  }),
  // Everything that this window can have to say at once.
  'store-problems': () => ({
    state: { ...many(6), store: aStore({ state: 'restarted' }) },
    answers: problems,
    steps: [
      press(m.nav_store),
      press(m.health_test),
      see(m.error_store_restarted),
      press(m.health_rebuild),
      see(m.health_state_restarted),
    ],
  }),
  'store-away': () => ({
    state: { ...many(6), store: aStore({ state: 'absent', kind: 'session' }) },
    answers: {
      store: {
        health: () =>
          ok(
            aHealth({
              kind: 'session',
              state: 'absent',
              inSession: 2,
              survivesReboot: false,
              readers: 'this-process',
            }),
          ),
      },
    },
    steps: [press(m.nav_store), see(() => m.health_saved_away({ n: 18 }))],
  }),
  'store-tested': () => ({
    state: many(6),
    answers: health,
    steps: [
      press(m.nav_store),
      press(m.health_test),
      press(m.health_rebuild),
      see(() => m.health_rebuilt({ n: 3 })),
    ],
  }),
  'store-locked': () => ({
    state: { ...many(6), store: aStore({ state: 'locked' }) },
    answers: { store: { health: () => ok(aHealth({ state: 'locked' })) } },
    steps: [press(m.nav_store), see(m.health_state_locked)],
  }),
};
