import { isAppError } from '../../../main/app-error.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { openRotations } from '../../../main/tokens/rotate-steps.ts';
import type { Model, Vault } from './vault.ts';
import { knownId } from '../known-id.ts';

/** What a person can do. `choice` picks among what is there. */
export interface PersonsAct {
  readonly name: string;
  /** Rejects with the app's own errors; what the app says of the end goes into the model. */
  readonly run: (vault: Vault, model: Model, choice: number) => Promise<unknown>;
}

const said = { label: 'deploy', note: '', usedIn: '', color: 'none' } as const;

const generate = (keep: boolean): PersonsAct => ({
  name: keep ? 'generate' : 'generate and decline',
  async run({ core }, model) {
    model.asked += 1;
    await core.app.generation.generate({ ...said, ttlSeconds: 3600, keep });
    const { generated } = core.state;
    if (generated?.kept === 'keychain') model.promised.add(knownId(generated));
  },
});

const signOut = (revoke: boolean): PersonsAct => ({
  name: revoke ? 'sign out and revoke' : 'sign out',
  run: ({ core }) => core.app.signOut({ revoke }),
});

/** One of what is there. */
const pick = <T>(things: readonly T[], choice: number): T | undefined =>
  things[choice % Math.max(1, things.length)];

/** All of them. */
export const acts: readonly PersonsAct[] = [
  {
    name: 'sign in by password',
    async run({ core }, model) {
      model.asked += 1;
      await core.signIn('empty');
    },
  },
  {
    name: 'sign in as somebody else',
    async run({ core }, model) {
      model.asked += 1;
      await core.signIn('plain');
    },
  },
  {
    name: 'sign in with a token',
    async run({ core }, model) {
      const { value, kid } = await core.control.consoleToken('empty');
      await core.signInWithToken(value);
      if (core.state.store.kind === 'keychain') model.promised.add(kid);
    },
  },
  generate(true),
  generate(false),
  {
    name: 'close the window of the value',
    async run({ core, watch }) {
      const { generated } = core.state;
      if (generated && generated.kept === 'no') watch.letGo(knownId(generated));
      await core.app.generated.close();
    },
  },
  {
    name: 'keep the value after all',
    async run({ core, watch }, model) {
      await core.app.generated.keep(true);
      const { generated } = core.state;
      if (generated?.kept !== 'keychain') return;
      model.promised.add(knownId(generated));
      watch.keep(knownId(generated));
    },
  },
  {
    name: 'keep the value no longer',
    async run({ core, watch }, model) {
      const { generated } = core.state;
      if (generated) {
        // From here on it is said to be kept no longer by the person, whatever becomes of it.
        model.promised.delete(knownId(generated));
        watch.takeBack(knownId(generated));
      }
      await core.app.generated.keep(false);
    },
  },
  {
    name: 'revoke in the window of the value',
    async run({ core }, model) {
      const { generated } = core.state;
      await core.app.generated.revoke();
      if (generated) model.promised.delete(knownId(generated));
    },
  },
  {
    name: 'delete',
    async run({ core: { app, index } }, model, choice) {
      const saved = pick(index.tokens, choice);
      if (!saved) return;
      if (!(await app.rotations.remove(saved.id)))
        await deleteToken(app.workspace, app.accounts, app.lists, saved.id);
      model.promised.delete(saved.id);
    },
  },
  {
    name: 'delete several',
    async run({ core: { app, index } }, model) {
      for (const { id } of index.tokens.slice(0, 3)) {
        // As the page's request does.
        if (!(await app.rotations.remove(id)))
          await deleteToken(app.workspace, app.accounts, app.lists, id);
        model.promised.delete(id);
      }
    },
  },
  {
    name: 'rotate',
    async run({ core: { app, index } }, model, choice) {
      const id = pick(index.tokens, choice)?.id;
      if (id === undefined) return;
      model.asked += 1;
      const [outcome] = await app.rotations.begin([id], null);
      const made = openRotations(app.workspace).find(({ oldTokenId }) => oldTokenId === id);
      if (outcome?.stage === 'open' && made?.newTokenId) model.promised.add(made.newTokenId);
    },
  },
  {
    name: 'finish a rotation',
    async run({ core: { app, state } }, model, choice) {
      const rotation = pick(state.rotations, choice);
      if (!rotation) return;
      await app.rotations.finish(rotation.id);
      model.promised.delete(rotation.oldTokenId);
    },
  },
  {
    name: 'undo a rotation',
    async run({ core: { app, state } }, model, choice) {
      const rotation = pick(state.rotations, choice);
      if (!rotation) return;
      await app.rotations.undo(rotation.id);
      if (rotation.newTokenId) model.promised.delete(rotation.newTokenId);
    },
  },
  {
    name: 'replace what signs in',
    async run({ core: { app, index } }, model) {
      model.asked += 1;
      await app.replaceOwnToken(index.currentAccount ?? '');
    },
  },
  {
    name: 'remove a value',
    async run({ core, watch }, model, choice) {
      const id = pick(core.index.tokens, choice)?.id;
      if (id === undefined) return;
      const promised = model.promised.delete(id);
      watch.want([id]);
      try {
        await core.app.values.forget(id);
      } catch (error) {
        // Told that it could not be removed, the person finds it there; else it may still go.
        if (isAppError(error, 'FILE_NOT_WRITTEN', 'STORE_WAITING') || !promised) throw error;
        model.promised.add(id);
        watch.keep(id);
        throw error;
      }
    },
  },
  { name: 'rebuild the index', run: ({ core }) => core.app.rebuild() },
  {
    name: 'look again for a token in question',
    async run({ core: { app, state } }, _model, choice) {
      const ghost = pick(state.ghosts, choice);
      if (ghost) await app.settler.check(ghost.operationId);
    },
  },
  {
    name: 'keep a token in question',
    async run({ core: { app, state }, watch }, _model, choice) {
      // As the page offers it: of those that were found, or where nothing came.
      const answerable = state.ghosts.filter(
        ({ status }) => status === 'found' || status === 'none',
      );
      const ghost = pick(answerable, choice);
      if (!ghost) return;
      const found = ghost.candidates.map(({ tokenId }) => tokenId);
      watch.answer(found);
      await app.settler.answers.keep(ghost.operationId, pick(found, choice) ?? null);
    },
  },
  {
    name: 'revoke a token in question',
    async run({ core: { app, state } }, model, choice) {
      const ghost = pick(state.ghosts, choice);
      const found = ghost && pick(ghost.candidates, choice);
      if (!found) return;
      await app.settler.answers.revoke(ghost.operationId, found.tokenId);
      model.promised.delete(found.tokenId);
    },
  },
  {
    name: 'import',
    async run({ core }, model) {
      const { value } = await core.control.consoleToken('empty');
      core.app.imports.read(value);
      const { tokenId } = await core.app.imports.keep(said);
      if (core.state.store.kind === 'keychain') model.promised.add(tokenId);
    },
  },
  signOut(false),
  signOut(true),
  {
    name: 'unlock',
    run({ core }, model) {
      // Signed in by password, it mints the token that could not be minted then.
      model.asked += 1;
      return core.app.unlock();
    },
  },
];
