import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aList, aToken } from './build.ts';
import { ok, type FakeBridge } from './fake-bridge.ts';
import { button, dialog, gone, heard, open, visible } from './open.ts';

const words = () => page.getByText(/Clipboard clears in \d+ s/);

test('counts down to the end of what the tray copied, and goes', { tags: 'long' }, async () => {
  const bridge = await open();
  await gone(words());
  bridge.emit({ clipboard: { clearsAt: Date.now() + 1_100, concealed: false } });
  await expect.element(words()).toHaveTextContent('Clipboard clears in 2 s');
  await expect.element(words()).toHaveTextContent('Clipboard clears in 1 s');
  await gone(words());
});

test('stops when main cleared it before', async () => {
  const bridge = await open({ clipboard: { clearsAt: Date.now() + 60_000, concealed: false } });
  await visible(words());
  bridge.emit({ clipboard: { clearsAt: null, concealed: null } });
  await gone(words());
  await expect.element(heard('The token value is no longer in the clipboard.')).toBeInTheDocument();
});

test('what could not be cleared is not said to be gone', async () => {
  const bridge = await open({ clipboard: { clearsAt: Date.now() + 60_000, concealed: false } });
  await visible(words());
  bridge.emit({
    clipboard: { clearsAt: null, concealed: null },
    notices: ['CLIPBOARD_NOT_CLEARED'],
  });
  await gone(words());
  await gone(heard(/no longer in the clipboard/));
});

describe('a value that was copied in the list', () => {
  const long = `staging-${'of-the-old-cluster-'.repeat(9)}`;

  async function copy(label: string): Promise<FakeBridge> {
    const clearsAt = Date.now() + 60_000;
    const bridge = await open(
      { list: aList({ tokens: [aToken({ label })] }) },
      { values: { copy: () => ok({ clearsAt }) } },
    );
    bridge.emit({ clipboard: { clearsAt, concealed: false } });
    await button(`Copy token '${label}'`).click();
    return bridge;
  }

  const seen = () => page.getByText(/^Copied token 'staging.*', clears in \d+ s$/);

  test('is named in one place, and heard once', async () => {
    await copy('staging');
    await expect.element(heard(/^Copied, clears in \d+ seconds$/)).toBeInTheDocument();
    await visible(seen());
    const words = page.getByText(/Copied|clears in/).elements();
    expect(words.filter((element) => !element.closest('[role=status]'))).toHaveLength(1);
  });

  test('is named in short when its label is long', async () => {
    await copy(long);
    await visible(page.getByText(/^Copied token 'staging.{20,50}…', clears in \d+ s$/));
  });

  test('is not said on top of a dialog', async () => {
    await copy('staging');
    await visible(seen());
    await button('Generate Token').click();
    await visible(dialog('Generate Token'));
    await gone(seen());
    await gone(heard(/Copied/));
    await button('Cancel').click();
    await visible(seen());
  });

  test('is not taken for what the tray copied after it', async () => {
    const bridge = await copy('staging');
    await visible(seen());
    bridge.emit({ clipboard: { clearsAt: Date.now() + 90_000, concealed: false } });
    await visible(words());
    await gone(seen());
  });
});

test('in the details as a sheet it is said there', async () => {
  const clearsAt = Date.now() + 60_000;
  const bridge = await open(
    { list: aList({ tokens: [aToken({ label: 'staging', kept: 'session' })] }) },
    { values: { copy: () => ok({ clearsAt }), card: () => new Promise(() => undefined) } },
  );
  await page.viewport(480, 400);
  await page.getByText('staging', { exact: true }).click();
  const sheet = dialog("Details of token 'staging'");
  bridge.emit({ clipboard: { clearsAt, concealed: false } });
  await sheet.getByRole('button', { name: 'Copy token value' }).click();
  await visible(sheet.getByText(/^Copied token 'staging', clears in \d+ s$/));
});
