import { readToken } from '../../../main/auth-api/jwt.ts';
import type { Core } from './setup-core.ts';

const valuePattern = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/** The ids of the values that the keyring holds, whatever they are filed under. */
export function storedIds(core: Core): ReadonlySet<string> {
  const texts = [...core.keytar.items().values()];
  const values = texts.flatMap((text) => text.match(valuePattern) ?? []);
  return new Set(values.map((value) => readToken(value).id));
}

/**
 * Live tokens that the app minted and neither keeps, nor shows, nor remembers to settle: the
 * invariant of docs/threat-model.md wants none. Looked at from outside: the sandbox's own state,
 * the keyring's content, the journal on disk.
 */
export async function lostTokens(core: Core): Promise<string[]> {
  const stored = storedIds(core);
  const open = (await core.journal()).length > 0;
  const { accounts } = await core.control.state();
  const minted = accounts.flatMap(({ tokens }) => tokens).filter(({ origin }) => origin === 'api');
  return minted
    .filter(({ live, kid }) => live && !stored.has(kid) && !inMemory(core, kid) && !open)
    .map(({ kid }) => kid);
}

function inMemory(core: Core, kid: string): boolean {
  const shown = core.app.generated.open && core.app.generated.reveal().tokenId === kid;
  return shown || core.app.workspace.stores.session.has(`token:${kid}`);
}
