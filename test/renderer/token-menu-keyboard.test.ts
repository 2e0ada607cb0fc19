import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { focused, gone, row } from './open.ts';
import { box, item, listed, menu, onTop } from './open-token-menu.ts';

/** What the browser makes of the Menu key and of Shift+F10. */
function byKey(): void {
  document.activeElement?.dispatchEvent(
    new PointerEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      pointerType: 'mouse',
      button: -1,
    }),
  );
}

describe('by the keyboard', () => {
  test('its first item has it; arrows, Home, End and letters move; Escape gives it back', async () => {
    await listed();
    box('aaaaaaaa').element().focus();
    byKey();
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('{ArrowDown}');
    await focused(item("Reveal – token 'staging'"));
    await userEvent.keyboard('{End}');
    await focused(item("Delete token 'staging'…"));
    await userEvent.keyboard('{ArrowDown}');
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('{End}{Home}');
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('f');
    await focused(item("Forget value – token 'staging'"));
    await userEvent.keyboard('{Escape}');
    await gone(menu());
    await focused(box('aaaaaaaa'));
  });

  test('the control of the row that had it gets it back; Tab closes too', async () => {
    await listed();
    const key = row('aaaaaaaa').getByRole('button', { name: "Copy token 'staging'" });
    key.element().focus();
    byKey();
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('{Tab}');
    await gone(menu());
    await focused(key);
  });

  test('Enter chooses', async () => {
    const bridge = await listed();
    box('aaaaaaaa').element().focus();
    byKey();
    await focused(item("Copy token 'staging'"));
    await userEvent.keyboard('{Enter}');
    await gone(menu());
    await expect.poll(() => bridge.argsOf('values.copy')).toHaveLength(1);
    await focused(box('aaaaaaaa'));
  });
});

test('it fits into the smallest window, at 200 % too', async () => {
  await listed();
  for (const [width, height] of [
    [480, 400],
    [240, 200],
  ] as const) {
    await page.viewport(width, height);
    row('aaaaaaaa').element().scrollIntoView({ block: 'center' });
    box('aaaaaaaa').element().focus();
    byKey();
    await focused(item("Copy token 'staging'"));
    // It has its place a frame after it has the keyboard.
    await expect.poll(() => onTop(item("Copy token 'staging'"))).toBe(true);
    const { top, left, right, bottom } = menu().element().getBoundingClientRect();
    // Whole where that is possible.
    if (height > 300) expect(bottom - top).toBeGreaterThan(260);
    expect([top >= 0, left >= 0, right <= width, bottom <= height]).toEqual(Array(4).fill(true));
    await userEvent.keyboard('{End}');
    await expect.element(item("Delete token 'staging'…")).toBeInViewport({ ratio: 0.9 });
    await userEvent.keyboard('{Escape}');
    await gone(menu());
  }
});
