import { describe, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Bridge } from '../../preload/contract.ts';
import { aStore } from './build.ts';
import { done, no, type FakeBridge } from './fake-bridge.ts';
import { alert, button, focused, gone, heard, open, visible } from './open.ts';
import { ctrlZ, said, undo } from './way-back.ts';

let bridge: FakeBridge;

describe('a dismissed notice', { tags: 'long' }, () => {
  const text = page.getByText(/The settings could not be read/);

  async function dismissed(recallNotice: Bridge['app']['recallNotice']): Promise<void> {
    bridge = await open(
      { notices: ['SETTINGS_SET_ASIDE'] },
      {
        app: {
          dismissNotice: () => {
            bridge.emit({ notices: [] });
            return done();
          },
          recallNotice,
        },
      },
    );
    await visible(text);
    button('Dismiss').element().focus();
    await userEvent.keyboard('{Enter}');
    await gone(text);
  }

  test('comes back, and the keyboard is not left nowhere', async () => {
    await dismissed((notice) => {
      bridge.emit({ notices: [notice] });
      return done();
    });
    await focused(page.getByRole('heading', { name: 'Token Manager' }));
    await visible(said('Message dismissed.'));
    await ctrlZ();
    await visible(text);
    await visible(heard('Undone. The message is back.'));
  });

  test('does not come back once it no longer holds', async () => {
    await dismissed(() => no({ code: 'NOTHING_PENDING' }));
    await ctrlZ();
    await visible(alert('The message no longer holds, so it stays dismissed.'));
  });

  test('one of the page alone comes back too', async () => {
    await open({ store: aStore({ kind: 'session', state: 'absent' }) });
    const banner = page.getByText(/Your keyring .* was not found/);
    await visible(banner);
    await button('Dismiss').click();
    await gone(banner);
    await visible(undo());
    await ctrlZ();

    await visible(banner);
  });
});
