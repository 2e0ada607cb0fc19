import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf } from '../support/bridge.ts';
import type { Journey } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { MovedTime, setClocks } from '../support/moved-time.ts';
import { expect, test } from '../support/own-desktop.ts';
import type { TestSandbox } from '../support/sandbox-control.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const label = 'deploy-prod';

const live = async (sandbox: TestSandbox, id: string): Promise<boolean> =>
  (await sandbox.control.tokens('empty')).some((token) => token.kid === id && token.live);

/** Rotates a saved token, and chooses in the panel that its old one goes in a day. @returns the old one's id. */
async function finishInADay(journey: Journey, sandbox: TestSandbox): Promise<string> {
  const { page, manager } = journey;
  await manager.enter(sandbox.origin, accounts.empty);
  // Locked, as it would be after a while, it names no token.
  await bridgeOf(page).app.changeSettings({ lockAfterMinutes: 0 });
  const { tokenId: old } = await keepToken(journey, label, 30 * 86_400);
  await manager.row(old).getByText(label, { exact: true }).click();
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const rotating = manager.dialog('Rotate token');
  await rotating.getByRole('button', { name: 'Rotate', exact: true }).click();
  await rotating.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Finish rotation…' }).click();
  const finishing = manager.dialog('Finish rotation');
  await finishing.getByLabel('Delete the old token').selectOption({ label: 'In 1 day' });
  await finishing.getByRole('button', { name: 'Delete later' }).click();
  await expect(finishing).toBeHidden();
  await expect(page.getByText(/is deleted .*; an hour before you are told/)).toBeVisible();
  return old;
}

test('at the time that was chosen the old token goes, told of an hour before', async ({
  open,
  sandbox,
  ownDesktop,
  notifications,
}) => {
  const journey = await open();
  const { app, manager } = journey;
  const kept = (id: string) => ownDesktop.keyring.lookup('Token Vault', `token:${id}`);
  const time = await MovedTime.of(app, sandbox.control);
  const old = await finishInADay(journey, sandbox);

  await time.pass(day - hour - 5 * minute);
  expect(notifications.shown).toEqual([]);
  await time.pass(5 * minute);
  await expect
    .poll(() => notifications.shown)
    .toMatchObject([{ title: `'${label}': the old token is deleted in an hour`, picture: true }]);

  await time.pass(hour - 2 * minute);
  expect(await live(sandbox, old)).toBe(true);
  expect(await kept(old)).toMatch(/^eyJ/);
  await time.pass(2 * minute);
  await expect.poll(() => live(sandbox, old)).toBe(false);
  await expect.poll(() => kept(old)).toBeUndefined();
  await expect(manager.row(old)).toHaveCount(0);
  await expect(journey.page.getByText(/works until you finish/)).toBeHidden();
  expect(notifications.shown).toHaveLength(1);
});

test(
  'where nobody shows notifications nothing is deleted, and a person is asked',
  { tag: '@long' },
  async ({ open, sandbox, ownDesktop, notifications }) => {
    const { app, page, ...journey } = await open();
    const time = await MovedTime.of(app, sandbox.control);
    const old = await finishInADay({ app, page, ...journey }, sandbox);
    notifications.close();
    await time.pass(day - hour);
    await time.pass(hour);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText(/was to be deleted .* it is for you to say/)).toBeVisible();
    expect(await live(sandbox, old)).toBe(true);
    expect(await ownDesktop.keyring.lookup('Token Vault', `token:${old}`)).toMatch(/^eyJ/);
    expect(notifications.shown).toEqual([]);
  },
);

test(
  'started anew after that time it deletes nothing, and asks',
  { tag: '@long' },
  async ({ open, sandbox, ownDesktop, notifications }) => {
    const first = await open();
    // Two days ago by every clock: when it is started again the time is over.
    await setClocks(first, sandbox.control, (-2 * day) / 1_000);
    const old = await finishInADay(first, sandbox);
    await first.close();

    await sandbox.control.clock({ offsetSeconds: 0 });
    await sandbox.control.clearLog();
    const { page, app, manager } = await open();
    const time = await MovedTime.of(app, sandbox.control);
    const asked = page.getByText(/was to be deleted .* it is for you to say/);
    await expect(asked).toBeVisible();
    await expect(page.getByText(/^Updated /)).toBeVisible();
    await time.pass(day);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText(/^Updated /)).toBeVisible();
    await expect(asked).toBeVisible();
    expect((await sandbox.control.log()).filter(({ method }) => method === 'DELETE')).toEqual([]);
    expect(await live(sandbox, old)).toBe(true);
    expect(await ownDesktop.keyring.lookup('Token Vault', `token:${old}`)).toMatch(/^eyJ/);
    expect(notifications.shown).toEqual([]);

    await page.getByRole('button', { name: 'Finish rotation…' }).click();
    const dialog = manager.dialog('Finish rotation');
    await dialog.getByRole('button', { name: 'Finish rotation' }).click();
    await expect.poll(() => live(sandbox, old)).toBe(false);
  },
);
