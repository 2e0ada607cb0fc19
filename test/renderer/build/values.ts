import type {
  BackupOffer,
  BackupPreview,
  Card,
  Generated,
  ImportPreview,
  Inventory,
} from '../../../preload/contract.ts';
import { unsaid } from '../../support/unsaid.ts';
import { anId, DAY, MINUTE, now, theAccountId } from './tokens.ts';

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

/** A value in the form of a real one; it opens nothing. */
export const aValue = [
  'eyJ0eXAiOiJKV1QiLCJraWQiOiI3YzQxZDBhYi05YjFjLTRkMmUtOGYzYS01YjZjN2Q4ZTlmMDEiLCJhbGciOiJSUzI1NiJ9',
  'eyJpc3MiOiJpb25vc2Nsb3VkIn0'.repeat(12),
  'c2lnbmF0dXJl'.repeat(28),
].join('.');
