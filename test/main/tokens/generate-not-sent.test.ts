import { expect, test } from 'vitest';
import type { Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { full, sent, setup } from './generating.ts';

/** What fails, and where. Before the request: nothing was minted, and the error says what failed. */
const beforeTheRequest: readonly (readonly [string, string, string, (core: Core) => unknown])[] = [
  [
    'the keyring is locked',
    'probe-store',
    'STORE_LOCKED',
    (core) => {
      core.keytar.mode = 'locked';
    },
  ],
  [
    'the keyring gives back something else',
    'probe-store',
    'STORE_MISMATCH',
    (core) => {
      core.keytar.misread = (value) => value.toUpperCase();
    },
  ],
  [
    'the server is busy',
    'list-before',
    'SERVER_ERROR',
    (core) =>
      core.control.fault({
        ...operation.list,
        times: 'always',
        answer: { kind: 'status', status: 503 },
      }),
  ],
  [
    'the sign-in has ended',
    'list-before',
    'SIGN_IN_ENDED',
    (core) => core.control.deleteToken(core.app.accounts.current?.ownTokenId ?? ''),
  ],
  [
    'the disk is full',
    'write-journal',
    'FILE_NOT_WRITTEN',
    (core) => {
      core.files.failWrites = full('journal.json');
    },
  ],
];

test.each(beforeTheRequest)(
  'where %s, %s fails and nothing is asked for',
  async (_, step, code, fail) => {
    const core = await setup();
    await fail(core);
    await expect(core.generate()).rejects.toMatchObject({ code });
    expect(core.steps.at(-1)).toBe(`generate/${step}`);
    expect(await sent(core)).toBe(0);
    expect(await core.journal()).toEqual([]);
    expect(core.state.generated).toBeNull();
    expect(core.state.ghosts).toEqual([]);
    expect(core.app.generation.running).toBe(false);
  },
);
