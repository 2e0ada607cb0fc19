import { expect, test } from '../support/journey.ts';

test(
  'what is typed and shown reaches neither the clipboard nor the PRIMARY selection',
  { tag: '@long' },
  async ({ open, desktop }) => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Paste a token' }).click();
    const field = page.getByLabel('Token', { exact: true });
    const value = 'eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ4In0.c2ln';
    await field.fill(value);
    await page.getByRole('button', { name: 'Show Token' }).click();
    const shown = page.getByLabel('Token, shown');
    await expect(shown).toHaveValue(value);
    await desktop.clipboard.write('of another program', 'primary');
    for (const place of [field, shown]) {
      await place.click({ clickCount: 3 });
      for (const keys of ['Control+a', 'Shift+Home', 'Shift+End', 'Control+c', 'Control+Insert'])
        await page.keyboard.press(keys);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Shift+Tab');
    }
    // It would be there within moments.
    await page.waitForTimeout(500);
    expect(await desktop.clipboard.read('primary')).not.toContain('eyJ');
    expect(await desktop.clipboard.read()).not.toContain('eyJ');
  },
);
