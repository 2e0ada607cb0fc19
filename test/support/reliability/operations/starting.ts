import { deleteToken } from '../../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../../main/vault/secret-store.ts';
import type { Core } from '../../core/setup-core.ts';

/** Signed in by password, with a token of its own. */
export const signedIn = (core: Core): Promise<void> => core.signIn('empty');

/** Signed in, with a saved token that is about to be deleted. */
export async function oneSaved(core: Core): Promise<void> {
  await signedIn(core);
  await core.generate();
  await core.app.generated.close();
}

/** Deletes the one token that is saved. */
export const deleteSaved = ({ app, index }: Core): Promise<void> => {
  const [saved] = index.tokens;
  if (!saved) throw new Error('nothing is saved');
  return deleteToken(app.workspace, app.accounts, app.lists, saved.id);
};

/** What is said and asked of a token that is generated or imported. */
export const request = {
  label: 'deploy',
  note: 'for the pipeline',
  usedIn: 'CI',
  color: 'none',
  ttlSeconds: 3600,
} as const;

/** A value of the web console, read and kept. */
export async function importConsoleToken(core: Core): Promise<void> {
  const { value } = await core.control.consoleToken('empty');
  core.app.imports.read(value);
  const { label, note, usedIn, color } = request;
  await core.app.imports.keep({ label, note, usedIn, color });
}

/** The ids of the saved tokens. */
export const savedIds = ({ index }: Core): readonly string[] => index.tokens.map(({ id }) => id);

/** What signs in and what is saved, as somebody pastes it again. */
export const savedValue = ({ index, keytar }: Core): string =>
  keytar.items().get(tokenItem(index.tokens[0]?.id ?? '')) ?? '';

/** Signs out. */
export const leave =
  (revoke: boolean) =>
  ({ app }: Core): Promise<void> =>
    app.signOut({ revoke });

/** The process dies before a step, and is there again; what it left is not taken up yet. */
export async function dieIn(
  core: Core,
  operation: string,
  step: string,
  act: (core: Core) => Promise<unknown>,
): Promise<void> {
  const dead = core.dieAt(operation, step);
  void act(core);
  await dead;
  await core.restart();
}
