import { readToken } from '../../../main/auth-api/jwt.ts';
import type { SandboxView, TokenView } from '../../../main/sandbox/control-messages.ts';
import type { Index } from '../../../main/vault/index-file.ts';
import type { GenerateIntent } from '../../../main/vault/journal.ts';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import type { Core } from './setup-core.ts';

/** A whole value of the sandbox: its signature has 256 bytes. One that was cut opens nothing. */
const valuePattern = /eyJ[\w-]+\.[\w-]+\.[\w-]{342}/g;

type Owner = SandboxView['accounts'][number];

/** A token on the server, and what of the app could lead to it. */
interface Look {
  readonly core: Core;
  readonly token: TokenView;
  readonly owner: Owner;
  readonly index: Pick<Index, 'accounts' | 'tokens' | 'leftBehind'>;
  readonly journal: readonly GenerateIntent[];
}

/** The ids of the values that the keyring holds, whatever they are filed under. */
export function storedIds(core: Core): ReadonlySet<string> {
  return new Set([...core.keytar.items().values()].flatMap(idsIn));
}

/**
 * Live tokens that the app minted and neither keeps, nor shows, nor remembers to settle: the
 * invariant of docs/threat-model.md wants none. Looked at from outside: the sandbox's own state,
 * the keyring's content, index and journal on disk. A value counts as kept only where the index or
 * the journal leads to its item; the journal says a token only where its entry fits that token.
 */
export async function lostTokens(core: Core): Promise<string[]> {
  const index = await readIndex(core);
  const journal = await core.journal();
  const { accounts } = await core.control.state();
  return accounts
    .flatMap((owner) => owner.tokens.map((token) => ({ core, token, owner, index, journal })))
    .filter(({ token }) => token.live && token.origin === 'api')
    .filter((look) => !isKept(look) && !isInMemory(look) && !isSaid(look))
    .map(({ token }) => token.kid);
}

/** Whether the index leads to an item that holds the value. */
function isKept({ core, token, index }: Look): boolean {
  const items = [
    ...index.tokens.filter(({ id }) => id === token.kid).map(({ id }) => tokenItem(id)),
    ...index.accounts.map(({ id }) => signInItem(id)),
    ...index.leftBehind.map(signInItem),
  ];
  return items.some((item) => idsIn(core.keytar.items().get(item) ?? '').includes(token.kid));
}

function isInMemory({ core, token: { kid } }: Look): boolean {
  const shown = core.app.generated.open && core.app.generated.reveal().tokenId === kid;
  return shown || core.app.workspace.stores.session.has(tokenItem(kid));
}

/** Whether an entry of the journal will have the token named or taken up, sooner or later. */
function isSaid({ core, token, owner, journal }: Look): boolean {
  return journal.some(
    (intent) =>
      intent.origin === core.sandbox.origin &&
      isOf(intent, owner) &&
      (intent.contractNumber ?? token.contract) === token.contract &&
      (intent.tokenId === null ? mayBe(intent, token) : intent.tokenId === token.kid),
  );
}

function isOf({ userId, email }: GenerateIntent, owner: Owner): boolean {
  if (userId !== null) return userId === owner.userId;
  return email?.toLowerCase() === owner.email.toLowerCase();
}

/** New since, made while the request can have been under way, and of the length asked for. */
function mayBe(intent: GenerateIntent, { kid, createdAt, expiresAt }: TokenView): boolean {
  const { idsBefore, startedAt, clockOffsetMs, ttlSeconds } = intent;
  const after = createdAt * 1000 - startedAt - (clockOffsetMs ?? 0);
  const inTime = clockOffsetMs === null || (after >= -2_000 && after <= 180_000);
  return !idsBefore.includes(kid) && inTime && Math.abs(expiresAt - createdAt - ttlSeconds) <= 2;
}

function idsIn(text: string): string[] {
  return (text.match(valuePattern) ?? []).map((value) => readToken(value).id);
}

async function readIndex(core: Core): Promise<Look['index']> {
  const text = await core.file('index.json').catch(() => null);
  if (text === null) return { accounts: [], tokens: [], leftBehind: [] };
  return JSON.parse(text) as Index;
}
