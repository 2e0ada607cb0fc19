import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore } from '../../support/core/setup-core.ts';

/** Signed in, with the window of a token open that was just generated. */
export async function setup(request: { keep?: boolean } = {}) {
  const core = await setupCore();
  await core.signIn('empty');
  const made = await core.generate(request);
  return { core, ...made, item: tokenItem(made.tokenId), generated: core.app.generated };
}
