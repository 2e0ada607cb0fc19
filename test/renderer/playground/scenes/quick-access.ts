import { m } from '#messages';
import { aList, anId, aState, signedOut } from '../../build.ts';
import { no, ok } from '../../fake-bridge.ts';
import { kept, many, vault, type Scenes } from '../scene.ts';
import { enter, key, press, see } from '../steps.ts';

/** The small window. */
export const quickAccessScenes: Scenes = {
  'quick-access': () => ({ state: vault(), answers: kept, quick: true }),
  'quick-access-places': () => {
    const [first, second] = vault().list.tokens;
    const other = { email: 'ops@acme.example', contractNumber: 31235 };
    const tokens = [first, second].flatMap((token, at) =>
      token
        ? [token, { ...token, id: anId(`8${at}`) }, { ...token, id: anId(`9${at}`), ...other }]
        : [],
    );
    return { state: aState({ list: aList({ tokens }) }), answers: kept, quick: true };
  },
  'quick-access-many': () => ({
    state: many(500),
    answers: kept,
    quick: true,
    steps: [see(() => 'deploy-prod'), ...Array.from({ length: 3 }, () => key('PageDown'))],
  }),
  'quick-access-no-match': () => ({
    state: vault(),
    answers: kept,
    quick: true,
    steps: [enter(m.quick_search, 'nothing like it'), see(m.quick_no_match)],
  }),
  'quick-access-empty': () => ({
    state: aState({ list: aList({ tokens: [] }) }),
    answers: kept,
    quick: true,
  }),
  'quick-access-signed-out': () => ({
    state: aState({ session: signedOut(), list: aList({ tokens: [] }) }),
    answers: kept,
    quick: true,
  }),
  'quick-access-copied': () => ({
    state: vault(),
    answers: { ...kept, values: { ...kept.values, copy: () => ok({ clearsAt: null }) } },
    quick: true,
    steps: [see(() => 'deploy-prod'), key('Enter'), see(m.copied)],
  }),
  'quick-access-copy-failed': () => ({
    state: vault(),
    answers: { ...kept, values: { ...kept.values, copy: () => no({ code: 'STORE_LOCKED' }) } },
    quick: true,
    steps: [see(() => 'deploy-prod'), key('Enter'), see(m.error_store_locked)],
  }),
  'quick-access-locked': () => ({ state: aState({ locked: true }), quick: true }),
  'quick-access-locked-failed': () => ({
    state: aState({ locked: true }),
    answers: { app: { unlock: () => no({ code: 'INTERNAL' }) } },
    quick: true,
    steps: [press(m.action_unlock), see(m.error_internal)],
  }),
};
