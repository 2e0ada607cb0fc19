import { AppError } from '../app-error.ts';
import { withoutSaved } from '../vault/index-file.ts';
import { endOperation, endRequestsOf, journaled, type ForgetIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import type { Step } from './steps.ts';
import { wholeItem } from './whole-item.ts';

/** What the removal of a value works on. */
export interface ForgetContext {
  readonly workspace: Workspace;
  readonly intent: ForgetIntent;
}

/** Removes a stored value because the person wants it, though its token lives on. */
export const forgetSteps: readonly Step<ForgetContext>[] = [
  {
    name: 'write-journal',
    async run({ workspace, intent }) {
      if (isFiled(workspace, intent.tokenId)) await workspace.journal.change(journaled(intent));
    },
  },
  {
    name: 'remove-value',
    async run({ workspace, intent: { tokenId } }) {
      const { stores } = workspace;
      const item = tokenItem(tokenId);
      const filed = isFiled(workspace, tokenId);
      // Another keyring may be open just now: nobody is told that it is gone while it lies there.
      if (filed && !stores.session.has(item) && (await lacks(stores, item)))
        throw new AppError('VALUE_MISSING');
      await stores.delete(item, filed);
    },
  },
  { name: 'write-index', run: ({ workspace, intent }) => unfile(workspace, intent.tokenId) },
  {
    name: 'clear-journal',
    async run({ workspace: { journal }, intent: { id, tokenId } }) {
      await endOperation(journal, id);
      // Of a value in memory only: nobody wants to be told that it is lost.
      await endRequestsOf(journal, tokenId);
    },
  },
];

/**
 * Ends a removal that was interrupted: a value that is still there stays, with its entry; of one
 * that is gone the entry goes too. The keychain must be open.
 *
 * @throws AppError the store's codes, FILE_NOT_WRITTEN: it stays open.
 */
export async function finishForget(workspace: Workspace, intent: ForgetIntent): Promise<void> {
  const { keychain } = workspace.stores;
  const value = await keychain.get(tokenItem(intent.tokenId));
  if (value === null && !(await keychain.wouldHold(tokenItem(intent.tokenId)))) return;
  if (value === null) await unfile(workspace, intent.tokenId);
  await endOperation(workspace.journal, intent.id);
}

const isFiled = ({ index }: Workspace, id: string): boolean =>
  index.content.tokens.some((token) => token.id === id);

async function unfile(workspace: Workspace, id: string): Promise<void> {
  if (isFiled(workspace, id)) await workspace.index.change((content) => withoutSaved(content, id));
}

/** Whether the keyring that is open lacks an item that may lie in another one. */
const lacks = async ({ keychain }: Workspace['stores'], item: string): Promise<boolean> =>
  !(await keychain.wouldHold(item)) && (await wholeItem(keychain, item, '')) === null;
