import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import LicenceList from '../../renderer/dialogs/LicenceList.svelte';
import { unwrapped } from '../../renderer/text/licence-text.ts';
import { gone, heard, visible } from './open.ts';

const licences = [
  { name: 'bits-ui', version: '2.0.0', licence: 'MIT', text: 'Copyright Paula' },
  { name: 'long', version: '4.0.0', licence: 'Apache-2.0', text: 'Apache License' },
];

const item = (name: string) => page.getByRole('listitem').filter({ hasText: name });

async function setup(list: typeof licences = licences) {
  let loads = 0;
  const load = () => {
    loads += 1;
    return Promise.resolve(list);
  };
  await render(LicenceList, { props: { load } });
  const summary = page.getByText('Licences of the software in this app');
  return { summary, loads: () => loads };
}

test('nothing is loaded before somebody looks, and once then', async () => {
  const { summary, loads } = await setup();
  expect(loads()).toBe(0);
  await summary.click();
  await visible(item('bits-ui'));
  await summary.click();
  await summary.click();
  expect(loads()).toBe(1);
});

test('each package stands there with version and licence, and unfolds its text', async () => {
  const { summary } = await setup();
  await summary.click();
  await visible(item('bits-ui').getByText('2.0.0 · MIT'));
  await expect.element(item('bits-ui').getByText('Copyright Paula')).not.toBeVisible();
  await item('bits-ui').getByText('bits-ui').click();
  await visible(item('bits-ui').getByText('Copyright Paula'));
});

test('a search finds by name and by licence, and says when nothing fits', async () => {
  const { summary } = await setup();
  await summary.click();
  const search = page.getByLabelText('Search licences');
  await search.fill('apache');
  await gone(item('bits-ui'));
  await visible(item('long'));
  await search.fill('gpl');
  await visible(heard('No package matches.'));
});

test('while developing there is no list, and it says so', async () => {
  const { summary } = await setup([]);
  await summary.click();
  await visible(page.getByText('The list of licences is made when the app is built.'));
});

test('a text loses the line breaks of its page, and no others', () => {
  const long = 'x'.repeat(70);
  expect(
    unwrapped(`MIT\nCopyright A\nCopyright B\n\n${long}\r\n${long}\nend\n\n  1. ${long}\n  go`),
  ).toBe(`MIT\nCopyright A\nCopyright B\n\n${long} ${long} end\n\n  1. ${long}\n  go`);
});
