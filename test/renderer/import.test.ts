import { describe, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import type { ErrorCode, ImportPreview, State } from '../../preload/contract.ts';
import { aPreview, aState, aStore, aValue, anId } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, heard, open, visible } from './open.ts';

const window_ = (): Locator => dialog('Import token');

/** What the bridge answers where a value comes from anywhere. */
const reads = (changes: Partial<ImportPreview> = {}): NonNullable<Answers['imports']> => ({
  paste: () => ok(aPreview(changes)),
  openFile: () => ok(aPreview({ fileName: 'token.txt', ...changes })),
  environment: () => ok(aPreview(changes)),
  keep: () => ok({ tokenId: anId('9b07d2e4'), kept: 'keychain' }),
  cancel: done,
});

async function setup(answers: Answers, changes: Partial<State> = {}): Promise<FakeBridge> {
  const bridge = await open(changes, answers);
  await button('Import token').click();
  await focused(field('Token value'));
  return bridge;
}

async function paste(): Promise<void> {
  await field('Token value').fill(` ${aValue}\n`);
  await userEvent.keyboard('{Enter}');
}

test('shows a pasted value for what it is, and keeps it with a label', async () => {
  const bridge = await setup({ imports: reads() });
  await paste();
  await visible(window_().getByText(anId('9b07d2e4')));
  await visible(window_().getByText('Contract owner'));
  await visible(window_().getByText('Decoded on this computer, signature not checked.'));
  await focused(field('Label'));
  await field('Label').fill(' ci ');
  await window_().getByText('More').click();
  await field('Used in').fill(' nightly build ');
  await field('Note').fill('ask Paula\n');
  await page.getByRole('radio', { name: 'Teal' }).click({ force: true });
  await button('Keep in keychain').click();
  expect(bridge.argsOf('imports.keep')).toEqual([
    { label: 'ci', note: 'ask Paula', usedIn: 'nightly build', color: 'teal' },
  ]);
  await gone(window_());
  await visible(page.getByText("Token 'ci' is saved in your keyring (Secret Service)"));
});

test(
  'goes on from what is written down of a token that was saved before',
  { tags: 'long' },
  async () => {
    const notes = { label: 'ci', note: 'ask Paula', usedIn: 'nightly', color: 'teal' } as const;
    const bridge = await setup({ imports: reads({ alreadySaved: true, notes }) });
    await paste();
    await expect.element(field('Label')).toHaveValue('ci');
    await expect.element(field('Used in')).toHaveValue('nightly');
    await visible(field('Note'));
    await field('Label').fill('ci-2');
    await button('Keep in keychain').click();
    expect(bridge.argsOf('imports.keep')).toEqual([{ ...notes, label: 'ci-2' }]);
  },
);

test('reads at once what is pasted', async () => {
  await setup({ imports: reads() });
  const data = new DataTransfer();
  data.setData('text/plain', aValue);
  field('Token value')
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  await visible(window_().getByText(anId('9b07d2e4')));
});

test.each<[Partial<ImportPreview>, RegExp]>([
  [{ expired: true }, /has expired.*can be kept/],
  [{ otherContract: true, contractNumber: 40001 }, /belongs to contract 40001.*cannot tell/],
  [{ otherContract: true, contractNumber: null }, /names no contract.*cannot tell/],
  [{ otherUser: true }, /belongs to another user.*cannot tell/],
  [{ alreadySaved: true }, /already saved here/],
])('says what is special: %o', { tags: 'long' }, async (changes, sentence) => {
  await setup({ imports: reads(changes) });
  await paste();
  await visible(window_().getByText(sentence));
  await expect.element(button('Keep in keychain')).toBeEnabled();
});

test.each<[ErrorCode, RegExp]>([
  ['TOKEN_EMPTY', /Paste the token's value/],
  ['TOKEN_IS_UUID', /a token's id, not its value/],
  ['TOKEN_IS_API_KEY', /API key of IONOS hosting/],
  ['TOKEN_NOT_JWT', /not a token's value/],
])('says %s at the field', async (code, sentence) => {
  await setup({ imports: { paste: () => no({ code }) } });
  await button('Read value').click();
  await visible(alert(sentence));
  await expect.element(field('Token value')).toHaveAttribute('aria-invalid', 'true');
  await focused(field('Token value'));
});

describe('a file', () => {
  test('that holds more than the value is left alone, and said so', async () => {
    const bridge = await setup({ imports: reads({ fileHasMore: true }) });
    await button('Open file…').click();
    await visible(window_().getByText(/file token.txt, which holds more than this value/));
    await button('Keep in keychain').click();
    await visible(page.getByText(/is saved in/));
    await gone(window_());
    await gone(dialog('Delete the file?'));
    expect(bridge.argsOf('imports.deleteFile')).toEqual([]);
  });

  test('is offered for deleting afterwards, with the truth about it', async () => {
    const bridge = await setup({ imports: { ...reads(), deleteFile: done } });
    await button('Open file…').click();
    await visible(window_().getByText('From the file token.txt'));
    await button('Keep in keychain').click();
    const question = dialog('Delete the file?');
    await visible(question.getByText(/Deleting is not erasing.*backups and synced folders stay/));
    await focused(button('Leave the file'));
    await button('Delete the file').click();
    expect(bridge.argsOf('imports.deleteFile')).toHaveLength(1);
    await gone(question);
    await visible(page.getByText('File token.txt deleted'));
  });

  test('that holds the only lasting copy is kept, and said so', { tags: 'long' }, async () => {
    const keep = () => ok({ tokenId: anId('9b07d2e4'), kept: 'session' as const });
    const bridge = await setup({ imports: { ...reads(), keep } });
    await button('Open file…').click();
    await button('Keep in keychain').click();
    const told = dialog('Keep the file');
    await visible(told.getByText(/token.txt holds the only lasting copy.*gone when the app ends/));
    await gone(button('Delete the file'));
    await focused(button('Leave the file'));
    await button('Leave the file').click();
    await gone(told);
    expect(bridge.argsOf('imports.deleteFile')).toEqual([]);
  });

  test.each<[ErrorCode, RegExp]>([
    ['FILE_CHANGED', /not the one that was read any more.*left alone/],
    ['FILE_ONLY_COPY', /left alone: it holds the only lasting copy/],
    ['FILE_NOT_WRITTEN', /could not be deleted.*yourself/],
  ])(
    'that main does not delete stays, and why is said: %s',
    { tags: 'long' },
    async (code, sentence) => {
      await setup({ imports: { ...reads(), deleteFile: () => no({ code }) } });
      await button('Open file…').click();
      await button('Keep in keychain').click();
      await button('Delete the file').click();
      await visible(alert(sentence));
      await visible(dialog('Delete the file?'));
    },
  );

  test(
    'that holds no value is said of itself, not at the empty field',
    { tags: 'long' },
    async () => {
      await setup({ imports: { openFile: () => no({ code: 'TOKEN_BROKEN' }) } });
      await button('Open file…').click();
      await visible(alert('a line break or a space'));
      await expect.element(field('Token value')).not.toHaveAttribute('aria-invalid');
    },
  );

  test(
    'that was not chosen changes nothing; one that cannot be read is said',
    { tags: 'long' },
    async () => {
      let answer: 'none' | 'bad' = 'none';
      await setup({
        imports: { openFile: () => (answer === 'none' ? ok(null) : no({ code: 'FILE_NOT_READ' })) },
      });
      await button('Open file…').click();
      await gone(page.getByRole('alert').filter({ hasText: /./ }));
      answer = 'bad';
      await button('Open file…').click();
      await visible(alert('far too large for a token'));
    },
  );

  test('can be dropped anywhere on the window', async () => {
    const bridge = await open({}, { imports: reads(), openDropped: () => ok(aPreview()) });
    await visible(page.getByRole('table'));
    const data = new DataTransfer();
    data.items.add(new File([aValue], 'token.txt'));
    const drag = (kind: string): boolean =>
      document.body.dispatchEvent(
        new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    expect(drag('dragover')).toBe(false);
    await visible(heard('Drop the file to import its token'));
    expect(drag('drop')).toBe(false);
    await visible(window_().getByText(anId('9b07d2e4')));
    expect(bridge.argsOf('openDropped')).toEqual(['token.txt']);
  });
});

test('takes IONOS_TOKEN only where it is offered', async () => {
  const { session } = aState();
  const bridge = await setup(
    { imports: reads() },
    { session: { ...session, offers: { token: true, endpoint: null } } },
  );
  await button('Take IONOS_TOKEN').click();
  await visible(window_().getByText(anId('9b07d2e4')));
  expect(bridge.argsOf('imports.environment')).toHaveLength(1);
});

test('another value or closing lets main forget what it read', { tags: 'long' }, async () => {
  const bridge = await setup({ imports: reads() }, { store: aStore({ kind: 'session' }) });
  await gone(button('Take IONOS_TOKEN'));
  await paste();
  await visible(button('Keep until the app ends'));
  await button('Another value').click();
  await expect.element(field('Token value')).toHaveValue('');
  expect(bridge.argsOf('imports.cancel')).toHaveLength(1);
  await paste();
  await visible(window_().getByText(anId('9b07d2e4')));
  await userEvent.keyboard('{Escape}');
  await gone(window_());
  expect(bridge.argsOf('imports.cancel')).toHaveLength(2);
});

test(
  'says why a value could not be kept, and keeps it in the window',
  { tags: 'long' },
  async () => {
    await setup({ imports: { ...reads(), keep: () => no({ code: 'STORE_FAILED' }) } });
    await paste();
    await button('Keep in keychain').click();
    await visible(alert('Your keychain reported a fault'));
    await visible(window_().getByText(anId('9b07d2e4')));
  },
);
