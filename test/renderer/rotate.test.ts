import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Bridge, Rotation, State } from '../../preload/contract.ts';
import { aList, aRotation, aToken, anId, now } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, gone, heard, open, row, visible } from './open.ts';

const oldId = anId('aaaaaaaa');
const newId = anId('cccccccc');
const tokens = [
  aToken({ id: oldId, label: 'deploy', usedIn: 'CI', createdAt: now - 1_000 }),
  aToken({ id: anId('bbbbbbbb'), label: 'nightly', createdAt: now - 2_000 }),
];
const rotation = aRotation({ oldTokenId: oldId, newTokenId: newId, label: 'deploy', usedIn: 'CI' });

async function setup(state: Partial<State> = {}, answers: Answers = {}): Promise<FakeBridge> {
  const bridge = await open({ list: aList({ tokens }), ...state }, answers);
  await visible(row('aaaaaaaa'));
  return bridge;
}

const drift: Bridge['rotations']['drift'] = () =>
  ok({ gained: ['MANAGE_DBAAS'], lost: ['K8S_CLUSTER_CREATE'], role: null });

/** Chosen by the menu of its row. */
async function choose(): Promise<void> {
  await row('aaaaaaaa').getByRole('checkbox').click();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await page.getByRole('menuitem', { name: /^Rotate…/ }).click();
  await visible(dialog('Rotate token'));
}

describe('one token', () => {
  test('is rotated for as long as before, and its new value is at hand', async () => {
    const bridge = await setup(
      {},
      {
        rotations: {
          begin: () => ok([{ tokenId: oldId, stage: 'open', error: null }]),
          drift,
        },
        values: { copy: () => ok({ clearsAt: null }) },
      },
    );
    await choose();
    await visible(dialog('Rotate token').getByText(/used once/));
    await dialog('Rotate token').getByRole('button', { name: 'Rotate', exact: true }).click();
    expect(bridge.argsOf('rotations.begin')).toEqual([{ tokenIds: [oldId], ttlSeconds: null }]);
    bridge.emit({ rotations: [{ ...rotation, drift: 'fewer' }] });
    await visible(dialog('Rotate token').getByText('1 of 1 token rotated.'));
    await visible(dialog('Rotate token').getByText(/The new token has fewer rights/));
    await dialog('Rotate token').getByRole('button', { name: 'Copy the new value' }).click();
    expect(bridge.argsOf('values.copy')).toEqual([{ tokenId: newId }]);
    await dialog('Rotate token').getByText('Compare what both may do').click();
    await visible(page.getByText('Only the new token may:'));
    await visible(page.getByText('Only the old token may:'));
    await button('Done').click();
    await gone(dialog('Rotate token'));
  });

  test('can get another life', async () => {
    const bridge = await setup({}, { rotations: { begin: () => no({ code: 'BUSY' }) } });
    await choose();
    await field('Time To Live (TTL)').selectOptions('90 Days');
    await dialog('Rotate token').getByRole('button', { name: 'Rotate', exact: true }).click();
    expect(bridge.argsOf('rotations.begin')).toMatchObject([{ ttlSeconds: 7_776_000 }]);
  });

  test.each([
    [null, 'STORE_ABSENT', /Nothing was changed/],
    ['unused', 'OFFLINE', /The new token is kept\./],
    ['refused', 'SIGN_IN_ENDED', /The new token is kept\./],
  ] as const)('that went as far as %s says so: %s', async (stage, code, words) => {
    await setup(
      {},
      { rotations: { begin: () => ok([{ tokenId: oldId, stage, error: { code } }]) } },
    );
    await choose();
    await dialog('Rotate token').getByRole('button', { name: 'Rotate', exact: true }).click();
    await visible(alert(words));
  });

  test('is not rotated where the account has no room: what to do is said first', async () => {
    const full = Array.from({ length: 99 }, (_, at) =>
      aToken({ id: anId((0x10000000 + at).toString(16)), state: 'expired', expiresAt: now - 1 }),
    );
    await setup({ list: aList({ tokens: [...tokens.slice(0, 1), ...full] }) });
    await choose();
    await visible(dialog('Rotate token').getByText(/needs room for one more/));
    await expect
      .element(dialog('Rotate token').getByRole('button', { name: 'Rotate', exact: true }))
      .toBeDisabled();
    await dialog('Rotate token').getByRole('button', { name: 'Select 99 expired tokens' }).click();
    await gone(dialog('Rotate token'));
    await expect.element(button('Delete token')).toBeEnabled();
  });
});

test('of several each has a result of its own', async () => {
  const bridge = await setup(
    {},
    {
      rotations: {
        begin: ({ tokenIds }) =>
          ok(
            tokenIds.map((tokenId, at) => ({
              tokenId,
              stage: at === 0 ? ('open' as const) : null,
              error: at === 0 ? null : { code: 'OFFLINE' as const },
            })),
          ),
      },
    },
  );
  await row('aaaaaaaa').getByRole('checkbox').click();
  await row('bbbbbbbb').getByRole('checkbox').click();
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('Rotate{Enter}');
  const asked = dialog('Rotate 2 tokens');
  await visible(asked);
  await asked.getByRole('button', { name: 'Rotate', exact: true }).click();
  expect(bridge.argsOf('rotations.begin')).toEqual([
    { tokenIds: tokens.map(({ id }) => id), ttlSeconds: null },
  ]);
  await visible(asked.getByText('1 of 2 tokens rotated.'));
  await visible(asked.getByText('Rotated', { exact: true }));
  await visible(asked.getByText(/Not rotated/));
});

describe('a rotation that is open', () => {
  const state = (changes: Partial<Rotation> = {}) => ({ rotations: [{ ...rotation, ...changes }] });

  test(
    'stands above the list, with what can be done; its old token is marked',
    { tags: 'long' },
    async () => {
      await setup(state(), { values: { copy: () => ok({ clearsAt: null }) } });
      await visible(
        page.getByText(/'deploy' was rotated .* The old token \(aaaaaaaa\) works until/),
      );
      await visible(page.getByText('Used in: CI'));
      await visible(row('aaaaaaaa').getByText("Old token of 'deploy'"));
      await gone(row('bbbbbbbb').getByText(/Old token/));
      await expect.element(button('Undo')).toHaveAttribute('aria-description', "'deploy'");
    },
  );

  test('is undone once a person has read what that deletes', { tags: 'long' }, async () => {
    const bridge = await setup(state(), { rotations: { undo: done } });
    await button('Undo').click();
    await visible(dialog('Undo rotation').getByText(/deletes the new token/));
    expect(bridge.argsOf('rotations.undo')).toEqual([]);
    await dialog('Undo rotation').getByRole('button', { name: 'Undo rotation' }).click();
    expect(bridge.argsOf('rotations.undo')).toEqual([{ rotationId: rotation.id }]);
    await visible(heard("Rotation of 'deploy' undone"));
  });

  test('that could not be undone says why', { tags: 'long' }, async () => {
    await setup(state(), { rotations: { undo: () => no({ code: 'OFFLINE' }) } });
    await button('Undo').click();
    await dialog('Undo rotation').getByRole('button', { name: 'Undo rotation' }).click();
    await visible(alert(/IONOS cannot be reached/));
  });

  test('is finished once a person has read where the token is used', { tags: 'long' }, async () => {
    const bridge = await setup(state(), { rotations: { finish: done, drift } });
    await button('Finish rotation…').click();
    const asked = dialog('Finish rotation');
    await visible(asked.getByText('Where it is used'));
    await visible(asked.getByText('CI', { exact: true }).last());
    await asked.getByRole('button', { name: 'Finish rotation' }).click();
    expect(bridge.argsOf('rotations.finish')).toEqual([{ rotationId: rotation.id }]);
    await gone(asked);
    await visible(heard(/Rotation of 'deploy' finished/));
  });

  test('is finished later by itself, if a person says so', { tags: 'long' }, async () => {
    const bridge = await setup(state(), { rotations: { schedule: done } });
    await button('Finish rotation…').click();
    await field('Delete the old token').selectOptions('In 3 days');
    const before = Date.now();
    await dialog('Finish rotation').getByRole('button', { name: 'Delete later' }).click();
    const [asked] = bridge.argsOf('rotations.schedule') as { finishAt: number }[];
    expect((asked?.finishAt ?? 0) - before).toBeGreaterThan(3 * 86_400_000 - 1_000);
    bridge.emit(state({ finishAt: asked?.finishAt ?? null }));
    await visible(page.getByText(/is deleted .*; an hour before you are told/));
    await button('Not by itself').click();
    expect(bridge.argsOf('rotations.schedule')).toContainEqual({
      rotationId: rotation.id,
      finishAt: null,
    });
  });

  test.each([
    ['unused', /could not be used yet/],
    ['refused', /does not accept the new token/],
  ] as const)('as far as %s is tried again', async (stage, words) => {
    const bridge = await setup(state({ stage }), {
      rotations: { goOn: () => ok({ stage: 'open' }) },
    });
    await visible(page.getByText(words));
    await button('Try again').click();
    expect(bridge.argsOf('rotations.goOn')).toEqual([{ rotationId: rotation.id }]);
  });

  test('whose time passed unannounced asks', { tags: 'long' }, async () => {
    await setup(state({ finishAt: now - 60_000, overdue: true }));
    await visible(page.getByText(/has not deleted it: it is for you to say/));
    await visible(button('Finish rotation…'));
  });

  test.each(['open', 'making', 'finishing'] as const)(
    '%s of an account that was signed out can be left as it is',
    { tags: 'long' },
    async (stage) => {
      const bridge = await setup(
        state({ stage, accountId: '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e' }),
        {
          rotations: { leave: done },
        },
      );
      await button('Keep both').click();
      expect(bridge.argsOf('rotations.leave')).toEqual([{ rotationId: rotation.id }]);
      await visible(heard(/both tokens stay/));
    },
  );

  test(
    'is one line where there are several, until they are asked for',
    { tags: 'long' },
    async () => {
      const second = { ...rotation, id: '6e0c1f9a-2f6b-4f3d-8a45-7d1f0a9b8c7d', label: 'other' };
      await setup({ rotations: [rotation, second] });
      await visible(page.getByText('2 rotations are not finished: their old tokens still work.'));
      await gone(page.getByText(/'other' was rotated/));
      await button('Show rotations').click();
      await visible(page.getByText(/'other' was rotated/));
    },
  );
});

test(
  'neither token of a rotation, nor what signs in, is offered to be rotated',
  { tags: 'long' },
  async () => {
    await setup({
      list: aList({ tokens: [...tokens.slice(0, 1), aToken({ id: anId('dddddddd'), own: true })] }),
      rotations: [rotation],
    });
    for (const id of ['aaaaaaaa', 'dddddddd']) {
      await row(id).getByRole('checkbox').click();
      await userEvent.keyboard('{Shift>}{F10}{/Shift}');
      await visible(page.getByRole('menuitem').first());
      await gone(page.getByRole('menuitem', { name: /^Rotate/ }));
      await userEvent.keyboard('{Escape}');
      await row(id).getByRole('checkbox').click();
    }
  },
);

test('a notification’s "Rotate" opens the dialog of its token', { tags: 'long' }, async () => {
  const bridge = await setup();
  bridge.openToken(oldId, true);
  await visible(dialog('Rotate token'));
});
