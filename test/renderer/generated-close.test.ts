import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { Generated, State } from '../../preload/contract.ts';
import { aGenerated, aSettings, aValue } from './build.ts';
import { done, no, ok, type FakeBridge } from './fake-bridge.ts';
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

  test.each(Object.keys(close))(
    'by %s asks while the value is nowhere',
    { tags: 'long' },
    async (way) => {
      const bridge = await setup({ kept: 'no' });
      await close[way]?.();
      await visible(question());
      await focused(button('Go back'));
      expect(bridge.argsOf('generated.close')).toEqual([]);
    },
  );

  test.each<[string, Partial<Generated>]>([
    ['kept', { kept: 'keychain' }],
    ['kept for the session', { kept: 'session' }],
    ['downloaded', { kept: 'no', downloaded: true }],
  ])('does not ask when it was %s', { tags: 'long' }, async (_, generated) => {
    const bridge = await setup(generated, { generated: { close: done } });
    await button('Close').click();
    expect(bridge.argsOf('generated.close')).toHaveLength(1);
  });

  test(
    'keeping it after all closes; what could not be kept is said, and stays',
    { tags: 'long' },
    async () => {
      let failing = true;
      const bridge = await setup(
        { kept: 'no' },
        {
          generated: {
            keep: () => (failing ? no({ code: 'STORE_LOCKED' }) : done()),
            close: done,
          },
        },
      );
      await button('Close').click();
      await button('Keep in keychain and close').click();
      await visible(question().getByText('Your keychain is locked', { exact: false }));
      expect(bridge.argsOf('generated.close')).toEqual([]);
      failing = false;
      await button('Keep in keychain and close').click();
      await expect.poll(() => bridge.argsOf('generated.close')).toHaveLength(1);
      expect(bridge.argsOf('generated.keep')).toEqual([{ keep: true }, { keep: true }]);
    },
  );

  describe('after no more than a copy', { tags: 'long' }, () => {
    const words = (text: RegExp): Promise<void> => visible(question().getByText(text));

    async function copied(
      clearsAt: number | null,
      state: Partial<State> = {},
    ): Promise<FakeBridge> {
      const bridge = await setup(
        { kept: 'no' },
        { generated: { copyValue: () => ok({ clearsAt }) } },
        state,
      );
      bridge.emit({ clipboard: { clearsAt, concealed: false } });
      await button('Copy token value').click();
      bridge.emit({ generated: aGenerated({ kept: 'no', copied: true }) });
      return bridge;
    }

    test('asks, with the seconds that are left, until it was cleared', async () => {
      const bridge = await copied(Date.now() + 25_000);
      await button('Close').click();
      await words(/^The value of token 7c41d0ab is in the clipboard only, .* in \d\d seconds\.$/);
      await words(/If you have not put it somewhere by then, nobody can see it again/);
      expect(bridge.argsOf('generated.close')).toEqual([]);
      bridge.emit({ clipboard: { clearsAt: null, concealed: null } });
      await words(/was copied, and the clipboard may not hold it any more/);
    });

    test('asks where nothing clears it: the next copy takes its place', async () => {
      await copied(null, { settings: aSettings({ clipboardClearSeconds: 0 }) });
      await button('Close').click();
      await words(/in the clipboard only, until something else is copied/);
    });
  });

  test('"Go back" and Escape go back to the value', { tags: 'long' }, async () => {
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

  test('"Close anyway" closes', { tags: 'long' }, async () => {
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

  test('a click beside the window does nothing', { tags: 'long' }, async () => {
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
