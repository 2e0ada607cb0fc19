import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Bridge } from '../../preload/contract.ts';
import { aList, anId, anOffer, aState, signedOut } from './build.ts';
import { done, no, ok, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, heard, open, visible } from './open.ts';

type Backups = Bridge['backups'];

const title = 'Back up vault';
const own = 'correct horse battery staple';
const made = 'k7mp-x3dq-9fwt-h2vn-r8cb';
const ids = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map(anId);
const box = (name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name} `) });
const save = () => button('Save backup…');

async function setup(answers: Partial<Backups> = {}, offer = anOffer()): Promise<FakeBridge> {
  const bridge = await open(
    { list: aList({ tokens: [] }) },
    {
      backups: {
        offer: () => ok(offer),
        suggest: () => ok({ passphrase: made }),
        copySuggested: () => ok({ clearsAt: null }),
        make: () => ok({ fileName: 'vault.age', unread: [] }),
        close: done,
        ...answers,
      },
    },
  );
  await visible(page.getByRole('heading', { name: 'Token Manager' }));
  bridge.act('backup');
  await visible(dialog(title));
  return bridge;
}

async function typePassphrase(repeat = own): Promise<void> {
  await field('Passphrase').fill(own);
  await field('Repeat passphrase').fill(repeat);
}

test('all but the expired values are chosen at first, and are what is saved', async () => {
  const bridge = await setup();
  await visible(page.getByText('2 of 3 values chosen'));
  await expect.element(box('deploy-prod')).toBeChecked();
  await expect.element(box('old')).not.toBeChecked();
  await expect.element(box('old')).toHaveAccessibleDescription(/expired 2 days ago/);
  await expect.element(save()).toBeDisabled();
  await typePassphrase();
  await save().click();
  expect(bridge.argsOf('backups.make')).toEqual([{ tokenIds: [ids[0], ids[1]], passphrase: own }]);
  await visible(heard("'vault.age' saved with 2 values. It was read back, and opens."));
  await gone(dialog(title));
});

test('single values, all and none are chosen', async () => {
  const bridge = await setup();
  await button('Choose all').click();
  await visible(page.getByText('3 of 3 values chosen'));
  await button('Choose none').click();
  await visible(page.getByText('0 of 3 values chosen'));
  await box('old').click();
  await typePassphrase();
  await userEvent.keyboard('{Enter}');
  expect(bridge.argsOf('backups.make')).toEqual([{ tokenIds: [ids[2]], passphrase: own }]);
});

test('a passphrase that is not repeated is not taken', async () => {
  const bridge = await setup();
  await typePassphrase('correct horse');
  await visible(page.getByText('This is not the same passphrase.'));
  await expect.element(save()).toBeDisabled();
  await userEvent.keyboard('{Enter}');
  expect(bridge.argsOf('backups.make')).toEqual([]);
  await field('Repeat passphrase').fill(own);
  await gone(page.getByText('This is not the same passphrase.'));
  await expect.element(save()).toBeEnabled();
});

test('a weak one is said at its field, which has the keyboard', { tags: 'long' }, async () => {
  await setup({ make: () => no({ code: 'BACKUP_PASSPHRASE_SHORT' }) });
  await typePassphrase();
  await save().click();
  await visible(page.getByText(/too easy to guess/));
  await focused(field('Passphrase'));
  await expect.element(field('Passphrase')).toHaveAccessibleDescription(/too easy to guess/);
});

test(
  'a suggested one is seen and copied, typed by nobody, and forgotten with the dialog',
  { tags: 'long' },
  async () => {
    const bridge = await setup();
    await button('Suggest a passphrase').click();
    const shown = page.getByRole('textbox', { name: 'Suggested passphrase' });
    await focused(shown);
    await expect.element(shown).toHaveValue(made);
    await gone(field('Repeat passphrase'));
    await userEvent.keyboard('{Control>}c{/Control}');
    await visible(heard('Copied'));
    await button('Copy passphrase').click();
    expect(bridge.argsOf('backups.copySuggested')).toEqual([undefined, undefined]);
    await save().click();
    expect(bridge.argsOf('backups.make')).toEqual([
      { tokenIds: [ids[0], ids[1]], passphrase: made },
    ]);
    await gone(dialog(title));
    expect(bridge.argsOf('backups.close')).toEqual([undefined]);
  },
);

test(
  'whoever wants one of their own after all begins with empty fields',
  { tags: 'long' },
  async () => {
    const bridge = await setup();
    await button('Suggest a passphrase').click();
    await button('Use my own').click();
    await focused(field('Passphrase'));
    await expect.element(field('Passphrase')).toHaveValue('');
    await expect.element(save()).toBeDisabled();
    expect(bridge.argsOf('backups.close')).toEqual([undefined]);
  },
);

test(
  'values that cannot be read are named, and left out only when the person says so',
  { tags: 'long' },
  async () => {
    const answers = [
      ok({ fileName: null, unread: [anId('bbbbbbbb')] }),
      ok({ fileName: 'vault.age', unread: [] }),
    ] as const;
    let at = 0;
    const bridge = await setup({ make: () => answers[at++] ?? answers[1] });
    await typePassphrase();
    await save().click();
    await visible(alert(/1 value could not be read from your keychain, so nothing was saved/));
    await expect.element(box('No label')).toHaveAccessibleDescription(/cannot be read/);
    await expect.element(box('deploy-prod')).not.toHaveAccessibleDescription(/cannot be read/);
    await button('Save without it…').click();
    expect(bridge.argsOf('backups.make').at(-1)).toEqual({ tokenIds: [ids[0]], passphrase: own });
    await visible(heard(/saved with 1 value\./));
  },
);

test(
  'whoever cancels the system’s dialog is where they were; a failure is said',
  { tags: 'long' },
  async () => {
    const answers = [ok({ fileName: null, unread: [] }), no({ code: 'FILE_NOT_WRITTEN' })] as const;
    let at = 0;
    await setup({ make: () => answers[at++] ?? answers[1] });
    await typePassphrase();
    await save().click();
    await expect.element(save()).toBeEnabled();
    await expect.element(field('Passphrase')).toHaveValue(own);
    await save().click();
    await visible(alert(/could not/));
    await visible(dialog(title));
  },
);

test(
  'while it is written nothing can be changed, and the dialog stays',
  { tags: 'long' },
  async () => {
    await setup({ make: () => new Promise(() => undefined) });
    await typePassphrase();
    await save().click();
    await visible(button('Encrypting…'));
    await expect.element(box('deploy-prod')).toBeDisabled();
    await userEvent.keyboard('{Escape}');
    await visible(dialog(title));
  },
);

test('labels alone are saved; of nothing there is no backup', { tags: 'long' }, async () => {
  const bridge = await setup({}, anOffer({ tokens: [] }));
  await visible(page.getByText(/labels and notes alone/));
  await typePassphrase();
  await save().click();
  expect(bridge.argsOf('backups.make')).toEqual([{ tokenIds: [], passphrase: own }]);
  await gone(dialog(title));
});

test('an empty vault says that there is nothing yet', { tags: 'long' }, async () => {
  await setup({}, anOffer({ tokens: [], notes: 0 }));
  await visible(page.getByText(/nothing to back up yet/));
  await gone(save());
  await button('Close').click();
  await gone(dialog(title));
});

test('it is made while nobody is signed in, too', { tags: 'long' }, async () => {
  const bridge = await open(
    { session: { ...aState().session, ...signedOut() }, list: aList({ tokens: [] }) },
    { backups: { offer: () => ok(anOffer()) } },
  );
  await visible(page.getByRole('heading', { name: 'Sign in' }));
  bridge.act('backup');
  await visible(dialog(title).getByText('2 of 3 values chosen'));
});

test('that what there is cannot be asked is said', { tags: 'long' }, async () => {
  await setup({ offer: () => no({ code: 'INTERNAL' }) });
  await visible(alert(/./));
});
