import { expect } from 'vitest';
import { goneValues, keptIn, strayValues, unsaidTokens } from '../reliability/invariant.ts';
import { lookAt } from './invariant.ts';
import type { Core } from './setup-core.ts';

/**
 * Remembers what is kept now. What it returns looks again: no value that was kept is gone while its token
 * lives, nothing live is unsaid, and nothing is stored to which nothing leads.
 */
export async function remember(core: Core): Promise<() => Promise<void>> {
  const before = keptIn((await lookAt(core)).view);
  return async () => {
    const { view, told } = await lookAt(core);
    expect({
      gone: goneValues(view, before),
      unsaid: unsaidTokens(view, told),
      stray: strayValues(view),
    }).toEqual({ gone: [], unsaid: [], stray: [] });
  };
}
