import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { openPage, type PageName } from '../../../main/shell/open-url.ts';
import { requests } from '../../../preload/contract.ts';

const opened = vi.hoisted((): string[] => []);
vi.mock('electron', () => ({
  shell: {
    openExternal: (url: string) => {
      opened.push(url);
      return Promise.resolve();
    },
  },
}));

const names = requests.app.openPage.args.options;

test.each(names)('%s is a constant address of a known site, by https', async (name) => {
  opened.length = 0;
  await openPage(name);
  expect(opened).toHaveLength(1);
  const { protocol, host, search, username } = new URL(opened[0] ?? '');
  expect([protocol, search, username]).toEqual(['https:', '', '']);
  const known = ['dcd.ionos.com', 'docs.ionos.com', 'specifications.freedesktop.org', 'github.com'];
  expect(known).toContain(host);
});

test.each(['https://evil.example', '__proto__', 'constructor', 'toString', ''])(
  'nothing else is a name, and nothing else is opened: %s',
  async (name) => {
    opened.length = 0;
    expect(v.is(requests.app.openPage.args, name)).toBe(false);
    await openPage(name as PageName).catch(() => undefined);
    expect(opened).toEqual([]);
  },
);
