/** A package of others that ships with the app. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** By SPDX: "MIT", "Apache-2.0", "MIT OR Apache-2.0". */
  readonly licence: string;
  readonly text: string;
}

/**
 * What ships of others. The build puts the list here, once it knows what is in the bundles
 * (scripts/licences); while developing there is none.
 */
export const licences: readonly Licence[] = [];
