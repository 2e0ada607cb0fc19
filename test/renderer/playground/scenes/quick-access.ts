import { m } from '#messages';
import { aList, anId, aState, signedOut } from '../../build.ts';
import { kept, vault, type Scenes } from '../scene.ts';
import { enter, see } from '../steps.ts';

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
  'quick-access-locked': () => ({ state: aState({ locked: true }), quick: true }),
};
