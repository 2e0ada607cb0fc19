import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { Generated } from '../../preload/contract.ts';
import { aValue } from './build.ts';
import { done, no } from './fake-bridge.ts';
import { button, dialog, field, focused, gone, visible } from './open.ts';
import { openGenerated as setup } from './open-generated.ts';

const title = 'Token generated';
const question = (): Locator =>
  page.getByRole('alertdialog', { name: 'Close without keeping the value?' });

/** Everything on the page that text can be in. */
function pageText(): string {
  const fields = [...document.querySelectorAll('input, textarea')].map(
    (element) => (element as HTMLInputElement).value,
  );
  return [document.documentElement.outerHTML, ...fields].join('\n');
}

describe('closing', () => {
  const close: Record<string, () => Promise<void>> = {
    button: () => button('Close').click(),
    cross: () => button('Dismiss').click(),
    Escape: () => userEvent.keyboard('{Escape}'),
  };

  test.each(Object.keys(close))('by %s asks while the value is nowhere', async (way) => {
    const bridge = await setup({ kept: 'no' });
    await close[way]?.();
    await visible(question());
    await focused(button('Go back'));
    expect(bridge.argsOf('generated.close')).toEqual([]);
  });

  test.each<[string, Partial<Generated>]>([
    ['kept', { kept: 'keychain' }],
    ['kept for the session', { kept: 'session' }],
    ['copied', { kept: 'no', copied: true }],
    ['downloaded', { kept: 'no', downloaded: true }],
  ])('does not ask when it was %s', async (_, generated) => {
    const bridge = await setup(generated, { generated: { close: done } });
    await button('Close').click();
    expect(bridge.argsOf('generated.close')).toHaveLength(1);
  });

  test('"Go back" and Escape go back to the value', async () => {
    await setup({ kept: 'no' });
    await button('Close').click();
    await button('Go back').click();
    await gone(question());
    await focused(button('Close'));
    await userEvent.keyboard('{Escape}');
    await visible(question());
    await userEvent.keyboard('{Escape}');
    await gone(question());
    await expect.element(field('Token Value')).toHaveValue(aValue);
  });

  test('"Close anyway" closes', async () => {
    const bridge = await setup({ kept: 'no' }, { generated: { close: done } });
    await button('Close').click();
    await button('Close anyway').click();
    expect(bridge.argsOf('generated.close')).toHaveLength(1);
  });

  test('"Revoke token" revokes; when that fails the question stays', async () => {
    const bridge = await setup(
      { kept: 'no' },
      { generated: { revoke: () => no({ code: 'OFFLINE' }) } },
    );
    await button('Close').click();
    await button('Revoke token').click();
    expect(bridge.argsOf('generated.revoke')).toHaveLength(1);
    await visible(question().getByText('IONOS cannot be reached', { exact: false }));
  });

  test('a click beside the window does nothing', async () => {
    const bridge = await setup();
    await userEvent.click(document.body, { position: { x: 5, y: 5 }, force: true });
    await visible(dialog(title));
    expect(bridge.argsOf('generated.close')).toEqual([]);
  });

  test('leaves no trace of the value on the page, and the focus where it came from', async () => {
    const bridge = await setup({}, { generated: { close: done } });
    const secret = aValue.slice(-60);
    expect(pageText()).toContain(secret);
    await button('Close').click();
    bridge.emit({ generated: null });
    await gone(dialog(title));
    expect(pageText()).not.toContain(secret);
    expect(document.querySelector('textarea')).toBeNull();
    await focused(button('Generate Token'));
  });
});
