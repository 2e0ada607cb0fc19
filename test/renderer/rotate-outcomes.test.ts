import { describe, test } from 'vitest';
import { page } from 'vitest/browser';
import type { RotationOutcome } from '../../preload/contract.ts';
import { aList, aToken, anId, now } from './build.ts';
import { ok, type FakeBridge } from './fake-bridge.ts';
import { dialog, gone, open, row, visible } from './open.ts';

const ids = [anId('aaaaaaaa'), anId('bbbbbbbb')] as const;
const tokens = ids.map((id, at) => aToken({ id, label: `job ${at}`, createdAt: now - at }));

/** Rotates so many of them, with what main says of each. */
async function rotate(outcomes: readonly RotationOutcome[]): Promise<FakeBridge> {
  const bridge = await open(
    { list: aList({ tokens }) },
    { rotations: { begin: () => ok([...outcomes]) } },
  );
  for (const { tokenId } of outcomes) await row(tokenId.slice(0, 8)).getByRole('checkbox').click();
  bridge.act('commands');
  await page
    .getByRole('option')
    .filter({ hasText: /Rotate \d/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate', exact: true }).click();
  return bridge;
}

const unknown = { stage: null, error: { code: 'OUTCOME_UNKNOWN' } } as const;

describe('what became of a generate without an answer', () => {
  test('is not known yet, of one', async () => {
    await rotate([{ tokenId: ids[0], ...unknown }]);
    await visible(dialog('Rotate token').getByText('Not known yet', { exact: true }));
    await gone(page.getByText(/Not rotated/));
  });

  test('nor of several, where the ones after it were not begun', async () => {
    await rotate([
      { tokenId: ids[0], ...unknown },
      { tokenId: ids[1], stage: null, error: null },
    ]);
    await visible(dialog('Rotate 2 tokens').getByText(/Not known yet/));
    await visible(dialog('Rotate 2 tokens').getByText(/Not rotated/));
  });
});
