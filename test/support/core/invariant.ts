import { keptIn, unsaidTokens } from '../reliability/invariant.ts';
import { readVaultFiles } from '../reliability/outside-view.ts';
import type { Sight } from '../reliability/watch.ts';
import type { Core } from './setup-core.ts';

/** What is seen of a core from outside, and what its app tells the person. */
export async function lookAt(core: Core): Promise<Sight> {
  const { ghosts, generated, notices } = core.state;
  return {
    view: {
      // Against the order in which the app writes: what moves meanwhile is seen twice, not nowhere.
      ...(await readVaultFiles(core.folder)),
      items: new Map(core.keytar.items()),
      origin: core.sandbox.origin,
      owners: (await core.control.state()).accounts,
    },
    told: {
      ghosts,
      notices,
      generated: generated?.tokenId ?? null,
      inMemory: core.app.workspace.stores.session.accounts,
    },
  };
}

/** The ids of the whole values that the keyring holds, whatever they are filed under. */
export async function storedIds(core: Core): Promise<ReadonlySet<string>> {
  return keptIn((await lookAt(core)).view).stored;
}

/** The tokens that are lost: live, out of reach and unsaid by the files (reliability/invariant.ts). */
export async function lostTokens(core: Core): Promise<string[]> {
  const { view, told } = await lookAt(core);
  return [...unsaidTokens(view, { ...told, ghosts: null })];
}
