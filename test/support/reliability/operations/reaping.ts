import { deleteSteps } from '../../../../main/tokens/delete-steps.ts';
import { deleteToken } from '../../../../main/tokens/delete-token.ts';
import type { Core } from '../../core/setup-core.ts';
import { names, type Operation } from './operation.ts';
import { signedIn } from './starting.ts';

/** Signed in with several saved tokens, of which some have expired. */
async function severalSaved(core: Core): Promise<void> {
  await signedIn(core);
  for (const ttlSeconds of [60, 60, 3600]) {
    await core.generate({ ttlSeconds });
    await core.app.generated.close();
  }
  core.clock.advance(120_000);
  await core.app.lists.refreshAnew();
}

/** One after the other as the page does, up to the first that fails. */
async function reap({ app, index }: Core): Promise<void> {
  for (const { id } of index.tokens)
    if (!(await app.rotations.remove(id)))
      await deleteToken(app.workspace, app.accounts, app.lists, id);
}

/** Deleting several tokens, one by one. */
export const reaping: readonly Operation[] = [
  {
    name: 'delete',
    way: 'several, one by one',
    steps: names(deleteSteps),
    prepare: severalSaved,
    act: reap,
  },
];
