import { m } from '#messages';
import { aStore, aToken, aList, aState } from '../../build.ts';
import { no, ok } from '../../fake-bridge.ts';
import { kept, never, theOne, vault, type Scenes } from '../scene.ts';
import { enter, key, openMenu, press, rowKey, scrollTo, see } from '../steps.ts';

const opened = [rowKey('Enter'), see(m.card_title)];

/** One token, closely. */
export const detailsScenes: Scenes = {
  details: () => ({ state: vault(), answers: kept, steps: opened }),
  'details-revealed': () => ({
    state: vault(),
    answers: kept,
    steps: [...opened, press(m.value_reveal), see(m.value_hide)],
  }),
  'details-loading': () => ({
    state: theOne(),
    answers: { ...kept, values: { ...kept.values, card: never } },
    steps: [...opened, scrollTo(m.card_loading)],
  }),
  'details-failed': () => ({
    state: theOne(),
    answers: {
      ...kept,
      values: { ...kept.values, card: () => no({ code: 'VALUE_MISSING' }) },
    },
    steps: [...opened, scrollTo(m.error_value_missing)],
  }),
  'details-not-written': () => ({
    state: theOne(),
    answers: {
      ...kept,
      tokens: { ...kept.tokens, describe: () => no({ code: 'FILE_NOT_WRITTEN' }) },
    },
    steps: [
      ...opened,
      enter(m.generate_label, 'deploy-next'),
      key('Enter'),
      see(m.error_file_not_written),
    ],
  }),
  'details-menu': () => ({
    state: theOne(),
    answers: kept,
    steps: [...opened, press(() => m.menu_more({ name: 'deploy-prod' })), openMenu],
  }),
  'narrow-details': () => ({ state: vault(), answers: kept, steps: opened }),
  'details-to-lapse': () => ({
    state: theOne({ lapse: true }),
    answers: kept,
    steps: [rowKey('Enter'), see(m.reminder_lapses_long)],
  }),
  'details-snoozed': () => ({
    state: theOne({
      snoozedUntil: aToken().expiresAt ?? 0,
      expiresAt: (aToken().expiresAt ?? 0) + 1,
    }),
    answers: kept,
    steps: [rowKey('Enter'), see(m.details_reminders)],
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
  'details-saved-locked': () => ({
    state: { ...theOne(), store: aStore({ state: 'locked' }) },
    answers: kept,
    steps: [...opened, scrollTo(m.card_locked)],
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
