import { describe, expect, test } from 'vitest';
import { trayEntries, trayGroup, type TrayToken, type TrayView } from '../../main/tray-menu.ts';

const now = Date.UTC(2026, 10, 23, 12);
const hour = 3_600_000;

const token = (label: string, facts: Partial<TrayToken> = {}): TrayToken => ({
  id: `id-of-${label}`,
  label,
  expiresAt: now + 24 * hour,
  group: 'Contract 1',
  color: 'none',
  ...facts,
});

const entries = (view: Partial<TrayView> = {}) =>
  trayEntries({
    tokens: [],
    expiring: 0,
    locked: false,
    trial: false,
    several: false,
    now,
    ...view,
  });

const labels = (view: Partial<TrayView>) =>
  entries(view).map((entry) => (entry.kind === 'separator' ? '-' : entry.label));

const acts = ['-', 'Show window', 'Generate token…', 'Lock', '-', 'Quit Token Vault'];

describe('the tray lists', () => {
  test('saved tokens by label, each with its id, and everything else in the menu', () => {
    expect(
      labels({
        tokens: [token('staging', { expiresAt: null }), token('deploy', { expiresAt: null })],
      }),
    ).toEqual(["Copy token 'deploy'", "Copy token 'staging'", ...acts]);
    expect(entries({ tokens: [token('staging')] })[0]).toMatchObject({
      kind: 'copy',
      id: 'id-of-staging',
    });
  });

  test('one without a label by the start of its id', () => {
    const id = '3f2a1b4c-1111-4111-8111-111111111111';
    expect(labels({ tokens: [token('', { id, expiresAt: null })] })[0]).toBe(
      "Copy token '3f2a1b4c'",
    );
  });

  test('groups with a heading each, where there is more than one', () => {
    const two = { group: 'Contract 2', expiresAt: null };
    const tokens = [token('b', two), token('c', { expiresAt: null }), token('a', two)];
    expect(labels({ tokens }).slice(0, 5)).toEqual([
      'Contract 1',
      "Copy token 'c'",
      'Contract 2',
      "Copy token 'a'",
      "Copy token 'b'",
    ]);
    expect(entries({ tokens })[0]?.kind).toBe('heading');
  });

  test('two of one name in a group with the starts of their ids, and no others', () => {
    const [first, second, third] = ['1f2a1b4c', '2c41d0ab', '3b07d2e4'].map(
      (start) => `${start}-1111-4111-8111-111111111111`,
    );
    const tokens = [
      token('deploy', { id: second ?? '' }),
      token('deploy', { id: first ?? '', expiresAt: now + hour }),
      token('deploy', { id: third ?? '', group: 'Contract 2' }),
      token('staging'),
    ];
    expect(labels({ tokens }).slice(0, 6)).toEqual([
      'Contract 1',
      "Copy token 'deploy' (1f2a1b4c) (next to expire)",
      "Copy token 'deploy' (2c41d0ab)",
      "Copy token 'staging'",
      'Contract 2',
      "Copy token 'deploy'",
    ]);
  });

  test('the one that expires next as such, across all groups', () => {
    const tokens = [
      token('a', { expiresAt: now + 9 * hour }),
      token('b', { expiresAt: now + 2 * hour, group: 'Contract 2' }),
      token('c', { expiresAt: null }),
    ];
    expect(labels({ tokens }).filter((label) => label.includes('next to expire'))).toEqual([
      "Copy token 'b' (next to expire)",
    ]);
  });

  test('none that has expired', () => {
    const tokens = [token('old', { expiresAt: now }), token('older', { expiresAt: now - 1 })];
    expect(labels({ tokens })).toEqual(['No saved tokens', ...acts]);
  });

  test('500 saved tokens, each once', () => {
    const tokens = Array.from({ length: 500 }, (_, n) => token(`t${n}`, { group: `C ${n % 3}` }));
    const copies = entries({ tokens }).filter((entry) => entry.kind === 'copy');
    expect(new Set(copies.map(({ id }) => id)).size).toBe(500);
    expect(copies).toHaveLength(500);
    expect(entries({ tokens }).filter((entry) => entry.kind === 'heading')).toHaveLength(3);
  });
});

test('tokens that end soon stand above all, and lead to them', () => {
  const tokens = [token('deploy', { expiresAt: null })];
  expect(labels({ tokens, expiring: 2 }).slice(0, 3)).toEqual([
    '2 tokens expire soon…',
    '-',
    "Copy token 'deploy'",
  ]);
  expect(labels({ tokens, expiring: 1 })[0]).toBe('1 token expires soon…');
  expect(entries({ expiring: 1 })[0]).toMatchObject({ kind: 'expiring' });
  expect(labels({ expiring: 2, locked: true })[0]).toBe('Token Vault is locked');
});

test('a locked tray names no token and offers to unlock', () => {
  const view = { tokens: [token('deploy')], locked: true };
  expect(labels(view)).toEqual([
    'Token Vault is locked',
    '-',
    'Show window',
    'Generate token…',
    'Unlock',
    '-',
    'Quit Token Vault',
  ]);
  expect(JSON.stringify(entries(view))).not.toContain('deploy');
});

test('a trial says so first', () => {
  expect(labels({ trial: true })).toEqual(['TRIAL', 'No saved tokens', ...acts]);
});

test.each([
  [
    { email: 'kim@example.com', contractNumber: 31234567, origin: 'https://api.ionos.com' },
    'kim@example.com · Contract 31234567',
  ],
  [{ email: null, contractNumber: 40001, origin: 'https://api.ionos.com' }, 'Contract 40001'],
  [
    { email: null, contractNumber: null, origin: 'https://iam.example.com:8443' },
    'Contract – · iam.example.com:8443',
  ],
  [{ email: 'a@example.com', contractNumber: 1, origin: 'sandbox:' }, 'a@example.com · Contract 1'],
])('a group is called by its account, its contract and a server of its own: %j', (token, said) => {
  expect(trayGroup({ name: '', ...token })).toBe(said);
});

test('where several accounts are signed in, those of one have a heading, in its colour', () => {
  const tokens = [token('a', { color: 'teal' }), token('b', { color: 'teal' })];
  expect(entries({ tokens, several: true })[0]).toEqual({
    kind: 'heading',
    label: 'Contract 1',
    color: 'teal',
  });
  const twins = [token('a', { color: 'teal' }), token('b', { color: 'red' })];
  expect(entries({ tokens: twins, several: true })[0]).toMatchObject({ color: 'none' });
});

test('the heading of a group is the name that a person gave the account', () => {
  const token = {
    email: 'a@example.com',
    contractNumber: 31700001,
    origin: 'https://api.ionos.com',
  };
  expect(trayGroup({ name: 'Production', ...token })).toBe('Production · Contract 31700001');
});
