import { page, type Locator } from 'vitest/browser';
import { aList, aToken, anId, now } from './build.ts';
import { done, ok, type FakeBridge } from './fake-bridge.ts';
import { open, row, visible } from './open.ts';
import { card } from './open-details.ts';
// Fetched late by the page; here it is named, so that Vite prepares its packages before the tests.
import '../../renderer/views/TokenMenu.svelte';

export const tokens = [
  aToken({ id: anId('aaaaaaaa'), label: 'staging', createdAt: now - 1_000 }),
  aToken({ id: anId('bbbbbbbb'), label: 'not here', kept: 'no', state: 'not-here', createdAt: 2 }),
  aToken({ id: anId('cccccccc'), label: 'old', state: 'expired', expiresAt: 3, createdAt: 1 }),
  aToken({
    id: anId('dddddddd'),
    label: 'elsewhere',
    state: 'cannot-tell',
    listed: false,
    contractNumber: 7,
    createdAt: 0,
  }),
];
export const box = (name: string): Locator =>
  page.getByRole('checkbox', { name: `Select token ${name}` });
export const menu = (): Locator => page.getByRole('menu');
export const item = (name: string): Locator => page.getByRole('menuitem', { name, exact: true });
/** What the items say to who hears them, and to who sees them. */
const words = (without: string): string[] =>
  page
    .getByRole('menuitem')
    .elements()
    .map((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const part of copy.querySelectorAll(without)) part.remove();
      return copy.textContent.trim().replaceAll(/\s+/g, ' ');
    });
export const names = (): string[] => words('kbd');
export const seen = (): string[] => words('.sr-only');

export async function listed(): Promise<FakeBridge> {
  const bridge = await open(
    { list: aList({ tokens }) },
    {
      values: {
        copy: () => ok({ clearsAt: null }),
        card,
        reveal: () => ok({ value: 'eyJ.the.value' }),
        download: () => ok({ saved: true }),
      },
      tokens: { copyId: done, describe: done },
    },
  );
  await visible(row('aaaaaaaa'));
  return bridge;
}

/** Nothing lies over it: a click on its middle hits it. */
export const onTop = (locator: Locator): boolean => {
  const element = locator.element();
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
};

/** What is seen of each item, in its order, with its keys in the list. */
const items = [
  { act: 'copy', text: (token: string) => `Copy ${token}`, keys: 'Ctrl+C' },
  { act: 'reveal', text: () => 'Reveal', keys: '' },
  { act: 'download', text: () => 'Download token value', keys: '' },
  { act: 'copy-id', text: () => 'Copy token ID', keys: '' },
  { act: 'label', text: () => 'Edit label', keys: 'F2' },
  { act: 'details', text: () => 'Details', keys: 'Enter' },
  { act: 'rotate', text: () => 'Rotate…', keys: '' },
  { act: 'lapse', text: () => 'Let it lapse', keys: '' },
  { act: 'forget', text: () => 'Forget value', keys: '' },
  { act: 'delete', text: (token: string) => `Delete ${token}…`, keys: 'Del' },
] as const;

export type Act = (typeof items)[number]['act'];

/** What is seen of the menu of a token that has all items but these. */
export const seenOf = (label: string, without: readonly Act[], { keys = true } = {}): string[] =>
  items
    .filter(({ act }) => !without.includes(act))
    .map((entry) => `${entry.text(`token '${label}'`)} ${keys ? entry.keys : ''}`.trim());

/** What is heard of the whole menu: each item names the token, in its own words or after them. */
export const heardOf = (label: string): string[] =>
  items.map(({ text }) => {
    const token = `token '${label}'`;
    return text(token).includes(token) ? text(token) : `${text(token)} – ${token}`;
  });
