import type { Token, TokenState } from '../../../preload/contract.ts';
import { unreminded, unsaid } from '../../support/unsaid.ts';

/** In ms. */
export const MINUTE = 60_000;

/** In ms. */
export const DAY = 86_400_000;

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
