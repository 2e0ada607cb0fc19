import { m } from '#messages';
import type { Bridge } from '../../../../preload/contract.ts';
import { anInventory, aState, tokens } from '../../build.ts';
import { no, ok, type Answers } from '../../fake-bridge.ts';
import { many, never, type Scenes } from '../scene.ts';
import { key, pick, press, see } from '../steps.ts';

const keeping = (
  inventory = anInventory(),
  removeEverything: Bridge['app']['removeEverything'] = never,
): Answers => ({ app: { inventory: () => ok(inventory), removeEverything } });

const opening = [press(m.nav_settings), press(m.remove_open)];
const removing = [...opening, see(m.remove_stays)];
const sure = pick(() => m.remove_sure({ n: 3 }));

/** Everything that the app keeps on the computer goes. */
export const removeScenes: Scenes = {
  remove: () => ({ state: many(6), answers: keeping(), steps: removing }),
  'remove-loading': () => ({
    state: many(6),
    answers: { app: { inventory: never } },
    steps: [...opening, see(m.remove_loading)],
  }),
  // Signed out, with nothing saved: only files are left.
  'remove-little': () => ({
    state: aState({ session: { ...aState().session, status: 'signed-out', account: null } }),
    answers: keeping(
      anInventory({
        values: [],
        accounts: [],
        notes: 0,
        folder: `/media/${'long-name/'.repeat(12)}`,
      }),
    ),
    steps: [
      see(m.sign_in_title),
      key(',', { ctrlKey: true }),
      press(m.remove_open),
      see(m.remove_stays),
    ],
  }),
  'remove-much': () => ({
    state: many(6),
    answers: keeping(
      anInventory({
        values: tokens(40).map(({ id, label }) => ({ id, label })),
        accounts: ['kim@example.com', 'ops@a-company-with-a-long-name.example'],
        requests: 2,
      }),
    ),
    steps: removing,
  }),
  'remove-busy': () => ({
    state: many(6),
    answers: keeping(anInventory(), never),
    steps: [...removing, sure, press(m.remove_title)],
  }),
  'remove-failed': () => ({
    state: many(6),
    answers: keeping(anInventory(), () => no({ code: 'STORE_FAILED' })),
    steps: [...removing, sure, press(m.remove_title), see(m.remove_failed)],
  }),
  'remove-elsewhere': () => ({
    state: many(6),
    answers: keeping(anInventory({ others: 3 }), () => no({ code: 'STORE_ELSEWHERE' })),
    steps: [...removing, sure, press(m.remove_title), see(m.remove_all_the_same)],
  }),
};
