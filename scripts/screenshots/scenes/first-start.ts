import { expect } from '@playwright/test';
import { m } from '#messages';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { bridgeOf } from '../../../test/support/bridge.ts';
import { like } from '../hand.ts';
import type { Scene } from '../stage.ts';

const { plain, empty } = accounts;

/** The ways in, as somebody sees them who has never started the app. */
const signIn: Scene = async ({ page, camera, hand }) => {
  await expect(hand.field(m.field_email())).toBeVisible();
  // On the test build that a machine without access has; nobody else sees it.
  await bridgeOf(page).app.dismissNotice('FALLBACK_RUNTIME');
  await camera.take('sign-in', page);
  await hand.press(m.sign_in_token_title());
  await camera.take('sign-in-token', page);
  await hand.press(m.sign_in_password_title());
};

/** From an account without tokens to the first that is kept. */
const firstToken: Scene = async ({ page, camera, hand, sandbox }) => {
  await hand.fillSignIn(sandbox.origin, empty.email, empty.password);
  await hand.enter();
  await camera.take('empty', page);
  await hand.press(m.generate_action());
  await hand.field(m.generate_label()).fill('deploy-prod');
  await camera.take('generate-first', page, hand.dialog(m.generate_title()));
  await hand.press(m.generate_submit());
  const generated = hand.dialog(m.generated_title());
  await expect(
    generated.getByText(like(m.generated_saved_as({ store: '{}', label: 'deploy-prod' }))),
  ).toBeVisible();
  await camera.take('generated', page, generated);
  await generated.getByRole('button', { name: m.action_close(), exact: true }).click();
  await expect(hand.row('deploy-prod')).toContainText(m.state_saved());
  await camera.take('list-first', page);
};

/** Leaves nothing of the account without tokens to the scenes that follow. */
const leave: Scene = async ({ hand, sandbox }) => {
  await hand.row('deploy-prod').getByRole('checkbox').check();
  await hand.press(m.delete_action());
  const dialog = hand.dialog(m.delete_title());
  await dialog.getByRole('button', { name: m.delete_action(), exact: true }).click();
  await expect(dialog).toBeHidden();
  await hand.press(m.nav_sign_out());
  const question = hand.dialog(m.sign_out_title());
  await question.getByRole('button', { name: m.nav_sign_out(), exact: true }).click();
  await hand.fillSignIn(sandbox.origin, plain.email, plain.password);
  await hand.enter();
};

export const firstStart: readonly Scene[] = [signIn, firstToken, leave];
