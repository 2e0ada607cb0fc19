import type { Failure, Health, SelfTest } from '../../preload/contract.ts';
import { AppError, toFailure } from '../app-error.ts';
import { steadyClock, type Clock } from '../ports.ts';
import type { Workspace } from '../workspace.ts';
import { selfTestItem, sentinelValue } from './secret-store.ts';

/** What can be said of the secret store without a prompt. */
export async function storeHealth({ stores, index }: Workspace): Promise<Health> {
  const state = await stores.look();
  const kind = state === 'absent' ? 'session' : 'keychain';
  const platform =
    process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  const { accounts } = index.content;
  const tokens = index.content.tokens.filter(({ missing }) => missing !== true);
  // A pasted one is among the saved values too, and is counted once.
  const filed = new Set(tokens.map(({ id }) => id));
  const ownTokens = accounts.filter(
    ({ ownTokenId }) => ownTokenId !== null && !filed.has(ownTokenId),
  ).length;
  return {
    kind,
    state,
    name: stores.keychain.name,
    itemLimit: kind === 'keychain' ? stores.keychain.itemLimit : null,
    saved: tokens.length + ownTokens,
    ownTokens,
    inSession: stores.session.accounts.filter((item) => item.startsWith('token:')).length,
    readers:
      kind === 'session' ? 'this-process' : platform === 'darwin' ? 'code-signature' : 'same-user',
    survivesReboot: kind === 'keychain',
    platform,
  };
}

/**
 * Writes, reads back and deletes an item of its own; says where it stopped, and how long each took.
 *
 * @param clock one that only goes forward: the time of day may be set meanwhile.
 */
export async function selfTest(
  { stores }: Workspace,
  clock: Pick<Clock, 'now'> = steadyClock,
): Promise<SelfTest> {
  const store = await stores.current();
  const acts: readonly [SelfTest['steps'][number]['name'], () => Promise<void>][] = [
    [
      'look',
      async () => {
        if ((await stores.look()) === 'absent') throw new AppError('STORE_ABSENT');
      },
    ],
    ['write', () => store.set(selfTestItem, sentinelValue)],
    [
      'read',
      async () => {
        if ((await store.get(selfTestItem)) !== sentinelValue) throw new AppError('STORE_MISMATCH');
      },
    ],
    [
      'delete',
      async () => {
        if (!(await store.delete(selfTestItem))) throw new AppError('STORE_FAILED');
      },
    ],
  ];
  const steps: SelfTest['steps'] = [];
  let failed = false;
  for (const [name, act] of acts) {
    const begin = clock.now();
    const error: Failure | null = failed ? null : await act().then(() => null, toFailure);
    steps.push({
      name,
      ok: failed ? null : error === null,
      ms: clock.now() - begin,
      error,
    });
    failed ||= error !== null;
  }
  // What could not be read back is not left behind.
  const written = steps.some(({ name, ok }) => name === 'write' && ok === true);
  if (failed && written) await store.delete(selfTestItem).catch(() => false);
  return { steps };
}
