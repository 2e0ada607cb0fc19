import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Ghost } from '../../preload/contract.ts';
import { aGhost, anId } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, gone, open, visible } from './open.ts';

const setup = (ghost: Partial<Ghost>, answers: Answers = {}): Promise<FakeBridge> =>
  open({ ghosts: [aGhost(ghost)] }, answers);

const createdAt = new Date(2026, 10, 23, 14, 2, 11).getTime();
const candidate = { tokenId: anId('3f2a91c0'), createdAt };
const about = { operationId: aGhost().operationId };

test('says that a token may have been created while the list is checked', async () => {
  await setup({ status: 'checking' });
  await visible(
    page.getByText('IONOS did not answer. A token may have been created. Checking the list…'),
  );
});

test('says when it looks again, and looks now when asked', async () => {
  const bridge = await setup(
    { status: 'waiting', nextCheckAt: createdAt },
    { ghosts: { check: done } },
  );
  await visible(page.getByText(/None has shown up yet. The list is read again at .*02:11/));
  await button('Check again').click();
  expect(bridge.argsOf('ghosts.check')).toEqual([about]);
});

describe('a token that may be the ghost', () => {
  test('is named with the doubt that there is', async () => {
    await setup({ status: 'found', candidates: [candidate] });
    await visible(
      page.getByText(
        /^A token made at .*02:11.* \(3f2a…\) may come from this interrupted request. If another program made a token then, it is theirs. Revoke it\?$/,
      ),
    );
  });

  test('is kept by default', async () => {
    const bridge = await setup(
      { status: 'found', candidates: [candidate] },
      { ghosts: { keep: done } },
    );
    await button('Keep').click();
    expect(bridge.argsOf('ghosts.keep')).toEqual([about]);
    bridge.emit({ ghosts: [] });
    await gone(page.getByText(/interrupted request/));
  });

  test('is revoked by one click, and each button says which', async () => {
    const bridge = await setup(
      { status: 'found', candidates: [candidate, { tokenId: anId('9b07d2e4'), createdAt: null }] },
      { ghosts: { revoke: done } },
    );
    const second = button('Revoke token').nth(1);
    await expect.element(second).toHaveAccessibleDescription(/9b07…/);
    await second.click();
    expect(bridge.argsOf('ghosts.revoke')).toEqual([{ ...about, tokenId: anId('9b07d2e4') }]);
    await visible(page.getByText('Token 9b07d2e4 revoked'));
  });

  test('stays when it could not be revoked, and says why', async () => {
    await setup(
      { status: 'found', candidates: [candidate] },
      { ghosts: { revoke: () => no({ code: 'TWO_FACTOR_OR_REFUSED' }) } },
    );
    await button('Revoke token').click();
    await visible(alert(/delete the token in the Data Center Designer/));
    await visible(button('Keep'));
  });
});

test('that none came is said until it was read', async () => {
  const bridge = await setup({ status: 'none' }, { ghosts: { keep: done } });
  await visible(page.getByText(/has shown up. Nothing is left to do/));
  await button('Done').click();
  expect(bridge.argsOf('ghosts.keep')).toEqual([about]);
});
