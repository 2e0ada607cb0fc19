import { expect, test } from 'vitest';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore } from '../../support/core/setup-core.ts';

test('on a full disk the token is deleted, and what is called saved is stored still', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  core.files.failWrites = () => true;
  const { workspace, accounts, lists } = core.app;
  // The person's wish is done; what is left of it here is a matter of the disk.
  await deleteToken(workspace, accounts, lists, tokenId);
  const [made] = (await core.control.tokens('empty')).filter(({ kid }) => kid === tokenId);
  expect(made?.live).toBe(false);
  expect(core.index.tokens.map(({ id }) => id)).toContain(tokenId);
  expect(core.keytar.items().has(tokenItem(tokenId))).toBe(true);
});
