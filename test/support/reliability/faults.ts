import { truncate, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import type { Core } from '../core/setup-core.ts';
import { operation } from '../sandbox-control.ts';
import type { SetAside } from './watch.ts';

/** Something that goes wrong at a step, and how the world is put right afterwards. */
export interface Fault {
  readonly name: string;
  /** Makes it go wrong, from this moment on. */
  readonly inject: (core: Core) => unknown;
  /** What the app may say in place of naming each token: a file of its own was set aside. */
  readonly notice?: SetAside;
  /** The operations that it is tried with; all, where none are named. */
  readonly operations?: readonly string[];
  /** While it lasts the keychain takes nothing: no token may be made whose value is to be kept there. */
  readonly closesKeychain?: true;
}

const answered = (name: string, fault: FaultInput): Fault => ({
  name,
  inject: (core) => core.control.fault(fault),
});

const statuses = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504];

/** Bytes; the app reads no more than 2 MiB. */
const gigantic = 3 * 1024 * 1024;

/** A value reads otherwise than it was written: once, or until all is well, the next start included. */
function misread(name: string, as: (value: string) => string): readonly Fault[] {
  return [
    {
      name: `${name} on one read-back`,
      inject({ keytar }) {
        keytar.misread = (value) => {
          // Not the items that are no value, which are read in between.
          if (!value.includes('eyJ')) return value;
          keytar.misread = (right) => right;
          return as(value);
        };
      },
    },
    {
      name: `${name} on every read-back`,
      inject({ keytar }) {
        keytar.misread = as;
      },
    },
  ];
}

const storeFaults: readonly Fault[] = [
  {
    name: 'store locked and the prompt dismissed',
    closesKeychain: true,
    inject: ({ keytar }) => {
      keytar.mode = 'locked';
    },
  },
  {
    name: 'no Secret Service',
    closesKeychain: true,
    inject: ({ keytar }) => {
      keytar.mode = 'no-service';
    },
  },
  {
    name: 'no session bus',
    closesKeychain: true,
    inject: ({ keytar }) => {
      keytar.mode = 'no-bus';
    },
  },
  {
    name: 'Secret Service restarted',
    closesKeychain: true,
    inject: ({ keytar }) => {
      keytar.mode = 'restarted';
    },
  },
  {
    name: 'Secret Service away for one look',
    inject: ({ keytar }) => {
      keytar.nextLooks.push('absent');
    },
  },
  {
    name: 'Secret Service away for the look after the next',
    inject: ({ keytar }) => {
      keytar.nextLooks.push('ready', 'absent');
    },
  },
  {
    name: 'store slow: a prompt that is answered late',
    inject({ keytar, clock }) {
      keytar.mode = 'silent';
      void keytar.prompted().then(() => {
        clock.advance(60_000);
        keytar.answer('unlocked');
      });
    },
  },
  {
    name: 'store silent: a prompt that nobody answers',
    closesKeychain: true,
    inject({ keytar, clock }) {
      keytar.mode = 'silent';
      void keytar.prompted().then(() => {
        clock.advance(120_000);
      });
    },
  },
  {
    name: 'value cut by the store',
    inject: ({ keytar }) => {
      keytar.cutAt = 100;
    },
  },
  {
    name: 'value cut in its signature by the store',
    inject: ({ keytar }) => {
      keytar.cutsEnd = 5;
    },
  },
  {
    name: 'value wrong on read-back',
    inject: ({ keytar }) => {
      keytar.misread = (value) => `${value}x`;
    },
  },
  ...misread('garbage', () => 'fG9yZW0gaXBzdW0\u0007'),
  ...misread('half of it', (value) => value.slice(0, Math.floor(value.length / 2))),
  {
    name: 'store refuses one write',
    inject: ({ keytar }) => {
      keytar.failNextSet = 'Quota exceeded';
    },
  },
];

const torn = async ({ folder }: Core, name: string): Promise<void> => {
  const path = join(folder, name);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null) await truncate(path, Math.floor(text.length / 2));
};

const fileFaults: readonly Fault[] = [
  {
    name: 'disk full',
    inject: ({ files }) => {
      files.failWrites = () => true;
    },
  },
  {
    name: 'index not writable',
    inject: ({ files }) => {
      files.failWrites = (path) => path.includes('index.json');
    },
  },
  {
    name: 'journal not writable',
    inject: ({ files }) => {
      files.failWrites = (path) => path.includes('journal.json');
    },
  },
  { name: 'index torn', inject: (core) => torn(core, 'index.json'), notice: 'INDEX_SET_ASIDE' },
  {
    name: 'journal torn',
    inject: (core) => torn(core, 'journal.json'),
    notice: 'JOURNAL_SET_ASIDE',
  },
];

const apiFaults: readonly Fault[] = [
  ...statuses.map((status) => answered(`answer ${status}`, { answer: { kind: 'status', status } })),
  ...[404, 429, 503].map((status) =>
    answered(`every path answers ${status}`, {
      times: 'always',
      answer: { kind: 'status', status },
    }),
  ),
  answered('reset before it was carried out', { answer: { kind: 'reset', when: 'before' } }),
  answered('reset after it was carried out', { answer: { kind: 'reset', when: 'after' } }),
  answered('closed after it was carried out', { answer: { kind: 'close', when: 'after' } }),
  answered('network gone from now on', {
    times: 'always',
    answer: { kind: 'reset', when: 'before' },
  }),
  answered('network gone after the next request', {
    times: 'always',
    answer: { kind: 'reset', when: 'after' },
  }),
  answered('timeout', { answer: { kind: 'silence', when: 'after' } }),
  answered('half a body', { answer: { kind: 'half-body' } }),
  answered('a page', { answer: { kind: 'html' } }),
  answered('a page for every path', { times: 'always', answer: { kind: 'html', status: 404 } }),
  answered('wrong JSON', { answer: { kind: 'wrong-json' } }),
  answered('wrong types', { answer: { kind: 'wrong-types' } }),
  answered('gigantic body', { answer: { kind: 'gigantic', bytes: gigantic } }),
  answered('empty body', { answer: { kind: 'empty' } }),
  answered('redirect', { answer: { kind: 'redirect', location: 'http://127.0.0.1:9/' } }),
  answered('another client mints at that moment', { ...operation.generate, secondClient: {} }),
  answered('the token is listed 45 s late', { ...operation.generate, late: { seconds: 45 } }),
  answered('listed 45 s late, and the answer lost', {
    ...operation.generate,
    late: { seconds: 45 },
    answer: { kind: 'reset', when: 'after' },
  }),
  answered('another client mints, and the answer lost', {
    ...operation.generate,
    secondClient: {},
    answer: { kind: 'reset', when: 'after' },
  }),
];

/** This computer's clock is set; the server's goes on as it was. */
const clockSet = (name: string, ms: number): Fault => ({
  name,
  inject({ clock, control }) {
    clock.set(clock.now() + ms);
    return control.clock({ offsetSeconds: -ms / 1000 });
  },
});

const clockFaults: readonly Fault[] = [
  clockSet('clock set an hour on', 3_600_000),
  clockSet('clock set an hour back', -3_600_000),
  // Longer than the app's own token lives.
  clockSet('clock set 40 days on', 40 * 86_400_000),
  {
    name: 'asleep for ten minutes',
    inject: ({ clock }) => {
      clock.advance(600_000);
    },
  },
];

/** Only these ask for a token. */
const minting = ['generate', 'sign-in', 'rotate', 'renew'] as const;
const answerLost: FaultInput = { ...operation.generate, answer: { kind: 'reset', when: 'after' } };

/** Troubles that come together, and are worse than each alone: what is lost is looked for by time. */
const togetherFaults: readonly Fault[] = [
  {
    name: 'asleep for ten minutes, and the answer lost',
    operations: minting,
    async inject({ clock, control }) {
      await control.fault(answerLost);
      clock.advance(600_000);
    },
  },
  ...[
    clockSet('clock set an hour on', 3_600_000),
    clockSet('clock set an hour back', -3_600_000),
  ].map(({ name, inject }): Fault => ({
    name: `${name}, listed 45 s late, and the answer lost`,
    operations: minting,
    async inject(core) {
      await inject(core);
      await core.control.fault({ ...answerLost, late: { seconds: 45 } });
    },
  })),
];

/** Every fault of docs/reliability.md's matrix. */
export const faults: readonly Fault[] = [
  ...storeFaults,
  ...fileFaults,
  ...apiFaults,
  ...clockFaults,
  ...togetherFaults,
];

/** Puts everything right again, as a person or time does; what happened meanwhile stays. */
export async function mend(core: Core): Promise<void> {
  const { keytar, control } = core;
  keytar.cutAt = Infinity;
  keytar.cutsEnd = 0;
  keytar.nextLooks.length = 0;
  keytar.misread = (value) => value;
  keytar.failNextSet = null;
  keytar.answer('unlocked');
  await control.clearFaults();
}
