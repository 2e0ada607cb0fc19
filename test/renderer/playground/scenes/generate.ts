import { fireEvent, screen } from '@testing-library/dom';
import { m } from '#messages';
import { aGenerated, aState, aStore, now } from '../../build.ts';
import { many, never, refusing, revealing, type Scenes, type Step } from '../scene.ts';
import { enter, press, see, unfold } from '../steps.ts';

const opened = press(m.generate_action);
const sent = [opened, press(m.generate_submit)];

const otherLength: Step = async () => {
  const life = await screen.findByLabelText(m.generate_ttl());
  const other = [...life.querySelectorAll('option')].at(-1);
  fireEvent.change(life, { target: { value: other?.value } });
  await see(m.ttl_bounds)();
};

/** Generating a token, and what came of it. */
export const generateScenes: Scenes = {
  generate: () => ({ state: many(24), steps: [opened] }),
  'generate-more': () => ({
    state: many(24),
    steps: [opened, enter(m.generate_label, 'deploy-prod'), unfold(m.generate_more)],
  }),
  'generate-mistake': () => ({
    state: many(24),
    steps: [
      opened,
      otherLength,
      enter(m.ttl_length, 'soon'),
      press(m.generate_submit),
      see(m.error_ttl_not_a_number),
    ],
  }),
  'generate-busy': () => ({
    state: many(24),
    answers: { tokens: { generate: never } },
    steps: [...sent, see(m.generate_busy_hint)],
  }),
  'generate-refused': () => ({
    state: many(24),
    answers: refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
    steps: [...sent, see(m.error_two_factor_or_refused)],
  }),
  'generate-offline': () => ({
    state: many(24),
    answers: refusing({ code: 'OFFLINE' }),
    steps: [...sent, see(() => m.generate_nothing_made({ failure: m.error_offline() }))],
  }),
  'generate-locked': () => ({
    state: { ...many(24), store: aStore({ state: 'locked' }) },
    answers: refusing({ code: 'STORE_LOCKED' }),
    steps: [...sent, see(() => m.generate_nothing_made({ failure: m.error_store_locked() }))],
  }),
  'generate-full': () => ({ state: many(120), steps: [opened] }),
  'generated-kept': () => ({
    state: aState({
      generated: aGenerated({ copied: true }),
      clipboard: { clearsAt: now + 27_000, concealed: false },
    }),
    answers: revealing,
    steps: [press(m.generated_show)],
  }),
  'generated-not-kept': () => ({
    state: aState({ generated: aGenerated({ kept: 'no' }) }),
    answers: revealing,
  }),
  'generated-question': () => ({
    state: aState({ generated: aGenerated({ kept: 'no' }) }),
    answers: revealing,
    steps: [press(m.action_close), see(m.generated_ask_title)],
  }),
  'generated-store-error': () => ({
    state: aState({
      generated: aGenerated({ kept: 'no', storeError: { code: 'STORE_LOCKED' } }),
      store: aStore({ state: 'locked' }),
    }),
  }),
};
