import { deleteToken } from '../../../main/tokens/delete-token.ts';
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
    async run({ core }, model) {
      await core.app.generated.keep(true);
      const { generated } = core.state;
      if (generated?.kept === 'keychain') model.promised.add(knownId(generated));
    },
  },
  {
    name: 'delete',
    async run({ core: { app, index } }, model, choice) {
      const saved = index.tokens[choice % Math.max(1, index.tokens.length)];
      if (!saved) return;
      await deleteToken(app.workspace, app.accounts, app.lists, saved.id);
      model.promised.delete(saved.id);
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
