import { expect } from '@playwright/test';
import { m } from '#messages';
import { accounts as users } from '../../../main/sandbox/accounts.ts';
import { frame } from '../camera.ts';
import { like } from '../hand.ts';
import { usualSize, type Scene } from '../stage.ts';

const generate: Scene = async ({ app, page, camera, hand }) => {
  await frame(app, page, { ...usualSize, height: 900 });
  await hand.press(m.generate_action());
  const dialog = hand.dialog(m.generate_title());
  await hand.field(m.generate_label()).fill('grafana-agent');
  await dialog.getByText(m.generate_more(), { exact: true }).click();
  await dialog.getByLabel(m.details_used_in()).fill('metrics VM, /etc/grafana-agent.env');
  await dialog.getByRole('radio', { name: m.color_purple() }).check({ force: true });
  await camera.take('generate', page, dialog);
  // Given up with something in it, a message would offer it again in the next pictures.
  await hand.field(m.generate_label()).fill('');
  await dialog.getByLabel(m.details_used_in()).fill('');
  await hand.press(m.action_cancel());
  await frame(app, page, usualSize);
};

const details: Scene = async ({ app, page, camera, hand }) => {
  await frame(app, page, { ...usualSize, height: 900 });
  await page.getByText('deploy-prod', { exact: true }).click();
  const pane = page.getByRole('complementary', { name: m.details_title({ name: 'deploy-prod' }) });
  await expect(pane.getByText(m.card_unchecked())).toBeVisible();
  await camera.take('details', page);
  await hand.press(m.value_reveal());
  const hides = like(m.value_hides_in({ n: 9 }).replace('9', '{}'));
  await expect(pane.getByText(hides)).toBeVisible();
  await camera.take('reveal', page, pane.locator('section').filter({ hasText: hides }));
  await hand.press(m.value_hide());
  await hand.press(m.details_close());
  await hand.row('deploy-prod').getByRole('checkbox').uncheck();
  await frame(app, page, usualSize);
};

const deletion: Scene = async ({ page, camera, hand }) => {
  const one = hand.row('ci-terraform').getByRole('checkbox');
  await one.check();
  await hand.press(m.delete_action());
  await camera.take('delete', page, hand.dialog(m.delete_title()));
  await hand.press(m.action_cancel());
  for (const label of ['backup-nightly', 'poc-summer'])
    await hand.row(label).getByRole('checkbox').check();
  await page.getByTitle(m.delete_action(), { exact: true }).first().click();
  await camera.take('delete-many', page, hand.dialog(m.delete_title_many({ n: 3 })));
  await hand.press(m.action_cancel());
  for (const label of ['ci-terraform', 'backup-nightly', 'poc-summer'])
    await hand.row(label).getByRole('checkbox').uncheck();
};

const rotation: Scene = async ({ page, camera, hand }) => {
  await page.getByText('ci-terraform', { exact: true }).click();
  await hand.press(m.rotate_action());
  const dialog = hand.dialog(m.rotate_title());
  await hand.press(m.rotate_start());
  await expect(dialog.getByText(m.rotate_done(), { exact: true })).toBeVisible();
  await hand.press(m.action_done());
  await hand.press(m.details_close());
  const panel = page
    .getByRole('status')
    .filter({ hasText: m.rotation_used_in({ places: 'Jenkins, terraform apply' }) });
  await camera.take(
    'rotation',
    page,
    panel.locator('xpath=ancestor::*[contains(@class, "banner")][1]'),
  );
  await hand.press(m.rotation_undo());
  await hand
    .dialog(m.rotation_undo_title())
    .getByRole('button', { name: m.rotation_undo_title() })
    .click();
  await expect(hand.button(m.rotation_finish_action())).toBeHidden();
};

/** One more account, which is signed out of again. */
const accounts: Scene = async ({ page, camera, hand, sandbox }) => {
  const { email, password } = users.twoFactor;
  await sandbox.control.changeAccount('twoFactor', { twoFactor: 'off' });
  await hand.press(m.accounts_add());
  await hand.fillSignIn(sandbox.origin, email, password);
  await hand.press(m.sign_in_submit());
  await expect(hand.button(m.accounts_manage())).toBeVisible();
  await expect(hand.dialog(m.accounts_add())).toBeHidden();
  await camera.take('accounts', page, page.getByRole('navigation').getByRole('list'));
  await hand.press(m.accounts_manage());
  await hand.press(m.accounts_sign_out({ name: email }));
  const leaving = hand.dialog(m.sign_out_title());
  await leaving.getByRole('button', { name: m.nav_sign_out(), exact: true }).click();
  await expect(leaving).toBeHidden();
};

export const token: readonly Scene[] = [generate, details, deletion, rotation, accounts];
