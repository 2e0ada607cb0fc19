import type * as v from 'valibot';
import type { requests } from '../../preload/contract.ts';

type Requests = typeof requests;
type ArgsOf<T extends keyof Requests, A extends keyof Requests[T]> = Requests[T][A] extends {
  args: infer I extends v.GenericSchema;
}
  ? v.InferInput<I>
  : never;

/** Arguments that fit, for every request that takes any; one that is left out does not compile. */
type RightArguments = {
  readonly [T in keyof Requests]: {
    readonly [A in keyof Requests[T] as ArgsOf<T, A> extends undefined ? never : A]: ArgsOf<T, A>;
  };
};

const endpoint = 'http://127.0.0.1:9';
/** On no list, of no operation: what passes the schemas with it changes nothing. */
const tokenId = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';
const accountId = '0b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const operationId = '6dc8c7b1-7b1d-4fe6-97cc-6b4be5e2e8b1';
const notes = { label: 'deploy', note: 'a note', usedIn: 'CI', color: 'teal' } as const;

export const rightArguments: RightArguments = {
  app: {
    openPage: 'token-manager',
    dismissNotice: 'INDEX_SET_ASIDE',
    recallNotice: 'INDEX_SET_ASIDE',
    changeSettings: { closeToTray: true },
    startAtLogin: { on: false },
    // Of a vault that keeps another value: nothing goes.
    removeEverything: { values: [tokenId], revoke: false, elsewhere: false },
  },
  session: {
    signInWithPassword: { endpoint, email: 'a@b.example', password: 'x', contractNumber: null },
    signInWithToken: { endpoint, token: 'x', contractNumber: 31_234_567 },
    signInWithEnvironmentToken: { endpoint, contractNumber: null },
    signOut: { revoke: true },
    replaceOwnToken: { accountId },
    forgetCannotMint: { accountId },
    show: { accountId: null },
    describe: { accountId, label: 'Work', color: 'teal' },
    arrange: { accountIds: [accountId] },
  },
  tokens: {
    generate: { ttlSeconds: 3_600, ...notes, keep: true },
    delete: { tokenId },
    copyId: { tokenId },
    export: { format: 'csv', tokenIds: [tokenId] },
    remind: { tokenIds: [tokenId], how: 'lapse' },
    describe: { tokenId, ...notes },
  },
  values: {
    copy: { tokenId },
    reveal: { tokenId },
    download: { tokenId },
    card: { tokenId },
    forget: { tokenId },
  },
  imports: {
    paste: { text: 'no token' },
    openDropped: { path: '/nowhere' },
    keep: notes,
  },
  backups: {
    make: { tokenIds: [tokenId], passphrase: 'correct horse battery staple' },
    unlock: { passphrase: 'correct horse battery staple' },
    restore: { tokenIds: [tokenId] },
  },
  generated: { keep: { keep: true } },
  rotations: {
    begin: { tokenIds: [tokenId], ttlSeconds: null },
    goOn: { rotationId: operationId },
    finish: { rotationId: operationId },
    undo: { rotationId: operationId },
    leave: { rotationId: operationId },
    schedule: { rotationId: operationId, finishAt: null },
    drift: { rotationId: operationId },
  },
  ghosts: {
    check: { operationId },
    revoke: { operationId, tokenId },
    keep: { operationId, tokenId: null },
  },
  updates: {},
  store: {},
};
