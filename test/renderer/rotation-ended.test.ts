import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aList, aRotation, aToken, anId, now } from './build.ts';
import { done, ok } from './fake-bridge.ts';
import { button, dialog, field, gone, open, visible } from './open.ts';

const old = anId('aaaaaaaa');
const made = anId('cccccccc');
const rotation = aRotation({ oldTokenId: old, newTokenId: made, label: 'ci' });
const second = {
  ...rotation,
  ...{ id: '6e0c1f9a-2f6b-4f3d-8a45-7d1f0a9b8c7d', oldTokenId: anId('bbbbbbbb') },
  ...{ newTokenId: anId('dddddddd'), label: 'other' },
};
const past = { expiresAt: now - 60_000 };
const acts = ['Copy the new value', 'Undo', 'Finish rotation…', 'Keep both'] as const;

test.each([
  ['neither has expired', false, false, {}, /\(aaaaaaaa\) works until you finish/, acts],
  [
    'the old token has expired',
    true,
    false,
    {},
    /\(aaaaaaaa\) has expired\. Finish/,
    [acts[0], acts[2], acts[3]],
  ],
  [
    'it is to be deleted later',
    true,
    false,
    { finishAt: now + 86_400_000 },
    /has expired; it is deleted/,
    [acts[0], acts[2], acts[3]],
  ],
  [
    'the new token has expired',
    false,
    true,
    {},
    /The new token has expired, .* still works/,
    [acts[1], acts[3]],
  ],
  ['both have expired', true, true, {}, /Both tokens.* have expired/, [acts[3]]],
] as const)(
  'where %s it says so, and offers what helps',
  async (_, oldEnded, newEnded, changes, words, offered) => {
    const tokens = [
      aToken({ id: old, label: '', ...(oldEnded ? past : {}) }),
      aToken({ id: made, label: 'ci', ...(newEnded ? past : {}) }),
    ];
    await open({ list: aList({ tokens }), rotations: [{ ...rotation, ...changes }] });
    await visible(page.getByText(words));
    if (oldEnded) await gone(page.getByText(/works until/));
    for (const act of acts) {
      if ((offered as readonly string[]).includes(act)) await visible(button(act));
      else await gone(button(act));
    }
  },
);

test.each(['unused', 'refused', 'undoing'] as const)(
  'one that is %s can be left, too',
  async (stage) => {
    const bridge = await open(
      { list: aList({ tokens: [] }), rotations: [{ ...rotation, stage }] },
      { rotations: { leave: done } },
    );
    await button('Keep both').click();
    expect(bridge.argsOf('rotations.leave')).toEqual([{ rotationId: rotation.id }]);
  },
);

test.each(['making', 'finishing'] as const)('one that is %s cannot', async (stage) => {
  await open({ list: aList({ tokens: [] }), rotations: [{ ...rotation, stage }] });
  await visible(page.getByText(/is being (found out|deleted)/));
  await gone(button('Keep both'));
});

describe('until when the old token works', () => {
  const day = 86_400_000;
  const show = (left: number | null, changes = {}) =>
    open({
      list: aList({
        tokens: [aToken({ id: old, label: '', expiresAt: left === null ? null : now + left })],
      }),
      rotations: [{ ...rotation, ...changes }],
    });

  test('is said where that is near', async () => {
    await show(6 * day);
    await visible(
      page.getByText(/works until you finish the rotation, and expires .* at the latest/),
    );
  });

  test.each([40 * day, null])('is not where it is far away, or not known: %s', async (left) => {
    await show(left);
    await visible(page.getByText(/works until you finish the rotation\./));
  });

  test('is said where it is to be deleted later than that', async () => {
    await show(6 * day, { finishAt: now + 14 * day });
    await visible(page.getByText(/works until it expires .*; it is deleted/));
  });

  test('is when it is deleted, where that comes first', async () => {
    await show(20 * day, { finishAt: now + 14 * day });
    await visible(page.getByText(/\(aaaaaaaa\) is deleted .*; an hour before you are told/));
  });
});

test('the server’s clock tells whether one has expired', async () => {
  const tokens = [aToken({ id: old, label: '', expiresAt: now + 3_600_000 })];
  const bridge = await open({ list: aList({ tokens }), rotations: [rotation] });
  await visible(page.getByText(/works until/));
  bridge.emit({ list: aList({ tokens, clockOffsetMs: 2 * 3_600_000 }) });
  await visible(page.getByText(/\(aaaaaaaa\) has expired/));
});

test.each([
  [0, /2 rotations are not finished: their old tokens still work\./],
  [1, /2 rotations are not finished: 1 of their old tokens still works\./],
  [2, /2 rotations are not finished: their old tokens have expired\./],
] as const)('of several it is said how many still work: %i have expired', async (ended, words) => {
  const tokens = [rotation, second].map(({ oldTokenId }, at) =>
    aToken({ id: oldTokenId, label: '', ...(at < ended ? past : {}) }),
  );
  await open({ list: aList({ tokens }), rotations: [rotation, second] });
  await visible(page.getByText(words));
  expect(page.getByText(words).elements()).toHaveLength(1);
});

describe('what the new token may do is said without asking', () => {
  test.each([
    ['fewer', /The new token has fewer rights/],
    ['more', /The new token has more rights/],
    ['other', /The new token has other rights/],
  ] as const)('%s', async (kind, words) => {
    await open({ list: aList({ tokens: [] }), rotations: [{ ...rotation, drift: kind }] });
    await visible(page.getByText(words));
  });

  test.each(['same', null] as const)('but not %s', async (kind) => {
    await open({ list: aList({ tokens: [] }), rotations: [{ ...rotation, drift: kind }] });
    await visible(button('Finish rotation…'));
    await gone(page.getByText(/The new token has/));
  });

  test('where the old one is to be deleted, with what is missing', async () => {
    const drift = () => ok({ gained: [], lost: ['K8S_CLUSTER_CREATE'], role: null });
    await open(
      { list: aList({ tokens: [] }), rotations: [{ ...rotation, drift: 'fewer' }] },
      { rotations: { drift } },
    );
    await button('Finish rotation…').click();
    const asked = dialog('Finish rotation');
    await visible(asked.getByText(/The new token has fewer rights/));
    await visible(asked.getByText('Only the old token may:'));
    await field('Delete the old token').selectOptions('In 3 days');
    await visible(asked.getByText(/Token Vault asks then, instead of deleting it/));
  });

  test('where it was to be deleted by itself', async () => {
    const planned = { drift: 'fewer', finishAt: now + 86_400_000 } as const;
    const bridge = await open({
      list: aList({ tokens: [] }),
      rotations: [{ ...rotation, ...planned }],
    });
    await visible(page.getByText(/you are asked then, since the new one may not do all/));
    bridge.emit({ rotations: [{ ...rotation, ...planned, overdue: true }] });
    await visible(page.getByText(/has not deleted it, since the new one may not do all/));
  });
});
