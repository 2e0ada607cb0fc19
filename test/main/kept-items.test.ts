import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { keptItems } from '../../main/kept-items.ts';
import { blankNote } from '../../main/vault/index-file.ts';
import { journaled } from '../../main/vault/journal.ts';
import { signInItem, tokenItem } from '../../main/vault/secret-store.ts';
import { anIntent } from '../support/core/an-intent.ts';
import { setupProfiles } from '../support/core/setup-profiles.ts';

const always = ['probe', 'self-test', 'sentinel'];

async function setup() {
  const core = await setupProfiles();
  const { workspace } = core.profiles.current;
  return { workspace, items: () => [...keptItems(workspace)] };
}

test('an empty vault has what its own tests of the keychain leave, and the sentinel last', async () => {
  const { items } = await setup();
  expect(items()).toEqual(always);
});

test.each(['tokens', 'notes', 'leftBehind', 'accounts'] as const)(
  'what the %s of the index alone name is among them, before the sentinel',
  async (where) => {
    const { workspace, items } = await setup();
    const id = randomUUID();
    const entries = {
      tokens: {
        id,
        origin: 'https://api.ionos.com',
        contractNumber: null,
        userId: null,
        issuedAt: null,
        expiresAt: null,
        savedAt: 0,
        madeBy: null,
      },
      notes: { ...blankNote(id), label: 'deploy' },
      leftBehind: id,
      accounts: {
        id,
        origin: 'https://api.ionos.com',
        contractNumber: null,
        userId: null,
        email: null,
        role: null,
        signIn: 'pasted' as const,
        canMint: 'unknown' as const,
        ownTokenId: null,
        ownTokenExpiresAt: null,
        madeBy: null,
      },
    };
    await workspace.index.change((content) => ({ ...content, [where]: [entries[where]] }));
    const item = where === 'tokens' || where === 'notes' ? tokenItem(id) : signInItem(id);
    expect(items()).toEqual([item, ...always]);
  },
);

test('so is what the last list, an open operation, memory and others name', async () => {
  const { workspace, items } = await setup();
  const [listed, lister, forgotten, signing, remembered, told] = Array.from({ length: 6 }, () =>
    randomUUID(),
  ) as [string, string, string, string, string, string];
  const token = { id: listed, createdAt: null, expiresAt: null };
  await workspace.lists.change(() => ({
    lists: [{ accountId: lister, fetchedAt: 0, clockOffsetMs: null, tokens: [token] }],
  }));
  await workspace.journal.change(
    journaled({ kind: 'forget', id: randomUUID(), startedAt: 0, tokenId: forgotten }),
  );
  await workspace.journal.change(journaled(anIntent({ purpose: 'sign-in', accountId: signing })));
  await workspace.stores.session.set(tokenItem(remembered), 'value');
  expect(items().sort()).toEqual(
    [
      ...[listed, forgotten, remembered].map(tokenItem),
      ...[lister, signing].map(signInItem),
      ...always,
    ].sort(),
  );
  const more = keptItems(workspace, { tokenIds: [told], accountIds: [told] });
  expect([...more]).toEqual(expect.arrayContaining([tokenItem(told), signInItem(told)]));
  expect([...more].at(-1)).toBe('sentinel');
});
