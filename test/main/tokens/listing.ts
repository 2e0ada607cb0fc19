import { setupCore, type Core } from '../../support/core/setup-core.ts';

export async function setup(): Promise<Core> {
  const core = await setupCore();
  await core.signIn('plain');
  await core.control.clearLog();
  return core;
}

export const ids = (core: Core): string[] => core.state.list.tokens.map(({ id }) => id);
