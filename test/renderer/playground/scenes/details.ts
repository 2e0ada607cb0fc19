import { m } from '#messages';
import { aStore, aToken, aList, aState } from '../../build.ts';
import { ok } from '../../fake-bridge.ts';
import { kept, theOne, vault, type Scenes } from '../scene.ts';
import { press, rowKey, see } from '../steps.ts';

const opened = [rowKey('Enter'), see(m.card_title)];

/** One token, closely. */
export const detailsScenes: Scenes = {
  details: () => ({ state: vault(), answers: kept, steps: opened }),
  'details-revealed': () => ({
    state: vault(),
    answers: kept,
    steps: [...opened, press(m.value_reveal), see(m.value_hide)],
  }),
  'details-not-here': () => ({
    state: theOne({ state: 'not-here', kept: 'no' }),
    answers: kept,
    steps: [rowKey('Enter')],
  }),
  'details-gone': () => ({
    state: theOne({ state: 'gone', listed: false }),
    answers: kept,
    steps: [rowKey('Enter'), see(m.value_dead_gone)],
  }),
  'details-locked': () => ({
    state: {
      ...theOne({ state: 'cannot-tell', kept: 'no' }),
      store: aStore({ state: 'locked' }),
    },
    answers: kept,
    steps: [rowKey('Enter')],
  }),
  copied: () => {
    const clearsAt = Date.now() + 30_000;
    const list = aList({ tokens: [aToken({ label: 'deploy-prod' })] });
    return {
      state: aState({ list, clipboard: { clearsAt, concealed: false } }),
      answers: { ...kept, values: { ...kept.values, copy: () => ok({ clearsAt }) } },
      steps: [rowKey('c')],
    };
  },
};
