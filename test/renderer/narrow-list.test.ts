import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aList, aToken, anId, now, tokens } from './build.ts';
import { done } from './fake-bridge.ts';
import { button, focused, open, visible } from './open.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Pairs of `things` that lie over each other, by their words. */
function overlapping(things: readonly Element[]): string[] {
  const boxes = things
    .map((thing) => ({ words: thing.textContent.trim(), box: thing.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  return boxes.flatMap(({ words, box }, at) =>
    boxes
      .slice(at + 1)
      .filter(
        ({ box: other }) =>
          Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
          Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1,
      )
      .map((other) => `${words} / ${other.words}`),
  );
}

/** Where the words themselves are, whatever room is set aside for them. */
const texts = (selector: string): readonly Element[] => [...document.querySelectorAll(selector)];

describe.each([
  [480, 700],
  [480, 400],
  [960, 640],
  [240, 200],
])('at %i by %i', (width, height) => {
  test('the states keep their words', async () => {
    await open({ list: aList({ tokens: tokens(24) }) });
    await page.viewport(width, height);
    for (const words of ['Saved', 'Not here', 'Gone', 'Expired']) {
      const chip = page.getByRole('group', { name: 'Show by state' }).getByText(words);
      await visible(chip);
      expect(chip.element().getBoundingClientRect().width).toBeGreaterThan(20);
    }
  });

  test('nothing of the toolbar or of a row lies over another thing', async () => {
    await open({ list: aList({ tokens: tokens(6) }) });
    await page.viewport(width, height);
    await expect.poll(() => overlapping(texts('header h1, header button'))).toEqual([]);
    await expect
      .poll(() => overlapping(texts('tbody tr:nth-child(4) time, tbody tr:nth-child(4) code')))
      .toEqual([]);
  });
});

test('the heads are not seen where they stand over nothing, and name the columns still', async () => {
  await open({ list: aList({ tokens: tokens(6) }) });
  const head = page.getByRole('columnheader', { name: 'Expiration Date' });
  await visible(head.getByRole('button'));
  await page.viewport(480, 700);
  await expect.poll(() => head.element().getBoundingClientRect().width).toBe(1);
  await expect.element(head).toHaveAccessibleName('Expiration Date');
  await expect.element(head.getByRole('button')).not.toBeInTheDocument();
});

test('the choice of the order keeps its arrows', async () => {
  await open({ list: aList({ tokens: [aToken({}), aToken({ id: anId('9b07d2e4') })] }) });
  await page.viewport(480, 700);
  const choice = page.getByLabelText('Sort by');
  choice.element().focus();
  await userEvent.keyboard('{ArrowDown}{Home}{End}');
  await focused(choice);
});

test('there the list is sorted by a choice, both ways', async () => {
  const three = ['bbbbbbbb', 'aaaaaaaa', 'cccccccc'].map((start) => aToken({ id: anId(start) }));
  await open({ list: aList({ tokens: three }) });
  await page.viewport(480, 700);
  const ids = (): string[] =>
    texts('tbody code').map((code) => code.textContent.trim().slice(0, 8));
  await page.getByLabelText('Sort by').selectOptions('Token ID');
  await expect.poll(ids).toEqual(['aaaaaaaa', 'bbbbbbbb', 'cccccccc']);
  await button('Turn the order round').click();
  await expect.poll(ids).toEqual(['cccccccc', 'bbbbbbbb', 'aaaaaaaa']);
  const head = page.getByRole('columnheader', { name: 'Token ID' });
  await expect.element(head).toHaveAttribute('aria-sort', 'descending');
});

test.each([
  [1100, 720],
  [480, 400],
])('at %i by %i the list stays where it is when messages come and go', async (width, height) => {
  const bridge = await open({ list: aList({ tokens: tokens(24) }) }, { tokens: { copyId: done } });
  await page.viewport(width, height);
  const place = (): string => {
    const area = document.querySelector('.manager')?.getBoundingClientRect();
    const row = document.querySelector('tbody tr')?.getBoundingClientRect();
    return JSON.stringify([area?.top, area?.bottom, row?.top]);
  };
  await expect.poll(() => document.querySelectorAll('tbody tr').length).toBe(24);
  const before = place();
  bridge.emit({ clipboard: { clearsAt: Date.now() + 60_000, concealed: false } });
  await visible(page.getByText(/^Clipboard clears in/));
  expect(place()).toBe(before);
  await button('Copy token ID').first().click();
  await visible(page.getByText('Token ID copied'));
  expect(place()).toBe(before);
});

test('each step towards the end of a token has its own word, shape and colour', async () => {
  const ends = [8 * 24 * HOUR, 3 * 24 * HOUR, 5 * HOUR, 40 * MINUTE, -HOUR];
  const list = ends.map((away, n) =>
    aToken({
      id: anId(`${n}0000000`),
      createdAt: now - 30 * 24 * HOUR - n * MINUTE,
      expiresAt: now + away + MINUTE / 2,
      state: away < 0 ? 'expired' : 'saved',
    }),
  );
  await open({ list: aList({ tokens: list }) });
  await visible(page.getByText('Ends soon: in 3 days'));
  const steps = texts('.expires .expiry').map((step) => ({
    word: /^[^:\d]*/.exec(step.textContent.trim())?.[0].trim(),
    shape: step.querySelector('path')?.getAttribute('d') ?? null,
    look: lookOf(getComputedStyle(step)),
  }));
  expect(steps.map(({ word }) => word)).toEqual([
    'in',
    'Ends soon',
    'Last day',
    'Last hour',
    'Expired',
  ]);
  expect(new Set(steps.map(({ shape }) => shape)).size).toBe(4);
  expect(new Set(steps.slice(1).map(({ look }) => look)).size).toBe(4);
});

const lookOf = ({ color, backgroundColor, boxShadow }: CSSStyleDeclaration): string =>
  [color, backgroundColor, boxShadow].join(' ');

test('there a gone token has an end, and does not expire', async () => {
  await open({ list: aList({ tokens: [aToken({ state: 'gone' })] }) });
  await page.viewport(480, 700);
  const names = [...document.querySelectorAll('.expires [data-name]')].map((one) =>
    one.getAttribute('data-name'),
  );
  expect(names).toEqual(['End']);
  expect(document.querySelector('.expiry')).toBeNull();
});
