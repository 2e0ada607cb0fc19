import { expect, test } from 'vitest';
import { Page } from '../../renderer/state/page.svelte.ts';
import { aGhost, aState, anId } from './build.ts';
import { FakeBridge } from './fake-bridge.ts';

const token = { id: anId('3f2a91c0'), label: 'staging' };
const clearsAt = Date.now() + 30_000;

/** The page's memory without its views. */
async function setup() {
  const bridge = new FakeBridge(aState({ clipboard: { clearsAt, concealed: null } }));
  const page = new Page(bridge);
  const end = page.start();
  await expect.poll(() => page.vault.clipboard.clearsAt).toBe(clearsAt);
  return { page, end };
}

test('the lock forgets what was copied and what went unanswered', async () => {
  const { page, end } = await setup();
  const ghost = aGhost();
  page.copied.done(token, clearsAt);
  page.unanswered.add({ from: ghost.startedAt, until: ghost.startedAt, came: 'silence' });
  expect(page.copied.name).toBe('staging');
  expect(page.unanswered.came(ghost)).toBe('silence');
  page.forget();
  expect(page.copied.token).toBeNull();
  expect(page.unanswered.came(ghost)).toBeUndefined();
  end();
});

test('details that are closed do not show their value when they are opened again', async () => {
  const { page, end } = await setup();
  page.openRevealed(token.id);
  expect(page.toReveal).toBe(token.id);
  page.closeDetails();
  expect(page.toReveal).toBeNull();
  end();
});
