import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Bridge, RestoredItem } from '../../preload/contract.ts';
import { aBackup, aList, anId, aState, aStore, signedOut } from './build.ts';
import { done, no, ok, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, heard, open, visible } from './open.ts';

type Backups = Bridge['backups'];

const title = 'Restore from backup';
const own = 'correct horse battery staple';
const ids = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map(anId);
const box = (name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name} `) });
const restored = (at: number): RestoredItem => ({
  tokenId: ids[at] ?? '',
  outcome: 'restored',
  error: null,
});

/** Answers one after another; the last one stays. */
const inTurn = <T>(...answers: readonly T[]): (() => T) => {
  let at = 0;
  return () => answers[Math.min(at++, answers.length - 1)] as T;
};

async function setup(
  answers: Partial<Backups> = {},
  state: Partial<ReturnType<typeof aState>> = {},
): Promise<FakeBridge> {
  const bridge = await open(
    { list: aList({ tokens: [] }), ...state },
    {
      backups: {
        open: () => ok({ fileName: 'vault.age' }),
        unlock: () => ok(aBackup()),
        restore: done,
        next: inTurn(ok(restored(0)), ok(restored(2))),
        close: done,
        ...answers,
      },
    },
  );
  await visible(page.getByRole('heading', { level: 1 }));
  bridge.act('restore');
  await visible(dialog(title));
  return bridge;
}

async function unlock(): Promise<void> {
  await button('Choose file…').click();
  await focused(field('Passphrase'));
  await field('Passphrase').fill(own);
  await userEvent.keyboard('{Enter}');
}

test('a file is chosen, opened, shown for what it is, and restored', async () => {
  const bridge = await setup();
  await unlock();
  expect(bridge.argsOf('backups.unlock')).toEqual([{ passphrase: own }]);
  await visible(dialog(title).getByText(/Made on .*2026.*, with 3 values/));
  await visible(page.getByText(/Of 5 tokens it has labels or notes/));
  // What is here cannot be chosen, what has expired is not at first.
  await expect.element(box('deploy-prod')).toBeChecked();
  await expect.element(box('deploy-prod')).toHaveAccessibleDescription(/new here.*expires in/);
  await expect.element(box('No label')).toBeDisabled();
  await expect.element(box('No label')).toHaveAccessibleDescription(/already here/);
  await expect.element(box('old')).not.toBeChecked();
  await box('old').click();
  await button('Restore 2 values').click();
  expect(bridge.argsOf('backups.restore')).toEqual([{ tokenIds: [ids[0], ids[2]] }]);
  await visible(heard('2 values restored'));
  await gone(dialog(title));
  expect(bridge.argsOf('backups.next')).toHaveLength(2);
  expect(bridge.argsOf('backups.close')).toEqual([undefined]);
});

test('whoever is signed out is told where to see them', async () => {
  await setup({}, { session: { ...aState().session, ...signedOut() } });
  await unlock();
  await button('Restore 1 value').click();
  await visible(heard('1 value restored. Sign in to see it in the list.'));
});

test('a wrong passphrase is said at its field, and another one opens the same file', async () => {
  const bridge = await setup({
    unlock: inTurn<ReturnType<Backups['unlock']>>(
      no({ code: 'BACKUP_PASSPHRASE_WRONG' }),
      ok(aBackup()),
    ),
  });
  await unlock();
  await visible(page.getByText('This passphrase does not open the file. Nothing was changed.'));
  await focused(field('Passphrase'));
  await userEvent.keyboard('{Enter}');
  await visible(button('Restore 1 value'));
  expect(bridge.argsOf('backups.open')).toHaveLength(1);
});

test.each([
  ['BACKUP_NOT_READ', /changed or cut short/],
  ['BACKUP_OTHER_CONTENT', /no backup of Token Vault/],
  ['BACKUP_FROM_NEWER_VERSION', /newer version/],
  ['STORE_LOCKED', /locked/],
] as const)('%s is said in one sentence, and another file can be chosen', async (code, words) => {
  await setup({ unlock: () => no({ code }) });
  await unlock();
  await visible(alert(words));
  await expect.element(button('Choose file…')).toBeEnabled();
});

test(
  'a file that is too large is refused where it is chosen; a cancelled dialog changes nothing',
  { tags: 'long' },
  async () => {
    await setup({
      open: inTurn<ReturnType<Backups['open']>>(no({ code: 'BACKUP_TOO_LARGE' }), ok(null)),
    });
    await button('Choose file…').click();
    await visible(alert(/larger than a backup can be/));
    await button('Choose file…').click();
    await gone(alert(/larger/));
    await gone(field('Passphrase'));
    await expect.element(button('Open backup')).toBeDisabled();
  },
);

test(
  'one that fails does not keep the others from coming, and can be tried again',
  { tags: 'long' },
  async () => {
    const error = { code: 'VALUE_DIFFERS' } as const;
    const bridge = await setup({
      next: inTurn<ReturnType<Backups['next']>>(
        ok({ tokenId: ids[0] ?? '', outcome: 'failed', error }),
        ok(restored(2)),
        ok(restored(0)),
      ),
    });
    await unlock();
    await box('old').click();
    await button('Restore 2 values').click();
    await visible(heard('1 of 2 values restored.'));
    await visible(alert(/Another value of this token is saved already/));
    await expect.element(box('deploy-prod')).toHaveAccessibleDescription(/not restored/);
    await expect.element(box('old')).toHaveAccessibleDescription(/restored/);
    await focused(button('Close'));
    await button('Restore 1 value').click();
    expect(bridge.argsOf('backups.restore').at(-1)).toEqual({ tokenIds: [ids[0]] });
    await gone(dialog(title));
  },
);

test('a locked keychain ends it: the others would fail as well', { tags: 'long' }, async () => {
  const bridge = await setup({
    next: () => ok({ tokenId: ids[0] ?? '', outcome: 'failed', error: { code: 'STORE_LOCKED' } }),
  });
  await unlock();
  await box('old').click();
  await button('Restore 2 values').click();
  await visible(heard('0 of 2 values restored.'));
  expect(bridge.argsOf('backups.next')).toHaveLength(1);
  await expect.element(box('old')).toHaveAccessibleDescription(/Not tried/);
});

test('Stop leaves the others', { tags: 'long' }, async () => {
  let go = (): void => undefined;
  const bridge = await setup({
    next: () =>
      new Promise((resolve) => {
        go = () => {
          resolve({ ok: true, value: restored(0) });
        };
      }),
  });
  await unlock();
  await box('old').click();
  await button('Restore 2 values').click();
  await visible(button('Restoring 0 of 2…'));
  await expect.element(box('old')).toBeDisabled();
  await button('Stop').click();
  await visible(button('Stopping…'));
  go();
  await visible(heard('Stopped. 1 of 2 values restored; the others were not tried.'));
  expect(bridge.argsOf('backups.next')).toHaveLength(1);
});

test(
  'labels alone are restored, and where nothing is missing nothing is offered',
  { tags: 'long' },
  async () => {
    const bridge = await setup({ unlock: () => ok(aBackup({ tokens: [] })) });
    await unlock();
    await button('Restore labels').click();
    expect(bridge.argsOf('backups.restore')).toEqual([{ tokenIds: [] }]);
    await visible(heard('Labels and notes restored'));
    await gone(dialog(title));
  },
);

test('where all of it is here there is nothing to restore', { tags: 'long' }, async () => {
  const here = aBackup().tokens.map((token) => ({ ...token, standing: 'here' as const }));
  await setup({ unlock: () => ok(aBackup({ tokens: here, notes: 0 })) });
  await unlock();
  await visible(page.getByText('It has no label or note that is missing here.'));
  await gone(button('Restore labels'));
  await button('Close').click();
  await gone(dialog(title));
});

test('without a keychain it is said how long values stay', { tags: 'long' }, async () => {
  await setup({}, { store: aStore({ kind: 'session', state: 'absent' }) });
  await unlock();
  await visible(page.getByText(/stay in memory until Token Vault ends/));
});

test('another file takes the place of the one that was opened', { tags: 'long' }, async () => {
  const bridge = await setup();
  await unlock();
  await button('Another file').click();
  await visible(button('Choose file…'));
  await gone(field('Passphrase'));
  expect(bridge.argsOf('backups.close')).toEqual([undefined]);
});

test('the lock takes the dialog, and with it what main had opened', { tags: 'long' }, async () => {
  const bridge = await setup();
  await unlock();
  await visible(button('Restore 1 value'));
  bridge.emit({ locked: true });
  await gone(dialog(title));
  expect(bridge.argsOf('backups.close')).toEqual([undefined]);
});
