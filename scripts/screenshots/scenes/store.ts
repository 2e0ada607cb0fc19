import { expect } from '@playwright/test';
import { m } from '#messages';
import { fillKeychain } from '../../../test/support/large-vault.ts';
import { frame } from '../camera.ts';
import { like } from '../hand.ts';
import { strangers } from '../seed.ts';
import { lowSize, usualSize, type Scene } from '../stage.ts';

const health: Scene = async ({ app, page, camera, hand, sandbox, desktop }) => {
  await frame(app, page, { ...usualSize, height: 900 });
  await hand.press(m.nav_store());
  const dialog = hand.dialog(m.health_title());
  await hand.press(m.health_test());
  await expect(dialog.getByText(m.health_test_passed())).toBeVisible();
  await camera.take('store-health', page, dialog);
  const values = (await strangers(sandbox.control)).map(
    ({ kid, value }) => [`token:${kid}`, value] as const,
  );
  await fillKeychain(desktop, Object.fromEntries(values));
  await hand.press(m.health_rebuild());
  await expect(dialog.getByText(m.health_rebuilt({ n: values.length }))).toBeVisible();
  await camera.take('rebuild', page, dialog);
  await hand.press(m.action_done());
  await frame(app, page, usualSize);
};

/** Last: what becomes of the keyring here is not undone for this run of the app. */
const keyring: Scene = async ({ app, page, camera, hand, desktop }) => {
  await frame(app, page, lowSize);
  await desktop.keyring.dismissPrompts();
  await desktop.keyring.lock();
  await hand.press(m.action_refresh());
  await expect(page.getByText(m.store_locked())).toBeVisible();
  await camera.take('keyring-locked', page);
  await desktop.keyring.kill();
  await hand.press(m.action_refresh());
  const absent = like(m.store_session_saved({ store: '{}', platform: 'linux' }));
  await expect(page.getByText(absent)).toBeVisible();
  // The whole message, which a low window folds.
  await frame(app, page, { ...lowSize, height: 600 });
  await camera.take('keyring-absent', page);
  await frame(app, page, lowSize);
  await desktop.keyring.start();
  await hand.press(m.action_look_again());
  await expect(page.getByText(m.store_restarted()).first()).toBeVisible();
  await camera.take('keyring-restarted', page);
};

export const store: readonly Scene[] = [health, keyring];
