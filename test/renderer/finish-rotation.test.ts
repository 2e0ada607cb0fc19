import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { State } from '../../preload/contract.ts';
import { aList, aRotation, aState, aToken, anAccount, anId, now } from './build.ts';
import { card } from './open-details.ts';
import { button, dialog, field, gone, open, visible } from './open.ts';

const old = aToken({ id: anId('aaaaaaaa'), label: '', createdAt: now - 9_000 });
const made = aToken({ id: anId('cccccccc'), label: 'ci-terraform', usedIn: 'Jenkins' });
const rotation = aRotation({
  ...{ oldTokenId: old.id, newTokenId: made.id },
  ...{ label: made.label, usedIn: made.usedIn },
});

async function setup(tokens = [old, made], state: Partial<State> = {}): Promise<void> {
  const begun = { ...rotation, startedAt: Date.now() };
  await open({ list: aList({ tokens }), rotations: [begun], ...state });
  await visible(button('Finish rotation…'));
}
const asked = () => dialog('Finish rotation');

test('one that was begun just now says so', async () => {
  await setup();
  await visible(page.getByText(/'ci-terraform' was rotated just now\./));
});

describe('what finishing does is said', () => {
  test('of now, and of a day later', async () => {
    await setup();
    await button('Finish rotation…').click();
    await visible(asked().getByText(/It stops working at once/));
    await field('Delete the old token').selectOptions('In 1 day');
    await visible(asked().getByText(/is deleted on .*, and stops working then/));
    await gone(asked().getByText(/at once/));
  });

  test('of one that expires before that', async () => {
    await setup([{ ...old, expiresAt: now + 2 * 86_400_000 }, made]);
    await button('Finish rotation…').click();
    await field('Delete the old token').selectOptions('In 1 day');
    await visible(asked().getByText(/is deleted on .*, and stops working then/));
    await field('Delete the old token').selectOptions('In 3 days');
    await visible(
      asked().getByText(/expires on .*, before it is deleted on .*, and stops working/),
    );
    await gone(asked().getByText(/^The old token is deleted on/));
  });

  test('of one that has expired, later', async () => {
    await setup([{ ...old, expiresAt: now - 1_000 }, made]);
    await button('Finish rotation…').click();
    await field('Delete the old token').selectOptions('In 3 days');
    await visible(asked().getByText(/is deleted on .*\. It has expired, so nothing stops working/));
  });

  test('of one that has expired', async () => {
    await setup([{ ...old, expiresAt: now - 1_000 }, made]);
    await button('Finish rotation…').click();
    await visible(asked().getByText(/It has expired, so nothing stops working/));
    await gone(asked().getByText(/at once/));
  });
});

test('the mark of an account stands beside its name', async () => {
  const account = anAccount({ label: 'Production', color: 'teal' });
  const session = { ...aState().session, account, accounts: [account] };
  await setup([old, made], { session });
  await button('Finish rotation…').click();
  const name = asked().getByText('Production');
  await visible(name);
  const mark = name.element().closest('dd')?.querySelector('svg');
  const [at, of] = [mark, name.element()].map((one) => one?.getBoundingClientRect());
  expect(at?.right).toBeLessThanOrEqual(of?.left ?? 0);
  expect(at?.bottom).toBeGreaterThan(of?.top ?? Infinity);
});

describe('where somebody signed in since with the token that would go', () => {
  const signingIn = { own: true };
  const again = () => asked().getByRole('button', { name: 'Sign in again' });

  test('Finish says so and asks for another sign-in; later is still chosen', async () => {
    await setup([{ ...old, ...signingIn }, made]);
    await button('Finish rotation…').click();
    await visible(asked().getByText(/The old token signs this app in/));
    await gone(asked().getByRole('button', { name: 'Finish rotation' }));
    await field('Delete the old token').selectOptions('In 1 day');
    await visible(asked().getByRole('button', { name: 'Delete later' }));
    await field('Delete the old token').selectOptions('Now');
    await again().click();
    await visible(dialog('Sign in again'));
  });

  test('Undo says so and asks for another sign-in', async () => {
    const bridge = await open({
      list: aList({ tokens: [old, { ...made, ...signingIn }] }),
      rotations: [rotation],
    });
    await button('Undo').click();
    const undoing = dialog('Undo rotation');
    await visible(undoing.getByText(/The new token signs this app in/));
    await gone(undoing.getByRole('button', { name: 'Undo rotation' }));
    await undoing.getByRole('button', { name: 'Sign in again' }).click();
    await visible(dialog('Sign in again'));
    expect(bridge.argsOf('rotations.undo')).toEqual([]);
  });
});

describe('a notification of its end', () => {
  const pane = page.getByRole('complementary', { name: /^Details/ });
  const press = async (tokenId: string): Promise<void> => {
    const bridge = await open(
      { list: aList({ tokens: [old, made] }), rotations: [rotation] },
      { values: { card } },
    );
    bridge.openToken(tokenId, false);
    await visible(pane.getByRole('button', { name: 'Delete token' }));
  };

  test('leads from the old token to its rotation', async () => {
    await press(old.id);
    await gone(pane.getByRole('button', { name: 'Rotate…' }));
    await pane.getByRole('button', { name: 'Finish its rotation…' }).click();
    await visible(asked().getByText('Where it is used'));
  });

  test('does not lead there from the new one', async () => {
    await press(made.id);
    await gone(pane.getByRole('button', { name: 'Finish its rotation…' }));
  });
});
