import { inventoryOf } from '../../main/remove-everything.ts';
import type { ProfilesCore } from '../support/core/setup-profiles.ts';
import { own } from './trial-setup.ts';

/** What the dialog lists. */
export const inventory = (core: ProfilesCore) =>
  inventoryOf(core.profiles.current.workspace, core.folder);

/** The ids of the values that are listed. */
export const shown = async (core: ProfilesCore): Promise<string[]> =>
  (await inventory(core)).values.map(({ id }) => id);

/** What is done, beside what the list shows. */
export interface Options {
  readonly revoke?: boolean;
  readonly elsewhere?: boolean;
  readonly values?: readonly string[];
  /** What the person says to the last question. */
  readonly meant?: boolean;
}

/** Removes what is listed, as a person does who means it. @returns whether it was meant. */
export const remove = async (
  core: ProfilesCore,
  { revoke = false, elsewhere = false, values, meant = true }: Options = {},
): Promise<boolean> =>
  core.profiles.removeEverything({ values: values ?? (await shown(core)), revoke, elsewhere }, () =>
    Promise.resolve(meant),
  );

/** What the keychain holds of the own vault, by account. */
export const items = (core: ProfilesCore): string[] => [...core.keytar.items(own).keys()];
