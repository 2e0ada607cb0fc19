import type { Account, Ghost, Health, Rotation, State, Store } from '../../../preload/contract.ts';
import { anId, MINUTE, now, theAccountId, tokens } from './tokens.ts';

export function anAccount(changes: Partial<Account> = {}): Account {
  return {
    id: theAccountId,
    label: '',
    color: 'none',
    origin: 'https://api.ionos.com',
    contractNumber: 31234567,
    userId: null,
    email: 'ops@acme.example',
    role: 'owner',
    signIn: 'minted',
    trial: false,
    canMint: 'unknown',
    ownTokenId: anId('3f2a91c0'),
    renewalFailure: null,
    authorised: true,
    ended: changes.authorised === false ? 'refused' : null,
    ...changes,
  };
}

export function aStore(changes: Partial<Store> = {}): Store {
  return { kind: 'keychain', state: 'ready', name: 'Secret Service', ...changes };
}

export function aHealth(changes: Partial<Health> = {}): Health {
  return {
    kind: 'keychain',
    state: 'ready',
    name: 'Secret Service',
    itemLimit: null,
    saved: 18,
    ownTokens: 1,
    inSession: 0,
    readers: 'same-user',
    survivesReboot: true,
    platform: 'linux',
    ...changes,
  };
}

export function aGhost(changes: Partial<Ghost> = {}): Ghost {
  return {
    operationId: '5e0c1f9a-2f6b-4f3d-8a45-7d1f0a9b8c7d',
    startedAt: now - MINUTE,
    accountId: theAccountId,
    purpose: 'vault',
    label: '',
    status: 'checking',
    account: null,
    candidates: [],
    nextCheckAt: null,
    ...changes,
  };
}

export function aRotation(changes: Partial<Rotation> = {}): Rotation {
  return {
    id: '5e0c1f9a-2f6b-4f3d-8a45-7d1f0a9b8c7d',
    accountId: theAccountId,
    oldTokenId: anId('3f2a91c0'),
    newTokenId: anId('7c41d0ab'),
    startedAt: now - 2 * 3_600_000,
    stage: 'open',
    label: 'deploy-prod',
    usedIn: 'GitHub Actions, acme/infra',
    finishAt: null,
    overdue: false,
    drift: null,
    ...changes,
  };
}

/** Signed in, with a list of a few tokens and an open keychain, unless told otherwise. */
export function aState(changes: Partial<State> = {}): State {
  return {
    session: {
      status: 'signed-in',
      account: anAccount(),
      accounts: [anAccount()],
      showAll: false,
      offers: { token: false, endpoint: null },
      defaultEndpoint: 'https://api.ionos.com',
    },
    list: aList(),
    expiring: [],
    store: aStore(),
    generated: null,
    ghosts: [],
    rotations: [],
    clipboard: { clearsAt: null, concealed: null },
    notices: [],
    settings: aSettings(),
    update: { status: 'none', version: null, installs: true, progress: null },
    locked: false,
    app: anApp(),
    ...changes,
  };
}

export function aSettings(changes: Partial<State['settings']> = {}): State['settings'] {
  return {
    language: 'system',
    theme: 'system',
    clipboardClearSeconds: 30,
    keepInKeychain: true,
    closeToTray: false,
    quickAccessShortcut: '',
    lockAfterMinutes: 0,
    lockWithScreen: true,
    checkForUpdates: true,
    notifyExpiry: true,
    ...changes,
  };
}

export function anApp(changes: Partial<State['app']> = {}): State['app'] {
  return {
    version: '0.1.0',
    platform: 'linux',
    fallbackRuntime: false,
    tray: true,
    shortcut: 'none',
    startsAtLogin: false,
    language: 'en',
    ...changes,
  };
}

export function aList(changes: Partial<State['list']> = {}): State['list'] {
  return {
    status: 'ready',
    tokens: tokens(6),
    fetchedAt: now,
    stale: false,
    error: null,
    limit: 100,
    clockOffsetMs: 0,
    accounts: [],
    ...changes,
  };
}

/** The session slice of somebody who is not signed in. */
export function signedOut(changes: Partial<State['session']> = {}): State['session'] {
  return { ...aState().session, status: 'signed-out', account: null, accounts: [], ...changes };
}
