import { AppError } from '../app-error.ts';
import type { SecretStore } from '../vault/secret-store.ts';
import type { Step } from './steps.ts';
import { wholeItem } from './whole-item.ts';

/** What is to be stored where; no store: the person declined. */
export interface Storing {
  readonly store: SecretStore | null;
  readonly item: string;
  readonly text: string;
  /** Whether it may stand there already. What is stored well is not written over: a store that cuts would spoil it. */
  readonly mayBeThere?: true;
}

/**
 * Stores a text and reads it back, byte for byte: two steps, since the process can die between
 * them. They end with the store's codes, or STORE_MISMATCH.
 */
export function storeSteps<Context>(
  names: { readonly store: string; readonly readBack: string },
  storing: (context: Context) => Storing,
): readonly Step<Context>[] {
  return [
    {
      name: names.store,
      async run(context) {
        const { store, item, text, mayBeThere } = storing(context);
        if (!store) return;
        if (mayBeThere && (await wholeItem(store, item)) === text) return;
        await store.set(item, text);
      },
    },
    {
      name: names.readBack,
      async run(context) {
        const { store, item, text } = storing(context);
        if (store && (await store.get(item)) !== text) throw new AppError('STORE_MISMATCH');
      },
    },
  ];
}
