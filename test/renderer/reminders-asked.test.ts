import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aList, anAccount, aState } from './build.ts';
import { button, dialog, field, focused, gone, open, row, visible } from './open.ts';
import { answers, box, far, openList, soon } from './reminding.ts';

describe('a notification asks for', () => {
  const details = () => page.getByRole('complementary', { name: "Details of token 'deploy'" });

  test(
    'a token: its details open and its row is chosen, whatever was searched for',
    { tags: 'long' },
    async () => {
      const bridge = await openList([far, soon]);
      await field('Search').fill('far');
      await gone(row('aaaaaaaa'));
      bridge.openToken(soon.id);
      await visible(details());
      await expect.element(box('aaaaaaaa')).toBeChecked();
    },
  );

  test('one while it is not known yet who is signed in: it waits', { tags: 'long' }, async () => {
    const starting = aState().session;
    const bridge = await open(
      {
        session: { ...starting, status: 'starting', account: null },
        list: aList({ tokens: [] }),
      },
      answers,
    );
    bridge.openToken(soon.id);
    bridge.emit({
      session: { ...starting, status: 'signed-in', account: anAccount() },
      list: aList({ tokens: [soon] }),
    });
    await visible(details());
  });

  test(
    'one that is not there any more, or while a dialog is open: nothing happens',
    { tags: 'long' },
    async () => {
      const bridge = await openList([soon]);
      bridge.openToken(far.id);
      await gone(page.getByRole('complementary', { name: /Details/ }));
      await button('Generate Token').click();
      await visible(dialog('Generate Token'));
      bridge.openToken(soon.id);
      await gone(details());
    },
  );

  test(
    'one while the app is locked: nothing then, and nothing after',
    { tags: 'long' },
    async () => {
      const bridge = await openList([soon], [], { locked: true });
      await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
      bridge.openToken(soon.id);
      bridge.emit({ locked: false });
      await visible(row('aaaaaaaa'));
      await gone(details());
    },
  );

  test('what ends soon, from the tray', { tags: 'long' }, async () => {
    const bridge = await openList([far, soon], [soon]);
    bridge.act('expiring');
    await expect.element(box('aaaaaaaa')).toBeChecked();
  });
});

test('the lock forgets what a notification asked for', { tags: 'long' }, async () => {
  const bridge = await openList([soon]);
  await focused(page.getByRole('heading', { name: 'Token Manager' }));
  bridge.openToken(soon.id);
  await visible(page.getByRole('complementary', { name: /Details/ }));
  bridge.emit({ locked: true, list: aList({ tokens: [] }), expiring: [] });
  await gone(page.getByText('deploy'));
});
