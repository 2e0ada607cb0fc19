import { expect, test } from 'vitest';
import { aGhost, anId } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { openGenerated } from './open-generated.ts';
import { alert, button, dialog, focused, gone, open, visible } from './open.ts';

/** An answer that comes once waiting for it was given up. */
function given(): { readonly answers: Pick<Answers, 'app'>; readonly wait: () => Promise<never> } {
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  return {
    wait: () => stopped.then(() => no({ code: 'CANCELLED' })) as Promise<never>,
    answers: {
      app: {
        cancel: () => {
          stop();
          return done();
        },
      },
    },
  };
}

const cancelled = (bridge: FakeBridge): number => bridge.argsOf('app.cancel').length;

test('a list that settles a request can be stopped when it does not come soon', async () => {
  const bridge = await open({ ghosts: [aGhost({ status: 'checking' })] }, given().answers);
  await gone(button('Stop waiting'));
  await button('Stop waiting').click();
  expect(cancelled(bridge)).toBe(1);
  bridge.emit({ ghosts: [aGhost({ status: 'waiting' })] });
  await focused(button('Check again'));
});

test(
  'the revoking of what a request left can be stopped, and it is said that nobody knows',
  { tags: 'long' },
  async () => {
    const { answers, wait } = given();
    const candidate = { tokenId: anId('3f2a91c0'), createdAt: null, sure: false };
    await open(
      { ghosts: [aGhost({ status: 'found', candidates: [candidate] })] },
      { ...answers, ghosts: { revoke: wait } },
    );
    await button('Revoke token').click();
    await button('Stop waiting').click();
    await visible(alert(/stopped waiting.*not known whether the token was deleted/));
  },
);

test.each(['in its window', 'in the question before it closes'])(
  'the revoking of a value that could not be kept can be stopped: %s',
  { tags: 'long' },
  async (place) => {
    const { answers, wait } = given();
    await openGenerated(
      { kept: 'no', storeError: { code: 'STORE_FAILED' } },
      { ...answers, generated: { revoke: wait } },
    );
    const inWindow = place === 'in its window';
    if (!inWindow) await button('Close').click();
    await button('Revoke token').last().click();
    await button('Stop waiting').last().click();
    await visible(alert(/stopped waiting.*not known whether the token was deleted/).last());
    await visible(button('Revoke token').last());
  },
);

test('the list of a rebuild can be stopped', { tags: 'long' }, async () => {
  const { answers, wait } = given();
  await open({}, { ...answers, store: { health: () => no({ code: 'INTERNAL' }), rebuild: wait } });
  await button('Store').click();
  await button('Rebuild list of saved tokens').click();
  await button('Stop waiting').click();
  await visible(alert('Cancelled. Nothing was changed.'));
});

test(
  'a sign-out that revokes can be cancelled, and says that nobody knows',
  { tags: 'long' },
  async () => {
    const { answers, wait } = given();
    const bridge = await open({}, { ...answers, session: { signOut: wait } });
    await button('Sign out').click();
    await dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
    await dialog('Sign out').getByRole('button', { name: 'Cancel' }).click();
    expect(cancelled(bridge)).toBe(1);
    await visible(alert(/not known whether the token was deleted.*You are still signed in/));
    await visible(dialog('Sign out').getByRole('button', { name: 'Cancel' }));
  },
);
