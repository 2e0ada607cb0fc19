import { setupCore, type Core } from '../../support/core/setup-core.ts';

export const path = '/home/paula/Downloads/token.txt';

/** Signed in, with a token of the console that is not saved here. */
export async function setup(): Promise<{ core: Core; id: string; value: string }> {
  const core = await setupCore();
  await core.signIn('plain');
  const made = await core.control.consoleToken('plain');
  await core.app.lists.refresh();
  return { core, id: made.kid, value: made.value };
}
