import type { Rotation } from '../../../preload/contract.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { noteOf, withNote } from '../../../main/vault/index-file.ts';
import { openOf } from '../../../main/vault/journal.ts';
import { operation } from '../sandbox-control.ts';
import { turns } from './turns.ts';
import { setupCore, type Core, type CoreOptions } from './setup-core.ts';

export const said = { label: 'deploy', note: 'ask Paula', usedIn: 'CI', color: 'teal' } as const;

/** What is said of a token of which nobody said anything. */
export const nothing = { label: '', note: '', usedIn: '', color: 'none' };

/** Signed in, with one saved token of which everything is said. */
export async function setup(options: CoreOptions = {}, ttlSeconds = 86_400) {
  const core = await setupCore(options);
  await core.signIn('empty');
  const { tokenId: old } = await core.generate({ ttlSeconds, ...said });
  await core.app.generated.close();
  await core.untilListed();
  return { core, old };
}

/** Rotates one and waits for the list after it. */
export async function rotate(core: Core, old: string, ttlSeconds: number | null = null) {
  const [outcome] = await core.app.rotations.begin([old], ttlSeconds);
  await core.untilListed();
  return outcome;
}

/** Time passes, and what it begins has ended, as far as no server is asked. */
export async function pass(core: Core, ms: number): Promise<void> {
  core.clock.advance(ms);
  await turns();
}

/** A rotation that finishes by itself in a day. */
export async function finishingAlone() {
  const { core, old } = await setup({}, 30 * 86_400);
  await rotate(core, old, 30 * 86_400);
  const finishAt = core.clock.now() + 86_400_000;
  await core.app.rotations.schedule(shown(core).id, finishAt);
  return { core, old, finishAt };
}

/** The one rotation that is shown. */
export function shown(core: Core): Rotation {
  const [rotation, ...others] = core.state.rotations;
  if (!rotation || others.length > 0) throw new Error('not one rotation is shown');
  return rotation;
}

export const newId = (core: Core): string => shown(core).newTokenId ?? '';

/** What is said of a token. */
export function notesOf(core: Core, id: string) {
  const { label, note, usedIn, color } = noteOf(core.index, id);
  return { label, note, usedIn, color };
}

export const isLive = async (core: Core, id: string): Promise<boolean> =>
  (await core.control.tokens('empty')).some(({ kid, live }) => kid === id && live);

export const isStored = (core: Core, id: string): boolean => core.keytar.items().has(tokenItem(id));

export const describeToken = (core: Core, id: string, label: string): Promise<unknown> =>
  core.app.workspace.index.change((index) => withNote(index, id, { label }));

export const journaled = (core: Core) => openOf(core.app.workspace.journal.content, 'rotation');

/** The list is refused, once, to whoever signs in with the new token. */
export function refuseNew(core: Core): void {
  const answer = { kind: 'status', status: 401 } as const;
  core.before('rotate', 'use-new', async () => {
    await core.control.fault({ ...operation.list, answer });
  });
}
