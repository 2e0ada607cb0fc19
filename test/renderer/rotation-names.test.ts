import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Rotation, Token } from '../../preload/contract.ts';
import { aList, aRotation, aToken, anId, longLabel, now } from './build.ts';
import { done, type FakeBridge } from './fake-bridge.ts';
import { ask, confirm, one } from './open-delete.ts';
import { button, dialog, field, gone, heard, open, row, visible } from './open.ts';

const old = aToken({ id: anId('aaaaaaaa'), label: '', createdAt: now - 9_000 });
const made = aToken({ id: anId('cccccccc'), label: 'ci-terraform', usedIn: 'Jenkins' });
const second = aToken({ id: anId('bbbbbbbb'), label: '', createdAt: now - 8_000 });
const plain = aToken({ id: anId('dddddddd'), label: 'deploy', createdAt: now - 7_000 });
const rotation = aRotation({
  ...{ oldTokenId: old.id, newTokenId: made.id, label: made.label, usedIn: made.usedIn },
});
const unnamed: Rotation = {
  ...rotation,
  ...{ id: '6e0c1f9a-2f6b-4f3d-8a45-7d1f0a9b8c7d', oldTokenId: second.id },
  ...{ newTokenId: anId('eeeeeeee'), label: '', usedIn: '' },
};
const rotations = [rotation, unnamed];
const name = "Old token of 'ci-terraform'";

const setup = (tokens: readonly Token[], of = rotations): Promise<FakeBridge> =>
  open({ list: aList({ tokens: [...tokens] }), rotations: of }, { tokens: { delete: done } });

describe('a token that was rotated is called by what it was the token of', () => {
  test('in the list, and is found by it', async () => {
    await setup([old, second, made, plain]);
    await visible(row('aaaaaaaa').getByText(name));
    await visible(row('bbbbbbbb').getByText('Old token of a rotation'));
    await gone(row('cccccccc').getByText(/Old token/));
    for (const words of ['terraform', 'Jenkins']) {
      await field('Search').fill(words);
      await gone(row('dddddddd'));
      await gone(row('bbbbbbbb'));
      await visible(row('aaaaaaaa'));
      await visible(row('cccccccc'));
    }
  });

  test('however long that is, in a narrow list too', async () => {
    await setup([old], [{ ...rotation, label: longLabel }]);
    await page.viewport(480, 700);
    await visible(row('aaaaaaaa').getByText(/Old token of 'the-deployment/));
    const scroller = document.querySelector('.scroller');
    expect(scroller?.scrollWidth).toBe(scroller?.clientWidth);
  });

  test('where its deletion is asked for, which ends the rotation', async () => {
    await ask([old], { tokens: { delete: done } }, { rotations });
    await visible(one().getByText(name, { exact: true }));
    await visible(one().getByText('Jenkins'));
    await expect
      .element(one())
      .toHaveAccessibleDescription(
        /Token 'Old token of 'ci-terraform''.*the rotation of 'ci-terraform' is finished/,
      );
    await confirm();
    await visible(heard(/^Token 'Old token of 'ci-terraform'' deleted/));
  });

  test('in a list of several, where it is said of each', async () => {
    await ask([old, second, plain], {}, { rotations });
    const asked = dialog('Delete 3 tokens');
    await visible(asked.getByText(name, { exact: true }));
    await visible(asked.getByText('Old token of a rotation'));
    await visible(asked.getByText(/2 rotations are finished: A token, 'ci-terraform'\./));
  });

  test('where its rotation is finished', async () => {
    await setup([old, made], [rotation]);
    await button('Finish rotation…').click();
    const asked = dialog('Finish rotation');
    await expect.element(asked).toHaveAccessibleDescription(/^Old token of 'ci-terraform'/);
    await visible(asked.getByRole('definition').filter({ hasText: name }));
    expect(asked.getByText('Jenkins').elements()).toHaveLength(1);
  });
});

test('where the value of the new one is not here its deletion says so', async () => {
  const lost = { ...made, kept: 'no', state: 'not-here' } as const;
  await ask([old], {}, { rotations, list: aList({ tokens: [old, lost] }) });
  await visible(
    one().getByText(/value of the new token of 'ci-terraform' is not on this computer/),
  );
});

test('where it is, nothing is said of that', async () => {
  await ask([old], {}, { rotations, list: aList({ tokens: [old, made] }) });
  await visible(one().getByText(/is finished/));
  await gone(one().getByText(/is not on this computer/));
});

test('the deletion of any other token ends no rotation', async () => {
  await ask([plain], {}, { rotations });
  await visible(one());
  await gone(one().getByText(/rotation/i));
});
