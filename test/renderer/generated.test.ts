import { describe, expect, test, vi } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { Generated, State } from '../../preload/contract.ts';
import { aGenerated, aStore, aValue, now } from './build.ts';
import { done, no, ok } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, heard, open, visible } from './open.ts';
import { openGenerated as setup } from './open-generated.ts';
import { knownId } from '../support/known-id.ts';

const title = 'Token generated';

test('shows id and value, and puts the focus on "Copy token value"', async () => {
  await setup();
  await visible(dialog(title).getByText(knownId(aGenerated())));
  await expect.element(field('Token Value')).toHaveAttribute('readonly');
  await focused(button('Copy token value'));
});

test('shows the value on a computer that is never idle, too', { tags: 'long' }, async () => {
  const idle = vi.spyOn(window, 'requestIdleCallback').mockReturnValue(0);
  try {
    await setup();
    await expect.element(field('Token Value')).toHaveValue(aValue);
    expect(idle).toHaveBeenCalled();
  } finally {
    idle.mockRestore();
  }
});

test('says to the second when it expires, local and UTC', async () => {
  await setup({ expiresAt: Date.UTC(2030, 11, 5, 13, 2, 11) });
  await visible(dialog(title).getByText(/^Expires Dec 5, 2030, 2:02:11\sPM GMT\+1$/));
  await visible(dialog(title).getByText(/^Dec 5, 2030, 1:02:11\sPM UTC$/));
});

test.each([
  [480, 400],
  [640, 400],
])(
  'at %i by %i it starts at its top, and its buttons are in view',
  { tags: 'long' },
  async (width, height) => {
    await setup(
      { kept: 'no', copied: true },
      {},
      { clipboard: { clearsAt: now + 60_000, concealed: false } },
    );
    await page.viewport(width, height);
    for (const name of ['Copy token value', 'Download token value', 'Close'])
      await expect.element(button(name)).toBeInViewport({ ratio: 1 });
    await expect.element(dialog(title).getByText('Token ID', { exact: true })).toBeInViewport();
    await focused(button('Copy token value'));
  },
);

describe('says what became of the value', { tags: 'long' }, () => {
  test.each<[string, Partial<Generated>, Partial<State>, RegExp]>([
    [
      'saved with a label',
      {},
      {},
      /Saved in your keyring \(Secret Service\) as 'deploy-prod'. IONOS will not show this value again; this app can./,
    ],
    [
      'saved without one',
      { label: '' },
      {},
      /Saved in your keyring \(Secret Service\). IONOS will not show/,
    ],
    [
      'kept for the session',
      { kept: 'session' },
      { store: aStore({ kind: 'session' }) },
      /Kept until the app ends/,
    ],
    ['not kept', { kept: 'no' }, {}, /IONOS shows this value once. It cannot be seen again/],
    [
      'of another contract',
      { contractMismatch: true },
      {},
      /for another contract than the one you signed in to/,
    ],
  ])('%s', async (_, generated, state, sentence) => {
    await setup(generated, {}, state);
    await visible(dialog(title).getByText(sentence));
  });
});

describe('copying and downloading', () => {
  test('the value is copied in main; the window says until when', async () => {
    const clearsAt = Date.now() + 30_000;
    const bridge = await setup({}, { generated: { copyValue: () => ok({ clearsAt }) } });
    await button('Copy token value').click();
    await expect.element(heard(/^Copied, clears in \d+ seconds$/)).toBeInTheDocument();
    expect(bridge.argsOf('generated.copyValue')).toHaveLength(1);
    bridge.emit({
      clipboard: { clearsAt, concealed: false },
      generated: aGenerated({ copied: true }),
    });
    const seen = page.getByText(/^Copied token 'deploy-prod', clears in \d+ s$/);
    await visible(dialog(title).getByText(/^Copied token 'deploy-prod', clears in \d+ s$/));
    expect(seen.elements()).toHaveLength(1);
  });

  test('the toast promises nothing when it is never cleared', { tags: 'long' }, async () => {
    await setup({}, { generated: { copyValue: () => ok({ clearsAt: null }) } });
    await button('Copy token value').click();
    await visible(page.getByText("Copied token 'deploy-prod'", { exact: true }));
  });

  test('copying by hand goes the same way', { tags: 'long' }, async () => {
    const bridge = await setup({}, { generated: { copyValue: () => ok({ clearsAt: null }) } });
    await field('Token Value').click();
    await userEvent.keyboard('{Control>}ac{/Control}');
    await expect.poll(() => bridge.argsOf('generated.copyValue')).toHaveLength(1);
  });

  test('a failed copy says so in the window', { tags: 'long' }, async () => {
    await setup({}, { generated: { copyValue: () => no({ code: 'CLIPBOARD_FAILED' }) } });
    await button('Copy token value').click();
    await visible(alert('The clipboard did not take it'));
  });

  test('the id is copied by its own button', { tags: 'long' }, async () => {
    const bridge = await setup();
    await dialog(title).getByRole('button', { name: 'Copy token ID' }).click();
    expect(bridge.argsOf('tokens.copyId')).toEqual([{ tokenId: knownId(aGenerated()) }]);
    await visible(page.getByText('Token ID copied'));
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('a download that was saved (%s) is said', { tags: 'long' }, async (saved, toasts) => {
    const bridge = await setup({}, { generated: { download: () => ok({ saved }) } });
    await button('Download token value').click();
    await expect.poll(() => bridge.argsOf('generated.download')).toHaveLength(1);
    expect(page.getByText('Token value saved to a file').elements()).toHaveLength(toasts);
  });

  test('leaving the save dialog is no failure; a full disk is', { tags: 'long' }, async () => {
    const answers = [no({ code: 'CANCELLED' }), no({ code: 'FILE_NOT_WRITTEN' })] as const;
    let call = 0;
    await setup({}, { generated: { download: () => answers[call++] ?? answers[1] } });
    await button('Download token value').click();
    await gone(alert(/./));
    await button('Download token value').click();
    await visible(alert('The file could not be written'));
  });
});

describe('"Keep in keychain"', { tags: 'long' }, () => {
  const box = (): Locator => dialog(title).getByRole('checkbox', { name: 'Keep in keychain' });

  test('is on when kept, and takes it out again', async () => {
    const bridge = await setup({}, { generated: { keep: done } });
    await expect.element(box()).toBeChecked();
    await box().click();
    expect(bridge.argsOf('generated.keep')).toEqual([{ keep: false }]);
    bridge.emit({ generated: aGenerated({ kept: 'no' }) });
    await expect.element(box()).not.toBeChecked();
  });

  test('shows what is so when the wish failed', async () => {
    await setup({ kept: 'no' }, { generated: { keep: () => no({ code: 'STORE_LOCKED' }) } });
    await box().click();
    await visible(alert('Your keychain is locked'));
    await expect.element(box()).not.toBeChecked();
  });

  test('a value that could not be saved can be tried again or revoked', async () => {
    const bridge = await setup(
      { kept: 'no', storeError: { code: 'STORE_FAILED' } },
      { generated: { keep: done, revoke: done } },
    );
    await visible(alert(/could not be saved.*reported a fault/s));
    await dialog(title).getByRole('button', { name: 'Try again' }).click();
    expect(bridge.argsOf('generated.keep')).toEqual([{ keep: true }]);
    await dialog(title).getByRole('button', { name: 'Revoke token' }).click();
    expect(bridge.argsOf('generated.revoke')).toHaveLength(1);
    await visible(page.getByText('Token 7c41d0ab revoked'));
  });
});

test('after a reload of the page the value is shown on request', { tags: 'long' }, async () => {
  const { tokenId } = aGenerated();
  await open(
    { generated: aGenerated() },
    { generated: { reveal: () => ok({ tokenId, value: aValue }) } },
  );
  await visible(dialog(title));
  await gone(page.getByRole('textbox'));
  await button('Show value').click();
  await expect.element(field('Token Value')).toHaveValue(aValue);
  // The button is gone: the keyboard is where its work is seen.
  await focused(field('Token Value'));
  await expect.element(dialog(title)).toHaveAccessibleDescription(/this app can\.$/);
});

describe('a value that does not say which token it is of', { tags: 'long' }, () => {
  test('is shown to be copied or downloaded; nothing is offered that needs its id', async () => {
    const bridge = await setup({ tokenId: null, kept: 'no', expiresAt: null });
    await visible(alert(/does not say which token.*Copy it or download it now/));
    await focused(button('Copy token value'));
    await visible(button('Download token value'));
    await gone(button('Copy token ID'));
    await gone(page.getByRole('checkbox', { name: 'Keep in keychain' }));
    await gone(button('Revoke token'));
    await button('Close').click();
    await visible(page.getByRole('alertdialog').getByText(/^The value of the new token was not/));
    await gone(button('Keep in keychain and close'));
    expect(bridge.argsOf('generated.close')).toEqual([]);
  });
});
