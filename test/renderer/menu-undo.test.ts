import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aList, aState, anId, aToken, signedOut } from './build.ts';
import { done } from './fake-bridge.ts';
import { button, dialog, field, gone, heard, open, row, visible } from './open.ts';

const tokenId = anId('3f2a91c0');
const list = aList({ tokens: [aToken({ id: tokenId })] });
const starting = { ...aState().session, status: 'starting' as const, account: null };

async function labelled() {
  const bridge = await open({ list }, { tokens: { describe: done } });
  await visible(row('3f2a91c0'));
  page.getByRole('checkbox', { name: 'Select token 3f2a91c0' }).element().focus();
  await userEvent.keyboard('{F2}');
  await field('Label of token 3f2a91c0').fill('prod');
  await userEvent.keyboard('{Enter}');
  await visible(button('Undo'));
  const { tokens } = bridge.state.list;
  bridge.emit({ list: { ...list, tokens: tokens.map((token) => ({ ...token, label: 'prod' })) } });
  return bridge;
}

describe('Undo in a menu', () => {
  test('takes back what was done last', async () => {
    const bridge = await labelled();
    bridge.act('undo');
    await visible(heard('Undone. Label: as it was before.'));
    expect(bridge.argsOf('tokens.describe')).toEqual([
      { tokenId, label: 'prod' },
      { tokenId, label: '' },
    ]);
  });

  test('in a field is that of the field', async () => {
    const bridge = await labelled();
    await field('Search').click();
    bridge.act('undo');
    await new Promise(requestAnimationFrame);
    await visible(button('Undo'));
    expect(bridge.argsOf('tokens.describe')).toHaveLength(1);
  });

  test('while locked does nothing', async () => {
    const bridge = await labelled();
    bridge.emit({ locked: true });
    bridge.act('undo');
    await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
    expect(bridge.argsOf('tokens.describe')).toHaveLength(1);
  });
});

describe('what is asked for while the page starts', () => {
  test('opens once there is somebody to ask', async () => {
    const bridge = await open({ session: starting, list });
    bridge.act('generate');
    await new Promise(requestAnimationFrame);
    await gone(page.getByRole('dialog'));
    bridge.emit({ session: aState().session });
    await visible(dialog('Generate Token'));
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Generate Token'));
    bridge.emit({ session: starting });
    bridge.emit({ session: aState().session });
    await visible(row('3f2a91c0'));
    await gone(dialog('Generate Token'));
  });

  test('does not where there turns out to be nobody', async () => {
    const bridge = await open({ session: starting });
    bridge.act('generate');
    bridge.emit({ session: signedOut() });
    await visible(page.getByRole('heading', { name: 'Sign in', exact: true }));
    await gone(page.getByRole('dialog'));
  });

  test('is nothing while the app is locked, of which the page knows as little', async () => {
    const bridge = await open({ session: starting, locked: true });
    await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
    bridge.act('help');
    bridge.emit({ locked: false, session: aState().session, list });
    await visible(row('3f2a91c0'));
    await gone(dialog('Help'));
  });

  test('does not outlive the lock', async () => {
    const bridge = await open({ session: starting, list });
    bridge.act('settings');
    bridge.emit({ locked: true });
    await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
    bridge.emit({ locked: false, session: aState().session });
    await visible(row('3f2a91c0'));
    await gone(dialog('Settings'));
  });
});
