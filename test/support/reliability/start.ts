import { isAppError } from '../../../main/app-error.ts';
import type { Core } from '../core/setup-core.ts';
import { turns } from '../core/turns.ts';

/** An app that was opened goes on as after its first paint, and what it does by itself ends. */
export async function start(core: Core): Promise<void> {
  await core.app.start().catch((error: unknown) => {
    if (!isAppError(error)) throw error;
  });
  await pass(core, 0);
}

/** Time passes until every list was read that settles an open request. */
export async function settle(core: Core): Promise<void> {
  for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
}

async function pass(core: Core, ms: number): Promise<void> {
  core.clock.advance(ms);
  await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));
  await turns();
  // It goes on once the list was read, and reads it again at its end.
  await core.app.renewals.idle;
  await core.until(({ list }) => list.status !== 'loading');
  await turns();
}
