import { m } from '#messages';
import { aList, aState, aToken, anAccount, anId, now, theAccountId } from '../../build.ts';
import { done, no } from '../../fake-bridge.ts';
import { never, type Scenes } from '../scene.ts';
import { press, see } from '../steps.ts';

const DAY = 86_400_000;
const other = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const labels = ['old-runner', '', 'ci-terraform-2024', 'grafana-agent', '', 'staging'];

const accounts = [
  anAccount({ label: 'Production', color: 'red' }),
  anAccount({ id: other, email: 'kim@example.com', contractNumber: 31234568, color: 'blue' }),
];

/** So many that have expired, every third of another account, among ones that live. */
function expired(count: number, several = false) {
  const list = Array.from({ length: count + 63 }, (_, at) =>
    aToken({
      id: anId((0x5b07d2e1 + at * 0x1b9d7f3).toString(16).slice(-8)),
      label: labels[at % labels.length] ?? '',
      accountId: several && at % 3 === 2 ? other : theAccountId,
      createdAt: now - (at + 100) * DAY,
      expiresAt: at < count ? now - (at * 9 + 2) * DAY : now + (at + 3) * DAY,
      state: at < count ? 'expired' : 'not-here',
      kept: 'no',
    }),
  );
  const [account = null] = accounts;
  const session = { ...aState().session, ...(several ? { account, accounts, showAll: true } : {}) };
  return aState({ session, list: aList({ tokens: list }) });
}

const all = [press(() => m.reap_open({ n: 37 })), see(m.reap_title)];
const confirm = press(() => m.delete_confirm_many({ n: 37 }));

/** What has expired goes, for room. */
export const reapScenes: Scenes = {
  reap: () => ({ state: expired(37), steps: all }),
  'reap-several': () => ({ state: expired(37, true), steps: all }),
  'reap-running': () => {
    let asked = 0;
    return {
      state: expired(37),
      answers: { tokens: { delete: () => ((asked += 1) < 4 ? done() : never()) } },
      steps: [...all, confirm, see(() => m.delete_progress({ done: 3, all: 37 }))],
    };
  },
  'reap-refused': () => {
    let asked = 0;
    const refused = () => no({ code: 'TWO_FACTOR_OR_REFUSED' });
    return {
      state: expired(12, true),
      answers: { tokens: { delete: () => ((asked += 1) === 4 ? refused() : done()) } },
      steps: [
        press(() => m.reap_open({ n: 12 })),
        see(m.reap_title),
        press(() => m.delete_confirm_many({ n: 12 })),
        see(() => m.delete_result({ done: 7, all: 12 })),
      ],
    };
  },
};
