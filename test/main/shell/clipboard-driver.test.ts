import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  electronClipboard,
  legacyWrite,
  modernWrite,
} from '../../../main/shell/clipboard-driver.ts';

const electron = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('electron', () => ({ default: electron }));

/** What Electron's ClipboardItem is given. */
class Item {
  readonly formats: Readonly<Record<string, Blob | string>>;

  constructor(formats: Readonly<Record<string, Blob | string>>) {
    this.formats = formats;
  }
}

/** Each commit as the formats in it, in readable form. */
async function readable(commits: readonly (readonly unknown[])[]): Promise<unknown[]> {
  const items = commits.flat() as Item[];
  return Promise.all(
    items.map(async ({ formats }) => {
      const entries = Object.entries(formats).map(async ([format, content]) => [
        format,
        typeof content === 'string' ? content : await content.text(),
      ]);
      return Object.fromEntries(await Promise.all(entries)) as unknown;
    }),
  );
}

const osFormat = (name: string): string => `electron application/osclipboard;format="${name}"`;

describe('from Electron 44 on a secret goes with its marks in one commit', () => {
  test.each([
    ['linux', { [osFormat('x-kde-passwordManagerHint')]: 'secret' }],
    [
      'darwin',
      {
        [osFormat('org.nspasteboard.ConcealedType')]: '',
        [osFormat('org.nspasteboard.TransientType')]: '',
      },
    ],
    [
      'win32',
      {
        [osFormat('ExcludeClipboardContentFromMonitorProcessing')]: '\0\0\0\0',
        [osFormat('CanIncludeInClipboardHistory')]: '\0\0\0\0',
        [osFormat('CanUploadToCloudClipboard')]: '\0\0\0\0',
      },
    ],
  ] as const)('on %s', async (platform, marks) => {
    const commits: unknown[][] = [];
    const clipboard = {
      write: (items: unknown[]) => {
        commits.push(items);
        return Promise.resolve();
      },
    };
    const { concealed } = await modernWrite(clipboard, Item, platform)('secret value', true);
    expect(concealed).toBe(true);
    expect(commits).toHaveLength(1);
    expect(await readable(commits)).toEqual([{ 'text/plain': 'secret value', ...marks }]);
  });

  test('what stays is not called transient', async () => {
    const commits: unknown[][] = [];
    const clipboard = {
      write: (items: unknown[]) => {
        commits.push(items);
        return Promise.resolve();
      },
    };
    await modernWrite(clipboard, Item, 'darwin')('secret value', false);
    expect(await readable(commits)).toEqual([
      { 'text/plain': 'secret value', [osFormat('org.nspasteboard.ConcealedType')]: '' },
    ]);
  });

  test('and where there are no marks, none are claimed', async () => {
    const clipboard = { write: () => Promise.resolve() };
    await expect(modernWrite(clipboard, Item, 'freebsd')('x', true)).resolves.toEqual({
      concealed: false,
    });
  });
});

test('before 44 the text alone is written, and nothing is claimed', async () => {
  const written: string[] = [];
  const write = legacyWrite((text) => {
    written.push(text);
    return Promise.resolve();
  });
  await expect(write('secret value', true)).resolves.toEqual({ concealed: false });
  expect(written).toEqual(['secret value']);
});

describe.runIf(process.platform === 'linux')('on X11 the selection of the mouse is emptied', () => {
  const calls: string[] = [];

  beforeEach(() => {
    calls.length = 0;
    for (const name of Object.keys(electron)) Reflect.deleteProperty(electron, name);
  });

  test('after every write, from 44 on', async () => {
    electron['ClipboardItem'] = Item;
    electron['clipboard'] = {
      write: () => Promise.resolve(calls.push('write')),
      writeText: () => Promise.resolve(calls.push('write text')),
      selection: { clear: () => calls.push('empty the selection') },
    };
    const driver = electronClipboard();
    await expect(driver.writeSecret('secret', true)).resolves.toEqual({ concealed: true });
    await driver.writeText('text');
    expect(calls).toEqual(['write', 'empty the selection', 'write text', 'empty the selection']);
  });

  test('after every write, before 44', async () => {
    electron['clipboard'] = {
      writeText: (text: string) => calls.push(`write ${text}`),
      clear: (type?: string) => calls.push(`clear ${type ?? 'the clipboard'}`),
      readText: () => 'content',
    };
    const driver = electronClipboard();
    await expect(driver.writeSecret('secret', true)).resolves.toEqual({ concealed: false });
    await driver.writeText('text');
    driver.clear();
    expect(calls).toEqual([
      'write secret',
      'clear selection',
      'write text',
      'clear selection',
      'clear the clipboard',
    ]);
    await expect(driver.readText()).resolves.toBe('content');
  });
});
