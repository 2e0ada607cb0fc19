import type { Page } from '@playwright/test';
import { handOf } from './bridge.ts';
import { knownId } from './known-id.ts';

export interface KeptToken {
  readonly tokenId: string;
  readonly value: string;
}

/** Makes a token that lives an hour, keeps its value and closes its window. */
export async function keepToken(
  { page }: { readonly page: Page },
  label: string,
  ttlSeconds = 3600,
): Promise<KeptToken> {
  const vault = handOf(page);
  const note = { label, note: '', usedIn: '', color: 'none' as const };
  const made = await vault.tokens.generate({ ttlSeconds, ...note, keep: true });
  if (!made.ok) throw new Error(made.error.code);
  await vault.generated.close();
  return { ...made.value, tokenId: knownId(made.value) };
}
