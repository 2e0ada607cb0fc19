import { importSteps } from '../../../../main/tokens/import-steps.ts';
import { moveToKeychain } from '../../../../main/tokens/move-to-keychain.ts';
import type { Core } from '../../core/setup-core.ts';
import { names, type Operation } from './operation.ts';
import { oneSaved } from './starting.ts';

/** Signed in by password where there is no keychain, with a value in memory only. */
async function oneInMemory(core: Core): Promise<void> {
  core.keytar.mode = 'no-service';
  await oneSaved(core);
}

/** The keychain is there by now; the app moves by itself, and is waited for here. */
async function findKeychain({ app, keytar }: Core): Promise<void> {
  const { workspace } = app;
  workspace.stores.onChange(() => undefined);
  keytar.mode = 'unlocked';
  await workspace.stores.look();
  await moveToKeychain(workspace);
}

/** Moving what is in memory into a keychain. */
export const moving: readonly Operation[] = [
  {
    name: 'move',
    way: 'from memory',
    steps: names(importSteps),
    prepare: oneInMemory,
    act: findKeychain,
  },
];
