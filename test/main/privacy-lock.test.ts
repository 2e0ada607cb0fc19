import { describe, expect, test } from 'vitest';
import { PrivacyLock } from '../../main/privacy-lock.ts';
import type { State } from '../../preload/contract.ts';
import { ManualClock } from '../support/core/manual-clock.ts';
import { firstState } from '../support/core/first-state.ts';

const minute = 60_000;
const kid = '11111111-1111-4111-8111-111111111111';
const accountId = '22222222-2222-4222-8222-222222222222';
/** Words that stand in the picture and must not be seen while it is hidden. */
const secrets = [
  kid,
  accountId,
  'paula',
  'deploy-prod',
  'nightly',
  'team-blue',
  '31700001',
  'ionos.example',
];

function setup(minutes = 15) {
  const clock = new ManualClock();
  const state = firstState({ offers: { token: true, endpoint: 'https://ionos.example' } });
  state.change({
    session: {
      ...state.current.session,
      status: 'signed-in',
      account: {
        id: accountId,
        origin: 'https://ionos.example',
        contractNumber: 31700001,
        userId: 'paula',
        email: 'paula@example.com',
        role: 'owner',
        signIn: 'minted',
        trial: false,
        canMint: 'unknown',
        label: 'team-blue',
        color: 'none',
        ownTokenId: kid,
        renewalFailure: null,
        authorised: true,
        ended: null,
      },
    },
    list: {
      ...state.current.list,
      status: 'ready',
      fetchedAt: 1,
      error: { code: 'OFFLINE' },
      tokens: [
        {
          id: kid,
          createdAt: 1,
          expiresAt: 2,
          state: 'saved',
          label: 'deploy-prod',
          note: 'ask paula',
          usedIn: 'nightly',
          color: 'red',
          accountId,
          lapse: true,
          snoozedUntil: null,
          origin: 'https://api.ionos.com',
          contractNumber: 31700001,
          email: 'paula@example.com',
          kept: 'keychain',
          usedAt: null,
          own: true,
          listed: true,
        },
      ],
    },
    expiring: [kid],
    generated: {
      tokenId: kid,
      accountId,
      label: 'deploy-prod',
      expiresAt: null,
      kept: 'no',
      copied: false,
      downloaded: false,
      storeError: null,
      contractMismatch: false,
    },
    ghosts: [
      {
        operationId: accountId,
        startedAt: 1,
        accountId,
        purpose: 'vault',
        label: 'deploy-prod',
        status: 'found',
        account: null,
        candidates: [{ tokenId: kid, createdAt: 1, sure: false }],
        nextCheckAt: null,
      },
    ],
    notices: ['INDEX_SET_ASIDE'],
  });
  const told: Partial<State>[] = [];
  state.onChange((changed) => told.push(changed));
  let cleared = 0;
  const settings = { minutes };
  const lock = new PrivacyLock({
    clock,
    state,
    idleMinutes: () => settings.minutes,
    onLock: () => {
      cleared += 1;
      return Promise.resolve();
    },
  });
  return { clock, state, lock, told, settings, cleared: () => cleared };
}

describe('a locked app', () => {
  test('shows nothing of accounts and tokens, and says so to the page', async () => {
    const { state, lock, told, cleared } = setup();
    for (const secret of secrets) expect(JSON.stringify(state.view)).toContain(secret);
    await lock.lock();
    expect(lock.locked).toBe(true);
    expect(state.view.locked).toBe(true);
    for (const secret of secrets) {
      expect(JSON.stringify(state.view)).not.toContain(secret);
      expect(JSON.stringify(told)).not.toContain(secret);
    }
    // The page forgets by being told every slice anew.
    expect(Object.keys(told[0] ?? {}).sort()).toEqual(Object.keys(state.view).sort());
    expect(cleared()).toBe(1);
  });

  test('tells the page nothing that happens meanwhile, and all of it afterwards', async () => {
    const { state, lock, told } = setup();
    await lock.lock();
    told.length = 0;
    state.change({ list: { ...state.current.list, fetchedAt: 99 } });
    state.notice('JOURNAL_SET_ASIDE');
    expect(told).toEqual([]);
    lock.unlock();
    expect(told).toEqual([state.current]);
    expect(state.current).toMatchObject({ locked: false, list: { fetchedAt: 99 } });
    expect(state.view).toBe(state.current);
    expect(JSON.stringify(state.view)).toContain('deploy-prod');
  });

  test('is locked once, however often it is asked for', async () => {
    const { lock, told, cleared } = setup();
    await Promise.all([lock.lock(), lock.lock()]);
    expect(told).toHaveLength(1);
    expect(cleared()).toBe(1);
  });
});

describe('the time without use', () => {
  test('locks when it is over, not before', () => {
    const { clock, lock } = setup();
    lock.used();
    clock.advance(15 * minute - 1);
    expect(lock.locked).toBe(false);
    clock.advance(1);
    expect(lock.locked).toBe(true);
  });

  test('begins anew with every use, and after unlocking', () => {
    const { clock, lock } = setup();
    lock.used();
    clock.advance(14 * minute);
    lock.used();
    clock.advance(14 * minute);
    expect(lock.locked).toBe(false);
    expect(clock.waits).toHaveLength(1);
    clock.advance(minute);
    expect(lock.locked).toBe(true);
    lock.unlock();
    expect(clock.waits).toEqual([15 * minute]);
  });

  test('does not run while locked', async () => {
    const { clock, lock } = setup();
    lock.used();
    await lock.lock();
    lock.used();
    expect(clock.waits).toEqual([]);
  });

  test('is as the setting says at the last use; 0 is never', () => {
    const { clock, lock, settings } = setup(0);
    lock.used();
    expect(clock.waits).toEqual([]);
    settings.minutes = 1;
    lock.used();
    expect(clock.waits).toEqual([minute]);
    lock.close();
    expect(clock.waits).toEqual([]);
  });
});
