import { leavingSteps, signOutSteps } from '../../../main/accounts/sign-out-steps.ts';
import { renewSteps, retireSteps, takeOverSteps } from '../../../main/accounts/renewal-steps.ts';
import { ownTokenSteps } from '../../../main/accounts/own-token.ts';
import { tokenSignInSteps } from '../../../main/accounts/token-sign-in-steps.ts';
import { deleteSteps, removalSteps } from '../../../main/tokens/delete-steps.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { forgetSteps } from '../../../main/tokens/forget-steps.ts';
import { generateSteps } from '../../../main/tokens/generate.ts';
import { importSteps } from '../../../main/tokens/import-steps.ts';
import { moveToKeychain } from '../../../main/tokens/move-to-keychain.ts';
import {
  finishSteps,
  replacingSteps,
  rotateSteps,
  undoSteps,
} from '../../../main/tokens/rotate-steps.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import type { Core } from '../core/setup-core.ts';

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

const names = (steps: readonly { readonly name: string }[]): readonly string[] =>
  steps.map(({ name }) => name);

/** Signed in, with a saved token that is about to be deleted. */
async function oneSaved(core: Core): Promise<void> {
  await signedIn(core);
  await core.generate();
  await core.app.generated.close();
}

const deleteSaved = ({ app, index }: Core): Promise<void> => {
  const [saved] = index.tokens;
  if (!saved) throw new Error('nothing is saved');
  return deleteToken(app.workspace, app.accounts, app.lists, saved.id);
};

const signedIn = (core: Core): Promise<void> => core.signIn('empty');
const request = {
  label: 'deploy',
  note: 'for the pipeline',
  usedIn: 'CI',
  color: 'none',
  ttlSeconds: 3600,
} as const;

async function signInWithConsoleToken(core: Core): Promise<void> {
  const { value } = await core.control.consoleToken('empty');
  await core.signInWithToken(value);
}

async function importConsoleToken(core: Core): Promise<void> {
  const { value } = await core.control.consoleToken('empty');
  core.app.imports.read(value);
  const { label, note, usedIn, color } = request;
  await core.app.imports.keep({ label, note, usedIn, color });
}

/** Signed in by password where there is no keychain, with a value in memory only. */
async function oneInMemory(core: Core): Promise<void> {
  core.keytar.mode = 'no-service';
  await oneSaved(core);
}

/** The keychain is there by now; the app moves by itself, and is waited for here. */
async function findKeychain({ app, keytar }: Core): Promise<void> {
  const { workspace } = app;
  workspace.stores.onChange(() => undefined);
  keytar.mode = 'unlocked';
  await workspace.stores.look();
  await moveToKeychain(workspace);
}

const savedIds = ({ index }: Core): readonly string[] => index.tokens.map(({ id }) => id);

/** What signs in and what is saved, as somebody pastes it again. */
const savedValue = ({ index, keytar }: Core): string =>
  keytar.items().get(tokenItem(index.tokens[0]?.id ?? '')) ?? '';

async function importSaved(core: Core): Promise<void> {
  core.app.imports.read(savedValue(core));
  const { label, note, usedIn, color } = request;
  await core.app.imports.keep({ label, note, usedIn, color });
}

const leave =
  (revoke: boolean) =>
  ({ app }: Core): Promise<void> =>
    app.signOut({ revoke });

/** The process dies before a step, and is there again; what it left is not taken up yet. */
async function dieIn(
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

/** Rotates what is saved, as the dialog does: what became of it is told, not thrown. */
const rotateSaved = async (core: Core): Promise<void> => {
  await core.app.rotations.begin([savedIds(core)[0] ?? ''], null);
};

/** A rotation that is open, with both its tokens live. */
async function oneRotated(core: Core): Promise<void> {
  await oneSaved(core);
  await rotateSaved(core);
  await core.untilListed();
}

const endRotation =
  (end: 'finish' | 'undo') =>
  ({ app, state }: Core): Promise<void> =>
    app.rotations[end](state.rotations[0]?.id ?? '');

/** A rotation whose new token is made and kept, and was not used. */
const oneUnused = (core: Core): Promise<void> =>
  oneSaved(core).then(() => dieIn(core, 'rotate', 'use-new', rotateSaved));

const renew = ({ app, index }: Core): Promise<void> =>
  app.replaceOwnToken(index.accounts[0]?.id ?? '');

/** A start, and the person goes on with what an earlier run left unused. */
async function startAndGoOn(core: Core): Promise<void> {
  await core.app.start();
  const [rotation] = core.state.rotations;
  if (rotation) await core.app.rotations.goOn(rotation.id);
}

/** A start, after which what renews by itself has ended. */
async function startAndRenew({ app }: Core): Promise<void> {
  await app.start();
  await app.renewals.look();
}

/** Signed in with several saved tokens, of which some have expired. */
async function severalSaved(core: Core): Promise<void> {
  await signedIn(core);
  for (const ttlSeconds of [60, 60, 3600]) {
    await core.generate({ ttlSeconds });
    await core.app.generated.close();
  }
  core.clock.advance(120_000);
  await core.app.lists.refreshAnew();
}

/** One after the other as the page does, up to the first that fails. */
async function reap({ app, index }: Core): Promise<void> {
  for (const { id } of index.tokens)
    if (!(await app.rotations.remove(id)))
      await deleteToken(app.workspace, app.accounts, app.lists, id);
}

const passphrase = 'correct horse battery staple';

/** A backup of a value lies on the disk, and the value, which the app did not make, is here no more. */
async function oneInBackup(core: Core): Promise<void> {
  await signedIn(core);
  await importConsoleToken(core);
  const { app } = core;
  const [id = ''] = savedIds(core);
  await app.makeBackup.make([id], passphrase);
  await app.values.forget(id);
  await app.restoreBackup.open();
  await app.restoreBackup.unlock(passphrase);
}

/** As the dialog brings values back: what became of each is told, not thrown. */
async function restore({ app }: Core): Promise<void> {
  const preview = await app.restoreBackup.unlock(passphrase);
  await app.restoreBackup.restore(preview.tokens.map(({ id }) => id));
  while ((await app.restoreBackup.next()) !== null) continue;
}

/** Every operation that has steps, in every way it is begun. */
export const operations = {
  generate: [
    {
      name: 'generate',
      way: 'kept',
      steps: names(generateSteps),
      prepare: signedIn,
      act: ({ app }) => app.generation.generate({ ...request, keep: true }),
    },
    {
      name: 'generate',
      way: 'declined',
      declined: true,
      steps: names(generateSteps),
      prepare: signedIn,
      act: ({ app }) => app.generation.generate({ ...request, keep: false }),
    },
  ],
  delete: [
    {
      name: 'delete',
      way: 'saved and live',
      steps: names(deleteSteps),
      prepare: oneSaved,
      act: deleteSaved,
    },
    {
      name: 'delete',
      way: 'deleted elsewhere',
      steps: names(deleteSteps),
      async prepare(core) {
        await oneSaved(core);
        await core.control.deleteToken(core.index.tokens[0]?.id ?? '');
      },
      act: deleteSaved,
    },
  ],
  rotate: [
    {
      name: 'rotate',
      way: 'a saved one',
      steps: names(rotateSteps),
      prepare: oneSaved,
      act: rotateSaved,
    },
    {
      name: 'replace',
      way: 'by the person, after a start',
      steps: names(replacingSteps),
      prepare: oneUnused,
      act: startAndGoOn,
    },
    {
      name: 'finish-rotation',
      way: 'by the person',
      steps: names(finishSteps),
      prepare: oneRotated,
      act: endRotation('finish'),
    },
    {
      name: 'undo-rotation',
      way: 'by the person',
      steps: names(undoSteps),
      prepare: oneRotated,
      act: endRotation('undo'),
    },
  ],
  renewal: [
    {
      name: 'renew',
      way: 'its own token',
      steps: names(renewSteps),
      prepare: signedIn,
      act: renew,
    },
    {
      name: 'take-over',
      way: 'its own token',
      late: true,
      steps: names(takeOverSteps),
      prepare: signedIn,
      act: renew,
    },
    {
      name: 'retire',
      way: 'its own token',
      late: true,
      steps: names(retireSteps),
      prepare: signedIn,
      act: renew,
    },
    {
      name: 'take-over',
      way: 'at a start',
      steps: names(takeOverSteps),
      prepare: (core) => signedIn(core).then(() => dieIn(core, 'take-over', 'use-new', renew)),
      act: startAndRenew,
    },
    {
      name: 'retire',
      way: 'at a start',
      steps: names(retireSteps),
      prepare: (core) => signedIn(core).then(() => dieIn(core, 'retire', 'delete-old', renew)),
      act: startAndRenew,
    },
  ],
  reaping: [
    {
      name: 'delete',
      way: 'several, one by one',
      steps: names(deleteSteps),
      prepare: severalSaved,
      act: reap,
    },
  ],
  restore: [
    {
      name: 'import',
      way: 'out of a backup',
      steps: names(importSteps),
      prepare: oneInBackup,
      act: restore,
    },
  ],
  'sign-in': [
    {
      name: 'sign-in',
      way: 'by password',
      steps: names(ownTokenSteps),
      prepare: () => Promise.resolve(),
      act: (core) => core.signIn('empty'),
    },
  ],
  'token-sign-in': [
    {
      name: 'token-sign-in',
      way: 'for the first time',
      steps: names(tokenSignInSteps),
      prepare: () => Promise.resolve(),
      act: signInWithConsoleToken,
    },
    {
      name: 'token-sign-in',
      way: 'in place of its own token',
      steps: names(tokenSignInSteps),
      prepare: signedIn,
      act: signInWithConsoleToken,
    },
    {
      name: 'token-sign-in',
      way: 'with what is saved already',
      steps: names(tokenSignInSteps),
      prepare: oneSaved,
      act: (core) => core.signInWithToken(savedValue(core)),
    },
  ],
  'sign-out': [
    {
      name: 'sign-out',
      way: 'its own token kept',
      steps: names(signOutSteps),
      prepare: signedIn,
      act: ({ app }) => app.signOut({ revoke: false }),
    },
    {
      name: 'sign-out',
      way: 'its own token revoked',
      steps: names(signOutSteps),
      prepare: signedIn,
      act: ({ app }) => app.signOut({ revoke: true }),
    },
  ],
  forget: [
    {
      name: 'forget',
      way: 'saved and live',
      steps: names(forgetSteps),
      prepare: oneSaved,
      act: (core) => core.app.values.forget(savedIds(core)[0] ?? ''),
      unwanted: savedIds,
    },
  ],
  move: [
    {
      name: 'move',
      way: 'from memory',
      steps: names(importSteps),
      prepare: oneInMemory,
      act: findKeychain,
    },
  ],
  import: [
    {
      name: 'import',
      way: 'from the console',
      steps: names(importSteps),
      prepare: signedIn,
      act: importConsoleToken,
    },
    {
      name: 'import',
      way: 'of what is saved already',
      steps: names(importSteps),
      prepare: oneSaved,
      act: importSaved,
    },
  ],
  resume: [
    {
      name: 'resume-delete',
      way: 'at a start',
      steps: names(removalSteps),
      prepare: (core) =>
        oneSaved(core).then(() => dieIn(core, 'delete', 'remove-value', deleteSaved)),
      act: ({ app }) => app.start(),
    },
    {
      name: 'resume-sign-out',
      way: 'its own token kept',
      steps: names(leavingSteps),
      prepare: (core) =>
        signedIn(core).then(() => dieIn(core, 'sign-out', 'keep-own', leave(false))),
      act: ({ app }) => app.start(),
    },
    {
      name: 'resume-sign-out',
      way: 'its own token revoked',
      steps: names(leavingSteps),
      prepare: (core) =>
        signedIn(core).then(() => dieIn(core, 'sign-out', 'keep-own', leave(true))),
      act: ({ app }) => app.start(),
    },
  ],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;

export type OperationName = keyof typeof operations;
