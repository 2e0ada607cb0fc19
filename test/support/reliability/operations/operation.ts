import type { Core } from '../../core/setup-core.ts';

/** An operation of the app as the matrix meets it. */
export interface Operation {
  /** As the step observer is told. */
  readonly name: string;
  /** Beside the name, for people. */
  readonly way: string;
  readonly steps: readonly string[];
  readonly prepare: (core: Core) => Promise<unknown>;
  /** What the person does; may reject with the app's own errors. */
  readonly act: (core: Core) => Promise<unknown>;
  /** The value is not to be kept: no keychain is asked. */
  readonly declined?: true;
  /** Its act does something else before these steps. */
  readonly late?: true;
  /** The tokens whose values the person wants removed, though they live. */
  readonly unwanted?: (core: Core) => readonly string[];
}

/** What the steps of an operation are called, in their order. */
export const names = (steps: readonly { readonly name: string }[]): readonly string[] =>
  steps.map(({ name }) => name);
