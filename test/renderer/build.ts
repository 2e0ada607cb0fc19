import type {
  Account,
  BackupOffer,
  BackupPreview,
  Card,
  Generated,
  Ghost,
  Health,
  ImportPreview,
  Inventory,
  Rotation,
  State,
  Store,
  Token,
  TokenState,
} from '../../preload/contract.ts';
import { unreminded, unsaid } from '../support/unsaid.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The moment that built states are made at, Unix time in ms. */
export const now = Date.now();

/** A token id whose first characters are given: `anId('3f2a91c0')`. */
export function anId(start: string): string {
  return `${start.padEnd(8, '0')}-9b1c-4d2e-8f3a-5b6c7d8e9f01`;
}

/** Of the account that is signed in unless told otherwise. */
export const theAccountId = '0b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';

export function aToken(changes: Partial<Token> = {}): Token {
  return {
    id: anId('3f2a91c0'),
    createdAt: now - 18 * DAY,
    expiresAt: now + 12 * DAY + MINUTE,
    state: 'saved',
    ...unsaid,
    accountId: changes.listed === false ? null : theAccountId,
    ...unreminded,
    origin: 'https://api.ionos.com',
    contractNumber: 31234567,
    email: 'kim@example.com',
    kept: 'keychain',
    usedAt: null,
    own: false,
    listed: true,
    ...changes,
  };
}

/** `count` tokens of every kind, newest first by a day each. */
export function tokens(count: number): Token[] {
  const states: readonly TokenState[] = [
    'saved',
    'not-here',
    'not-here',
    'saved',
    'expired',
    'gone',
  ];
  const labels = ['deploy-prod', '', 'ci-terraform', 'grafana-agent', 'old-runner', ''];
  return Array.from({ length: count }, (_, index) => {
    const state = states[index % states.length] ?? 'saved';
    const age = index * 1.37 * DAY + 2 * 3_600_000;
    return aToken({
      id: anId((0x3f2a91c0 + index * 0x1b9d7f3).toString(16).slice(-8)),
      createdAt: now - age,
      expiresAt:
        state === 'expired' ? now - (index + 1) * DAY : now + (index * 5 + 3) * DAY + MINUTE,
      state,
      label: labels[index % labels.length] ?? '',
      kept: state === 'saved' || state === 'gone' ? 'keychain' : 'no',
      own: index === 3,
      listed: state !== 'gone',
    });
  });
}

/** As long as a label may be. */
export const longLabel = 'the-deployment-of-the-old-cluster-'.repeat(6).slice(0, 200);

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

export function aGenerated(changes: Partial<Generated> = {}): Generated {
  return {
    tokenId: anId('7c41d0ab'),
    accountId: theAccountId,
    label: 'deploy-prod',
    expiresAt: now + 30 * DAY,
    kept: 'keychain',
    copied: false,
    downloaded: false,
    storeError: null,
    contractMismatch: false,
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
    ...changes,
  };
}

export function aCard(changes: Partial<Card> = {}): Card {
  return {
    id: anId('3f2a91c0'),
    issuedAt: now - 18 * DAY,
    expiresAt: now + 12 * DAY + MINUTE,
    contractNumber: 31234567,
    userId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0001',
    role: 'owner',
    privileges: ['DATA_CENTER_CREATE', 'MANAGE_DBAAS', 'BREW_COFFEE'],
    bytes: 1_234,
    ...changes,
  };
}

export function aPreview(changes: Partial<ImportPreview> = {}): ImportPreview {
  return {
    ...aCard({ id: anId('9b07d2e4') }),
    expired: false,
    otherContract: false,
    otherUser: false,
    accountId: theAccountId,
    alreadySaved: false,
    notes: unsaid,
    fileName: null,
    fileHasMore: false,
    ...changes,
  };
}

/** What can go into a backup: of three values the last one has expired. */
export function anOffer(changes: Partial<BackupOffer> = {}): BackupOffer {
  const of = { origin: 'https://api.ionos.com', contractNumber: 31_234_567, expired: false };
  return {
    tokens: [
      { ...of, id: anId('aaaaaaaa'), label: 'deploy-prod', expiresAt: now + 12 * DAY },
      { ...of, id: anId('bbbbbbbb'), label: '', expiresAt: now + 80 * DAY },
      { ...of, id: anId('cccccccc'), label: 'old', expiresAt: now - 2 * DAY, expired: true },
    ],
    notes: 7,
    ...changes,
  };
}

/** What a backup of these holds, and how it stands here. */
export function aBackup(changes: Partial<BackupPreview> = {}): BackupPreview {
  const standings = ['new', 'here', 'new'] as const;
  const tokens = anOffer().tokens.map((token, at) => ({
    ...token,
    standing: standings[at] ?? ('new' as const),
  }));
  return { madeAt: Date.UTC(2026, 8, 1, 12), tokens, notes: 5, ...changes };
}

export function anInventory(changes: Partial<Inventory> = {}): Inventory {
  const labels = ['deploy-prod', 'ci-terraform', ''];
  return {
    values: labels.map((label, at) => ({ id: anId(`3f2a91c${at}`), label })),
    others: 0,
    accounts: ['kim@example.com'],
    notes: 5,
    requests: 0,
    folder: '/home/kim/.config/Token Vault',
    ...changes,
  };
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

/** A value in the form of a real one; it opens nothing. */
export const aValue = [
  'eyJ0eXAiOiJKV1QiLCJraWQiOiI3YzQxZDBhYi05YjFjLTRkMmUtOGYzYS01YjZjN2Q4ZTlmMDEiLCJhbGciOiJSUzI1NiJ9',
  'eyJpc3MiOiJpb25vc2Nsb3VkIn0'.repeat(12),
  'c2lnbmF0dXJl'.repeat(28),
].join('.');

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
