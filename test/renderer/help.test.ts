import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aState } from './build.ts';
import { button, dialog, focused, visible } from './open.ts';
import { box, help, setup } from './open-help.ts';

test('it says what each state means, and what happens when something goes wrong', async () => {
  await setup();
  await button('Help').click();
  for (const words of [
    'Saved and live',
    'Saved, gone from the server',
    'Cannot tell',
    'IONOS did not answer',
  ])
    await visible(help().getByText(words, { exact: true }));
});

test(
  'it leads to Store health and to About, and Escape back to what had the keyboard',
  { tags: 'long' },
  async () => {
    await setup();
    await box('bbbbbbbb').click();
    await userEvent.keyboard('?');
    await help().getByRole('button', { name: 'Store health' }).click();
    await visible(dialog('Store health'));
    await userEvent.keyboard('{Escape}');
    await focused(box('bbbbbbbb'));
    await userEvent.keyboard('{F1}');
    await help().getByRole('button', { name: 'About Token Vault' }).click();
    await visible(dialog('About Token Vault'));
    await userEvent.keyboard('{Escape}');
    await focused(box('bbbbbbbb'));
  },
);

test.each(['help', 'about'] as const)(
  'in German, at 200 % in the smallest window, nothing of it runs out to the side: %s',
  async (act) => {
    const bridge = await setup();
    bridge.emit({ app: { ...aState().app, language: 'de' } });
    await visible(button('Einstellungen'));
    // Without the scroll bar, which takes no room here.
    await page.viewport(225, 200);
    bridge.act(act);
    const shown = page.getByRole('dialog');
    await visible(shown);
    await expect.poll(() => shown.getByRole('term').elements().length).toBeGreaterThan(2);
    const { scrollWidth, clientWidth } = shown.element();
    expect(scrollWidth).toBe(clientWidth);
    bridge.emit({ app: { ...aState().app, language: 'en' } });
  },
);
