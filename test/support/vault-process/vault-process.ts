import { createInterface } from 'node:readline';
import { connector } from '../../../main/accounts/connection.ts';
import { isAppError } from '../../../main/app-error.ts';
import { systemClock, type Log } from '../../../main/ports.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { VaultApp } from '../../../main/vault-app.ts';
import { durableFiles } from '../../../main/vault/files.ts';
import { Keychain } from '../../../main/vault/keychain.ts';
import { SessionStore } from '../../../main/vault/session-store.ts';
import { Stores } from '../../../main/vault/stores.ts';
import { openWorkspace } from '../../../main/workspace.ts';
import {
  FakeBackupFiles,
  FakeClipboard,
  FakeSaveDialog,
  FakeTokenFiles,
} from '../core/fake-ports.ts';
import { nodeTransport } from '../core/node-transport.ts';
import {
  isSettled,
  settlingMoment,
  shownIn,
  type Act,
  type Reply,
  type Shown,
  type VaultOrder,
} from './protocol.ts';
import { firstState } from '../core/first-state.ts';

/**
 * The app without its window, as a process of its own that can be killed: the real files, the real
 * keytar, real HTTP. The first line on standard input is the order, each later one an act; what
 * came of it is one line on standard output (protocol.ts).
 */
const name = 'Secret Service';
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const order = JSON.parse((await lines.next()).value as string) as VaultOrder;

const reply = (message: Reply): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const state = firstState({ defaultEndpoint: order.origin });
/** Waits for ever where the order says so. */
function holdAt(at: string): Promise<void> | undefined {
  if (at !== order.holdAt) return undefined;
  reply({ kind: 'held', at });
  return new Promise(() => undefined);
}

const stores = new Stores(
  new Keychain({ service: order.service, name, clock: systemClock }),
  new SessionStore(name),
  (kind, storeState) => {
    state.change({ store: { kind, state: storeState, name } });
  },
);
const workspace = await openWorkspace({
  folder: order.folder,
  trial: false,
  files: durableFiles,
  stores,
  clock: systemClock,
  log: silent,
  state,
  connect: connector({
    transport: nodeTransport,
    clock: systemClock,
    userAgent: 'token-vault/0.0.0',
    loopbackOnly: true,
    sandboxAddress: () => null,
  }),
  loopbackOnly: true,
  observe: (operation, step) => holdAt(`${operation}/${step}`),
});
const files = new FakeTokenFiles();
const app = new VaultApp(workspace, {
  clipboard: new FakeClipboard(),
  saveDialog: new FakeSaveDialog(),
  tokenFiles: files,
  backupFiles: new FakeBackupFiles(),
  endpoints: { pass: () => Promise.resolve() },
  announceRotation: () => Promise.resolve(true),
});
app.show();

/** Waits until the list was read, or could not be, and nothing is being looked into. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      if (!isSettled(state.current)) return false;
      resolve();
      return true;
    };
    if (look()) return;
    const end = state.onChange(() => {
      if (look()) end();
    });
  });
}

/** As the page's request does. */
async function remove(tokenId: string): Promise<void> {
  if (!(await app.rotations.remove(tokenId)))
    await deleteToken(workspace, app.accounts, app.lists, tokenId);
}

async function run(act: Act): Promise<unknown> {
  const { origin: endpoint } = order;
  switch (act.kind) {
    case 'start':
      return app.start();
    case 'sign-in': {
      const { email, password } = act;
      return app.signInWithPassword({ endpoint, email, password, contractNumber: null });
    }
    case 'sign-in-with-token':
      return app.signInWithToken({ endpoint, token: act.token, contractNumber: null });
    case 'sign-out':
      return app.signOut({ revoke: act.revoke });
    case 'generate': {
      const { label, keep } = act;
      const said = { label, note: '', usedIn: '', color: 'none' } as const;
      return app.generation.generate({ ...said, ttlSeconds: 3600, keep });
    }
    case 'close-generated':
      return app.generated.close();
    case 'delete':
      return remove(act.tokenId);
    case 'reap':
      for (const tokenId of act.tokenIds) await remove(tokenId);
      return null;
    case 'rotate':
      return app.rotations.begin(act.tokenIds, null);
    case 'finish-rotation':
      return app.rotations.finish(act.rotationId);
    case 'undo-rotation':
      return app.rotations.undo(act.rotationId);
    case 'replace-own':
      return app.replaceOwnToken(act.accountId);
    case 'import':
      app.imports.read(act.value);
      return app.imports.keep({ label: 'imported', note: '', usedIn: '', color: 'none' });
    case 'forget':
      return app.values.forget(act.tokenId);
  }
}

const shown = (): Shown => shownIn(state.current);

reply({ kind: 'ready' });
for await (const line of lines) {
  try {
    const act = JSON.parse(line) as Act;
    await run(act);
    if (act.kind === 'start') await holdAt(settlingMoment);
    await app.renewals.idle;
    await settled();
    reply({ kind: 'done', shown: shown() });
  } catch (error) {
    process.stderr.write(String((error as Error).cause) + '\n');
    await settled();
    reply({ kind: 'failed', code: isAppError(error) ? error.code : String(error), shown: shown() });
  }
}
